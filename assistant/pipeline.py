"""sources → clean → passages → (enrich) → embed → index: how documents come into an index and leave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.added import Added, added_before, added_note
from assistant.config import Settings
from assistant.errors import InputError
from assistant.freshness import source_notes
from assistant.index.data import IndexData, Unit
from assistant.index.embedder import Embedder, open_embedder
from assistant.index.passages import passages_of
from assistant.index.store import open_index, read_manifest, update_index, write_index
from assistant.index.units import units_of
from assistant.japanese.tokens import index_tokens
from assistant.model import Document, Passage
from assistant.sources.bundled import is_bundled, read_bundled
from assistant.sources.problem import Problem, UnsoundCorpus
from assistant.sources.reader import read_corpus

# (texts done, texts in all)
Progress = Callable[[int, int], None]
# Gives passages further everyday questions before they are encoded.
Enrich = Callable[[Sequence[Passage]], Sequence[Passage]]


@dataclass(frozen=True)
class Report:
    """What a build or an addition did."""

    documents: tuple[Document, ...]  # without their blocks
    passages: int
    units: int
    problems: tuple[Problem, ...]
    replaced: tuple[str, ...] = ()  # ids of documents that an addition put a newer file in place of
    kept: tuple[str, ...] = ()  # ids of documents that were added before a build and stay


def build(
    paths: Sequence[Path],
    index: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    enrich: Enrich | None = None,
) -> Report:
    """Build the index of all documents under ``paths`` and switch to it; documents added to the old one stay.

    Raises InputError when nothing could be read, with the first reasons, and UnsoundCorpus, which leaves the old index.
    """
    documents, problems = read_sources(paths)
    if not any(document.blocks for document in documents):
        raise _nothing_read(paths, problems)
    kept = added_before(index, problems).besides(documents)
    documents = _beside(documents, {document.doc_id: document for document in kept.documents})
    data = _encode(documents, embedder, progress, enrich, kept)
    ids = tuple(document.doc_id for document in kept.documents)
    write_index(index, data, embedder, notes=source_notes(paths) | added_note({}, ids))
    _prepare_check(data, embedder, index.parent)
    return replace(_report(data, problems), kept=ids)


def add(paths: Sequence[Path], index: Path, embedder: Embedder, progress: Progress | None = None) -> Report:
    """Add documents to an index; what it holds already is not encoded again.

    A document of the same id that came from a file of the same name is replaced; from another file, both are kept.
    """
    documents, problems = read_sources(paths)
    if not any(document.blocks for document in documents):
        raise _nothing_read(paths, problems)
    opened = open_index(index)
    held = {document.doc_id: document for document in opened.documents}
    documents = _beside(documents, held)
    replaced = tuple(document.doc_id for document in documents if document.doc_id in held)
    new = _encode(documents, embedder, progress)

    def change(old: IndexData) -> IndexData:
        return old.with_documents(new.documents, new.passages, new.units, new.unit_tokens, new.vectors)

    notes = added_note(opened.manifest.notes, [document.doc_id for document in documents])
    update_index(index, change, embedder, notes=notes)
    return replace(_report(new, problems), replaced=replaced)


def remove(doc_id: str, index: Path) -> None:
    """Take a document out of an index. Raises InputError when there is none of that id."""
    notes = added_note(read_manifest(index).notes, gone=doc_id)
    update_index(index, lambda old: old.without_document(doc_id), notes=notes)


def read_sources(paths: Sequence[Path]) -> tuple[list[Document], list[Problem]]:
    """Every document under ``paths``: bundled corpora, folders and files. Raises UnsoundCorpus for a bundled corpus
    with anything wrong in it: it is mended by whoever edits it, not indexed in part."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        _check_there(path)
        if path.is_dir() and is_bundled(path):
            read, found = read_bundled(path)
            if found:
                raise UnsoundCorpus(path, found)
        else:
            read, found = read_corpus([path])
        documents += read
        problems += found
    return _distinct(documents, problems), problems


