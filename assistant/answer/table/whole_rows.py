"""A comparison that asks for nothing in particular, between rows of one table: all short columns side by side."""

from __future__ import annotations

from assistant.answer.claims import Claim
from assistant.answer.compare.contrast import Comparison
from assistant.answer.compare.side_cells import Cell
from assistant.answer.compare.side_rows import Find, SideRows, shared_rows, side_rows
from assistant.answer.table.conditions import Columns
from assistant.answer.table.row_values import number_in, with_counter
from assistant.answer.table.tables import Tables
from assistant.answer.topic import is_noun_of_things
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Passage

# Longest value, and most and fewest columns, that are set side by side.
_VALUE, _MOST, _FEWEST = 60, 6, 2
_NONE = "—"
# A column that fewer rows fill holds remarks; one of numbers in order only counts the rows.
_FILLED = 0.5


def whole_rows(comparison: Comparison, find: Find, tables: Tables) -> dict[str, list[Cell]]:
    """For each column the cells of all sides; where it is asked what they share, only those in which they agree.

    {} where something in particular is asked for, or the sides are not rows of one table that their names plainly mean.
    """
    attribute = next(iter(comparison.attributes), "")
    if not (comparison.is_bare or _is_empty(side_rows(comparison, attribute, find, tables))):
        return {}
    for table, rows in shared_rows(comparison, "", find, tables).items():
        if not all(_means(side, row) for side, row in zip(comparison.sides, rows, strict=True)):
            continue
        names = [name for name in table.names if name not in table.subjects and _is_filled(table, name)]
        columns = {name: [_cell(row, name) for row in rows] for name in names}
        told = {name: cells for name, cells in columns.items() if _is_told(comparison, cells)}
        if len(told) >= (1 if comparison.asks_for_common else _FEWEST):
            return dict(list(told.items())[:_MOST])
    return {}


def _is_empty(found: SideRows | None) -> bool:
    """Whether the column that is asked for has nothing in any of the rows: 制度 where only 制度なし is noted."""
    return found is not None and not any(cell.value for cell in found.cells())


def _cell(row: Passage, column: str) -> Cell:
    value = with_counter(column, dict(row.cells).get(column, ""))
    return Cell(Claim(row.text, Hit(row, 0.0), (0, len(row.text))), value or _NONE)


def _is_filled(table: Columns, name: str) -> bool:
    cells = [cell for cell in table.values(name) if cell]
    return len(cells) >= _FILLED * len(table.rows) and [*map(number_in, cells)] != [*range(1, len(cells) + 1)]


def _is_told(comparison: Comparison, cells: list[Cell]) -> bool:
    values = {squeeze(cell.value) for cell in cells if cell.value != _NONE}
    short = all(len(cell.value) <= _VALUE for cell in cells)
    return short and bool(values) and (len(values) == 1 or not comparison.asks_for_common)


def _means(side: str, row: Passage) -> bool:
    """Whether the row has all words of the side but those for kinds of things (構想)."""
    told = frozenset(lemmas(f"{row.subject} {row.text} {' '.join(row.questions)}"))
    return all(is_noun_of_things(word) or any(known.startswith(word) for known in told) for word in lemmas(side))
