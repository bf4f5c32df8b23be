"""Encoding many texts: each different one once, in batches, finite and of length one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

# Told how many more texts are done.
Progress = Callable[[int], None]


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


def stretched(cosines: np.ndarray, slope: float = 1.0, offset: float = 0.0) -> np.ndarray:
    """Cosines moved to another scale, within 0..1; as they are, without the negative ones, unless told otherwise."""
    return np.clip(np.float32(slope) * cosines + np.float32(offset), 0.0, 1.0)
