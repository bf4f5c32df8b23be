"""An English question read in the terms of the documents: names by the glossary, attributes as the tables call them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.answer.compose import japanese_date
from assistant.japanese.era import find_dates
from assistant.japanese.glossary import Entry, Glossary

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_COUNTS = re.compile("何|いくら")
_WORD = re.compile(r"[a-z][a-z&.'-]*")
_LONG_NAME = 24
_THING, _ATTRIBUTE, _CONTEXT, _EVENT = "thing", "attribute", "word", "event"
# Names that stand in most questions and narrow nothing down when another thing is named.
_GENERAL_KINDS = {"programme", "term", "organisation"}
_SPECIFIC_KINDS = {"technology", "material", "concept"}
# At least this share of an English question's content words must be known for its reading to be used.
_KNOWN = 0.5


@dataclass(frozen=True)
class Found:
    """A piece of the question: where it stands and what the documents say for it."""

    start: int
    end: int
    role: str
    ja: str
    ask: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Reading:
    """The question in Japanese ("" when too little of it is known) and its words that nothing is known for."""

    japanese: str
    unknown: tuple[str, ...] = ()


def is_english(text: str) -> bool:
    """Whether a text is to be read as English: Latin letters and no Japanese ones."""
    return not _JAPANESE.search(text) and re.search(r"[A-Za-z]{2}", text) is not None


def read(question: str, glossary: Glossary) -> Reading:
    """The reading of an English question."""
    text = question.strip().rstrip("?.! ").lower()
    dates = find_dates(text)
    pieces = _pieces(text, glossary, [(date.start, date.end) for date in dates])
    unknown = _unknown(text, pieces, [(date.start, date.end) for date in dates])
    things = [piece for piece in pieces if piece.role != _ATTRIBUTE]
    known = len(pieces) + len(dates)
    if not pieces or known < _KNOWN * (known + len(unknown)):
        return Reading("", tuple(unknown))
    when = f"{japanese_date(dates[0].iso)}{'時点' if _counts(text) else ''}の" if dates else ""
    return Reading(when + _sentence(text, things, [p for p in pieces if p.role == _ATTRIBUTE]), tuple(unknown))


def _sentence(text: str, things: list[Found], attributes: list[Found]) -> str:
    if _is_comparison(text) and (sides := _sides(text, things)):
        what = attributes[0].ja if attributes else ""
        return f"{sides[0]}と{sides[1]}では、{what}はどう違いますか" if what else f"{sides[0]}と{sides[1]}の違いは何ですか"
    events = [piece.ja for piece in things if piece.role == _EVENT]
    named = _named([piece for piece in things if piece.role != _EVENT])
    about = "の".join(dict.fromkeys([named, *(piece.ja for piece in attributes), *events])).strip("の")
    return f"{about}{_ask(text, attributes)}"


def _ask(text: str, attributes: list[Found]) -> str:
    first = next(entry for entry in _data()["ask"] if re.search(entry["en"], text))
    asks_itself = first["en"].startswith(("^(?:since", "^how m", "^why"))
    if attributes and (not asks_itself or _COUNTS.search(attributes[-1].ask)):
        return attributes[-1].ask
    return str(first["ja"])


def _named(things: list[Found]) -> str:
    """The names in the question as one noun phrase; general ones only when nothing else is named."""
    specific = [piece for piece in things if piece.kind in _SPECIFIC_KINDS]
    kept = [piece for piece in things if not (specific and piece.kind in _GENERAL_KINDS)]
    return "の".join(dict.fromkeys(piece.ja for piece in sorted(kept, key=lambda piece: not piece.kind)))


def _sides(text: str, things: list[Found]) -> tuple[str, str] | None:
    named = [piece for piece in things if piece.kind and piece.kind not in ("programme",)]
    named = named or [piece for piece in things]
    for first, second in zip(named, named[1:], strict=False):
        between = text[first.end : second.start]
        if re.search(rf"\b(?:{'|'.join(_data()['comparison']['between'])})\b", between):
            return _with_noun(first, between, things), _with_noun(second, text[second.end :], things)
    return None


def _with_noun(piece: Found, after: str, things: list[Found]) -> str:
    """「AUV」 with の構想 when the question says concept or project behind it."""
    return f"{piece.ja}の構想" if re.match(r"\W*(?:concept|project)s?\b", after) else piece.ja


def _is_comparison(text: str) -> bool:
    return any(re.search(rf"\b{word}", text) for word in _data()["comparison"]["words"])


def _counts(text: str) -> bool:
    return re.search(r"\bhow (?:many|much)|\bnumber of|\bas of\b", text) is not None


def _pieces(text: str, glossary: Glossary, taken: list[tuple[int, int]]) -> list[Found]:
    """What is known of the question, in order, without overlaps: the longest pieces first, glossary before words."""
    found: list[Found] = []
    candidates = sorted(
        [*_glossary_pieces(text, glossary), *_listed_pieces(text)],
        key=lambda piece: (piece.start - piece.end, piece.role in (_CONTEXT, _EVENT)),
    )
    for piece in candidates:
        spans = [*taken, *((other.start, other.end) for other in found)]
        if all(piece.end <= start or piece.start >= end for start, end in spans):
            found.append(piece)
    return sorted(found, key=lambda piece: piece.start)


def _glossary_pieces(text: str, glossary: Glossary) -> list[Found]:
    pieces = []
    for entry in glossary.find(text):
        for form in (*entry.english, *entry.abbreviations, *entry.variants, *entry.everyday):
            if _JAPANESE.search(form):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(form.lower())}(?:s|es)?(?!\w)", text):
                pieces.append(Found(match.start(), match.end(), _THING, _short(entry, form), kind=entry.kind))
    return pieces


def _short(entry: Entry, form: str) -> str:
    """What the thing is called in a question: its name, or a shorter form when that is long."""
    if form in entry.abbreviations:
        return form
    if len(entry.name) <= _LONG_NAME:
        return entry.name
    shorter = [name for name in (*entry.abbreviations, *entry.everyday) if len(name) <= _LONG_NAME]
    return shorter[0] if shorter else entry.name


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "question.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _lexicon() -> list[tuple[re.Pattern[str], str, str, str]]:
    """(pattern, role, Japanese, ask) of every listed form."""
    rows = []
    for entry in _data()["attribute"]:
        rows += [(re.compile(rf"(?<!\w)(?:{form})(?!\w)"), _ATTRIBUTE, entry["ja"], entry["ask"]) for form in entry["en"]]
    for name, role in (("words", _CONTEXT), ("events", _EVENT)):
        rows += [(re.compile(rf"(?<!\w)(?:{form})(?!\w)"), role, ja, "") for form, ja in _data()[name].items()]
    return rows


def _listed_pieces(text: str) -> list[Found]:
    return [
        Found(match.start(), match.end(), role, ja, ask)
        for pattern, role, ja, ask in _lexicon()
        for match in pattern.finditer(text)
    ]


def _unknown(text: str, pieces: list[Found], dates: list[tuple[int, int]]) -> list[str]:
    spans = [*dates, *((piece.start, piece.end) for piece in pieces)]
    ignored = set(_data()["ignored"]["words"])
    return [
        match[0]
        for match in _WORD.finditer(text)
        if match[0].removesuffix("'s") not in ignored
        and all(match.end() <= start or match.start() >= end for start, end in spans)
    ]
