"""Passages: what is searched, cited and shown. Rows, statements and lists stand alone; running text is grouped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.japanese.offsets import join_origins, slice_origin
from assistant.japanese.sentences import split_sentences
from assistant.model import Block, Document, Origin, Passage, Span

_ALONE = {"row", "statement", "list", "steps", "cover"}


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("passages.toml").read_text(encoding="utf-8"))
    return {
        **data,
        **{
            name: re.compile(data[name])
            for name in ("steps", "numbered", "marked", "empty", "note", "announces", "telling", "continues")
        },
    }


@dataclass(frozen=True)
class _Line:
    """A block, or a piece of a long one, as it stands in a passage: bullet and indent before its text."""

    text: str
    origin: Origin
    item: bool = False
    level: int = 0
    as_of: str = ""
    place: str = ""

    @property
    def prefix(self) -> str:
        if not self.item:
            return ""
        indent = _rules()["indent"] * (self.level - 1)
        return indent if _rules()["marked"].match(self.text) else indent + _rules()["bullet"]


def passages_of(document: Document) -> list[Passage]:
    """The passages of a document in reading order, each with its heading path and its sentences.

    A row, statement, list or procedure is one passage and keeps its spans, cells and questions. Paragraphs and items
    under one heading are grouped into passages of about 120 to 400 characters that never cut a sentence; a list keeps
    its lead line. Ids count from 0001 and stay the same as long as the document does.
    """
    passages = [passage for passage in _unnumbered(document) if not _rules()["empty"].match(passage.text)]
    return [
        replace(passage, passage_id=f"{document.doc_id}#{number:04d}") for number, passage in enumerate(passages, 1)
    ]


def _unnumbered(document: Document) -> Iterator[Passage]:
    path: list[Block] = []
    lines: list[_Line] = []
    for block in document.blocks:
        if block.kind == "heading" or block.kind in _ALONE:
            yield from _grouped(document, path, lines)
            lines = []
        if block.kind == "heading":
            path = [*path[: max(0, block.level - 1)], *([block] if block.text else [])]
            if _rules()["telling"].search(block.text):
                yield _alone(document, path[:-1], replace(block, kind="text"))
        elif block.kind in _ALONE:
            yield _alone(document, path, block)
        else:
            lines.append(_Line(block.text, block.origin, block.kind == "item", block.level, block.as_of, block.place))
    yield from _grouped(document, path, lines)


def _names(document: Document, path: Sequence[Block], place: str) -> tuple[str, ...]:
    """The heading path; where neither heading nor place is known the document's title says where it stands."""
    return tuple(block.text for block in path) or (() if place else (document.title,))


def _alone(document: Document, path: Sequence[Block], block: Block) -> Passage:
    spans = block.spans or ((0, len(block.text)),) if block.kind == "row" else block.spans
    return Passage(
        passage_id="",
        doc_id=document.doc_id,
        kind=block.kind,
        text=block.text,
        heading=_names(document, path, block.place),
        place=block.place,
        as_of=block.as_of,
        cells=block.cells,
        subject=block.subject,
        table=block.table,
        sentences=spans or tuple(split_sentences(block.text)),
        asks=block.asks,
        questions=block.questions,
        origin=block.origin,
    )


def _grouped(document: Document, path: Sequence[Block], lines: Sequence[_Line]) -> Iterator[Passage]:
    whole = [line for line in lines if line.text]
    if (
        _kind(path, whole) != "text"
        and _size(whole) <= _rules()["whole_list"]
        and len({line.as_of for line in whole}) == 1
    ):
        yield _passage(document, path, whole)
        return
    for group in _with_tail(list(_groups([piece for line in whole for piece in _pieces(line)]))):
        yield _passage(document, path, group)


