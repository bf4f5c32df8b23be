"""From units to blocks: headings with their path, paragraphs, items, and the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Block
from assistant.sources.cells import Context, row_block
from assistant.sources.cells import rules as cell_rules
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
from assistant.sources.siblings import with_led_headings, with_lists, without_orphans
from assistant.sources.tables import read_table
from assistant.sources.titles import date_alone
from assistant.sources.traced import Traced, join


def blocks_of(units: Sequence[Unit], title: str, date: str, labels: frozenset[str]) -> list[Block]:
    """The blocks of one document in reading order. ``title``, ``date``: its own, which the blocks need not repeat."""
    prepared = _captions(_entries(expand_sections(list(units))))
    blocks = without_orphans(_Builder(prepared, date, labels).build(), title)
    return with_lists(with_led_headings(blocks))


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
    """Sources that stand under their quotations (…令和3年6月18日閣議決定) are put over them."""
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
        self.run, self.boxes = -1, set[str]()  # the diagram being read: where it begins, its labels so far
        self.tabled: set[int] = set()  # those that stand right over a table
        self.blocks: list[Block] = []

    def build(self) -> list[Block]:
        place = 0
        self._lift_page_title(0)
        while place < len(self.units):
            unit = self.units[place]
            if unit.broken:
                self._lift_page_title(place)
            if unit.kind == "row":
                end = self._table_end(place)
                self._table(place, end)
                place = end
                continue
            if (end := record_end(self.units, place)) > place + 1 and place in self.ranks:
                self._record(place, end)
                place = end
                continue
            if place in self.ranks:
                if self.ranks[place] != rules()["rank"]["page"]:
                    self._heading(unit, self.ranks[place])
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
                self._heading(self.units[place], self.ranks[place])
                return

    def _heading(self, unit: Unit, rank: int) -> None:
        outside = (unit.kind == "text" and not unit.tight) or unit.mark in ("chapter", "roman", "arrow")
        while outside and self.tabled and rules()["rank"]["title"] <= self.open[max(self.tabled)].rank <= rank:
            self._close(max(self.tabled))  # a title over a table covers the table and its notes only
        while self.open and self.open[-1].rank >= rank:
            self._close(len(self.open) - 1)
        quoted = rank == rules()["rank"]["extract"] or unit.mark == "arrow"
        self.open.append(Heading(rank, unit.text.text, as_of_heading(unit.text.text, quoted)))
        self._add(Block("heading", unit.text.text, len(self.open), origin=unit.text.origin), unit)

    def _record(self, place: int, end: int) -> None:
        """A title and the lines 「設置大臣：…」 under it are one row."""
        self._heading(self.units[place], self.ranks[place])
        pairs = [(Traced(cell_rules()["grid"]["name_header"]), self.units[place].text)]
        for unit in self.units[place + 1 : end]:
            match = re.match(rules()["label"]["record_line"], unit.text.text)
            if match:
                pairs.append((unit.text.cut(*match.span("name")), unit.text.cut(*match.span("value"))))
        self._add(row_block(pairs, 0, Context()), self.units[place])

    def _close(self, depth: int) -> None:
        del self.open[depth:]
        self.filled = {at for at in self.filled if at < depth}
        self.bulleted = {at for at in self.bulleted if at < depth}
        self.tabled = {at for at in self.tabled if at < depth}

    def _text(self, place: int, unit: Unit) -> None:
        if unit.mark == "bullet" and unit.level == 1 and self.blocks and self.blocks[-1].kind != "heading":
            self._leave_extract()
        if self.blocks and self.blocks[-1].kind in ("row", "list") and legend_rules()["count"].match(unit.text.text):
            return  # the rows say it already
        if unit.kind == "item":
            text, kind = self.legends.name(unit.text), "item"
        else:
            first, last = self.runs.get(place, (place, place))
            text, kind = unit.text, "item" if last > first else "paragraph"
            if place in self.runs and not unit.tight:
                self._leave_box()
            if first != self.run:
                self.run, self.boxes = first, set()
            if last > first and unit.text.text in self.boxes:
                return  # the same box of a diagram again
            self.boxes.add(unit.text.text)
        self._add(Block(kind, text.text, max(1, unit.level) if kind == "item" else 0, origin=text.origin), unit)
        for depth in range(len(self.open)):
            if depth not in self.filled and unit.mark == "bullet":
                self.bulleted.add(depth)
            self.filled.add(depth)

    def _leave_extract(self) -> None:
        """A slide's own bullets end a quotation from another document, and what a table's title covers."""
        levels = rules()["rank"]
        for depth, heading in enumerate(self.open):
            quoted = heading.rank == levels["extract"] and depth in self.filled and depth not in self.bulleted
            tabled = levels["title"] <= heading.rank <= levels["label"] and depth in self.tabled
            if quoted or tabled:
                self._close(depth)
                # The path shrinks without a new heading: an empty one of the same depth marks the place.
                self._add(Block("heading", "", depth + 1), None)
                return

    def _leave_box(self) -> None:
        """A label of its own ends the box that a title right over its text opened."""
        for depth, heading in enumerate(self.open):
            if heading.rank == rules()["rank"]["tight"]:
                self._close(depth)
                self._add(Block("heading", "", depth + 1), None)
                return

    def _add(self, block: Block, unit: Unit | None) -> None:
        as_of = block.as_of or as_of_text(block.text)
        as_of = as_of or next((heading.as_of for heading in reversed(self.open) if heading.as_of), "")
        place = f"p.{unit.page}" if unit and unit.page else ""
        known = as_of == self.date or (as_of.endswith("-01") and as_of[:7] == self.date[:7])
        self.blocks.append(replace(block, as_of="" if known else as_of, place=place))

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
        above = self.blocks[-1] if self.blocks else None
        lead = None
        if above and above.kind in ("paragraph", "item") and re.search(rules()["label"]["announces"], above.text):
            lead = Traced(above.text, above.origin)
        elif above and above.kind == "heading":
            self.tabled.add(len(self.open) - 1)
        context = Context(title, lead, legends, self.labels)
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
