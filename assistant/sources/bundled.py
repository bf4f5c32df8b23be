"""The bundled corpus: a catalogue, digests, tables and word lists in one folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.model import Block, Document
from assistant.sources.catalog import Catalog, read_catalog
from assistant.sources.digest import read_digest
from assistant.sources.entry import Entry
from assistant.sources.problem import Problem
from assistant.sources.tables_csv import read_table
from assistant.sources.word_lists import word_list_problems


@dataclass(frozen=True)
class Bundled:
    """What a corpus folder holds: its sound entries, and everything that is wrong with its files."""

    catalog: Catalog
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def documents(self) -> list[Document]:
        """The catalogue's documents with their statements and rows."""
        blocks: dict[str, list[Block]] = defaultdict(list)
        for entry in self.entries:
            blocks[entry.doc_id].append(entry.block)
        return [replace(known, blocks=tuple(blocks[doc_id])) for doc_id, known in self.catalog.documents.items()]


def is_bundled(folder: Path) -> bool:
    """Whether a folder has the form of the bundled corpus."""
    return (folder / "catalog.toml").is_file()


def read_entries(folder: Path) -> Bundled:
    """Everything that a corpus folder holds and everything that is wrong with it, in one reading."""
    catalog, problems = read_catalog(folder / "catalog.toml")
    entries: list[Entry] = []
    for path in sorted((folder / "documents").glob("*.md")):
        found, faults = read_digest(path)
        entries += found
        problems += faults
    for path in sorted((folder / "tables").glob("*.csv")):
        found, faults = read_table(path)
        entries += found
        problems += faults
    problems += [*_unknown(entries, catalog), *_placeless(entries), *_repeated(entries), *word_list_problems(folder)]
    known = tuple(entry for entry in entries if entry.doc_id in catalog.documents)
    return Bundled(catalog, known, tuple(problems))


def read_bundled(folder: Path) -> tuple[list[Document], list[Problem]]:
    """The catalogue's documents with their statements and rows, and everything that is wrong with the folder."""
    bundled = read_entries(folder)
    return bundled.documents(), list(bundled.problems)


def _unknown(entries: Sequence[Entry], catalog: Catalog) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for entry in entries:
        is_row = entry.block.kind == "row"
        for doc_id in dict.fromkeys(filter(None, [*(doc_id for doc_id, _ in entry.cited()), entry.cell("旧文書")])):
            first = is_row or (entry.path, doc_id) not in told
            told.add((entry.path, doc_id))
            if doc_id not in catalog.documents and first:
                ja, en = f"目録にない文書です「{doc_id}」", f"document {doc_id!r} is not in the catalogue"
                yield Problem(entry.path, ja, en, entry.line if is_row else 1, 1)


def _placeless(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Further places that name no heading."""
    for entry in entries:
        for doc_id, place in entry.cited()[1:]:
            if not place:
                ja, en = f"併せて「{doc_id}」に見出しがありません（id > 見出し）", f"併せて {doc_id!r} names no heading"
                yield Problem(entry.path, ja, en, entry.line, 1)


def _repeated(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Statements and rows that stand twice for the same document, place and date."""
    seen: dict[tuple[str, str, str, str, object], Entry] = {}
    for entry in entries:
        block = entry.block
        first = seen.setdefault((entry.doc_id, block.text, block.place, block.as_of, block.cells), entry)
        if first is not entry and (block.text or block.cells):
            ja, en = f"{first.where} と同じ内容です", f"the same stands at {first.where}"
            yield Problem(entry.path, ja, en, entry.line, 1)