def _pieces(line: _Line) -> list[_Line]:
    """A block that is longer than a passage, cut between sentences."""
    if len(line.text) <= _rules()["most"]:
        return [line]
    starts = [0]
    spans = split_sentences(line.text)
    for start, end in spans[1:]:
        if end - starts[-1] > _rules()["comfortable"]:
            starts.append(start)
    ends = [*starts[1:], len(line.text)]
    return [
        replace(line, text=line.text[start:end], origin=slice_origin(line.origin, start, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that make one passage together. The rest of a list that does not fit repeats its lead line."""
    group: list[_Line] = []
    place = 0
    while place < len(lines):
        line, together = lines[place], _together(lines, place)
        if group and (_size(group) + _size(together) > _rules()["most"] if len(together) > 1 else _ends(group, line)):
            yield group
            lead = _lead(lines, place)
            group = [lead] if lead else []
        group += together
        place += len(together)
    if group:
        yield group


def _with_tail(groups: list[list[_Line]]) -> list[list[_Line]]:
    """A few words left at the end of a section stay with the passage before them."""
    if len(groups) < 2:
        return groups
    *first, above, last = groups
    together = _size(above) + _size(last) <= _rules()["with_tail"] and above[-1].as_of == last[0].as_of
    whole = all(line.item or _rules()["note"].match(line.text) for line in last)  # no piece of a long paragraph
    short = _size(last) < _rules()["tail"] and whole and last[0] not in above
    return [*first, [*above, *last]] if short and together else groups


def _size(lines: Sequence[_Line]) -> int:
    return sum(len(line.text) + 1 for line in lines)


def _together(lines: Sequence[_Line], place: int) -> Sequence[_Line]:
    """A line, with the whole list that it introduces where that is short enough to stay in one passage."""
    line = lines[place]
    level = line.level if line.item else 0
    end = place + 1
    size = len(line.text)
    while end < len(lines) and lines[end].item and lines[end].level > level and lines[end].as_of == line.as_of:
        size += len(lines[end].text) + 1
        if size > _rules()["whole_list"]:
            return [line]
        end += 1
    children = lines[place + 1 : end]
    short = sum(len(child.text) for child in children) <= _rules()["item_length"] * len(children)
    return lines[place:end] if len(children) >= _rules()["items"] and short else [line]


def _ends(group: Sequence[_Line], line: _Line) -> bool:
    size = _size(group)
    if _follows_list(group, line):
        return True
    if (line.as_of, line.place) != (group[-1].as_of, group[-1].place):
        return line.as_of != group[-1].as_of or size >= _rules()["enough"]
    if size + len(line.text) > _rules()["most"]:
        return True
    if size < _rules()["enough"]:
        return False
    limit = "most" if _is_child(group, line) else "comfortable"
    return size + len(line.text) > _rules()[limit]


def _follows_list(group: Sequence[_Line], line: _Line) -> bool:
    """Whether a line is a text of its own after a list of names."""
    goes_on = _rules()["note"].match(line.text) or _rules()["continues"].match(line.text)
    names = sum(len(item.text) for item in group if item.item) <= _rules()["name_length"] * len(group)
    return not line.item and not goes_on and names and _kind((), group) == "list"


def _is_child(group: Sequence[_Line], line: _Line) -> bool:
    above = group[-1]
    return line.item and (not above.item or above.level < line.level or len(above.text) < _rules()["item_length"])


def _lead(lines: Sequence[_Line], place: int) -> _Line | None:
    """The line that introduces an item: the nearest one above with a smaller level, when short enough to repeat."""
    line = lines[place]
    if not line.item:
        return None
    for at in range(place - 1, max(-1, place - 1 - _rules()["reach"]), -1):
        above = lines[at]
        if not above.item or above.level < line.level:
            fits = len(above.text) <= _rules()["lead"] and above.as_of == line.as_of
            listed = above.item and not _rules()["marked"].match(above.text) and "。" not in above.text
            return above if fits and (listed or _announces(above.text)) else None
    return None


def _announces(text: str) -> bool:
    return text[-1:] in "：:、" or bool(_rules()["announces"].search(text))


def _passage(document: Document, path: Sequence[Block], group: Sequence[_Line]) -> Passage:
    kind = _kind(path, group)
    leads = _announces(group[0].text) and all(line.level > group[0].level for line in group[1:])
    if kind != "text" and group[0].item and path and not leads:
        title = path[-1]
        group = [_Line(title.text + "：", title.origin, as_of=group[0].as_of, place=group[0].place), *group]
    text, parts, sentences = "", [], []
    lowest = min((line.level for line in group if line.item), default=1)
    for line in group:
        line = replace(line, level=line.level - lowest + 1 if text else 1)
        before = ("\n" if text else "") + line.prefix
        sentences += _shift(split_sentences(line.text), len(text) + len(before))
        text += before + line.text
        parts += [((), len(before)), (line.origin, len(line.text))]
    return Passage(
        passage_id="",
        doc_id=document.doc_id,
        kind=kind,
        text=text,
        heading=_names(document, path, group[0].place),
        place=group[0].place,
        as_of=group[-1].as_of,
        sentences=tuple(sentences),
        origin=join_origins(parts),
    )


def _shift(spans: Sequence[Span], by: int) -> list[Span]:
    return [(start + by, end + by) for start, end in spans]


def _kind(path: Sequence[Block], group: Sequence[_Line]) -> str:
    """A group of short items is a list; numbered ones under 手順 and the like are steps."""
    notes = [bool(line.item and _rules()["note"].match(line.text)) for line in group]
    items = [line for line, note in zip(group, notes, strict=True) if line.item and not note]
    others = [line for line in group if not line.item]
    if any(notes[:-1]):
        return "text"  # notes between the items
    if len(items) < _rules()["items"] or len(others) > 1 or (others and others[0] is not group[0]):
        return "text"
    around = " ".join([block.text for block in path[-1:]] + [line.text for line in others])
    if all(_rules()["numbered"].match(line.text) for line in items) and _rules()["steps"].search(around):
        return "steps"
    short = sum(len(line.text) for line in items) <= _rules()["item_length"] * len(items)
    return "list" if short and not any("。" in line.text for line in items) else "text"
