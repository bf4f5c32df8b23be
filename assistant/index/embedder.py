"""Encoders: texts in, vectors out. The embedded one needs neither torch nor the network."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.index.encoding import Progress


class Embedder(Protocol):
    """What the index needs of an encoder.

    ``fingerprint`` changes whenever the same text would get another vector; ``path`` is a folder that
    sentence-transformers loads, ``whole_dim`` the length of the vectors it then gives, of which ``dim`` are indexed.
    """

    name: str
    dim: int
    whole_dim: int
    fingerprint: str
    path: Path

    def encode_query(self, texts: list[str]) -> np.ndarray:
        """Questions as float32 (n, dim), L2-normalised, or zero where nothing in the text is known."""
        ...

    def encode_document(self, texts: list[str], progress: Progress | None = None) -> np.ndarray:
        """Passages and sentences, as ``encode_query``. ``progress`` is told how many texts are done, step by step."""
        ...

    def likeness(self, cosines: np.ndarray) -> np.ndarray:
        """Cosines between a question and units as likeness, 0..1, float32: what thresholds and fusion weigh."""
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

    if not model:
        return UseEmbedder(cache / UseEmbedder.name)
    if is_use_folder(Path(model)):
        return UseEmbedder.of_folder(Path(model))
    from assistant.index.st_embedder import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(model, query_prefix, document_prefix)
