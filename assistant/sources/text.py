"""Text and Markdown: one file, often a slide deck turned into text, becomes its documents with their blocks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.japanese.normalize import search_key
from assistant.model import Block, Document
from assistant.sources.agendas import drop_agendas
from assistant.sources.catalog import Catalog
from assistant.sources.covers import cover_block
from assistant.sources.lines import read_units
from assistant.sources.outline import blocks_of, known_labels
from assistant.sources.titles import Part, split_parts
from assistant.sources.traced import Traced


def read_text_document(text: str, source_file: str, sha256: str, catalog: Catalog | None = None) -> list[Document]:
    """The documents that a decoded text file holds, in order; several when title pages bind them together.

    ``origin`` of every block counts characters of ``text``. A document's date is that of its title page (of a month
    the first day, "" when none is printed). Ids are the file's stem, numbered when there are several; documents that
    the catalogue knows by the file's checksum and their title take its id, title, issuer, date, status and series.
    """
    whole = Traced.of(text)
    units = read_units(whole, [place for place, char in enumerate(text) if char == "\f"])
    labels = known_labels(units)
    parts = [part for part in split_parts(drop_agendas(units)) if part.units or part.title]
    stem = Path(source_file).stem
    documents = []
    for number, part in enumerate(parts, 1):
        blocks = tuple(blocks_of(part.units, part.title, part.date, labels))
        blocks = _under_title(blocks, part.title) if part.letter else blocks
        cover = cover_block(part.page, part.title, part.date, part.issuer, part.status)
        title = part.title or _first_heading(blocks) or stem
        doc_id = f"{stem}-{number:02d}" if len(parts) > 1 else stem
        documents.append(_document(part, doc_id, title, (*([cover] if cover else []), *blocks), source_file, sha256))
    return _from_catalog(documents, sha256, catalog) if catalog else documents


def _under_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks one level below their title."""
    lower = (replace(block, level=block.level + 1) if block.kind == "heading" else block for block in blocks)
    return Block("heading", title, level=1), *lower


def _document(
    part: Part, doc_id: str, title: str, blocks: tuple[Block, ...], source_file: str, sha256: str
) -> Document:
    return Document(doc_id, title, part.issuer, part.date, part.status, part.series, (), source_file, sha256, blocks)


def _first_heading(blocks: tuple[Block, ...]) -> str:
    return next((block.text for block in blocks if block.kind == "heading" and block.text), "")


def _from_catalog(documents: list[Document], sha256: str, catalog: Catalog) -> list[Document]:
    """What the catalogue knows about the file's documents. One entry alone stands for the file's first document."""
    known = [entry for entry in catalog.documents.values() if entry.sha256 == sha256]
    titles = {search_key(document.title) for document in documents}
    whole = len(known) == 1 and search_key(known[0].title) not in titles
    matched: list[Document] = []
    taken: set[str] = set()
    for place, document in enumerate(documents):
        titled = [e for e in known if e.doc_id not in taken and search_key(e.title) == search_key(document.title)]
        entry = next((e for e in titled if e.date == document.date), titled[0] if titled else None)
        if whole and place == 0:
            entry = known[0]
        if entry is None:
            matched.append(document)
            continue
        taken.add(entry.doc_id)
        kept = {"source_file": document.source_file, "blocks": _dated(document, entry.date)}
        matched.append(replace(entry, **kept))  # type: ignore[arg-type]
    return matched


def _dated(document: Document, date: str) -> tuple[Block, ...]:
    """The blocks with as_of relative to the catalogue's date."""
    return tuple(replace(block, as_of="") if block.as_of == date else block for block in document.blocks)
