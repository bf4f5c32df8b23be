"""The bundled corpus: a catalogue, digests and tables in one folder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from assistant.model import Block, Document
from assistant.sources.catalog import Catalog
from assistant.sources.digest import read_digest
from assistant.sources.problem import Problem
from assistant.sources.tables_csv import read_table


def is_bundled(folder: Path) -> bool:
    """Whether a folder has the form of the bundled corpus."""
    return (folder / "catalog.toml").is_file()


def read_bundled(folder: Path) -> tuple[list[Document], list[Problem]]:
    """The catalogue's documents with their statements and rows, and every entry that had to be left out."""
    catalog = Catalog.load(folder / "catalog.toml")
    blocks: dict[str, list[Block]] = defaultdict(list)
    problems: list[Problem] = []
    for path in sorted((folder / "documents").glob("*.md")):
        doc_id, statements, found = read_digest(path)
        problems += found
        _collect(blocks, catalog, [(doc_id, statement) for statement in statements], path, problems)
    for path in sorted((folder / "tables").glob("*.csv")):
        rows, found = read_table(path)
        problems += found
        _collect(blocks, catalog, rows, path, problems)
    documents = [replace(document, blocks=tuple(blocks[doc_id])) for doc_id, document in catalog.documents.items()]
    return documents, problems


def _collect(
    blocks: dict[str, list[Block]],
    catalog: Catalog,
    found: list[tuple[str, Block]],
    path: Path,
    problems: list[Problem],
) -> None:
    unknown = {doc_id for doc_id, _ in found} - set(catalog.documents)
    for doc_id in sorted(unknown):
        problems.append(
            Problem(path.name, f"目録にない文書です「{doc_id}」", f"document {doc_id!r} is not in the catalogue")
        )
    for doc_id, block in found:
        if doc_id not in unknown:
            blocks[doc_id].append(block)
