"""From units to blocks: headings with their path, paragraphs, items, and the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Block
from assistant.sources.cells import Context
from assistant.sources.headings import (
    Heading,
    as_of_heading,
    as_of_text,
    is_entry,
    label_runs,
    ranks,
    record_end,
    rules,
)
from assistant.sources.legends import Legends
from assistant.sources.legends import rules as legend_rules
from assistant.sources.lines import Unit
from assistant.sources.sections import expand_sections
from assistant.sources.tables import read_table
from assistant.sources.titles import date_alone
from assistant.sources.traced import Traced, join


def blocks_of(units: Sequence[Unit], date: str, labels: frozenset[str]) -> list[Block]:
    """The blocks of one document in reading order. ``date``: the document's own, so that as_of says only what differs."""
    prepared = _captions(_entries(expand_sections(list(units))))
    return _Builder(prepared, date, labels).build()


def _entries(units: list[Unit]) -> list[Unit]:
    """Entries of chronicles become items; a date alone over its event is joined with it."""
    made: list[Unit] = []
    waiting: Unit | None = None
    for unit in units:
        if waiting is not None and unit.kind == "text" and not _is_date(unit):
            text = join([waiting.text, unit.text], " ")
            made.append(replace(unit, kind="item", mark="dot", level=1, text=text))
            waiting = None
            continue
        if waiting is not None:
            made.append(waiting)
            waiting = None
        if _is_date(unit):
            waiting = unit
        elif is_entry(unit):
            made.append(replace(unit, kind="item", mark="dot", level=1))
        else:
            made.append(unit)
    return made if waiting is None else [*made, waiting]


def _captions(units: list[Unit]) -> list[Unit]:
    """Sources that stand under their quotations (…令和3年6月18日閣議決定) are put over them, where it is so throughout."""
    source = re.compile(rules()["date"]["source"])
    made = list(units)
    place = 0
    while place + 3 < len(made):
        texts = [unit.text.text for unit in made[place : place + 4]]
        plain = all(unit.kind == "text" for unit in made[place : place + 4])
        pattern = [bool(source.search(text)) for text in texts]
        headed = place > 0 and bool(source.search(made[place - 1].text.text))
        if plain and not headed and pattern == [False, True, False, True] and texts[0].endswith("。"):
            first, second, third, fourth = made[place : place + 4]
            made[place : place + 4] = [second, first, fourth, third]
            place += 4
        else:
            place += 1
    return made


def _is_date(unit: Unit) -> bool:
    match = re.match(rules()["date"]["alone"], unit.text.text) if unit.kind == "text" else None
    return bool(match and date_alone(match["date"]))


