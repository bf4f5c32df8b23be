"""Questions over the columns of a table: which values there are, the most and the least, the same cell of several rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.claims import Claim
from assistant.answer.topic import topic_of
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.model import Hit, Passage, Query

_MOST = re.compile(r"(一番|いちばん|最も|もっとも)(多|大き|高|長)|最(多|大|高|長)|\b(most|highest|largest)\b")
_LEAST = re.compile(
    r"(一番|いちばん|最も|もっとも)(少な|小さ|低|短)|最(少|小|低|短)|\b(fewest|lowest|smallest|least)\b"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HOW_MANY = re.compile(r"(どちら|どっち).*(多|少な)|それぞれ.*(何件|いくつ)|何件ずつ|いくつずつ")
_WHICH_VALUES = re.compile(r"どことどこ|誰と誰|何と何|どれとどれ|どの.{1,8}とどの")
# 「2つの構想」「各構想」「それぞれ」: several rows are meant.
_SEVERAL = re.compile(r"(\d+|二|三|四)つの|両方|それぞれ|各|すべての|全ての")
# Shortest name by which several rows are called together, and the most rows and values that an answer lists.
_NAME, _LISTED = 2, 12


@dataclass(frozen=True)
class TableAnswer:
    """A line that says what was looked up, and a claim for each row or value."""

    lead: str
    claims: tuple[Claim, ...]


def table_answer(query: Query, rows: Sequence[Passage], glossary: Glossary) -> TableAnswer | None:
    """The answer from the rows of one table; None when the question is of another kind."""
    if counted := _counted(query, rows):
        return counted
    column = _column(query, rows)
    if not column:
        return None
    for look_up in (_extreme, _several, _values):
        if found := look_up(query, rows, column, glossary):
            return found
    return None


def _counted(query: Query, rows: Sequence[Passage]) -> TableAnswer | None:
    """「甲と乙ではどちらの構想が多いか」, where both are values of one column: how many rows have each."""
    key = squeeze(query.resolved)
    if not _HOW_MANY.search(key):
        return None
    for column, _ in rows[0].cells if rows else ():
        counts = Counter(dict(row.cells).get(column, "") for row in rows)
        named = [value for value in counts if len(squeeze(value)) >= _NAME and squeeze(value) in key]
        if 2 <= len(named) <= _LISTED and sum(counts.values()) > len(counts):
            told = "、".join(f"{value}が{counts[value]}件" for value in sorted(named, key=lambda value: -counts[value]))
            shown = (next(row for row in rows if dict(row.cells).get(column) == value) for value in named)
            claims = tuple(_cell_claim(row, column) for row in shown)
            return TableAnswer(f"「{rows[0].table}」では、{column}は{told}です。例えば次のものがあります。", claims)
    return None


def _column(query: Query, rows: Sequence[Passage]) -> str:
    """The column that the question names; the longest of several."""
    key = squeeze(" ".join([query.resolved, *query.other_names, *query.official]))
    named = [
        (len(word), column)
        for row in rows[:1]
        for (column, _), words in zip(row.cells, row.asks or ((),) * len(row.cells), strict=False)
        for word in (column, *words)
        if len(word) > 1 and squeeze(word) in key
    ]
    return max(named)[1] if named else ""


def _extreme(query: Query, rows: Sequence[Passage], column: str, glossary: Glossary) -> TableAnswer | None:
    """「認定件数が一番多い物資は」: the rows with the greatest or least number in the column."""
    key = squeeze(query.resolved)
    most, least = _MOST.search(key), _LEAST.search(key)
    if not (most or least):
        return None
    numbered = [(number, row) for row in rows if (number := _number(dict(row.cells).get(column, ""))) is not None]
    if len(numbered) < 2:
        return None
    wanted = {choose(number for number, _ in numbered) for choose, asked in ((max, most), (min, least)) if asked}
    claims = [_cell_claim(row, column) for number, row in numbered if number in wanted]
    return TableAnswer("", tuple(claims[:_LISTED]))


def _several(query: Query, rows: Sequence[Passage], column: str, glossary: Glossary) -> TableAnswer | None:
    """「高高度無人機の2つの構想の資金配分機関」: the same cell of every row that the name stands for."""
    if not _SEVERAL.search(query.resolved):
        return None
    entity = squeeze(_SEVERAL.sub("", topic_of(query.resolved, glossary).entity)).split("の")[0]
    named = [row for row in rows if len(entity) >= _NAME and entity in squeeze(row.subject)]
    if not 2 <= len(named) <= _LISTED:
        return None
    return TableAnswer("", tuple(_cell_claim(row, column) for row in named))


def _values(query: Query, rows: Sequence[Passage], column: str, glossary: Glossary) -> TableAnswer | None:
    """「資金配分機関はどことどこ」: the values of the column, most frequent first, each with one row that shows it."""
    if not _WHICH_VALUES.search(query.resolved):
        return None
    counts = Counter(value for row in rows if (value := dict(row.cells).get(column, "")))
    if not 2 <= len(counts) <= _LISTED:
        return None
    shown = {value: next(row for row in rows if dict(row.cells).get(column) == value) for value in counts}
    told = "、".join(f"{value}（{count}件）" for value, count in counts.most_common())
    claims = (_cell_claim(shown[value], column) for value, _ in counts.most_common())
    return TableAnswer(f"「{rows[0].table}」の{column}は、{told}です。例えば次のものがあります。", tuple(claims))


def _number(value: str) -> float | None:
    match = _NUMBER.search(squeeze(value))
    return float(match.group().replace(",", "")) if match else None


def _cell_claim(row: Passage, column: str) -> Claim:
    """The sentence of a bundled row that gives the column, else the cell of a row as it stands in a document."""
    for span, words in zip(row.sentences, row.asks, strict=False):
        if column in words:
            return Claim(row.text[span[0] : span[1]], Hit(row, 0.0), span)
    value = dict(row.cells).get(column, "")
    return Claim(f"{row.subject.strip('「」')}：{column}は{value}です。", Hit(row, 0.0), (0, len(row.text)))
