"""The index on disk: written as a whole, opened with quick checks, verified on request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexUnusable
from assistant.index.data import IndexData, Unit
from assistant.index.dense import DenseIndex
from assistant.index.embedder import Embedder
from assistant.index.files import WrittenFile, file_sha256, read_json, read_jsonl, write_json, write_jsonl
from assistant.index.generations import current_generation, damaged, new_generation, writer_lock
from assistant.index.lexical import LexicalIndex
from assistant.index.records import from_record, to_record, unit_records, units_from
from assistant.model import Document, Passage

SCHEMA = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What an index is: its schema, what it was made of and with, and its files."""

    schema: int
    created: str  # UTC, ISO
    corpus: str  # fingerprint of the documents and passages
    model: dict[str, Any]  # name, fingerprint, dim
    counts: dict[str, int]  # documents, passages, units
    files: tuple[WrittenFile, ...]
    notes: dict[str, Any] = field(default_factory=dict)  # what the builder wants to find again


@dataclass(frozen=True)
class Index:
    """An opened index; it stays as it is while others write."""

    folder: Path
    generation: str
    manifest: Manifest
    documents: tuple[Document, ...]  # without their blocks
    passages: tuple[Passage, ...]
    units: tuple[Unit, ...]
    dense: DenseIndex
    lexical: LexicalIndex

    @cached_property
    def owners(self) -> np.ndarray:
        """The passage number of each unit, int32 (units,)."""
        return np.fromiter((unit.passage for unit in self.units), np.int32, len(self.units))

    @cached_property
    def whole_units(self) -> np.ndarray:
        """The numbers of the units that are whole passages, int64 (passages,)."""
        return np.flatnonzero([unit.kind == "passage" for unit in self.units])

    def data(self) -> IndexData:
        """Its contents with tokens and vectors, to add to or take from."""
        vectors = self.dense.vectors()
        return IndexData(self.documents, self.passages, self.units, self.lexical.unit_tokens(), vectors)


def write_index(
    folder: Path,
    data: IndexData,
    embedder: Embedder,
    *,
    k1: float = 1.5,
    b: float = 0.75,
    notes: Mapping[str, Any] | None = None,
) -> Manifest:
    """Write ``data`` as a new generation of the index in ``folder`` and switch to it at once.

    ``embedder`` is the one that made the vectors; ``k1`` and ``b`` are BM25's; ``notes`` (JSON values) are kept in
    the manifest. Raises AssistantError when it cannot be written; what was there stays in use.
    """
    model = {"name": embedder.name, "fingerprint": embedder.fingerprint, "dim": data.dim}
    with writer_lock(folder):
        return _write(folder, data, model, k1, b, dict(notes or {}))


def update_index(
    folder: Path,
    change: Callable[[IndexData], IndexData],
    embedder: Embedder | None = None,
    *,
    notes: Mapping[str, Any] | None = None,
) -> Manifest:
    """Write what ``change`` makes of the index in use; nobody else can write meanwhile.

    ``embedder`` is needed where vectors are added: the index must have been made with the same one. ``notes`` are
    added to those that the index has. Raises IndexUnusable, AssistantError, and whatever ``change`` raises.
    """
    with writer_lock(folder):
        index = open_index(folder, embedder)
        old = index.manifest
        kept = {**old.notes, **(notes or {})}
        return _write(folder, change(index.data()), old.model, index.lexical.k1, index.lexical.b, kept)


