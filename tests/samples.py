"""Passages, hits and words of an invented programme, for tests of single stages."""

from __future__ import annotations

from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.glossary import Entry, Glossary
from assistant.japanese.plain_words import PlainWords
from assistant.japanese.sentences import split_sentences
from assistant.japanese.tokens import index_tokens
from assistant.model import Document, Hit, Passage, Query
from assistant.retrieve.understand import Vocabulary, understand

GLOSSARY = Glossary(
    [
        Entry("深海観測機", "technology", abbreviations=("DOV",), english=("deep ocean vehicle",)),
        Entry("みらい防災育成プログラム", "programme", abbreviations=("みらいP",)),
        Entry("防災技術庁", "organisation", everyday=("防災の役所",)),
    ]
)
VOCABULARY = Vocabulary(GLOSSARY, PlainWords({"お金を配る所": ("資金配分機関", "助成機関")}))

OLD = Document("old", "みらいの概要", "防災技術庁", "2023-04-01", "説明資料", series="mirai", source_file="old.md")
NEW = Document("new", "みらいの報告", "防災技術庁", "2025-09-30", "報告", series="mirai", source_file="new.md")
DRAFT = Document("draft", "みらいの指針（案）", "防災技術庁", "2025-09-30", "案", source_file="draft.md")
DOCUMENTS = (OLD, NEW, DRAFT)


def passage(text: str, doc_id: str = "new", kind: str = "statement", **given: object) -> Passage:
    """A passage with its sentences; its id is made from its words."""
    values = {
        "passage_id": f"{doc_id}-{sum(map(ord, text))}", "doc_id": doc_id, "kind": kind, "text": text,
        "sentences": tuple(split_sentences(text)),
    }  # fmt: skip
    return Passage(**{**values, **given})  # type: ignore[arg-type]


def lines(text: str, doc_id: str = "new", kind: str = "list", **given: object) -> Passage:
    """A passage whose lines are its sentences: a list, or steps."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return passage(text, doc_id, kind, sentences=tuple(spans), **given)


def row(subject: str, cells: dict[str, str], doc_id: str = "new", table: str = "構想の表") -> Passage:
    """A row of a bundled table: 「subject」の… は …です, a sentence a column."""
    sentences = [f"「{subject}」の{column}は{value}です。" for column, value in cells.items()]
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence)
    return passage(
        "".join(sentences), doc_id, "row", passage_id=f"{doc_id}-{subject}", subject=f"「{subject}」",
        table=table, cells=tuple(cells.items()), sentences=tuple(spans), asks=tuple((column,) for column in cells),
    )  # fmt: skip


def hit(found: Passage, score: float = 0.6, **given: object) -> Hit:
    """A hit that both channels like as much as ``score`` says."""
    return Hit(found, score, **{"lexical": score, "dense": score, **given})  # type: ignore[arg-type]


def asked(text: str, **given: str) -> Query:
    """The question as it is understood with the words above."""
    return understand(text, VOCABULARY, **given)


def lexical(*passages: Passage) -> LexicalIndex:
    """BM25 over whole passages."""
    return LexicalIndex.create([index_tokens(passage_text(found)) for found in passages])
