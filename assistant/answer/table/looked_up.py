"""An answer looked up in a table: a line and a claim for each row or value."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.claims import Claim
from assistant.japanese.normalize import squeeze
from assistant.model import Hit, Passage


@dataclass(frozen=True)
class TableAnswer:
    """A line that says what was looked up, and a claim for each row or value."""

    lead: str
    claims: tuple[Claim, ...]


def cell_claim(row: Passage, column: str) -> Claim:
    """The sentence of a bundled row that gives the column, else the cell of a row as it stands in a document."""
    for span, words in zip(row.sentences, row.asks, strict=False):
        if column in words:
            return Claim(row.text[span[0] : span[1]], Hit(row, 0.0), span)
    value = dict(row.cells).get(column, "")
    if not value:
        return Claim(row.subject.strip("「」"), Hit(row, 0.0), (0, len(row.text)))
    return Claim(f"{row.subject.strip('「」')}：{column}は{value}です。", Hit(row, 0.0), (0, len(row.text)))


def row_name(row: Passage) -> str:
    """What a row is about, by its name alone where it has one: 「半導体」 of 特定重要物資の「半導体」.

    A row that several cells name together is called by all of them: 日本（2020～2022年）.
    """
    names = [value for _, value in row.cells if value and squeeze(value) in squeeze(row.subject)]
    apart = any(squeeze(one) not in squeeze(other) for one in names for other in names if len(one) < len(other))
    if row.subject.count("「") > 1 or not names or apart:
        return row.subject.strip("「」") or row.text
    return max(names, key=len)
