"""The letters of a text as a vector: what the network blurs, names and figures above all.

Pieces, pairs and triples of characters, each once and weighted by how rare it is, are folded into a few hundred numbers: a hash
gives each its place and its sign, so that the product of two such vectors is, but for some noise, the weight of what both texts
have in common (feature hashing: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from assistant.encoder.weights import Weights

# Kinds of features, each with its weight beside the others.
KINDS = {"pieces": 1.5, "pairs": 1.0, "triples": 0.7}
BUCKETS = 1 << 17  # features of a kind that are told apart
_LETTER = np.uint64(1 << 21)  # characters are numbered below this
_LEAST = 0.05  # rarity of what stands in every text
_SHARE = np.float32(1.5)  # what likeness of the letters counts beside likeness of the meaning
_EPS = np.float32(1e-12)


class Surface:
    """Vectors of the letters; ``weights`` hold the rarity of features as ``rarity_of`` counts it."""

    def __init__(self, weights: Weights, dim: int) -> None:
        """Take each rarity times the weight of its kind; ``dim`` numbers make a vector."""
        self._weight = np.stack([weight * weights[f"rarity_{kind}"] for kind, weight in KINDS.items()])
        self._dim = dim

    def encode(self, texts: Sequence[str], pieces: Sequence[Sequence[int]]) -> np.ndarray:
        """Vectors float32 (n, dim) of length one, of texts and their pieces; zero for a text without a letter."""
        places: list[np.ndarray] = []
        values: list[np.ndarray] = []
        for number, found in enumerate(zip(texts, pieces, strict=True)):
            for kind, hashes in enumerate(_features(*found)):
                places.append(number * self._dim + (hashes >> np.uint64(32)) % np.uint64(self._dim))
                sign = 1.0 - 2.0 * (hashes >> np.uint64(63))
                values.append(sign * self._weight[kind, hashes % np.uint64(BUCKETS)])
        if not places:
            return np.zeros((0, self._dim), np.float32)
        size = len(texts) * self._dim
        rows = np.bincount(np.concatenate(places).astype(np.int64), np.concatenate(values), size).astype(np.float32)
        rows = rows.reshape(len(texts), self._dim)
        return rows / np.sqrt(np.maximum(np.einsum("ij,ij->i", rows, rows), _EPS))[:, None]


def beside(meaning: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Both halves in one vector: the product of two is the weighted mean of what the halves' products are."""
    whole = np.concatenate([meaning, np.sqrt(_SHARE) * letters], axis=1)
    return whole / np.sqrt(1 + _SHARE)


def rarity_of(texts: Iterable[tuple[str, Sequence[int]]]) -> Weights:
    """How rare each feature is among the texts, given with their pieces: float32 (BUCKETS,) for each kind, 0.05 to 1.

    The logarithm of the inverse document frequency, over that of a feature which no text has.
    """
    counts = np.zeros((len(KINDS), BUCKETS), np.int64)
    total = 0
    for text, pieces in texts:
        total += 1
        for kind, hashes in enumerate(_features(text, pieces)):
            counts[kind, np.unique(hashes % np.uint64(BUCKETS))] += 1
    shares = np.log((total + 1) / (counts + 1)) / np.log(total + 1)
    rarity = np.clip(shares, _LEAST, None).astype(np.float32)
    return {f"rarity_{kind}": row for kind, row in zip(KINDS, rarity, strict=True)}


def _features(text: str, pieces: Sequence[int]) -> list[np.ndarray]:
    """The hashes of each kind's features, each once."""
    letters = unicodedata.normalize("NFKC", text).lower()
    codes = np.array([ord(letter) for letter in letters], np.uint64)
    spoken = np.array([letter.isalnum() for letter in letters], bool)
    pairs = (codes[:-1] * _LETTER + codes[1:])[spoken[:-1] & spoken[1:]]
    triples = ((codes[:-2] * _LETTER + codes[1:-1]) * _LETTER + codes[2:])[spoken[:-2] & spoken[1:-1] & spoken[2:]]
    inner = np.asarray(pieces[1:-1], np.uint64)  # without start and end
    return [_mixed(np.unique(found)) for found in (inner, pairs, triples)]


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Numbers spread over 64 bits (the finalizer of SplitMix64: Steele, Lea, Flood, 2014)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
