"""Questions over whole tables: 「NEDOが資金配分機関の構想は何件」 counts and lists the rows that fit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.claims import Claim
from assistant.japanese.normalize import search_key, squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Passage, Query, Span
from assistant.retrieve.editions import Editions

# A column whose values repeat (agency, domain, state): at most this share of the rows has a value of its own.
_REPEATING = 0.5
_FIGURE = re.compile(r"\d")
# A word names a row when at most this share of its table's rows has it.
_FEW = 0.2
# A column of lists (member bodies): its items occur this many times on average.
_LISTING = 1.5
# Of a value of this many telling words and more, this share is enough to name it.
_MANY_WORDS, _MOST_WORDS = 5, 0.6
# Shortest value that counts as named in a question, and most rows that an answer lists.
_NAMED, _LISTED = 2, 20


@dataclass(frozen=True)
class Selection:
    """The rows of one table that have all values which the question names."""

    table: str
    conditions: tuple[tuple[str, str], ...]  # (column, value)
    rows: tuple[Passage, ...]
    total: int  # rows in the table


class Tables:
    """The tables of an index, ready to be filtered."""

    def __init__(self, passages: Iterable[Passage], editions: Editions) -> None:
        self._editions = editions
        self._tables: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.kind == "row" and passage.table and passage.cells:
                self._tables[passage.doc_id, passage.table].append(passage)
        self._words = {key: _telling_words(rows) for key, rows in self._tables.items()}
        self._values = {key: _telling_tokens(rows) for key, rows in self._tables.items()}

    def unnamed(self, query: Query, hits: Sequence[Hit]) -> frozenset[str]:
        """The ids of found rows that the question does not name.

        「米国の重要技術は何分野」 is not answered by the row of one of them. A row is named by a word that few rows of
        its table have.
        """
        words = frozenset(lemmas(" ".join([query.resolved, *query.official])))
        names = [squeeze(name) for name in query.other_names]
        return frozenset(
            hit.passage.passage_id
            for hit in hits
            if (table := (hit.passage.doc_id, hit.passage.table)) in self._tables
            and not self._words[table].get(hit.passage.passage_id, words) & words
            and not any(name in squeeze(hit.passage.subject) for name in names)
        )

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The words by which the columns are asked for, squeezed."""
        rows = [row for table in self._tables.values() for row in table]
        words = {word for row in rows for asks in row.asks for word in asks}
        words |= {column for row in rows for column, _ in row.cells}
        return frozenset(key for word in words if len(key := squeeze(word)) > 1)

    def found(self, hits: Sequence[Hit]) -> list[list[Passage]]:
        """The rows of each table of which a row was found, best first."""
        names = dict.fromkeys((hit.passage.doc_id, hit.passage.table) for hit in hits if hit.passage.kind == "row")
        return [self._tables[name] for name in names if name in self._tables]

    def select(self, query: Query, hits: Sequence[Hit]) -> Selection | None:
        """The rows asked for, from a table that the search found; None when the question names no value of it.

        Of several tables the one with the most values named wins, then the one found first.
        """
        if not {"list", "number", "who"} & set(query.kinds):
            return None
        key, tokens = squeeze(query.resolved), frozenset(lemmas(query.resolved))
        found = dict.fromkeys((hit.passage.doc_id, hit.passage.table) for hit in hits if hit.passage.kind == "row")
        selections = [
            self._selected(table, key, tokens, "list" in query.kinds) for table in found if table in self._tables
        ]
        return max(filter(None, selections), key=lambda selection: len(selection.conditions), default=None)

    def _selected(self, table: tuple[str, str], key: str, tokens: frozenset[str], listing: bool) -> Selection | None:
        conditions = tuple(
            (column, value) for column, values in self._values[table].items() if (value := _named(values, key, tokens))
        )
        rows = [row for row in self._tables[table] if conditions and _fits(row, conditions)]
        if not rows or any(squeeze(row.subject.strip("「」")) in key for row in rows):
            return None
        others = {column for row in rows for column, _ in row.cells} - {column for column, _ in conditions}
        if not listing and any(squeeze(column) in key for column in others):
            return None  # an attribute of the rows is asked for, not which rows there are
        return Selection(table[1], conditions, tuple(rows), len(self._tables[table]))


