"""Tables with a header: what a row says under which header, spans carried down, slipped rows kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Block
from assistant.sources.cells import EMPTY, Cell, Context, Grid, list_block, plain_row, read_grid, row_block, rules
from assistant.sources.grids import read_headless
from assistant.sources.lines import Unit
from assistant.sources.traced import Traced, join

_NUMBER = re.compile(r"^[0-9０-９,.，．％%]+$")


def read_table(rows: Sequence[Unit], context: Context) -> list[Block]:
    """The blocks of a table: a "row" for each row (or group of columns, or cell of a grid), then a "list" of names."""
    ruled = [index for index, row in enumerate(rows) if _is_rule(row)]
    kept = [row for row in rows if not _is_rule(row)]
    grid = read_grid(kept, context.labels)
    grid = [row for row in grid if any(cell.shown for cell in row)]
    headless = bool(ruled) and (ruled[0] == 0 or not any(c.strip() for c in (cell.text for cell in rows[0].cells)))
    if not grid:
        return []
    blocks = read_headless(grid, context, ruled=bool(ruled), headless=headless)
    if blocks is not None:
        return blocks
    if headless or len(grid) < 2 or not _is_header(grid[0]):
        return [plain_row(row, context) for row in grid]
    if _is_second_header(grid[0], grid[1]):
        return _two_headers(grid, context)
    return _with_header(grid, context)


def _is_rule(row: Unit) -> bool:
    return row.mark == "pipe" and all(re.fullmatch(r"\s*:?-{2,}:?\s*", cell.text) for cell in row.cells)


def _is_header(row: Sequence[Cell]) -> bool:
    cells = [cell.shown for cell in row if cell.shown]
    short = all(len(text) <= rules()["header_length"] and "。" not in text for text in cells)
    return len(cells) >= 2 and short and not all(_NUMBER.match(text) for text in cells)


def _is_second_header(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether the second row names the columns that a label of the first one spans."""
    blank = [at for at, cell in enumerate(first) if not cell.shown]
    return (
        len(blank) >= 2
        and bool(first[0].shown)
        and not second[0].shown
        and all(second[at].shown and not _NUMBER.match(second[at].shown) for at in blank)
    )


def _headers(grid: Grid) -> list[Traced]:
    """The header of each column without its note mark; columns without one get a word from tables.toml."""
    headers = []
    for at, cell in enumerate(grid[0]):
        values = [row[at].shown for row in grid[1:] if row[at].shown]
        if cell.shown:
            headers.append(cell.text.strip("※*＊ 　"))
        elif values and all(_NUMBER.match(value) for value in values):
            headers.append(Traced(rules()["number"]))
        else:
            headers.append(Traced(rules()["group" if at == 0 else "other"]))
    return headers


def _vocabularies(grid: Grid) -> dict[int, set[str]]:
    """Columns with few short values that are no marks: 資金配分機関 with JST and NEDO."""
    found = {}
    for at in range(len(grid[0])):
        values = [row[at].shown for row in grid[1:] if row[at].shown]
        counts = {value: values.count(value) for value in values}
        usual = {value for value, count in counts.items() if count >= 2}
        short = all(len(value) <= rules()["vocabulary_length"] for value in usual)
        states = any(rules()["state"].match(value) or _NUMBER.match(value) for value in usual)
        common = sum(counts[value] for value in usual) >= 0.7 * len(values)
        if usual and short and common and not states and len(usual) <= rules()["vocabulary"]:
            found[at] = usual
    return found


def _slipped(row: Sequence[Cell], vocabularies: dict[int, set[str]]) -> bool:
    """Whether a value of one column's vocabulary stands in another column instead (JST under 技術)."""
    for at, words in vocabularies.items():
        others = [cell.shown for place, cell in enumerate(row) if place != at and place not in vocabularies]
        if row[at].shown not in words and words & set(others):
            return True
    return False