class _Builder:
    """Walks over the units with the open headings."""

    def __init__(self, units: list[Unit], date: str, labels: frozenset[str]) -> None:
        self.units, self.date, self.labels = units, date, labels
        self.ranks, self.runs = ranks(units), label_runs(units)
        self.legends = Legends.of(units)
        self.open: list[Heading] = []
        self.filled: set[int] = set()  # depths of the open headings that hold text already
        self.bulleted: set[int] = set()  # those whose text is a list with plain bullets
        self.blocks: list[Block] = []

    def build(self) -> list[Block]:
        place, table_title = 0, -1
        self._lift_page_title(0)
        while place < len(self.units):
            unit = self.units[place]
            if unit.broken:
                self._lift_page_title(place)
            if unit.kind == "row":
                end = self._table_end(place)
                self._table(place, end)
                table_title = len(self.open)
                place = end
                continue
            if place in self.ranks:
                if self.ranks[place] != rules()["rank"]["page"]:
                    self._heading(unit, self.ranks[place], after_table=table_title)
                    table_title = -1
            else:
                self._text(place, unit)
            place += 1
        return self.blocks

    def _lift_page_title(self, start: int) -> None:
        """The title of a page is put before its boxes, wherever it stands among them."""
        for place in range(start, len(self.units)):
            if place > start and self.units[place].broken:
                return
            if self.ranks.get(place) == rules()["rank"]["page"]:
                self._heading(self.units[place], self.ranks[place], after_table=-1)
                return

    def _heading(self, unit: Unit, rank: int, after_table: int) -> None:
        if after_table > 0 and len(self.open) >= after_table and rank >= rules()["rank"]["title"]:
            if rules()["rank"]["title"] <= self.open[after_table - 1].rank <= rules()["rank"]["label"]:
                self._close(after_table - 1)  # a title over a table covers the table and its notes only
        while self.open and self.open[-1].rank >= rank:
            self._close(len(self.open) - 1)
        quoted = rank == rules()["rank"]["extract"] or unit.mark == "arrow"
        self.open.append(Heading(rank, unit.text.text, as_of_heading(unit.text.text, quoted)))
        self._add(Block("heading", unit.text.text, len(self.open), origin=unit.text.origin), unit)

    def _close(self, depth: int) -> None:
        del self.open[depth:]
        self.filled = {at for at in self.filled if at < depth}
        self.bulleted = {at for at in self.bulleted if at < depth}

    def _text(self, place: int, unit: Unit) -> None:
        if unit.mark == "bullet" and unit.level == 1:
            self._leave_extract()
        if unit.kind == "item":
            text, kind = self.legends.name(unit.text), "item"
        else:
            first, last = self.runs.get(place, (place, place))
            text, kind = unit.text, "item" if last > first else "paragraph"
            if last > first and any(other.text.text == unit.text.text for other in self.units[first:place]):
                return  # the same box of a diagram again
        self._add(Block(kind, text.text, max(1, unit.level) if kind == "item" else 0, origin=text.origin), unit)
        for depth in range(len(self.open)):
            if depth not in self.filled and unit.mark == "bullet":
                self.bulleted.add(depth)
            self.filled.add(depth)

    def _leave_extract(self) -> None:
        """A slide's own bullets end the quotation from another document above them."""
        for depth, heading in enumerate(self.open):
            quoted = heading.rank == rules()["rank"]["extract"] and depth in self.filled
            if quoted and depth not in self.bulleted:
                self._close(depth)
                # The path shrinks without a new heading: an empty one of the same depth marks the place.
                self._add(Block("heading", "", depth + 1), None)
                return

    def _add(self, block: Block, unit: Unit | None) -> None:
        as_of = block.as_of or as_of_text(block.text)
        as_of = as_of or next((heading.as_of for heading in reversed(self.open) if heading.as_of), "")
        place = f"p.{unit.page}" if unit and unit.page else ""
        self.blocks.append(replace(block, as_of=as_of if as_of != self.date else "", place=place))

    def _table_end(self, start: int) -> int:
        end = start + 1
        while end < len(self.units) and self.units[end].kind == "row" and self.units[end - 1].tight:
            if self.units[end].mark != self.units[start].mark:
                break
            end += 1
        return end

    def _table(self, start: int, end: int) -> None:
        reach = legend_rules()["reach"]
        near = []
        for unit in self.units[end : end + reach]:
            if unit.kind not in ("item", "text"):
                break
            near.append(unit)
        legends = Legends.of(near)
        legends.readings = {**self.legends.readings, **legends.readings}
        title = self.open[-1].text if self.open else ""
        context = Context(title, "", "", legends, self.labels)
        for block in read_table(self.units[start:end], context):
            self._add(block, self.units[start])
        self.filled |= set(range(len(self.open)))


def known_labels(units: Sequence[Unit]) -> frozenset[str]:
    """Short labels of a file, also those that stand in a row of labels, to read vertical text by."""
    found: set[str] = set()
    for unit in units:
        texts = [cell.text.strip() for cell in unit.cells] if unit.kind == "row" else [unit.text.text.strip()]
        for text in texts:
            if len(text) <= 40 and not re.search(r"[\s。]", text):
                for piece in [text, *re.split("[、，]", text), *re.split("[、，・]", text)]:
                    if 3 <= len(piece) <= 16:
                        found.add(piece)
    return frozenset(found)