def _telling_words(rows: Sequence[Passage]) -> dict[str, frozenset[str]]:
    """For each row (by passage id) the words that few other rows of its table have; no figures."""
    words = {row.passage_id: frozenset(lemmas(f"{row.subject} {row.text}")) for row in rows}
    counts = Counter(word for found in words.values() for word in found)
    few = max(1, _FEW * len(rows))
    return {
        row: frozenset(word for word in found if counts[word] <= few and not _FIGURE.search(word))
        for row, found in words.items()
    }


def _telling_tokens(rows: Sequence[Passage]) -> dict[str, dict[str, frozenset[str]]]:
    """For each column with repeating values: every value with the words that no other value of the column has."""
    columns: dict[str, Counter[str]] = defaultdict(Counter)
    readable = {word for row in rows for words in row.asks for word in words}
    for row in rows:
        for column, value in row.cells:
            if not readable or column in readable:
                columns[column].update(_items(value))
    return {column: _telling(values) for column, values in columns.items() if _repeats(values, len(rows))}


def _items(value: str) -> list[str]:
    """The things in a cell that lists several; a plain value stands for itself."""
    items = [item.strip("「」 ") for item in value.split("、")]
    return items if len(items) > 2 else [value]


def _repeats(values: Counter[str], rows: int) -> bool:
    if not len(values) > 1:
        return False
    return len(values) <= _REPEATING * rows or values.total() > _LISTING * len(values)


def _telling(values: Counter[str]) -> dict[str, frozenset[str]]:
    """Every value with the words that no other has; values with figures (counts, dates) do not name a group of rows."""
    words = {value: frozenset(lemmas(value)) for value in values if not _FIGURE.search(search_key(value))}
    counts = Counter(word for found in words.values() for word in found)
    return {value: frozenset(word for word in found if counts[word] == 1) for value, found in words.items()}


def _named(values: dict[str, frozenset[str]], key: str, tokens: frozenset[str]) -> str:
    """The longest value that the question names, in full or by all the words that tell it from the others."""
    named = [
        value
        for value, words in values.items()
        if (len(squeeze(value)) >= _NAMED and squeeze(value) in key)
        or (words and len(words & tokens) >= (_MOST_WORDS * len(words) if len(words) >= _MANY_WORDS else len(words)))
    ]
    return max(named, key=len, default="")


def _fits(row: Passage, conditions: Sequence[tuple[str, str]]) -> bool:
    cells = dict(row.cells)
    return all(value == cells.get(column) or value in _items(cells.get(column, "")) for column, value in conditions)


def claims_of(selection: Selection) -> list[Claim]:
    """A claim for each row listed: its name, quoted with the words that show why it is in the list."""
    return [
        Claim(row.subject.strip("「」") or row.text, Hit(row, 0.0), _quote(row, selection.conditions))
        for row in selection.rows[:_LISTED]
    ]


def _quote(row: Passage, conditions: Sequence[tuple[str, str]]) -> Span:
    columns = {column for column, _ in conditions}
    spans = [span for span, words in zip(row.sentences, row.asks, strict=False) if columns & set(words)]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, len(row.text))


def lead_of(selection: Selection) -> str:
    """The first line: how many rows fit, of which table, and how many are not listed."""
    told = "、".join(f"{column}が「{value}」" for column, value in selection.conditions)
    left = len(selection.rows) - _LISTED
    rest = f"（うち{_LISTED}件を示します）" if left > 0 else ""
    return f"「{selection.table}」のうち、{told}のものは{len(selection.rows)}件です{rest}。"