def _with_header(grid: Grid, context: Context) -> list[Block]:
    headers, vocabularies = _headers(grid), _vocabularies(grid)
    naming = _naming(grid, headers)
    blocks: list[Block | None] = []
    records: list[list[list[Cell]]] = []  # of each block, the values of every column
    above: list[Cell] = [EMPTY] * len(headers)
    doubtful = False
    for row in grid[1:]:
        lead = next((at for at, cell in enumerate(row) if cell.shown), 0)
        doubtful = _slipped(row, vocabularies) or (doubtful and lead > 0 and not _confirmed(row, vocabularies))
        if doubtful:
            blocks.append(plain_row(row, context))
            records.append([])
            continue
        filled = [*above[:lead], *row[lead:]]
        if records and records[-1] and lead and _only(row, lead) and records[-1][lead]:
            records[-1][lead].append(row[lead])  # one more value under a name that spans the rows
            continue
        above = [*filled[: naming + 1], *[EMPTY] * (len(headers) - naming - 1)]
        records.append([[cell] if cell.shown else [] for cell in _spanned(filled, row)])
        blocks.append(None)
    made = [block or _row(headers, record, naming, context) for block, record in zip(blocks, records, strict=True)]
    names = [join([c.text for c in r[naming]]) if r else Traced(b.subject) for r, b in zip(records, made, strict=True)]
    return [*made, *list_block(context.title, [name for name in names if name], context)]


def _confirmed(row: Sequence[Cell], vocabularies: dict[int, set[str]]) -> bool:
    return any(row[at].shown in words for at, words in vocabularies.items())


def _only(row: Sequence[Cell], at: int) -> bool:
    return all(not cell.shown for place, cell in enumerate(row) if place != at)


def _spanned(filled: list[Cell], row: Sequence[Cell]) -> list[Cell]:
    """A bold value alone in the middle of blank cells holds for all of them (制度なし)."""
    values = [at for at in range(1, len(row)) if row[at].shown]
    if len(row) >= 4 and row[0].shown and len(values) == 1 and row[values[0]].bold and 1 < values[0] < len(row) - 1:
        return [filled[0], *[row[values[0]]] * (len(row) - 1)]
    return filled


def _row(headers: Sequence[Traced], record: Sequence[Sequence[Cell]], naming: int, context: Context) -> Block:
    pairs: list[tuple[Traced, Traced]] = []
    for header, cells in zip(headers, record, strict=True):
        value = join([context.legends.cell(header.text, cell.text) for cell in cells], rules()["joiner"])
        if pairs and value and value == pairs[-1][1] and len(cells) == 1 and cells[0].bold:
            pairs[-1] = (join([pairs[-1][0], header], "・"), value)
        else:
            pairs.append((header, value))
    first = naming if naming < len(pairs) and pairs[naming][1] else next(at for at, pair in enumerate(pairs) if pair[1])
    return row_block(pairs, first, context)


def _naming(grid: Grid, headers: Sequence[Traced]) -> int:
    """The column that names the row: mostly different texts, best one whose header says so."""
    best, score = 0, -1.0
    for at, header in enumerate(headers):
        values = [row[at].shown for row in grid[1:] if row[at].shown]
        if not values or any(_NUMBER.match(value) for value in values):
            continue
        distinct = len(set(values)) / len(values)
        filled = len(values) / (len(grid) - 1)
        named = 1.0 if rules()["naming"].search(header.text) else 0.0
        length = sum(len(value) for value in values) / len(values)
        points = distinct * 2 + filled + named * 0.8 - at * 0.3 - (0.5 if length > 40 else 0)
        points -= 1.5 if distinct < 0.7 or filled < 0.4 else 0
        if points > score:
            best, score = at, points
    return best


def _two_headers(grid: Grid, context: Context) -> list[Block]:
    """A label over several columns, their own headers below: one row for each label (順位 with two periods)."""
    first, second = grid[0], grid[1]
    starts = [at for at, cell in enumerate(first) if cell.shown]
    shared = [at for at in starts if not second[at].shown]
    spans = [(at, next((s for s in starts if s > at), len(first))) for at in starts if at not in shared]
    blocks = []
    for start, end in spans:
        for row in grid[2:]:
            pairs = [(first[at].text, row[at].text) for at in shared]
            pairs += [(Traced(rules()["group"]), first[start].text)]
            pairs += [(second[at].text, row[at].text) for at in range(start, end)]
            named = [at for at in range(start, end) if row[at].shown and not _NUMBER.match(row[at].shown)]
            if any(row[at].shown for at in range(start, end)):
                place = len(shared) + 1 + named[0] - start if named else len(shared)
                subject = f"{row[named[0]].shown}（{first[start].shown}）" if named else ""
                blocks.append(row_block(pairs, place, context, subject))
    return blocks
