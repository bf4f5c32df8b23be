"""Encoders: texts in, vectors out. The embedded one needs neither torch nor the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np

Progress = Callable[[int], None]


class Embedder(Protocol):
    """What the index needs of an encoder.

    ``fingerprint`` changes whenever the same text would get another vector; ``path`` is a folder that
    sentence-transformers loads.
    """

    name: str
    dim: int
    fingerprint: str
    path: Path

    def encode_query(self, texts: list[str]) -> np.ndarray:
        """Questions as float32 (n, dim), L2-normalised, or zero where nothing in the text is known."""
        ...

    def encode_document(self, texts: list[str], progress: Progress | None = None) -> np.ndarray:
        """Passages and sentences, as ``encode_query``. ``progress`` is told how many texts are done, step by step."""
        ...


def open_embedder(
    model: str | None,
    cache: Path,
    query_prefix: str | None = None,
    document_prefix: str | None = None,
) -> Embedder:
    """The encoder that the settings name.

    Without ``model``: the embedded one; its model folder is made under ``cache``. Otherwise a sentence-transformers
    folder, or the name of a model, which is downloaded only because it was named. ``None`` as a prefix means what
    the model's family expects.

    Raises InputError for a folder that is not a model, AssistantError for a download that fails, IndexUnusable when
    the embedded encoder is missing or changed.
    """
    from assistant.index.use_embedder import UseEmbedder, is_use_folder

    if not model or is_use_folder(Path(model)):
        return UseEmbedder(cache / UseEmbedder.name)
    from assistant.index.st_embedder import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(model, query_prefix, document_prefix)


def encode_unique(
    texts: list[str],
    dim: int,
    encode: Callable[[list[str]], np.ndarray],
    progress: Progress | None = None,
    batch: int = 256,
) -> np.ndarray:
    """Encode each different text once, texts of like length together; float32 (n, dim), finite.

    ``encode`` maps a batch to vectors (m, dim). Rows that it returns with a NaN or infinity become zero vectors.
    """
    rows: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(text, []).append(row)
    vectors = np.zeros((len(texts), dim), np.float32)
    ordered = sorted(rows, key=len)
    for start in range(0, len(ordered), batch):
        part = ordered[start : start + batch]
        encoded = normalise(encode(part))
        for text, vector in zip(part, encoded, strict=True):
            vectors[rows[text]] = vector
        if progress is not None:
            progress(sum(len(rows[text]) for text in part))
    return vectors


def normalise(vectors: np.ndarray) -> np.ndarray:
    """Rows of length one as float32; a row that is not finite, or zero, becomes zero."""
    vectors = np.array(vectors, np.float32)
    vectors[~np.isfinite(vectors).all(axis=1)] = 0.0
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
