"""The pieces of an English question that the documents have words for: names of the glossary and listed words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from assistant.answer.english.names import items, terms
from assistant.japanese.glossary import Entry, Glossary
from assistant.model import Span

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_WORD = re.compile(r"[a-z][a-z&.'-]*")
_PLAIN = re.compile(r"[a-z][a-z -]{3,30}")
_LONG_NAME = 24
# 「a designated program (特定研究開発プログラム)」 in a sentence of at least so many words.
_BRACKETS, _SENTENCE = re.compile(r"[（(「“][^（）()「」“”]*[）)」”]"), 6
THING, ATTRIBUTE, CONTEXT, EVENT = "thing", "attribute", "word", "event"
_ROLES = (ATTRIBUTE, THING, CONTEXT, EVENT)
_NUMBER = re.compile(r"(?<![\w.-])\d{1,3} $")
_COUNTRY = re.compile(r"^(?:EU|米国|中国|英国|オーストラリア)")
SPECIFIC_KINDS = {"technology", "material", "concept"}


@dataclass(frozen=True)
class Found:
    """A piece of the question: where it stands and what the documents say for it."""

    start: int
    end: int
    role: str
    ja: str
    ask: str = ""
    kind: str = ""


def things_in(text: str, glossary: Glossary) -> list[Found]:
    """The things that an English text names, in order: names of the glossary, else words that the documents have."""
    pieces = [piece for piece in pieces_of(text.lower(), glossary, []) if piece.role != ATTRIBUTE]
    named = [piece for piece in pieces if piece.kind and piece.kind != "term" and piece.ja not in _attribute_names()]
    return named or [piece for piece in pieces if piece.role == CONTEXT and piece.ja in rules()["nouns"]["names"]]


def names_attribute(text: str) -> bool:
    """Whether an English text asks for an attribute of a thing: ministry, council meetings."""
    return any(piece.role == ATTRIBUTE for piece in _listed_pieces(text.lower()))


def _attribute_names() -> set[str]:
    return {entry["ja"] for entry in rules()["attribute"]}


def pieces_of(text: str, glossary: Glossary, taken: list[Span]) -> list[Found]:
    """What is known of the question, in order, without overlaps: the longest pieces first, glossary before words."""
    found: list[Found] = []
    candidates = sorted(
        [*_glossary_pieces(text, glossary), *_partly_named(text, glossary), *_listed_pieces(text)],
        key=lambda piece: (piece.start - piece.end, _ROLES.index(piece.role)),
    )
    for piece in candidates:
        spans = [*taken, *((other.start, other.end) for other in found)]
        if all(piece.end <= start or piece.start >= end for start, end in spans):
            found.append(piece)
    return sorted((_numbered(piece, text) for piece in found), key=lambda piece: piece.start)


def _numbered(piece: Found, text: str) -> Found:
    """「12の重要技術領域」: with the number that stands before it."""
    number = _NUMBER.search(text[: piece.start])
    return replace(piece, ja=f"{number[0].strip()}の{piece.ja}") if number and piece.role != ATTRIBUTE else piece


def _glossary_pieces(text: str, glossary: Glossary) -> list[Found]:
    pieces = []
    for entry in glossary.find(text):
        for form in (*entry.english, *entry.abbreviations, *entry.variants, *entry.everyday):
            if _JAPANESE.search(form) or _of_other_country(entry, text):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(form.lower().removesuffix('s'))}(?:s|es)?(?!\w)", text):
                pieces.append(Found(match.start(), match.end(), THING, _short(entry, form), kind=entry.kind))
    return pieces


def _of_other_country(entry: Entry, text: str) -> bool:
    """Whether the entry is a country's own list or guideline and the question does not name the country."""
    country = _COUNTRY.match(entry.name)
    return bool(country) and not any(found.ja == country[0] for found in _listed_pieces(text))  # type: ignore[index]


