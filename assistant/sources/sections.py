"""Tables whose cells are whole columns of a slide: each column becomes a section under its header."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.sources.lines import Unit, take_marks
from assistant.sources.markup import BLOCK_TAG, clean_inline
from assistant.sources.traced import Traced

_LONG = 120
_SHORT = 12
_LIST = re.compile(r"<(?:ul|ol)\b", re.IGNORECASE)
# A blank between two entries of a list whose own marks are lost, not one inside an entry or its brackets.
_BETWEEN = re.compile(r"(?<=[^\s\x00-\x7f]) (?=[^\s（(])")


def expand_sections(units: list[Unit]) -> list[Unit]:
    """Replaces a header row and a row of long cells with block markup by headings, paragraphs and items."""
    made: list[Unit] = []
    skip = False
    for place, unit in enumerate(units):
        if skip:
            skip = False
            continue
        below = units[place + 1] if place + 1 < len(units) else None
        if unit.kind == "row" and below is not None and below.kind == "row" and _is_section(unit, below):
            for header, cell in zip(unit.cells, below.cells, strict=False):
                made.append(Unit("hash", clean_inline(header), level=14, page=unit.page))
                made += _column(cell, unit)
            skip = True
        else:
            made.append(unit)
    return made


def _is_section(header: Unit, body: Unit) -> bool:
    marked = [cell for cell in body.cells if BLOCK_TAG.search(cell.text) and len(cell) > _LONG]
    return len(marked) >= 2 and all(0 < len(cell.text.strip()) <= 30 for cell in header.cells[: len(body.cells)])


def _column(cell: Traced, row: Unit) -> list[Unit]:
    units: list[Unit] = []
    in_list, at = False, 0
    for match in [*BLOCK_TAG.finditer(cell.text), None]:
        piece = clean_inline(cell.cut(at, match.start() if match else None))
        if piece:
            units += _piece(piece, in_list, row)
        if match:
            at = match.end()
            in_list = bool(_LIST.match(match.group())) if match[1].lower() != "li" else True
    return units


def _piece(piece: Traced, in_list: bool, row: Unit) -> list[Unit]:
    rest, mark, _ = take_marks(piece)
    if mark:
        return [Unit("item", rest.strip(), mark=mark, level=1, page=row.page)]
    if in_list:
        return [Unit("item", entry, "bullet", 2, page=row.page) for entry in piece.split(_BETWEEN) if entry]
    if len(piece) <= _SHORT:
        return [Unit("hash", piece, level=14, page=row.page)]
    unit = Unit("text", piece, page=row.page)
    return [unit] if re.search("[、。]", piece.text) else [replace(unit, kind="item", mark="bullet", level=1)]
