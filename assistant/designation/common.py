"""Words that a text has in common with a topic, weighed by how few topics have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from assistant.designation.vocabulary import Topic
from assistant.japanese.tokens import index_tokens

_BIGRAM = 0.5  # weight of a pair of characters against a word


class CommonWords:
    """Lemmas and character pairs of each topic's words and sentences."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        """``arrays`` as ``of`` made them: tokens, how rare each is, and the topics that hold it (begins, holders)."""
        self.arrays = arrays
        self._topics = int(arrays["topics"])
        self._place = {token: place for place, token in enumerate(unpacked(arrays["tokens"]))}
        self._rare, self._begins, self._holders = arrays["rare"], arrays["begins"], arrays["holders"]

    @classmethod
    def of(cls, topics: Sequence[Topic]) -> CommonWords:
        """Tokenises the topics."""
        holders: dict[str, list[int]] = {}
        for number, topic in enumerate(topics):
            for token in dict.fromkeys(index_tokens("\n".join(_texts(topic)))):
                holders.setdefault(token, []).append(number)
        counts = np.array([len(held) for held in holders.values()])
        weights = np.array([_BIGRAM if token.startswith("b:") else 1.0 for token in holders])
        return cls({
            "topics": np.array(len(topics)),
            "tokens": packed(holders),
            "rare": (weights * np.log(1.0 + (len(topics) - counts + 0.5) / (counts + 0.5))).astype(np.float32),
            "begins": np.cumsum([0, *counts]).astype(np.int32),
            "holders": np.fromiter(chain.from_iterable(holders.values()), np.int32),
        })  # fmt: skip

    def shares(self, tokens: Sequence[str]) -> np.ndarray:
        """For each topic the share (0..1) of a text's known words, by rarity, that it has; float32 (topics,)."""
        shares = np.zeros(self._topics, np.float32)
        total = 0.0
        for place in {self._place[token]: None for token in tokens if token in self._place}:
            total += float(self._rare[place])
            shares[self._holders[self._begins[place] : self._begins[place + 1]]] += self._rare[place]
        return shares / max(total, 1.0)


def packed(tokens: Iterable[str]) -> np.ndarray:
    """Tokens as one array of bytes, uint8."""
    return np.frombuffer("\n".join(tokens).encode(), np.uint8)


def unpacked(array: np.ndarray) -> list[str]:
    """The tokens of ``packed``."""
    return array.tobytes().decode().split("\n")


def _texts(topic: Topic) -> list[str]:
    pairs = [part for pair in (*topic.pairs, *topic.weak_pairs) for part in pair]
    return [*topic.sentences, *topic.strong, *topic.weak, *pairs]
