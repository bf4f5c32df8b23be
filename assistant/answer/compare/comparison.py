"""Comparisons: the same question about several things, side by side, with what is asked of them first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer.claims import Claim
from assistant.answer.compare.contrast import Comparison
from assistant.answer.compare.side_cells import Cell, Teller
from assistant.answer.compare.verdict import InJapanese, verdict
from assistant.answer.compose import Citations
from assistant.answer.evidence import Evidence
from assistant.answer.table.row_values import with_counter
from assistant.japanese.normalize import squeeze

# Longest cell, in characters, with which three sides and more are set in a table.
_CELL = 60

# Gives the best evidence and its claim for a question that can be asked alone; None when the documents do not say.
Find = Callable[[str], tuple[Evidence, Claim] | None]
# Gives the cells of all sides for an attribute from one table; None where there is none.
LookUp = Callable[[Comparison, str], list[Cell] | None]


def compare(
    comparison: Comparison,
    find: Find,
    citations: Citations,
    teller: Teller | None = None,
    look_up: LookUp = lambda comparison, attribute: None,
) -> tuple[str, list[Claim]] | None:
    """The comparison in words or, for several attributes, as a table; None when a side is not in the documents."""
    teller = teller or InJapanese()
    attributes = comparison.attributes or [""]
    columns = [look_up(comparison, name) or _found(comparison, name, find) for name in attributes]
    known = [column for column in columns if column]
    if len(known) < len(columns) or not _apart(known[0]):
        return None
    first = verdict(comparison, known[0], teller) if len(known) == 1 else ""
    if (comparison.asks_total or comparison.interval) and not first:
        return None
    if comparison.asks_for_members:
        if not first:
            return None  # nothing that could be set against each other
        known = [[cell.briefly() for cell in column] for column in known]
    text = side_by_side(comparison, dict(zip(attributes, known, strict=True)), citations, teller)
    return f"{first}\n{text}" if first else text, [cell.claim for row in zip(*known, strict=True) for cell in row]


def side_by_side(
    comparison: Comparison, columns: dict[str, list[Cell]], citations: Citations, teller: Teller | None = None
) -> str:
    """The cells of all sides for each attribute: a line a side, or a table."""
    teller = teller or InJapanese()
    told = [[teller.cell(cell, citations) for cell in row] for row in zip(*columns.values(), strict=True)]
    sides, names = [*map(teller.heading, comparison.sides)], [*map(teller.heading, columns)]
    if len(names) > 1 or (names[0] and not comparison.attributes):
        return _table(names, sides, told)
    if len(sides) > 2 and names[0] and all(len(row[0]) <= _CELL for row in told):
        return _table(sides, names, [[row[0] for row in told]])
    return _lines(sides, told)


def _apart(cells: Sequence[Cell]) -> bool:
    """Whether each side has a passage of its own."""
    return len({cell.claim.hit.passage.passage_id for cell in cells}) == len(cells)


def _found(comparison: Comparison, attribute: str, find: Find) -> list[Cell] | None:
    """What the best passage for each side says; None when one has none."""
    cells = [_cell(find, comparison.question(side, attribute), attribute) for side in comparison.sides]
    known = [cell for cell in cells if cell]
    return known if len(known) == len(cells) else None


def _cell(find: Find, question: str, attribute: str) -> Cell | None:
    found = find(question)
    if found is None:
        return None
    evidence, claim = found
    return Cell(claim, _value(evidence, attribute) if attribute else "")


def _value(evidence: Evidence, attribute: str) -> str:
    """The value of the column that the attribute names, where the evidence is a row of a table."""
    key = squeeze(attribute)
    columns = [(squeeze(column), value) for column, value in evidence.hit.passage.cells if len(column) > 1]
    named = [(len(column), column, value) for column, value in columns if column in key or key in column]
    _, column, value = max(named, default=(0, "", ""))
    return with_counter(column, value)


def _lines(sides: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"・{side}：{row[0]}" for side, row in zip(sides, told, strict=True))


def _table(attributes: Sequence[str], sides: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    lines = [f"| | {' | '.join(sides)} |", "|---" * (len(sides) + 1) + "|"]
    for number, attribute in enumerate(attributes):
        cells = [row[number].replace("|", "｜") for row in told]
        lines.append(f"| {attribute} | {' | '.join(cells)} |")
    return "\n".join(lines)
