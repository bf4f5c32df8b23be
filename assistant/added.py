"""Documents that a user added outlive a new build of the index that they were added to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import IndexUnusable
from assistant.index.generations import CURRENT
from assistant.index.store import open_index
from assistant.model import Document, Passage
from assistant.sources.problem import Problem

_NOTE = "added"


@dataclass(frozen=True)
class Added:
    """Added documents (without their blocks) and their passages."""

    documents: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()

    def besides(self, others: Collection[Document]) -> Added:
        """Those that ``others`` do not hold already: neither the same content nor a newer file of the same name."""
        contents = {document.sha256 for document in others}
        files = {(document.doc_id, document.source_file) for document in others}
        kept = tuple(
            document
            for document in self.documents
            if document.sha256 not in contents and (document.doc_id, document.source_file) not in files
        )
        ids = {document.doc_id for document in kept}
        return Added(kept, tuple(passage for passage in self.passages if passage.doc_id in ids))


def added_note(notes: Mapping[str, Any], new: Sequence[str] = (), gone: str = "") -> dict[str, list[str]]:
    """The note of the ids of added documents, as it is after ``new`` came and ``gone`` went."""
    return {_NOTE: sorted({*notes.get(_NOTE, ()), *new} - {gone})}


def added_before(folder: Path, problems: list[Problem]) -> Added:
    """What was added to the index in ``folder``; a problem is noted when there is an index that cannot be read."""
    if not (folder / CURRENT).exists():
        return Added()
    try:
        index = open_index(folder)
    except IndexUnusable:
        problems.append(
            Problem(
                str(folder),
                "前の索引を読めないため、add した文書があれば引き継げません。もう一度 add してください",
                "the old index cannot be read: documents that were added to it are not carried over; add them again",
            )
        )
        return Added()
    ids = set(index.manifest.notes.get(_NOTE, ()))
    return Added(
        tuple(document for document in index.documents if document.doc_id in ids),
        tuple(passage for passage in index.passages if passage.doc_id in ids),
    )
