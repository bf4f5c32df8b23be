"""The official documents that a corpus was made from, found in a folder by their checksums."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from assistant.japanese.offsets import span_to_original
from assistant.model import Block, Document
from assistant.sources.catalog import Catalog
from assistant.sources.decode import decode
from assistant.sources.keys import line_key, without_markup
from assistant.sources.reader import TEXT_SUFFIXES, read_path
from assistant.sources.siblings import ANNOUNCES


@dataclass(frozen=True)
class Unit:
    """A paragraph, list item or table row of an original as the reader gives it, in the lines ``line`` to ``end``."""

    text: str
    kind: str
    line: int
    end: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class Original:
    """One catalogued document as it was issued: its lines, its headings, its paragraphs and rows.

    ``first`` is the number of its first line in the file, counted from 0; ``headings`` gives line -> level, with
    lines counted from the document's first one, as in ``units``.
    """

    document: Document
    first: int
    lines: tuple[str, ...]
    keys: tuple[str, ...]
    headings: dict[int, int]
    units: tuple[Unit, ...]

    def text(self, start: int = 0, end: int | None = None) -> str:
        """The lines from ``start`` to before ``end`` as one text, without markup."""
        return without_markup("\n".join(self.lines[start:end]))


def find_originals(folder: Path, catalog: Catalog) -> dict[str, Original]:
    """The catalogued documents whose files lie in ``folder``, by id. Raises InputError for a file that cannot be read."""
    wanted = {document.sha256 for document in catalog.documents.values() if document.sha256}
    found: dict[str, Original] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if hashlib.sha256(path.read_bytes()).hexdigest() in wanted:
            found |= {original.document.doc_id: original for original in read_originals(path, catalog)}
    return found


def read_originals(path: Path, catalog: Catalog) -> list[Original]:
    """The catalogued documents of one file; a part that the catalogue does not name belongs to the one before it."""
    groups: list[tuple[Document, list[Block]]] = []
    for part in read_path(path, catalog):
        if part.doc_id in catalog.documents:
            groups.append((part, list(part.blocks)))
        elif groups:
            groups[-1][1].extend(part.blocks)
    if path.suffix.lower() not in TEXT_SUFFIXES:
        return [
            _original(document, [b.text for b in blocks], [(b, n, n + 1) for n, b in enumerate(blocks)])
            for document, blocks in groups
        ]
    text = decode(path.read_bytes(), path.name)
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    placed = [(document, _lines_of(blocks, starts)) for document, blocks in groups]
    originals, first = [], 0
    for document, blocks_at in placed:
        last = max((end for _, _, end in blocks_at), default=first)
        shifted = [(block, line - first, end + 1 - first) for block, line, end in blocks_at]
        originals.append(_original(document, lines[first : last + 1], shifted, first))
        first = last + 1
    return originals


def _lines_of(blocks: Iterable[Block], starts: list[int]) -> list[tuple[Block, int, int]]:
    """Each block that was copied from the file with its first and last line."""
    placed = []
    for block in blocks:
        if block.origin:
            start, end = span_to_original(block.origin, 0, len(block.text))
            placed.append((block, bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1))
    return placed


def _original(document: Document, lines: list[str], blocks: list[tuple[Block, int, int]], first: int = 0) -> Original:
    headings: dict[int, int] = {}
    units: list[Unit] = []
    path: list[str] = []
    for block, line, end in blocks:
        if block.kind == "heading":
            path = [*path[: block.level - 1], block.text]
            headings[line] = block.level
        elif block.kind == "list":  # it repeats its items; a sentence that announces headings stands in it alone
            lead = block.text.split("\n")[0]
            if ANNOUNCES.search(lead) and all(lead != unit.text for unit in units):
                units.append(Unit(lead, "paragraph", line, line, tuple(path)))
        elif block.kind != "cover":
            first_line = end - 1 if block.kind == "row" else line  # a row holds its header from above
            units.append(Unit(block.text, block.kind, first_line, end, tuple(path)))
    return Original(document, first, tuple(lines), tuple(map(line_key, lines)), headings, tuple(units))
