"""The trained encoder's network in NumPy: what questions and passages are encoded with.

The same computation as ``network.Network``, without torch. The texts of a batch lie one after another in one matrix, a
row a piece, with rows of zeros between them, so that a convolution is a product of shifted rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.encoder.weights import CHUNKS, ORDERS, SIDES, TOP, Weights

# Pieces in a batch: the working set stays in the processor's cache.
_PIECES = 512
_GAP = 2  # rows of zeros between texts: the widest convolution reaches 2 rows to either side
_EPS = np.float32(1e-12)


class Forward:
    """Pieces in, vectors out; ``weights`` are those of the package with the trained ones over them."""

    def __init__(self, weights: Weights) -> None:
        """Put the branches' matrices side by side."""
        self._table = weights["table"]
        self._scale, self._low = weights["scale"], weights["lo"]
        self._project, self._project_bias, self._gain, self._shift = (
            np.concatenate([weights[f"{name}{width}"] for width, _ in ORDERS], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        self._layers = [
            [(np.split(weights[f"w{layer}_{width}"], width), weights[f"b{layer}_{width}"]) for layer in (1, 2)]
            for width, _ in ORDERS
        ]
        self._out_gain, self._out_shift = weights["ln_g"], weights["ln_b"]
        self._top = {side: {name: weights[f"{side}_{name}"] for name in (*TOP, "words")} for side in SIDES}
        self._piece, self._middle = np.exp(weights["piece"]), weights["middle"]

    def encode(self, texts: Sequence[Sequence[int] | np.ndarray], side: str) -> np.ndarray:
        """Vectors float32 (n, 512) of length one, of texts as piece numbers; ``side`` is "query" or "document"."""
        vectors = np.empty((len(texts), self._middle.shape[0]), np.float32)
        first, pieces = 0, 0
        for number, text in enumerate(texts):
            if pieces and pieces + len(text) > _PIECES:
                vectors[first:number] = self._batch(texts[first:number], side)
                first, pieces = number, 0
            pieces += len(text)
        if first < len(texts):
            vectors[first:] = self._batch(texts[first:], side)
        return vectors

    def _batch(self, texts: Sequence[Sequence[int] | np.ndarray], side: str) -> np.ndarray:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        starts = np.cumsum(lengths) - lengths
        ids = np.concatenate([np.asarray(text, np.int64) for text in texts])
        pieces = self._read(ids)
        summed = np.add.reduceat(self._features(pieces, lengths), starts, axis=0)
        words = np.add.reduceat((pieces - self._middle) * self._piece[ids, None], starts, axis=0)
        top = self._top[side]
        return _unit(_dense(summed, lengths[:, None].astype(np.float32), top) + _unit(words) @ top["words"])

    def _read(self, ids: np.ndarray) -> np.ndarray:
        chunk = ids % CHUNKS
        pieces = self._table[ids] * self._scale[chunk, None]
        pieces += self._low[chunk, None]
        return pieces

    def _features(self, pieces: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Each piece beside what the convolutions make of it and its neighbours (n, 1280)."""
        rows = np.arange(len(pieces)) + np.repeat(np.arange(1, len(lengths) + 1) * _GAP, lengths)
        projected = _normalised(pieces @ self._project + self._project_bias, self._gain, self._shift)
        size = projected.shape[1] // len(ORDERS)
        features = np.empty((len(pieces), pieces.shape[1] + projected.shape[1]), np.float32)
        features[:, : pieces.shape[1]] = pieces
        spread = np.zeros((rows[-1] + 1 + _GAP, size), np.float32)
        inner = slice(_GAP, len(spread) - _GAP)
        for branch, (_, left) in enumerate(ORDERS):
            here = projected[:, branch * size : (branch + 1) * size]
            for matrices, bias in self._layers[branch]:
                spread[rows] = here
                turned = sum(
                    spread[_GAP + shift - left : inner.stop + shift - left] @ matrix
                    for shift, matrix in enumerate(matrices)
                )
                here = np.maximum(turned[rows - _GAP] + bias, 0) + here
            features[:, pieces.shape[1] + branch * size :][:, :size] = here
        return _normalised(features, self._out_gain, self._out_shift)


def _dense(summed: np.ndarray, lengths: np.ndarray, top: Weights) -> np.ndarray:
    mean = (summed @ top["cnn_W"] + lengths * top["cnn_b"]) / np.sqrt(lengths)
    first = np.maximum(mean @ top["d0"], 0)
    second = np.maximum(mean @ top["p1"] + first @ top["d1"], 0)
    third = np.maximum(second @ top["d2"], 0)
    return _unit(np.tanh(second @ top["p3"] + third @ top["d3"]))


def _normalised(rows: np.ndarray, gain: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Layer normalisation, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows *= 1 / np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + _EPS)[:, None]
    rows *= gain
    rows += shift
    return rows


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.sqrt(np.maximum(np.einsum("ij,ij->i", rows, rows), _EPS))[:, None]
