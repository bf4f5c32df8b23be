"""Numbered sibling headings are a list, too: 「① …」 to 「⑫ …」, each with its own text, asked for all together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.japanese.normalize import search_key
from assistant.japanese.sentences import split_sentences
from assistant.model import Block
from assistant.sources.traced import Traced, join

_NUMBERED = re.compile(r"^(?:[①-⑳㉑-㉟]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．])\s*")
_FEWEST = 4
_LONGEST = 640
# A sentence that announces what follows, and how many headings may follow it.
ANNOUNCES = re.compile(r"(?:以下|次|下記)(?:の(?!とお|通|図|表)|に|が|を)")
_FEWEST_LED, _MOST_LED = 2, 12
_TELLING = 20  # characters from which a heading without text says something by itself


def with_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a "list" of the numbered headings under each heading (or title) that has at least four."""
    made: list[Block] = []
    for place, block in enumerate(blocks):
        if _opens(blocks, place):
            family = _family(blocks, place)
            text = _text(blocks, place, family)
            listed = {other.text for other in blocks[max(0, place - 12) : place]}
            if len(family) >= _FEWEST and len(text) <= _LONGEST and family[-1].text not in listed:
                parent = _parent(blocks, place)
                subject = parent.text if parent else ""
                made.append(
                    Block("list", text.text, as_of=block.as_of, place=block.place, subject=subject, origin=text.origin)
                )
        made.append(block)
    return made


def with_led_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each sentence that announces the headings below it (「以下の取組を求める。」) made a list of them."""
    made: list[Block] = []
    level = 0
    for place, block in enumerate(blocks):
        level = block.level if block.kind == "heading" else level
        led = _led(blocks, place, level)
        if not led:
            made.append(block)
            continue
        text = join([Traced(block.text, block.origin), *map(_entry, led)], "\n")
        made.append(Block("list", text.text, as_of=block.as_of, place=block.place, origin=text.origin))
    return made


def _entry(heading: Block) -> Traced:
    """A heading as an item: with its number, else with a bullet."""
    text = Traced(heading.text, heading.origin)
    return text if _NUMBERED.match(heading.text) else join([Traced("・"), text])


def _led(blocks: Sequence[Block], place: int, level: int) -> list[Block]:
    """The headings that a sentence under a heading of ``level`` announces: those right below it, one level deeper."""
    block = blocks[place]
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    if block.kind not in ("paragraph", "item") or not ANNOUNCES.search(_last_sentence(block.text)) or below is None:
        return []
    if below.kind != "heading" or below.level <= level:
        return []
    family = []
    for other in blocks[place + 1 :]:
        if other.kind == "heading" and other.level <= level:
            break
        if other.kind == "heading" and other.level == below.level and other.text:
            family.append(other)
    if _NUMBERED.match(below.text):
        family = [other for other in family if _NUMBERED.match(other.text)]
    fits = sum(len(other.text) for other in family) + len(block.text) <= _LONGEST
    return family if _FEWEST_LED <= len(family) <= _MOST_LED and fits else []


def _last_sentence(text: str) -> str:
    start, end = split_sentences(text)[-1] if text.strip() else (0, 0)
    return text[start:end]


def without_orphans(blocks: Sequence[Block], title: str) -> list[Block]:
    """Headings without text of their own become items of the heading above them.

    Left out are a repeated title and a short slide title that stands alone: it says nothing by itself.
    """
    lonely = [_is_orphan(blocks, place) for place in range(len(blocks))]
    made: list[Block] = []
    for place, block in enumerate(blocks):
        if not lonely[place]:
            made.append(block)
            continue
        beside = any(lonely[max(0, place - 1) : place]) or any(lonely[place + 1 : place + 2])
        if (beside or block.level > 1 or len(block.text) >= _TELLING) and search_key(block.text) != search_key(title):
            # An empty heading ends the path that the orphan ended.
            made.append(Block("heading", "", block.level, place=block.place))
            made.append(replace(block, kind="item", level=1))
    return made


def _is_orphan(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    return block.kind == "heading" and bool(block.text) and (below is None or _closes(below, block))


def _closes(below: Block, block: Block) -> bool:
    return below.kind == "heading" and below.level <= block.level


def _opens(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block is the first numbered heading under its parent."""
    block = blocks[place]
    if block.kind != "heading" or not _NUMBERED.match(block.text):
        return False
    for above in reversed(blocks[:place]):
        if above.kind == "heading":
            if above.level < block.level:
                return True
            if above.level == block.level and _NUMBERED.match(above.text):
                return False
    return True


def _family(blocks: Sequence[Block], place: int) -> list[Block]:
    level, family = blocks[place].level, []
    for block in blocks[place:]:
        if block.kind != "heading":
            continue
        if block.level < level:
            break
        if block.level == level and _NUMBERED.match(block.text):
            family.append(block)
    return family


def _parent(blocks: Sequence[Block], place: int) -> Block | None:
    level = blocks[place].level
    return next((b for b in reversed(blocks[:place]) if b.kind == "heading" and b.level < level), None)


def _text(blocks: Sequence[Block], place: int, family: Sequence[Block]) -> Traced:
    """The lead line is the paragraph right above where there is one, else the parent's title."""
    above = blocks[place - 1] if place else None
    parent = _parent(blocks, place)
    lines = [Traced(block.text, block.origin) for block in family]
    if above and above.kind in ("paragraph", "item") and len(above.text) <= 120:
        lines.insert(0, Traced(above.text, above.origin))
    elif parent and parent.text:
        lines.insert(0, join([Traced(parent.text, parent.origin), Traced("：")]))
    return join(lines, "\n")
