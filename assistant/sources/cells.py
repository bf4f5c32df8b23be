"""Cells of a table and the blocks made of them: rows that can be read alone, and the list of what the rows name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.model import Block
from assistant.sources.legends import Legends
from assistant.sources.lines import Unit, close_up, take_marks
from assistant.sources.markup import BLOCK_TAG, clean_inline, is_bold
from assistant.sources.traced import Traced, join


@dataclass(frozen=True)
class Cell:
    """A cell without markup. ``pieces``: its lines, where line breaks stood in it."""

    text: Traced
    bold: bool = False
    pieces: tuple[Traced, ...] = ()

    @property
    def shown(self) -> str:
        """The text without blanks around it."""
        return self.text.text.strip()


EMPTY = Cell(Traced(""))
Grid = list[list[Cell]]


@dataclass(frozen=True)
class Context:
    """What stands around a table: its title, date and page, its notes, and the labels known from the whole file."""

    title: str = ""
    lead: Traced | None = None  # the line that announces the table: 「次の14分野を…」
    legends: Legends = field(default_factory=Legends)
    labels: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """tables.toml with its patterns compiled."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
    return {**data, **{name: re.compile(data[name]) for name in ("naming", "state", "brace")}}


def read_cell(raw: Traced, labels: frozenset[str]) -> Cell:
    """A cell without markup; a label set character by character is closed up (領 域 横 断)."""
    pieces = [clean_inline(piece) for piece in raw.split(BLOCK_TAG)]
    pieces = [known_label(close_up(piece), piece, labels) for piece in pieces if piece]
    return Cell(join(pieces, " "), is_bold(raw.text), tuple(pieces))


def known_label(closed: Traced, spaced: Traced, labels: frozenset[str]) -> Traced:
    """A spaced-out label in the order of a label known elsewhere: vertical text is read in the wrong order."""
    if closed.text == spaced.text or closed.text in labels:
        return closed
    same = [label for label in labels if sorted(label) == sorted(closed.text)]
    if len(same) != 1:
        return closed
    left = list(enumerate(closed.text))
    order: list[int] = []
    for char in same[0]:
        place = next(at for at, other in left if other == char)
        order.append(place)
        left.remove((place, char))
    return join(closed.cut(at, at + 1) for at in order)


def read_grid(rows: Sequence[Unit], labels: frozenset[str]) -> Grid:
    """The cells of a table, every row as wide as the widest, without columns that are empty throughout."""
    grid = [[read_cell(cell, labels) for cell in row.cells] for row in rows]
    width = max((at + 1 for row in grid for at, cell in enumerate(row) if cell.shown), default=0)
    return [(row + [EMPTY] * width)[:width] for row in grid]


def row_block(pairs: Sequence[tuple[Traced, Traced]], first: int, context: Context, subject: str = "") -> Block:
    """A row: 「研究開発構想：…｜FA：JST」, blanks left out of the text but kept in the cells.

    ``first``: the pair that names the row and comes first; its value is the subject where none is given.
    """
    ordered = [pairs[first], *pairs[:first], *pairs[first + 1 :]]
    shown = [join([header, Traced(rules()["colon"]), value]) if header else value for header, value in ordered if value]
    text = join(shown, rules()["separator"])
    cells = tuple((header.text, value.text.strip()) for header, value in pairs if header.text)
    name = subject or pairs[first][1].text.strip()
    return Block("row", text.text, cells=cells, subject=name, table=context.title, origin=text.origin)


def plain_row(cells: Sequence[Cell], context: Context) -> Block:
    """A row whose columns are in doubt: what it says, without headers and without cells."""
    text = join([cell.text for cell in cells if cell.shown], rules()["separator"])
    subject = next((cell.shown for cell in cells if cell.shown), "")
    return Block("row", text.text, subject=subject, table=context.title, origin=text.origin)


def list_block(title: str, names: Sequence[Traced], context: Context) -> list[Block]:
    """One block that lists what the rows of a table are about, for questions that ask for all of them."""
    unique: dict[str, Traced] = {}
    for name in names:
        unique.setdefault(name.text.strip(), name)
    if len(unique) < 3:
        return []
    lead = context.lead if context.lead else Traced(f"{title or rules()['list']}：")
    bullets = [
        name if take_marks(name)[1] else join([Traced("・"), name]) for name in map(Traced.strip, unique.values())
    ]
    lines = [lead, *bullets]
    text = join(lines, "\n")
    if len(text) > rules()["list_length"]:
        return []
    return [Block("list", text.text, subject=title, origin=text.origin)]
