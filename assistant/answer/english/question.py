"""An English question read in the terms of the documents: names by the glossary, attributes as the tables call them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer.compose import japanese_date
from assistant.answer.english.pieces import (
    ATTRIBUTE,
    EVENT,
    SPECIFIC_KINDS,
    Found,
    pieces_of,
    rules,
    things_in,
    unknown_words,
)
from assistant.japanese.era import find_dates
from assistant.japanese.glossary import Glossary
from assistant.model import Query, Span

_PARTS = re.compile(
    r",?\s+and\s+(?=(?:how|when|who|which|what|where|why)\b)|[?.]\s+(?=(?:how|when|who|which|what|where|why|is|are|does|do)\b)",
    re.IGNORECASE,
)
# How a question for a meaning ends, and one for something that words describe.
_DEFINES, _WHAT = "とは何ですか", "は何ですか"
_YEAR = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)(?P<decade>s)?\b(?P<fiscal>(?= (?:supplementary|second supplementary|fiscal|budget)))?"
)
_COUNTS = re.compile("何|いくら")
_NOUN = r"(?:concepts?|projects?)"
# Names that stand in most questions and narrow nothing down when another thing is named.
_GENERAL_KINDS = {"programme", "term", "organisation"}
_GENERAL = {"技術", "物資", "重要", "支援対象"}
# More than this share of an English question's content words must be known for its reading to be used.
_KNOWN = 0.5


@dataclass(frozen=True)
class Reading:
    """The question in Japanese ("" when too little of it is known) and its words that nothing is known for."""

    japanese: str
    unknown: tuple[str, ...] = ()
    english: str = ""  # as asked


def read(question: str, glossary: Glossary) -> Reading:
    """The reading of an English question."""
    text = question.strip().rstrip("?.! ").lower()
    dates = _dates(text)
    spans = [span for span, _ in dates]
    pieces = pieces_of(text, glossary, spans)
    unknown = unknown_words(text, pieces, spans)
    things = [piece for piece in pieces if piece.role != ATTRIBUTE]
    known = len(pieces) + len(dates)
    if not pieces or known <= _KNOWN * (known + len(unknown)):
        return Reading("", tuple(unknown), question)
    when = f"{dates[0][1]}の" if dates else ""
    sentence = _sentence(text, things, [piece for piece in pieces if piece.role == ATTRIBUTE])
    return Reading(when + sentence, tuple(unknown), question)


def as_read(query: Query, reading: Reading) -> Query:
    """``query`` with what its reading tells: the words as asked for the encoder, and those that nothing is known for.

    Of a question without a reading every word counts, so that what the documents do not know is refused.
    """
    if not reading.japanese:
        return replace(query, language="ja")
    return replace(query, translated=reading.english, terms=query.terms + reading.unknown)


def _dates(text: str) -> list[tuple[Span, str]]:
    """The dates of a question, lone years too, with their Japanese; of a count, the date as of which it is asked."""
    edition = "時点" if _counts(text) else ""
    full = [((date.start, date.end), f"{japanese_date(date.iso)}{edition}") for date in find_dates(text)]
    years = [
        (
            match.span(),
            f"{match['year']}年{'代' if match['decade'] else '度' if match['fiscal'] is not None else edition}",
        )
        for match in _YEAR.finditer(text)
        if all(match.end() <= start or match.start() >= end for (start, end), _ in full)
    ]
    return sorted(full + years)


def parts_of(question: str, glossary: Glossary) -> list[str]:
    """The questions in an English question; a later one that names nothing asks about the thing of the first."""
    first, *rest = [part.strip() for part in _PARTS.split(question) if part.strip()]
    named = things_in(first, glossary)
    about = first[named[0].start : named[0].end] if named else ""
    return [
        first,
        *(part if things_in(part, glossary) or not about else f"{part.rstrip('?. ')} of {about}" for part in rest),
    ]


def _sentence(text: str, things: list[Found], attributes: list[Found]) -> str:
    nouns = [piece for piece in things if not re.fullmatch(_NOUN, text[piece.start : piece.end])]
    if _is_comparison(text) and (sides := _sides(text, nouns)):
        what = "と".join(dict.fromkeys(piece.ja for piece in attributes))
        return (
            f"{sides[0]}と{sides[1]}では、{what}はどう違いますか" if what else f"{sides[0]}と{sides[1]}の違いは何ですか"
        )
    events = [piece.ja for piece in things if piece.role == EVENT]
    named = _named([piece for piece in things if piece.role != EVENT])
    about = "の".join(dict.fromkeys([named, *(piece.ja for piece in attributes), *events])).strip("の")
    return f"{about}{_ask(text, attributes, any(not piece.kind for piece in things))}"


def _ask(text: str, attributes: list[Found], described: bool) -> str:
    first = next(entry for entry in rules()["ask"] if re.search(entry["en"], text))
    asks_itself = first["en"].startswith(("^(?:since", "^how m", "^why"))
    if not attributes and str(first["ja"]) == _DEFINES and described:
        return _WHAT
    if attributes and (not asks_itself or _COUNTS.search(attributes[-1].ask)):
        return attributes[-1].ask
    return str(first["ja"])


def _named(things: list[Found]) -> str:
    """The names in the question as one noun phrase; general ones only when nothing else is named."""
    specific = [piece for piece in things if piece.kind in SPECIFIC_KINDS]
    kept = [piece for piece in things if not (specific and (piece.kind in _GENERAL_KINDS or piece.ja in _GENERAL))]
    said = list(dict.fromkeys(piece.ja for piece in sorted(kept, key=lambda piece: not piece.kind)))
    return "の".join(word for word in said if not any(word != other and word in other for other in said))


def _sides(text: str, things: list[Found]) -> tuple[str, str] | None:
    """The two things compared: neighbours with nothing between them but a joining word and nouns."""
    joined = "|".join(rules()["comparison"]["between"])
    between = re.compile(rf"^\W*(?:{_NOUN}\W+)?(?:{joined})\W+(?:the\W+|those of\W+|for\W+)*$")
    for first, second in pairwise(things):
        if re.fullmatch(_NOUN, text[first.start : first.end]):
            continue
        if between.match(text[_after_noun(text, first) : second.start]):
            return _with_noun(first, text), _with_noun(second, text)
    return None


def _after_noun(text: str, piece: Found) -> int:
    noun = re.match(rf"\W+{_NOUN}\b", text[piece.end :])
    return piece.end + noun.end() if noun else piece.end


def _with_noun(piece: Found, text: str) -> str:
    """「AUV」 with の構想 when the question says concept or project behind it."""
    return f"{piece.ja}の構想" if _after_noun(text, piece) > piece.end else piece.ja


def _is_comparison(text: str) -> bool:
    return any(re.search(rf"\b{word}", text) for word in rules()["comparison"]["words"])


def _counts(text: str) -> bool:
    return re.search(r"\bhow (?:many|much)|\bnumber of|\bas of\b", text) is not None
