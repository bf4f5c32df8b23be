"""PowerPoint presentations (.pptx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from assistant.model import Block, Document
from assistant.sources.problem import Problem
from assistant.sources.shape import make_document, one_line, table_blocks
from assistant.sources.unreadable import DAMAGED, Unreadable

_LONGEST_HEADING = 60


def read_slides(data: bytes, source_file: str, sha256: str) -> tuple[Document, list[Problem]]:
    """Each slide as a heading and its boxes from top to bottom, place 「スライド4」; tables as rows, notes last.

    Slides without text are named as a problem. Raises Unreadable for a damaged file or one without any text.
    """
    import pptx
    from pptx.exc import PythonPptxError

    blocks: list[Block] = []
    empty: list[str] = []
    damaged: tuple[type[Exception], ...] = (PythonPptxError, *DAMAGED)
    try:
        presentation = pptx.Presentation(BytesIO(data))
        for number, slide in enumerate(presentation.slides, 1):
            found = _slide(slide, f"スライド{number}")
            empty += [] if found else [str(number)]
            blocks += found
    except damaged as error:
        raise Unreadable(
            source_file,
            "PowerPoint 文書が壊れています。開いて保存し直してください。",
            "The PowerPoint file is damaged. Open it and save it again.",
        ) from error
    if not blocks:
        raise Unreadable(
            source_file,
            "文字が含まれていません（画像だけのスライドです）。",
            "It holds no text (its slides are pictures).",
        )
    document = make_document(source_file, sha256, blocks, presentation.core_properties.title)
    return document, [_empty_slides(source_file, empty)] if empty else []


def _empty_slides(source_file: str, numbers: list[str]) -> Problem:
    listed = "、".join(numbers)
    return Problem(
        source_file,
        f"文字のないスライドを飛ばしました（{listed}）。",
        f"Slides without text were skipped ({', '.join(numbers)}).",
    )


def _slide(slide: Any, place: str) -> list[Block]:
    title = slide.shapes.title
    heading = one_line(title.text_frame.text) if title is not None else ""
    others = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    blocks = [block for shape in _in_reading_order(others) for block in _shape(shape, place)]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        lines = map(one_line, slide.notes_slide.notes_text_frame.text.split("\n"))
        blocks += [Block("paragraph", line, place=f"{place}（ノート）") for line in lines if line]
    if not heading and not blocks:
        return []
    if not heading and blocks[0].kind == "paragraph" and len(blocks[0].text) <= _LONGEST_HEADING:
        heading = blocks.pop(0).text
    # Every slide begins with a heading: without one its text would seem to belong to the slide before.
    return [Block("heading", heading or place, level=1, place=place), *blocks]


def _in_reading_order(shapes: Iterable[Any]) -> Iterator[Any]:
    """Shapes from top to bottom and left to right; the members of a group stay together."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _in_reading_order(shape.shapes)
        else:
            yield shape


def _shape(shape: Any, place: str) -> Iterator[Block]:
    if getattr(shape, "has_table", False):
        grid = [[cell.text for cell in row.cells] for row in shape.table.rows]
        yield from table_blocks(grid, [place] * len(grid))
    elif shape.has_text_frame:
        paragraphs = [(one_line(paragraph.text), paragraph.level) for paragraph in shape.text_frame.paragraphs]
        paragraphs = [(text, level) for text, level in paragraphs if text]
        kind = "item" if len(paragraphs) > 1 else "paragraph"
        yield from (Block(kind, text, level=level, place=place) for text, level in paragraphs)
