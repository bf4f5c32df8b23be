"""English follow-ups: 「And its agency?」「What about permanent magnets?」「And in 2023?」."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answer.english.pieces import Found, is_english, names_attribute, pieces_of, things_in
from assistant.answer.followup.context import Context
from assistant.answer.followup.words import listed, pattern
from assistant.japanese.era import find_dates
from assistant.model import Span

_POLITE = re.compile(r",? please$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!s)")
_OWNER = re.compile(r"(?:\bthe )?\b\w+'s (?:\w+ )?$")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ONE = re.compile(r" ones?$", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow many (\w+)", re.IGNORECASE)
_WHICH_ONE = re.compile(r"^(which|what) ones?\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
_OF_IT = re.compile(r"\s+(?:for|of|in|on)\s+(?:the )?$", re.IGNORECASE)
_SPARE = re.compile(r"\s+(?:in|as of|at|by|on|of)\s*$", re.IGNORECASE)


def complete(typed: str, context: Context) -> str:
    """The complete form of a turn; "" when it is complete in itself."""
    asked = _POLITE.sub("", typed.strip().rstrip("?.! "))
    bare = _pattern("openers", r"^(?:{}[,\s]+)+").sub("", asked)
    if not bare:
        return ""
    return (
        _corrected(bare, context)
        or _redated(bare, context)
        or _numbered(bare, context)
        or _asked_anew(bare, context)
        or _in_series(bare, context)
        or _in_all(bare, context)
        or _same_again(bare, context)
        or _of_country(bare, context)
        or _pointed(bare, context)
        or _about(bare, bare != asked, context)
    )


def _same_again(bare: str, context: Context) -> str:
    """The question before, in more detail, for its source or for its reason."""
    previous = context.previous
    if _pattern("why", r"^{}$").match(bare) and is_english(previous):
        return f"Why {previous[0].lower()}{previous[1:]}"
    if _pattern("more", r"^{}$").match(bare):
        return f"{previous} in detail"
    return previous if _pattern("again", r"^{}$").match(bare) else ""


def _of_country(bare: str, context: Context) -> str:
    """「And China's?」: the question before with that country in the place of the one country that it names."""
    rest = _pattern("about", r"^{}\s+").sub("", bare)
    asked = _countries(rest, context)
    named = _countries(context.previous, context)
    if len(asked) != 1 or len(named) != 1 or len(rest.split()) > _FEW_WORDS or asked[0].ja == named[0].ja:
        return ""
    if rest[: asked[0].start].strip().lower() not in ("", "the") or rest[asked[0].end :].strip() not in ("", "'s"):
        return ""
    country, previous = rest[asked[0].start : asked[0].end].removesuffix("'s"), context.previous
    tail = "'s" * previous[: named[0].end].endswith("'s") + previous[named[0].end :]
    before = previous[: named[0].start].removesuffix("the ") if tail.startswith("'s") else previous[: named[0].start]
    return f"{before}{country}{tail}"


def _countries(text: str, context: Context) -> list[Found]:
    return [piece for piece in pieces_of(text.lower(), context.glossary, []) if piece.ja in listed("countries")]


def _redated(bare: str, context: Context) -> str:
    """The question before at another date, or today."""
    previous = context.previous
    if _pattern("now", r"^(?:what about |how about )?{}$").match(bare):
        return _without_dates(previous)
    dates = _dates(bare)
    if len(dates) != 1 or bare[dates[0][1] :].strip():
        return ""
    start, end = dates[0]
    if not _pattern("date_before", r"^(?:{}\s+)*$").match(bare[:start]):
        return ""
    return f"{_without_dates(previous)} {'in' if _YEAR.fullmatch(bare[start:end]) else 'as of'} {bare[start:end]}"


def _without_dates(question: str) -> str:
    for start, end in reversed(_dates(question)):
        question = _SPARE.sub("", question[:start].rstrip()) + question[end:]
    return question.strip()


def _dates(text: str) -> list[Span]:
    """Where the dates of a text stand, lone years too."""
    spans = [(date.start, date.end) for date in find_dates(text)]
    years = [year.span() for year in _YEAR.finditer(text)]
    return sorted(
        [*spans, *(year for year in years if all(year[1] <= start or year[0] >= end for start, end in spans))]
    )


def _pointed(bare: str, context: Context) -> str:
    """Its and it replaced by the thing before."""
    thing = _thing(context)
    for name, said in (("of_it", f"the {thing}'s"), ("it", f"the {thing}")):
        if match := _pattern(name, r"(?<!\w){}(?!\w)").search(bare):
            return f"{bare[: match.start()]}{said}{bare[match.end() :]}"
    return ""


def _corrected(bare: str, context: Context) -> str:
    """「not AUV but the hemostatic agent」「the hemostatic agent instead」: the question before about what is wanted."""
    match = _pattern("not_that", "{}").match(bare) or _pattern("instead", "{}").match(bare)
    return (
        _swapped(_ARTICLE.sub("", match["thing"]), context)
        if match and things_in(match["thing"], context.glossary)
        else ""
    )


