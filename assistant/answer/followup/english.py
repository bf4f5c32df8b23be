"""English follow-ups: 「And its agency?」「What about permanent magnets?」「And in 2023?」."""

from __future__ import annotations

import re

from assistant.answer.english.pieces import Found, is_english, names_attribute, things_in
from assistant.answer.followup.context import Context
from assistant.answer.followup.words import pattern
from assistant.japanese.era import find_dates

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_SPARE = re.compile(r"\s+(?:in|as of|at|by|on|of)\s*$", re.IGNORECASE)


def complete(typed: str, context: Context) -> str:
    """The complete form of a turn; "" when it is complete in itself."""
    asked = typed.strip().rstrip("?.! ")
    bare = _pattern("openers", r"^(?:{}[,\s]+)+").sub("", asked)
    if not bare:
        return ""
    return _redated(bare, context) or _pointed(bare, context) or _about(bare, bare != asked, context)


def _redated(bare: str, context: Context) -> str:
    """The question before at another date, or today."""
    previous = context.previous
    if _pattern("now", r"^(?:what about |how about )?{}$").match(bare):
        return _without_dates(previous)
    dates = find_dates(bare)
    if len(dates) != 1 or bare[dates[0].end :].strip():
        return ""
    if not _pattern("date_before", r"^(?:{}\s+)*$").match(bare[: dates[0].start]):
        return ""
    return f"{_without_dates(previous)} as of {bare[dates[0].start : dates[0].end]}"


def _without_dates(question: str) -> str:
    for date in reversed(find_dates(question)):
        question = _SPARE.sub("", question[: date.start].rstrip()) + question[date.end :]
    return question.strip()


def _pointed(bare: str, context: Context) -> str:
    """Its and it replaced by the thing before."""
    thing = _thing(context)
    for name, said in (("of_it", f"the {thing}'s"), ("it", f"the {thing}")):
        if match := _pattern(name, r"(?<!\w){}(?!\w)").search(bare):
            return f"{bare[: match.start()]}{said}{bare[match.end() :]}"
    return ""


def _about(bare: str, opened: bool, context: Context) -> str:
    """Another thing or another attribute; a question that names a thing of its own is complete."""
    rest = _pattern("about", r"^{}\s+").sub("", bare)
    named = things_in(rest, context.glossary)
    if rest == bare and (named or not (opened or len(bare.split()) <= _FEW_WORDS)):
        return ""
    if names_attribute(rest) and not named:
        return f"{rest} of the {_thing(context)}"
    return _swapped(_ARTICLE.sub("", rest), context)


_FEW_WORDS = 4


def _swapped(thing: str, context: Context) -> str:
    """The question before about another thing."""
    previous = context.previous
    if not is_english(previous):
        return f"{thing}: {context.before.attribute or context.before.rest}"
    found = _main(things_in(previous, context.glossary))
    if found is None:
        return f"{previous}, {thing}"
    return f"{previous[: found.start]}{thing}{previous[_end(previous, found) :]}"


def _thing(context: Context) -> str:
    """What the question before is about, in its own words."""
    previous = context.previous
    if not is_english(previous):
        return context.before.entity
    found = _main(things_in(previous, context.glossary))
    return previous[found.start : _end(previous, found)] if found else previous


def _main(things: list[Found]) -> Found | None:
    """The thing that a question is about: a technology, material or concept before anything else."""
    specific = [thing for thing in things if thing.kind in ("technology", "material", "concept")]
    return next(iter([*specific, *things]), None)


def _end(text: str, found: Found) -> int:
    """The end of a name with the noun behind it: 「AUV concept」."""
    noun = _pattern("noun", r"\s+(?:{})\b").match(text, found.end)
    return noun.end() if noun else found.end


def _pattern(name: str, shape: str) -> re.Pattern[str]:
    return pattern(name, shape, "english")