def _write(
    folder: Path, data: IndexData, model: dict[str, Any], k1: float, b: float, notes: dict[str, Any]
) -> Manifest:
    dense = DenseIndex.create(data.vectors)
    lexical = LexicalIndex.create(data.unit_tokens, k1, b)
    texts = [passage.text for passage in data.passages]
    with new_generation(folder) as new:
        manifest = Manifest(
            schema=SCHEMA,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            corpus=corpus_fingerprint(data),
            model=model,
            counts={"documents": len(data.documents), "passages": len(data.passages), "units": len(data.units)},
            files=(
                write_json(new / "documents.json", [to_record(document) for document in data.documents]),
                write_jsonl(new / "passages.jsonl", map(to_record, data.passages)),
                write_jsonl(new / "units.jsonl", unit_records(data.units, texts)),
                dense.save(new / "dense.faiss"),
                *lexical.save(new),
            ),
            notes=notes,
        )
        write_json(new / MANIFEST, asdict(manifest))
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the index in use. Raises IndexUnusable."""
    return _read_manifest(folder, current_generation(folder))


def open_index(folder: Path, embedder: Embedder | None = None) -> Index:
    """Open the index in use after quick checks: schema, model, presence and size of its files.

    Without ``embedder`` the model is not checked: enough to list or remove documents, not to search. Raises
    IndexUnusable, which says what to do.
    """
    for _ in range(3):
        generation = current_generation(folder)
        try:
            return _open(folder, generation, embedder)
        except IndexUnusable:
            if current_generation(folder) == generation:
                raise
            # Another process has switched to a new generation and removed this one while it was read.
    raise damaged(folder, generation.name)


def verify(folder: Path) -> list[str]:
    """What is wrong with the index in use: one line a file, with its name; empty when all is well.

    Computes every checksum and reads every file. Raises IndexUnusable when there is no index to verify.
    """
    generation = current_generation(folder)
    manifest = _read_manifest(folder, generation)
    problems = []
    for file in manifest.files:
        path = generation / file.name
        try:
            if path.stat().st_size != file.size or file_sha256(path) != file.sha256:
                problems.append(f"{file.name}: 内容が変わっています / content differs from its checksum")
        except FileNotFoundError:
            problems.append(f"{file.name}: ファイルがありません / missing")
        except OSError as error:
            problems.append(f"{file.name}: 読めません / cannot be read ({error.strerror})")
    if not problems:
        data = _open(folder, generation, None).data()
        if corpus_fingerprint(data) != manifest.corpus:
            problems.append(f"{MANIFEST}: 文書と一致しません / does not match the documents")
    return problems


def corpus_fingerprint(data: IndexData) -> str:
    """SHA-256 over the documents and passages: the same corpus gives the same value."""
    digest = hashlib.sha256()
    for record in (*map(to_record, data.documents), *map(to_record, data.passages)):
        digest.update(json.dumps(record, sort_keys=True).encode())
    return digest.hexdigest()


def _read_manifest(folder: Path, generation: Path) -> Manifest:
    try:
        values = read_json(generation / MANIFEST)
        if values["schema"] != SCHEMA:
            raise IndexUnusable(
                f"索引 {folder} は別の版の形式（{values['schema']}、この版は {SCHEMA}）です。"
                "policy-assistant build で作り直してください。",
                f"The index {folder} has format {values['schema']}; this version needs {SCHEMA}. "
                "Rebuild it with `policy-assistant build`.",
            )
        files = tuple(WrittenFile(**file) for file in values.pop("files"))
        return Manifest(**values, files=files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(folder, MANIFEST) from error


def _open(folder: Path, generation: Path, embedder: Embedder | None) -> Index:
    manifest = _read_manifest(folder, generation)
    if embedder is not None:
        _check_model(folder, manifest, embedder)
    for file in manifest.files:
        path = generation / file.name
        if not path.is_file() or path.stat().st_size != file.size:
            raise damaged(folder, file.name)
    try:
        documents = tuple(from_record(Document, record) for record in read_json(generation / "documents.json"))
        passages = tuple(from_record(Passage, record) for record in read_jsonl(generation / "passages.jsonl"))
        units = units_from(read_jsonl(generation / "units.jsonl"), [passage.text for passage in passages])
        lexical = LexicalIndex.load(generation)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise damaged(folder, generation.name) from error
    dense = DenseIndex.load(generation / "dense.faiss")
    if not len(units) == len(dense) == len(lexical) == manifest.counts["units"]:
        raise damaged(folder, generation.name)
    return Index(folder, generation.name, manifest, documents, passages, units, dense, lexical)


def _check_model(folder: Path, manifest: Manifest, embedder: Embedder) -> None:
    made = manifest.model
    if (made["fingerprint"], made["dim"]) != (embedder.fingerprint, embedder.dim):
        same = made["name"] == embedder.name
        raise IndexUnusable(
            f"索引 {folder} は別のモデル（{made['name']}{'の別の版' * same}）で作られています。"
            f"いまのモデル（{embedder.name}）で使うには policy-assistant build で作り直してください。",
            f"The index {folder} was built with another model ({made['name']}{', another version' * same}). "
            f"To use it with {embedder.name}, rebuild it with `policy-assistant build`.",
        )
