"""What stands around the text of an Office file or a web page: its title page, and the headings that name its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.model import Block
from assistant.sources.covers import questions_of

# Lines of a title page, and the longest of them.
_LINES, _LONGEST = 4, 40


def with_title_page(blocks: Sequence[Block], title: str, date_of: Callable[[Iterable[str]], str]) -> list[Block]:
    """The blocks with a title page as one "cover", and what follows it one level below the title.

    A title page is a heading with a few short lines, just one of them with a date (``date_of`` finds it), or with nothing
    under it, before a heading that stands as high.
    """
    opening = _opening(blocks)
    if not opening:
        return list(blocks)
    first, *lines = opening
    rest = list(blocks[len(opening) :])
    dated = [line.text for line in lines if date_of([line.text])]
    if lines and len(dated) != 1:
        return list(blocks)
    if rest[0].level == first.level:
        rest = [replace(block, level=block.level + 1) if block.kind == "heading" else block for block in rest]
    if not lines:
        return [first, *rest]
    issuer = " ".join(line.text for line in lines if line.text not in dated)
    text = "　".join([first.text, *(line.text for line in lines)])
    cover = Block("cover", text, place=first.place, questions=questions_of(title, date_of(dated), issuer, ""))
    return [first, cover, *rest]


def _opening(blocks: Sequence[Block]) -> list[Block]:
    """The first heading and the lines under it; [] where they are no title page."""
    end = next((at for at, block in enumerate(blocks) if at and block.kind == "heading"), 0)
    lines = blocks[1:end]
    short = all(line.kind in ("paragraph", "item") and len(line.text) <= _LONGEST for line in lines)
    return list(blocks[:end]) if end and blocks[0].kind == "heading" and len(lines) <= _LINES and short else []


def with_tables_named(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with every row's table called by the heading over it; a second table under it also by its place."""
    named: list[Block] = []
    heading = ""
    columns: dict[str, frozenset[str]] = {}
    for block in blocks:
        if block.kind == "heading":
            heading = block.text
        elif block.kind == "row" and not block.table and heading:
            own = frozenset(column for column, _ in block.cells)
            known = columns.setdefault(heading, own)
            block = replace(block, table=heading if known & own else f"{heading}（{block.place}）")
        named.append(block)
    return named
