"""Tables without a header: numbered cells side by side, grids of cells, names over details, rows under a brace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Block
from assistant.sources.cells import Cell, Context, Grid, list_block, row_block, rules
from assistant.sources.lines import take_marks
from assistant.sources.traced import Traced, join

_WHOLE_NUMBER = re.compile(r"^[0-9０-９]{1,3}$")
_NUMBERED = re.compile(r"^([0-9０-９]{1,3})[.．、)）]\s*(?=\D)")
_BRACKETS = re.compile(r"[（(]([^（）()]+)[)）]\s*")
_SHORT = 32


def read_headless(grid: Grid, context: Context, ruled: bool, headless: bool) -> list[Block] | None:
    """The blocks of a table that has no header row, or None when it has one."""
    if _braced(grid):
        return _brace_groups(grid, context)
    if _numbered_groups(grid):
        return _numbered(grid, context)
    if _short_items(grid):
        return _items(grid, context)
    if paired := _named_over(grid):
        return _grid_cells(paired, context)
    if not (ruled and not headless) and _is_grid(grid):
        return _grid_cells([cell for row in grid for cell in row if cell.shown], context)
    return None


def _numbered_groups(grid: Grid) -> bool:
    """1｜A｜7｜B｜13｜C: whole numbers and texts by turns, at least twice in a row."""
    width = len(grid[0])
    if width < 4 or width % 2:
        return False
    pairs = [(row[at], row[at + 1]) for row in grid for at in range(0, width, 2) if row[at].shown or row[at + 1].shown]
    return all(_WHOLE_NUMBER.match(number.shown) and not _WHOLE_NUMBER.match(text.shown) for number, text in pairs)


def _numbered(grid: Grid, context: Context) -> list[Block]:
    pairs = [(row[at].text, row[at + 1].text) for row in grid for at in range(0, len(row), 2) if row[at].shown]
    pairs.sort(key=lambda pair: int(pair[0].text))
    number, name = Traced(rules()["number"]), Traced(rules()["grid"]["name_header"])
    blocks = [row_block([(number, no), (name, text)], 1, context) for no, text in pairs]
    return [*blocks, *list_block(context.title, [join([no, Traced(" "), text]) for no, text in pairs], context)]


def _short_items(grid: Grid) -> bool:
    """Every cell a short item of one list: ○バイオ技術, 1.電気."""
    cells = [cell for row in grid for cell in row if cell.shown]
    marked = [take_marks(cell.text.strip())[1] or _NUMBERED.match(cell.shown) for cell in cells]
    return len(cells) >= 4 and all(marked) and all(len(cell.shown) <= _SHORT for cell in cells)


def _items(grid: Grid, context: Context) -> list[Block]:
    """Column by column; by number where they have one."""
    cells = [row[at] for at in range(len(grid[0])) for row in grid if row[at].shown]
    if all(_NUMBERED.match(cell.shown) for cell in cells):
        cells.sort(key=lambda cell: int(_NUMBERED.match(cell.shown)[1]))  # type: ignore[index]
    texts = [take_marks(cell.text.strip())[0].strip() for cell in cells]
    return list_block(context.title, texts, context)


def _is_grid(grid: Grid) -> bool:
    """Whether the first row is made as the others are: every cell a name, brackets and details."""
    name = re.compile(rules()["grid"]["name"])
    cells = [cell for row in grid for cell in row if cell.shown]
    named = sum(bool(name.match(cell.shown)) for cell in cells)
    first = [cell for cell in grid[0] if cell.shown]
    return (
        len(first) >= 2
        and named >= rules()["grid"]["named_share"] * len(cells)
        and all(name.match(cell.shown) and " " in cell.shown for cell in first)
    )


def _named_over(grid: Grid) -> list[Cell]:
    """Cells of rows in bold joined with those of the row below, when the whole table is made that way."""
    if len(grid) < 2 or len(grid) % 2:
        return []
    joined: list[Cell] = []
    for names, details in zip(grid[::2], grid[1::2], strict=True):
        if not all(cell.bold for cell in names if cell.shown) or any(cell.bold for cell in details):
            return []
        for name, detail in zip(names, details, strict=True):
            if name.shown:
                head = join(name.pieces)
                joined.append(replace(name, text=head, pieces=(head, *detail.pieces)))
    return joined


def _grid_cells(cells: Sequence[Cell], context: Context) -> list[Block]:
    blocks, names = [], []
    for cell in cells:
        pairs = _grid_pairs(cell)
        names.append(pairs[0][1])
        blocks.append(row_block(pairs, 0, context))
    return [*blocks, *list_block(context.title, names, context)]


def _grid_pairs(cell: Cell) -> list[tuple[Traced, Traced]]:
    """Name, what its brackets say, text, items of 「半導体（経産）（26件認定） 生産基盤強化 ・従来型半導体」."""
    words = rules()["grid"]
    head = cell.pieces[0] if cell.pieces else cell.text
    match = re.match(words["name"], head.text)
    end = match.end() if match else len(head)
    pairs = [(Traced(words["name_header"]), head.cut(0, end).strip())]
    while bracket := _BRACKETS.match(head.text, end):
        pairs.append(_bracket(head.cut(*bracket.span(1))))
        end = bracket.end()
    rest = join([head.cut(end), *cell.pieces[1:]], " ").strip()
    parts = [part.strip() for part in rest.split(r"(?:^|\s+)・\s*") if part]
    if parts and not rest.text.startswith("・"):
        pairs.append((Traced(words["text_header"]), parts.pop(0)))
    if parts:
        pairs.append((Traced(words["items_header"]), join(parts, "／")))
    return pairs


def _bracket(piece: Traced) -> tuple[Traced, Traced]:
    for rule in rules()["grid"]["bracket"]:
        if match := re.match(rule["pattern"], piece.text):
            return Traced(rule["header"]), piece.cut(*match.span(1))
    return Traced(rules()["other"]), piece


def _braced(grid: Grid) -> bool:
    return any(rules()["brace"].match(cell.shown) for cell in grid[0])


def _brace_groups(grid: Grid, context: Context) -> list[Block]:
    """Rows drawn together by a brace become one row: their labels are its headers, the text right of it comes last."""
    at = next(place for place, cell in enumerate(grid[0]) if rules()["brace"].match(cell.shown))
    groups: list[Grid] = []
    for row in grid:
        if rules()["brace"].match(row[at].shown) or not groups:
            groups.append([])
        groups[-1].append(row)
    blocks = []
    for group in groups:
        result = join([Traced("⇒ "), *[cell.text for row in group for cell in row[at + 1 :] if cell.shown]])
        pairs = [(take_marks(row[0].text.strip())[0], join([c.text for c in row[1:at]], " ").strip()) for row in group]
        pairs = [pair for pair in pairs if pair[0]]
        blocks.append(row_block([*pairs, (Traced(""), result)], 0, context, context.title))
    return blocks
