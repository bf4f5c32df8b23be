"""The data that passes from stage to stage: one frozen dataclass for each.

    Source file -> Document (blocks) -> Passage -> (index) -> Query -> Hit -> Answer (citations)

A ``Span`` is a half-open range of characters. Dates are ISO strings ("2025-12-26"); an unknown date is "".
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]
# Runs (shown_start, original_start, length): characters that were copied unchanged from the original file.
Origin = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Block:
    """One piece of a cleaned document, in reading order.

    kind: "heading" (level 1 is the highest), "paragraph", "item" (list item, level = indentation),
    "row" (table row; ``cells`` are (header, value) pairs with the headers needed to read it alone),
    "statement" (bundled corpus), "list" and "steps" (a lead line and one line for each item), "cover" (a title page).
    """

    kind: str
    text: str
    level: int = 0
    place: str = ""  # page, slide or sheet, or the bundled statement's place in the original
    as_of: str = ""  # when it differs from the document's date
    cells: tuple[tuple[str, str], ...] = ()
    subject: str = ""  # what a row or statement is about, named so that it can be read alone
    table: str = ""  # title of the table that a row belongs to
    spans: tuple[Span, ...] = ()  # sentences of ``text`` where they are known (rows of the bundled tables)
    asks: tuple[tuple[str, ...], ...] = ()  # for each of ``spans``: words by which what it says is asked for
    questions: tuple[str, ...] = ()  # everyday questions that it answers; searched, never shown
    origin: Origin = ()


@dataclass(frozen=True)
class Document:
    """A source document after cleaning: its catalogue entry and its blocks."""

    doc_id: str
    title: str
    issuer: str = ""
    date: str = ""
    status: str = ""  # 決定 / 案 / 報告 / 説明資料 / 講義
    series: str = ""
    supersedes: tuple[str, ...] = ()
    source_file: str = ""
    sha256: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Passage:
    """What is searched, cited and shown: one or a few paragraphs, a table row, or a statement."""

    passage_id: str
    doc_id: str
    kind: str  # "text", "row", "statement", "list", "steps", "cover"
    text: str
    heading: tuple[str, ...] = ()
    place: str = ""
    as_of: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    table: str = ""
    sentences: tuple[Span, ...] = ()
    asks: tuple[tuple[str, ...], ...] = ()  # parallel to ``sentences`` where given
    questions: tuple[str, ...] = ()
    origin: Origin = ()

    @property
    def locator(self) -> str:
        """Where it stands, for a reader: heading path and page or slide."""
        return " > ".join([*self.heading, *([self.place] if self.place else [])])

    def sentence_texts(self) -> list[str]:
        """The sentences as strings."""
        return [self.text[a:b] for a, b in self.sentences]


@dataclass(frozen=True)
class Query:
    """A question as it is understood."""

    text: str  # as asked
    resolved: str  # made complete from the earlier turns; equal to text without any
    kinds: tuple[str, ...] = ("fact",)  # what is asked for, most telling first (retrieve/kinds.toml)
    counters: tuple[str, ...] = ()  # 件, 回 … of 「何件」「何回」
    terms: tuple[str, ...] = ()  # tokens for the lexical channel
    names: tuple[str, ...] = ()  # official names that the glossary found in it
    other_names: tuple[str, ...] = ()  # what else those are called
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each form of a name in it, with all forms of that name
    plain: tuple[tuple[str, tuple[str, ...]], ...] = ()  # everyday words in it, each with the official words for it
    translated: str = ""  # the question with those words put in, where there are any
    as_of: str = ""  # answer from what was known on this date
    edition: str = ""  # the question itself asks for the state at this date (「2023年11月時点では」)
    years: tuple[str, ...] = ()  # dates that the question itself names
    newest: bool = False  # the question asks for the present state in so many words (今, 最新)
    parts: tuple[str, ...] = ()  # the questions of a question of several parts
    language: str = "ja"
    details: tuple[str, ...] = ()  # words for what is asked that nothing is known for: a passage must hold them

    @property
    def official(self) -> tuple[str, ...]:
        """All official words for its everyday words."""
        return tuple(dict.fromkeys(word for _, words in self.plain for word in words))


@dataclass(frozen=True)
class Hit:
    """A passage found for a query. ``lexical`` and ``dense`` are the channels' own scores in 0..1."""

    passage: Passage
    score: float
    lexical: float = 0.0
    dense: float = 0.0
    own_dense: float = 0.0  # that of the passage's own words, its everyday questions left aside
    best: str = ""  # the sentence, row or everyday question that matched best
    sentence_scores: tuple[float, ...] = ()  # parallel to the passage's sentences


@dataclass(frozen=True)
class Citation:
    """The passage behind a claim. ``quote`` is exactly ``text[start:end]``."""

    n: int
    doc_id: str
    title: str
    issuer: str
    date: str
    status: str
    source_file: str
    locator: str
    passage_id: str
    text: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Answer:
    """One answer; ``to_json`` is the public form."""

    question: str
    status: str  # "answered", "partial", "not_found"
    answer: str
    citations: tuple[Citation, ...] = ()
    as_of: str = ""
    notices: tuple[str, ...] = ()
    engine: dict[str, Any] = field(default_factory=dict)
    timing_ms: dict[str, float] = field(default_factory=dict)
    id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The public JSON object, ``id`` first."""
        data = asdict(self)
        return {"id": data.pop("id"), **data}