def _numbered(bare: str, context: Context) -> str:
    """「the second one」 of the list that was asked for."""
    match = _pattern("numbered", "{}").match(bare)
    if not match or not _pattern("asks_list", "{}").match(context.previous):
        return ""
    items, ordinal = context.probe.items(context.earlier[-1]), match["ordinal"].lower()
    number = (
        len(items) if ordinal == "last" else _ordinals().get(ordinal[:3], 0) or int(re.sub(r"\D", "", ordinal) or 0)
    )
    return f"{items[number - 1]}とは何ですか" if 0 < number <= len(items) else ""


def _asked_anew(bare: str, context: Context) -> str:
    """「By whom?」: the question before with this word in the place of the one that asks."""
    match, head = _pattern("only_asks", "{}").match(bare), _pattern("asked_head", "{}").match(context.previous)
    return f"{match['asks'].capitalize()}{context.previous[head.end() :]}" if match and head else ""


def _in_series(bare: str, context: Context) -> str:
    """「And the second one?」 after the first R&D Vision: the question before about another one of the series."""
    asked = _pattern("ordinal", r"^(?:the )?({})(?: one)?$").match(bare)
    before = list(_pattern("ordinal", r"\b({})\b").finditer(context.previous))
    if not asked or len(before) != 1 or asked[1].lower() == before[0][1].lower():
        return ""
    return f"{context.previous[: before[0].start()]}{asked[1]}{context.previous[before[0].end() :]}"


def _in_all(bare: str, context: Context) -> str:
    """「And in total?」: the question before of everything, not of the one thing."""
    found = _main(things_in(context.previous, context.glossary))
    if not found or not _pattern("in_all", "{}").match(bare):
        return ""
    of_it = _OF_IT.search(context.previous[: found.start])
    if not of_it:
        return ""
    return f"{context.previous[: of_it.start()]}{context.previous[_end(context.previous, found) :]} in total"


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    """The first three letters of the ordinals from first on, each with its number."""
    return {word[:3]: number for number, word in enumerate(_ORDINALS, 1)}


def _about(bare: str, opened: bool, context: Context) -> str:
    """Another thing or another attribute; a question that names a thing of its own is complete."""
    rest = _pattern("about", r"^{}\s+").sub("", bare)
    named, asks = things_in(rest, context.glossary), names_attribute(rest)
    words = len(bare.split())
    if named and asks:
        return ""
    if named and rest == bare:
        short = opened and words <= _FEW_WORDS and not _pattern("asks", "{}").match(bare)
        return _swapped(_ARTICLE.sub("", rest), context) if short else ""
    if rest == bare and not opened and words > _FEW_WORDS:
        own = asks or _pattern("partitive", "{}").match(bare)
        specific = own and words <= _SOME_WORDS and not _pattern("overall", "{}").search(bare)
        counted = _COUNTED.search(context.previous)
        bare = _WHICH_ONE.sub(rf"\1 {counted[1]}", bare) if counted else bare
        return (
            f"{bare} of {_with_article(_thing(context))}"
            if specific and (things_in(context.previous, context.glossary) or _spoken_of(context.previous))
            else ""
        )
    if asks and not named:
        return f"{rest} of {_with_article(_thing(context))}"
    return _swapped(_ARTICLE.sub("", rest), context)


# A turn of so many words is a fragment; one that names nothing of its own asks about the thing before up to the other.
_FEW_WORDS, _SOME_WORDS = 4, 9


def _swapped(thing: str, context: Context) -> str:
    """The question before about another thing."""
    previous = context.previous
    if not is_english(previous):
        return f"{thing}: {context.before.attribute or context.before.rest}"
    found = _main(things_in(previous, context.glossary))
    if found is None:
        return f"{previous}, {thing}"
    end = _end(previous, found)
    thing = _ONE.sub(previous[found.end : end], thing)  # 「the disinformation one」 of a project is a project
    return f"{previous[: found.start]}{thing}{previous[end:]}"


def _thing(context: Context) -> str:
    """What the question before is about, in its own words."""
    previous = context.previous
    if not is_english(previous):
        return context.before.entity
    found = _main(things_in(previous, context.glossary))
    if found is None:
        return _spoken_of(previous) or previous
    owner = _OWNER.search(previous[: found.start])
    return previous[owner.start() if owner else found.start : _end(previous, found)].removeprefix("the ")


def _spoken_of(question: str) -> str:
    """What a question without a known name is about, in its own words: 「the target for overseas dispatch」; "" if nothing."""
    match = _pattern("about_what", "{}").search(question)
    return match["thing"] if match else ""


def _with_article(thing: str) -> str:
    """「the AUV project」, but 「China's areas」 and 「the EU's areas」."""
    return thing if re.match(r"[A-Z][a-z]+'s ", thing) else f"the {thing}"


def _main(things: list[Found]) -> Found | None:
    """The thing that a question is about: a technology, material or concept before anything else."""
    specific = [thing for thing in things if thing.kind in ("technology", "material", "concept")]
    others = [thing for thing in things if thing.ja not in listed("countries")]  # 「China's areas」 are areas
    return next(iter([*specific, *others, *things]), None)


def _end(text: str, found: Found) -> int:
    """The end of a name with the noun behind it: 「AUV concept」."""
    noun = _pattern("noun", r"\s+(?:{})\b").match(text, found.end)
    return noun.end() if noun else found.end


def _pattern(name: str, shape: str) -> re.Pattern[str]:
    return pattern(name, shape, "english")
