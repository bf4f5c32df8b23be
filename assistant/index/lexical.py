"""The lexical channel: BM25 (bm25s) over tokens of our own, one list of tokens a unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.index.files import WrittenFile, read_array, read_json, write_array, write_json

_ARRAYS = ("data", "indices", "indptr", "tokens", "lengths")


class LexicalIndex:
    """BM25 in Lucene's form: ``idf * tf / (tf + k1 * (1 - b + b * length / average length))``.

    The scores of every (token, unit) pair are computed once by bm25s and kept as a sparse matrix, a column a token.
    The tokens themselves are kept as well, so that the index of a changed corpus is computed from them.
    """

    def __init__(self, vocabulary: dict[str, int], arrays: dict[str, np.ndarray], k1: float, b: float) -> None:
        """Take over finished arrays; ``create`` and ``load`` make them."""
        self.vocabulary = vocabulary
        self.k1 = k1
        self.b = b
        self._arrays = arrays
        self._units = len(arrays["lengths"])

    @classmethod
    def create(cls, unit_tokens: Sequence[list[str]], k1: float = 1.5, b: float = 0.75) -> LexicalIndex:
        """Index the units' tokens. ``k1``: how soon repetition saturates; ``b``: how much length counts (0..1)."""
        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(token, len(vocabulary)) for token in tokens] for tokens in unit_tokens]
        arrays = _matrix(ids, vocabulary, k1, b)
        arrays["tokens"] = np.fromiter((number for unit in ids for number in unit), np.int32)
        arrays["lengths"] = np.fromiter(map(len, ids), np.int32, len(ids))
        return cls(vocabulary, arrays, k1, b)

    def __len__(self) -> int:
        """How many units it holds."""
        return self._units

    def scores(self, tokens: Sequence[str]) -> np.ndarray:
        """BM25 of every unit, float32 (units,). A token given twice counts twice; an unknown one counts nothing."""
        data, indptr = self._arrays["data"], self._arrays["indptr"]
        scores = np.zeros(self._units, np.float32)
        for token in tokens:
            number = self.vocabulary.get(token)
            if number is not None:
                # A unit stands once in a column.
                scores[self.holders(token)] += data[indptr[number] : indptr[number + 1]]
        return scores

    def holders(self, token: str) -> np.ndarray:
        """The numbers of the units that contain a token, int32."""
        number = self.vocabulary.get(token)
        if number is None:
            return np.zeros(0, np.int32)
        indptr = self._arrays["indptr"]
        return self._arrays["indices"][indptr[number] : indptr[number + 1]]

    def idf(self, token: str) -> float:
        """How telling a token is: highest for one that stands in no unit."""
        found = len(self.holders(token))
        return math.log(1.0 + (self._units - found + 0.5) / (found + 0.5))

    def ceiling(self, tokens: Sequence[str]) -> float:
        """The score of a unit of average length that contains every query token, unknown ones included.

        A measure to divide by; a shorter unit with every token, or one that repeats them, goes beyond it.
        """
        return sum(self.idf(token) for token in tokens) / (1.0 + self.k1)

    def unit_tokens(self) -> list[list[str]]:
        """The tokens that it was made of."""
        words = list(self.vocabulary)
        flat = [words[number] for number in self._arrays["tokens"].tolist()]
        ends = np.cumsum(self._arrays["lengths"]).tolist()
        return [flat[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)] if ends else []

    def save(self, folder: Path) -> list[WrittenFile]:
        """Write it into ``folder``: arrays in NumPy's format, the rest as JSON."""
        settings = {"k1": self.k1, "b": self.b, "vocabulary": list(self.vocabulary)}
        return [
            write_json(folder / "lexical.json", settings),
            *(write_array(folder / f"lexical-{name}.npy", self._arrays[name]) for name in _ARRAYS),
        ]

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what ``save`` wrote. Raises OSError, ValueError, KeyError."""
        settings = read_json(folder / "lexical.json")
        vocabulary = {token: number for number, token in enumerate(settings["vocabulary"])}
        arrays = {name: read_array(folder / f"lexical-{name}.npy") for name in _ARRAYS}
        return cls(vocabulary, arrays, settings["k1"], settings["b"])


def _matrix(ids: list[list[int]], vocabulary: dict[str, int], k1: float, b: float) -> dict[str, np.ndarray]:
    """bm25s's sparse score matrix (units, tokens) in compressed columns."""
    if not vocabulary:  # bm25s cannot take the mean of nothing
        return {"data": np.zeros(0, np.float32), "indices": np.zeros(0, np.int32), "indptr": np.zeros(1, np.int32)}
    import bm25s

    bm25 = bm25s.BM25(method="lucene", k1=k1, b=b)
    bm25.index((ids, vocabulary), create_empty_token=False, show_progress=False)
    return {name: np.asarray(bm25.scores[name]) for name in ("data", "indices", "indptr")}
