"""Word documents (.docx)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.model import Block, Document
from assistant.sources.problem import Problem
from assistant.sources.shape import make_document, one_line, table_blocks
from assistant.sources.unreadable import DAMAGED, Unreadable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"^(?:heading|見出し) ?([1-9])$", re.IGNORECASE)


def read_word(data: bytes, source_file: str, sha256: str) -> tuple[Document, list[Problem]]:
    """Headings, paragraphs, list items and table rows in reading order; rows have the place 「表2」.

    Raises Unreadable for a damaged file or one without text.
    """
    import docx
    from docx.opc.exceptions import OpcError

    damaged: tuple[type[Exception], ...] = (OpcError, *DAMAGED)
    try:
        document = docx.Document(BytesIO(data))
        blocks = list(_blocks(document))
        facts = _page_header(document)
    except damaged as error:
        raise Unreadable(
            source_file,
            "Word 文書が壊れています。開いて保存し直してください。",
            "The Word document is damaged. Open it and save it again.",
        ) from error
    if not blocks:
        raise Unreadable(source_file, "文字が含まれていません。", "It holds no text.")
    return make_document(source_file, sha256, blocks, document.core_properties.title, facts), []


def _blocks(document: WordDocument) -> Iterator[Block]:
    from docx.table import Table

    tables = 0
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            tables += 1
            grid = [_row(row) for row in item.rows]
            yield from table_blocks(grid, [f"表{tables}"] * len(grid))
        elif text := one_line(item.text):
            yield _paragraph(item, text)


def _paragraph(paragraph: Paragraph, text: str) -> Block:
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    if name == "Title":
        return Block("heading", text, level=1)
    if match := _HEADING.match(name):
        return Block("heading", text, level=int(match.group(1)))
    outline = paragraph._p.xpath("./w:pPr/w:outlineLvl/@w:val")
    if outline and int(outline[0]) < 9:  # 9 means body text
        return Block("heading", text, level=int(outline[0]) + 1)
    depth = paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl/@w:val")
    if depth or name.startswith("List "):
        return Block("item", text, level=int(depth[0]) if depth else 0)
    return Block("paragraph", text)


def _row(row: _Row) -> list[str]:
    """Cell texts; a cell that spans columns counts once and leaves the others empty, so that columns stay in line."""
    texts: list[str] = []
    last = None
    for cell in row.cells:
        texts.append("" if cell._tc is last else cell.text)
        last = cell._tc
    return texts


def _page_header(document: WordDocument) -> str:
    if not document.sections:
        return ""
    return "\n".join(one_line(paragraph.text) for paragraph in document.sections[0].header.paragraphs)
