"""What words tell together: a linear model from the words of a text to the names of the lists.

It learns from the vocabulary alone: every sentence and every word of a topic is an example of the names that the topic
belongs to. A word that several topics share tells little while a rare one tells much.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from assistant.designation.common import packed, unpacked
from assistant.designation.vocabulary import LISTS, Topic, names
from assistant.japanese.tokens import index_tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_PENALTY = 1.0  # of the ridge regression
_PRECISION = 1e-3  # of the conjugate gradients, relative


@dataclass(frozen=True)
class Scores:
    """How far words speak for each name of each list, and for research outside all lists: about 0 (not at all) to 1."""

    names: dict[str, dict[str, float]]
    outside: float


class LearnedWords:
    """Lemmas and character pairs with a weight for each name."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        """``arrays`` as ``of`` made them: tokens, how rare each is, its weights, and the mean of what is wanted."""
        self.arrays = arrays
        self._words = _Words(unpacked(arrays["tokens"]), arrays["rare"])
        self._weights, self._mean = arrays["weights"], arrays["mean"]

    @classmethod
    def of(cls, topics: Sequence[Topic]) -> LearnedWords:
        """Learns from the topics; a second or less."""
        pairs = [(text, topic) for topic in topics for text in _examples(topic)]
        tokens = [index_tokens(text) for text, _ in pairs]
        held = Counter(token for each in tokens for token in set(each))
        rare = np.array([math.log(1.0 + len(tokens) / n) for n in held.values()], np.float32)
        wanted = np.array([_wanted(topic) for _, topic in pairs], np.float32)
        mean = wanted.mean(axis=0)
        examples = _Words(list(held), rare).matrix(tokens)
        weights = (examples.T @ _solved(examples, wanted - mean)).astype(np.float32)
        return cls({"tokens": packed(held), "rare": rare, "weights": weights, "mean": mean})

    def scores(self, tokens: Sequence[str]) -> Scores:
        """How far the words of a text speak for each name."""
        places, values = self._words.row(tokens)
        *found, outside = (values @ self._weights[places] + self._mean).tolist()
        scores: dict[str, dict[str, float]] = {name: {} for name in LISTS}
        for (name, short), score in zip(_columns(), found, strict=True):
            scores[name][short] = score
        return Scores(scores, outside)


class _Words:
    """Tokens with their places and weights."""

    def __init__(self, tokens: Sequence[str], rare: np.ndarray) -> None:
        self._place = {token: place for place, token in enumerate(tokens)}
        self._rare = rare

    def row(self, text: Sequence[str]) -> tuple[list[int], np.ndarray]:
        """The places of a text's tokens and their weights, together of length 1; what no topic has is left out."""
        counts = {self._place[token]: n for token, n in Counter(text).items() if token in self._place}
        row = self._rare[list(counts)] * (1.0 + np.log(np.array(list(counts.values()), np.float32)))
        return list(counts), row / max(float(np.linalg.norm(row)), 1e-6)

    def matrix(self, texts: Iterable[Sequence[str]]) -> csr_matrix:
        """A row for each text."""
        from scipy.sparse import csr_matrix

        rows = [self.row(text) for text in texts]
        begins = np.cumsum([0, *(len(places) for places, _ in rows)])
        places = np.concatenate([np.array(places, np.int32) for places, _ in rows])
        data = np.concatenate([values for _, values in rows])
        return csr_matrix((data, places, begins), shape=(len(rows), len(self._place)))


@lru_cache(maxsize=1)
def _columns() -> list[tuple[str, str]]:
    return [(name, short) for name in LISTS for short in names()[name]]


def _wanted(topic: Topic) -> list[float]:
    """What the model is to say of an example: its names, and last whether it is outside all lists."""
    return [*(topic.links[name].get(short, 0.0) for name, short in _columns()), float(topic.outside)]


def _examples(topic: Topic) -> list[str]:
    pairs = ("、".join(pair) for pair in (*topic.pairs, *topic.weak_pairs))
    return [topic.name, *topic.sentences, *topic.strong, *topic.weak, *pairs]


def _solved(rows: csr_matrix, wanted: np.ndarray) -> np.ndarray:
    """The ridge regression's coefficients of the examples, one column a name."""
    from scipy.sparse.linalg import LinearOperator, cg

    count = rows.shape[0]
    system = LinearOperator((count, count), matvec=lambda v: rows @ (rows.T @ v) + _PENALTY * v, dtype=np.float32)
    return np.stack([cg(system, column, rtol=_PRECISION)[0] for column in wanted.T], axis=1)