def _check_there(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise InputError(
            f"{path} がありません。ファイルかフォルダの名前を確かめてください。",
            f"There is no {path}. Check the file or folder name.",
        ) from error
    except OSError as error:
        raise InputError(
            f"{path} を開けません（{error.strerror}）。ファイルかフォルダの名前と権限を確かめてください。",
            f"{path} cannot be opened ({error.strerror}). Check the name and that you may read it.",
        ) from error


def embedder_of(settings: Settings) -> Embedder:
    """The encoder that the settings name."""
    return open_embedder(settings.model or None, settings.index.parent, settings.query_prefix, settings.document_prefix)


def _distinct(documents: Sequence[Document], problems: list[Problem]) -> list[Document]:
    """The documents with distinct ids: the same bytes come in once, another file of the same name gets a number."""
    kept: dict[str, Document] = {}
    for document in documents:
        doc_id, number = document.doc_id, 1
        while doc_id in kept and kept[doc_id].sha256 != document.sha256:
            number += 1
            doc_id = f"{document.doc_id}-{number}"
        if doc_id in kept:
            problems.append(
                Problem(
                    document.source_file,
                    "同じ内容の文書があるので省きました",
                    "left out: the same content came in already",
                )
            )
            continue
        kept[doc_id] = replace(document, doc_id=doc_id)
    return list(kept.values())


def _beside(documents: Sequence[Document], held: Mapping[str, Document]) -> list[Document]:
    """The documents with a number after their id where another file's document has it already."""
    kept: dict[str, Document] = {}
    for document in documents:
        doc_id, number = document.doc_id, 1
        while doc_id in kept or (doc_id in held and held[doc_id].source_file != document.source_file):
            number += 1
            doc_id = f"{document.doc_id}-{number}"
        kept[doc_id] = replace(document, doc_id=doc_id)
    return list(kept.values())


def _encode(
    documents: Sequence[Document],
    embedder: Embedder,
    progress: Progress | None,
    enrich: Enrich | None = None,
    kept: Added = Added(),  # noqa: B008 (frozen)
) -> IndexData:
    passages: Sequence[Passage] = [passage for document in documents for passage in passages_of(document)]
    passages = [*passages, *kept.passages]
    passages = enrich(passages) if enrich else passages
    units: list[Unit] = [unit for number, passage in enumerate(passages) for unit in units_of(passage, number)]
    texts = [unit.text for unit in units]
    told = _adding_up(progress, len(texts)) if progress else None
    vectors = _vectors(units, embedder, told)
    bare = tuple(replace(document, blocks=()) for document in documents)
    return IndexData(
        (*bare, *kept.documents), tuple(passages), tuple(units), [index_tokens(text) for text in texts], vectors
    )


def _vectors(units: Sequence[Unit], embedder: Embedder, told: Callable[[int], None] | None) -> np.ndarray:
    """Float32 (units, dim): everyday questions as questions, so that the same words are the same vector."""
    asked = np.array([unit.kind == "question" for unit in units], bool)
    vectors = np.zeros((len(units), embedder.dim), np.float32)
    if not asked.all():
        vectors[~asked] = embedder.encode_document([unit.text for unit in units if unit.kind != "question"], told)
    if asked.any():
        vectors[asked] = embedder.encode_query([unit.text for unit in units if unit.kind == "question"])
        if told:
            told(int(asked.sum()))
    return vectors


def _adding_up(progress: Progress, total: int) -> Callable[[int], None]:
    """The encoder tells of each step how many texts it did; a progress bar wants how many are done in all."""
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    return step


def _prepare_check(data: IndexData, embedder: Embedder, folder: Path) -> None:
    """What the designation check learns, where the index has what it cites: else the first check would wait for it."""
    from assistant.designation.steps import RULES

    if any(document.doc_id == RULES for document in data.documents):
        from assistant.designation.prepared import prepared
        from assistant.designation.vocabulary import topics

        prepared(topics(), embedder, folder)


def _report(data: IndexData, problems: Sequence[Problem]) -> Report:
    return Report(data.documents, len(data.passages), len(data.units), tuple(problems))


def _nothing_read(paths: Sequence[Path], problems: Sequence[Problem]) -> InputError:
    names = "、".join(str(path) for path in paths)
    return InputError(
        f"{names} から読める文書がありませんでした。" + " ".join(problem.message("ja") for problem in problems[:3]),
        f"No readable document in {names}. " + " ".join(problem.message("en") for problem in problems[:3]),
    )
