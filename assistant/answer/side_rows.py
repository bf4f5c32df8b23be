"""The sides of a comparison as rows of one table: the same cell of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import wording
from assistant.answer.aims import names_of, without_aim
from assistant.answer.asked_columns import Asked, asked_columns
from assistant.answer.claims import WHOLE_ROW, Claim
from assistant.answer.conditions import Columns
from assistant.answer.contrast import Comparison
from assistant.answer.looked_up import cell_claim
from assistant.answer.row_values import with_counter
from assistant.answer.tables import Tables
from assistant.japanese.normalize import squeeze
from assistant.model import Hit, Passage, Query

# Share of the words asked that a column has to explain.
_EXPLAINED = 0.5

Find = Callable[[str], tuple[Query, list[Hit]]]


@dataclass(frozen=True)
class SideRows:
    """The row of each side in one table, and the column that is asked for."""

    rows: tuple[Passage, ...]
    column: str

    def claims(self) -> list[tuple[Claim, str]]:
        """For each side what its row says, and its value with its counter ("" where the cell is empty)."""
        return [self._claim(row, dict(row.cells).get(self.column, "")) for row in self.rows]

    def _claim(self, row: Passage, value: str) -> tuple[Claim, str]:
        if value:
            return cell_claim(row, self.column), with_counter(self.column, value)
        said = (
            row.text if row.asks and len(row.text) <= WHOLE_ROW else wording.sentence("empty", "ja", column=self.column)
        )
        return Claim(said, Hit(row, 0.0), (0, len(row.text))), ""


def side_rows(comparison: Comparison, attribute: str, find: Find, tables: Tables) -> SideRows | None:
    """The rows of one table that the sides name, where ``attribute`` asks for a column of it; None without one."""
    query, _ = find(comparison.question(comparison.sides[0], attribute))
    texts = [attribute or without_aim(comparison.asked), comparison.sides[-1].rpartition("の")[2]]
    shared = shared_rows(comparison, attribute, find, tables)
    for text in texts:
        asked = {table: found for table in shared if (found := _asked(comparison, table, query, text))}
        if asked:
            table = max(asked, key=lambda table: asked[table].plainness)
            return SideRows(shared[table], asked[table].column)
    return None


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
    rows = {table: tuple(row[table] for row in found) for table in found[0] if all(table in row for row in found)}
    return {table: named for table, named in rows.items() if len({row.passage_id for row in named}) == len(found)}


def _rows(tables: Tables, query: Query, hits: Sequence[Hit], side: str) -> dict[Columns, Passage]:
    """For each table found the row that the side names, in the edition asked for: by its very name, else as it was found."""
    plain = tuple(pair for pair in query.plain if pair[0] in side)
    official = (word for _, words in plain for word in words)
    names = {squeeze(name) for name in (*names_of(side), *official, *query.other_names)}
    unnamed = tables.unnamed(replace(query, resolved=side, plain=plain), hits)
    rows: dict[Columns, Passage] = {}
    for table in tables.found(query, hits):
        if row := _called(table, names):
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
