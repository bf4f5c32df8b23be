"""What words tell together: a linear model from the words of a text to the names of the lists.

It learns from the vocabulary alone: every sentence and every word of a topic is an example of the names that the topic
belongs to. So it needs no fitted file, and a word that several topics share tells little while a rare one tells much.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Learns from the topics; a second or less."""
        pairs = [(text, topic) for topic in topics for text in _examples(topic)]
        tokens = [index_tokens(text) for text, _ in pairs]
        held = Counter(token for each in tokens for token in set(each))
        self._place = {token: place for place, token in enumerate(held)}
        self._rare = np.array([math.log(1.0 + len(tokens) / n) for n in held.values()], np.float32)
        self._names = [(name, short) for name in LISTS for short in names()[name]]
        wanted = np.array([self._wanted(topic) for _, topic in pairs], np.float32)
        self._mean = wanted.mean(axis=0)
        examples = self._matrix(tokens)
        self._weights = examples.T @ _solved(examples, wanted - self._mean)

    def scores(self, tokens: Sequence[str]) -> Scores:
        """How far the words of a text speak for each name."""
        *found, outside = ((self._matrix([tokens]) @ self._weights)[0] + self._mean).tolist()
        scores: dict[str, dict[str, float]] = {name: {} for name in LISTS}
        for (name, short), score in zip(self._names, found, strict=True):
            scores[name][short] = score
        return Scores(scores, outside)

    def _wanted(self, topic: Topic) -> list[float]:
        """What the model is to say of an example: its names, and last whether it is outside all lists."""
        return [*(topic.links[name].get(short, 0.0) for name, short in self._names), float(topic.outside)]

    def _matrix(self, texts: Iterable[Sequence[str]]) -> csr_matrix:
        """Rows of weighed tokens, each of length 1; what no topic has is left out."""
        from scipy.sparse import csr_matrix

        begins, places = [0], list[int]()
        values: list[np.ndarray] = []
        for text in texts:
            counts = {self._place[token]: n for token, n in Counter(text).items() if token in self._place}
            row = self._rare[list(counts)] * (1.0 + np.log(np.array(list(counts.values()), np.float32)))
            places += counts
            values.append(row / max(float(np.linalg.norm(row)), 1e-6))
            begins.append(len(places))
        data = np.concatenate(values) if values else np.zeros(0, np.float32)
        return csr_matrix((data, places, begins), shape=(len(begins) - 1, len(self._place)))


def _examples(topic: Topic) -> list[str]:
    pairs = ("、".join(pair) for pair in (*topic.pairs, *topic.weak_pairs))
    return [topic.name, *topic.sentences, *topic.strong, *topic.weak, *pairs]


def _solved(rows: csr_matrix, wanted: np.ndarray) -> np.ndarray:
    """The ridge regression's coefficients of the examples, one column a name."""
    from scipy.sparse.linalg import LinearOperator, cg

    count = rows.shape[0]
    system = LinearOperator((count, count), matvec=lambda v: rows @ (rows.T @ v) + _PENALTY * v, dtype=np.float32)
    return np.stack([cg(system, column, rtol=_PRECISION)[0] for column in wanted.T], axis=1)