def _partly_named(text: str, glossary: Glossary) -> list[Found]:
    """Things of which the question gives two words of the English name that no other thing has: optical antenna."""
    pairs = _telling_pairs(glossary)
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    return [
        Found(first[1], second[2], THING, _short(entry, ""), kind=entry.kind)
        for first, second in pairwise(words)
        if (entry := pairs.get((first[0], _singular(second[0]))))
    ]


@lru_cache(maxsize=4)
def _telling_pairs(glossary: Glossary) -> dict[tuple[str, str], Entry]:
    found: dict[tuple[str, str], set[Entry]] = {}
    for entry in glossary.entries:
        for form in entry.english if entry.kind in SPECIFIC_KINDS else ():
            for first, second in pairwise(_WORD.findall(form.lower())):
                found.setdefault((first, _singular(second)), set()).add(entry)
    ignored = set(rules()["ignored"]["words"])
    return {pair: next(iter(own)) for pair, own in found.items() if len(own) == 1 and not ignored & set(pair)}


def is_english(text: str) -> bool:
    """Whether a text is to be read as English: Latin letters and no Japanese ones, but beside an English sentence in brackets."""
    if len(_WORD.findall(text)) >= _SENTENCE:
        text = _BRACKETS.sub("", text)
    return not _JAPANESE.search(text) and re.search(r"[A-Za-z]{2}", text) is not None


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _short(entry: Entry, form: str) -> str:
    """What the thing is called in a question: its name, or a shorter form when that is long."""
    if form in entry.abbreviations:
        return form
    if len(entry.name) <= _LONG_NAME:
        return entry.name
    shorter = [name for name in entry.abbreviations if len(name) <= _LONG_NAME]
    return shorter[0] if shorter else entry.name


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The word lists of ``question.toml``."""
    return tomllib.loads((files(__package__) / "question.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _lexicon() -> list[tuple[re.Pattern[str], str, str, str]]:
    """(pattern, role, Japanese, ask) of every listed form."""
    rows = []
    for entry in rules()["attribute"]:
        rows += [
            (re.compile(rf"(?<!\w)(?:{form})(?!\w)"), ATTRIBUTE, entry["ja"], entry["ask"]) for form in entry["en"]
        ]
    for name, role in (("words", CONTEXT), ("events", EVENT)):
        rows += [(re.compile(rf"(?<!\w)(?:{form})(?!\w)"), role, ja, "") for form, ja in rules()[name].items()]
    return [*rows, *_of_cells()]


def _of_cells() -> list[tuple[re.Pattern[str], str, str, str]]:
    """What the tables and lists hold, by the English that answers give it: airports, rare earths."""
    ignored = set(rules()["ignored"]["cells"])
    known = {english: ja for ja, english in {**items(), **terms()["values"]}.items()}
    return [
        (re.compile(rf"(?<!\w){re.escape(english.removesuffix('s'))}s?(?!\w)"), CONTEXT, ja, "")
        for english, ja in known.items()
        if english not in ignored and _PLAIN.fullmatch(english)
    ]


def cell_called(english: str) -> str:
    """The cell or item of a list that answers call exactly so: 金融 for finance; "" for no such one."""
    wanted = _singular(english.lower())
    known = {**items(), **terms()["values"]}
    return next((ja for ja, name in known.items() if _singular(name.lower()) == wanted), "")


def _listed_pieces(text: str) -> list[Found]:
    return [
        Found(match.start(), match.end(), role, ja, ask)
        for pattern, role, ja, ask in _lexicon()
        for match in pattern.finditer(text)
    ]


def unknown_words(text: str, pieces: list[Found], dates: list[Span]) -> list[str]:
    """The words of a question that nothing is known for, without those that only say how it is asked."""
    spans = [*dates, *((piece.start, piece.end) for piece in pieces)]
    ignored = set(rules()["ignored"]["words"])
    return [
        match[0]
        for match in _WORD.finditer(text)
        if match[0].removesuffix("'s") not in ignored
        and all(match.end() <= start or match.start() >= end for start, end in spans)
    ]
