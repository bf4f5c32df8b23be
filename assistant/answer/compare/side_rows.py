"""The sides of a comparison as rows of one table: the same cell of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import wording
from assistant.answer.aims import names_of, without_aim
from assistant.answer.claims import WHOLE_ROW, Claim
from assistant.answer.compare.contrast import Comparison
from assistant.answer.compare.side_cells import Cell
from assistant.answer.table.asked_columns import Asked, asked_columns
from assistant.answer.table.conditions import Columns
from assistant.answer.table.looked_up import cell_claim, row_name
from assistant.answer.table.row_values import NAMED, items_of, names_of_value, with_counter
from assistant.answer.table.tables import Tables
from assistant.answer.topic import is_noun_of_things
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Passage, Query

# Share of the words asked that a column has to explain.
_EXPLAINED = 0.5
# Least share of a side's words by which a row is taken to be meant, where no other row has as many.
_CLOSE = 0.5

_QUANTITY = re.compile(r"\d+(?:年|か月|日|件|回|位)")

Find = Callable[[str], tuple[Query, list[Hit]]]


@dataclass(frozen=True)
class SideRows:
    """The row of each side in one table, the column that is asked for, and the values of it that the question names."""

    rows: tuple[Passage, ...]
    column: str
    named: tuple[str, ...] = ()

    def cells(self) -> list[Cell]:
        """For each side what its row says, and its value with its counter ("" where the cell is empty)."""
        return [self._cell(row, dict(row.cells).get(self.column, "")) for row in self.rows]

    def _cell(self, row: Passage, value: str) -> Cell:
        if value:
            named = [item for item in items_of(value, listing=True) if item in self.named]
            told = "、".join(named) or with_counter(self.column, value)
            return Cell(cell_claim(row, self.column), told, bool(named) if self.named else None)
        said = (
            row.text if row.asks and len(row.text) <= WHOLE_ROW else wording.sentence("empty", "ja", column=self.column)
        )
        return Cell(Claim(said, Hit(row, 0.0), (0, len(row.text))), "")


def side_rows(comparison: Comparison, attribute: str, find: Find, tables: Tables) -> SideRows | None:
    """The rows of one table that the sides name, where ``attribute`` asks for a column of it; None without one."""
    query, _ = find(comparison.question(comparison.sides[0], attribute))
    texts = [attribute or without_aim(comparison.asked), comparison.sides[-1].rpartition("の")[2]]
    shared = shared_rows(comparison, attribute, find, tables)
    if comparison.names_values and (found := _with_values(comparison, shared)):
        return found
    for text in texts:
        asked = {table: column for table in shared if (column := _asked(comparison, table, query, text))}
        if asked:
            table = max(asked, key=lambda table: asked[table].plainness)
            return SideRows(shared[table], asked[table].column)
    return None


def _with_values(comparison: Comparison, shared: dict[Columns, tuple[Passage, ...]]) -> SideRows | None:
    """「PDとPOのどちら」「どちらもJST」: the column of the values that the question names."""
    key = squeeze(comparison.asked)
    for table, rows in shared.items():
        values = {column: _named_in(key, table, column) for column in table.names if column not in table.subjects}
        filled = [column for column in values if values[column] and all(dict(row.cells).get(column) for row in rows)]
        if filled:
            column = max(filled, key=lambda column: len(values[column]))
            return SideRows(rows, column, values[column])
    return None


def _named_in(key: str, table: Columns, column: str) -> tuple[str, ...]:
    """The values of a column, or the things in its lists, that the squeezed question names, also by a number: 過去3年分 by 3年."""
    numbers = _QUANTITY.findall(key)
    items = dict.fromkeys(item for cell in table.values(column) if cell for item in items_of(cell, listing=True))
    named = {item for item in items if any(len(name) >= NAMED and name in key for name in names_of_value(item))}
    named |= {item for item in items for number in numbers if re.search(rf"(?<!\d){number}", squeeze(item))}
    return tuple(item for item in items if item in named)


def _asked(comparison: Comparison, table: Columns, query: Query, text: str) -> Asked | None:
    """The column of a table that is asked for; where members are, one of lists."""
    columns = asked_columns(table, query, text)
    if comparison.asks_for_members:
        columns = [asked for asked in columns if any("、" in value for value in table.values(asked.column))]
    return columns[0] if columns and columns[0].explained >= _EXPLAINED else None


def shared_rows(
    comparison: Comparison, attribute: str, find: Find, tables: Tables
) -> dict[Columns, tuple[Passage, ...]]:
    """The tables in which each side names a row of its own, with these rows."""
    found = [_rows(tables, *find(comparison.question(side, attribute)), side) for side in comparison.sides]
    shared: dict[Columns, tuple[Passage, ...]] = {}
    for table in dict.fromkeys(table for own in found for table in own):
        rows = [own.get(table) for own in found]
        if not _apart(rows):
            rows = [closest(table, side) for side in comparison.sides]
        if _apart(rows):
            shared[table] = tuple(row for row in rows if row)
    return shared


def _apart(rows: Sequence[Passage | None]) -> bool:
    return len({row.passage_id for row in rows if row}) == len(rows)


def _rows(tables: Tables, query: Query, hits: Sequence[Hit], side: str) -> dict[Columns, Passage]:
    """For each table found the row that the side names, in the edition asked for.

    By its very name, else by words that no other row has in its name, else as it was found.
    """
    plain = tuple(pair for pair in query.plain if pair[0] in side)
    official = (word for _, words in plain for word in words)
    names = {squeeze(name) for name in (*names_of(side), *official, *query.other_names)}
    unnamed = tables.unnamed(replace(query, resolved=side, plain=plain), hits)
    rows: dict[Columns, Passage] = {}
    for table in tables.found(query, hits):
        if row := _called(table, names) or closest(table, side, 1.0):
            rows[table] = row
    for hit in hits:
        if hit.passage.kind == "row" and hit.passage.passage_id not in unnamed:
            for table in tables.found(query, [hit]):
                if table not in rows and (row := _same(table, hit.passage)):
                    rows[table] = row
    return rows


def _same(table: Columns, row: Passage) -> Passage | None:
    """The row itself, or that of another edition with the same name."""
    return row if row in table.rows else _called(table, {squeeze(value) for _, value in row.cells})


def _called(table: Columns, names: set[str]) -> Passage | None:
    """The row that has one of the names (squeezed)."""
    cells = ((row, column, value) for row in table.rows for column, value in row.cells)
    return next((row for row, column, value in cells if column in table.subjects and squeeze(value) in names), None)


def closest(table: Columns, side: str, least: float = _CLOSE) -> Passage | None:
    """The one row whose name has the most of the side's words.

    None where several have as many, or the share is less than ``least``.
    """
    shares = {row.passage_id: _share(table, row, side) for row in table.rows}
    most = max(shares.values())
    best = [row for row in table.rows if shares[row.passage_id] == most]
    return best[0] if len(best) == 1 and most >= least else None


def group_rows(group: str, size: int, table: Columns) -> list[str]:
    """The names of the rows that a name stands for together, where they are as many as is said; [] otherwise."""
    named = [row for row in table.rows if _share(table, row, group) == 1.0]
    return [row_name(row).strip("「」") for row in named] if len(named) == size else []


def _share(table: Columns, row: Passage, side: str) -> float:
    """0..1: the share of a side's words that begin a word in the name of a row: 海 is in 海洋; 1 where it holds all of it."""
    if squeeze(side) in squeeze(row.subject):
        return 1.0
    words = [word for word in dict.fromkeys(lemmas(side)) if not is_noun_of_things(word)]
    held = [word for word in words if any(known.startswith(word) for known in table.subject_words[row.passage_id])]
    return len(held) / len(words) if words else 0.0
