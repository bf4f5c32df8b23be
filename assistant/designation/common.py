"""Words that a text has in common with a topic, weighed by how few topics have them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.designation.vocabulary import Topic
from assistant.japanese.tokens import index_tokens

_BIGRAM = 0.5  # weight of a pair of characters against a word


class CommonWords:
    """Lemmas and character pairs of each topic's words and sentences."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Tokenises the topics."""
        tokens = [frozenset(index_tokens("\n".join(_texts(topic)))) for topic in topics]
        counts = Counter(token for each in tokens for token in each)
        self._topics = len(topics)
        self._rare = {token: math.log(1.0 + (len(topics) - n + 0.5) / (n + 0.5)) for token, n in counts.items()}
        self._holders: dict[str, list[int]] = {}
        for number, each in enumerate(tokens):
            for token in each:
                self._holders.setdefault(token, []).append(number)

    def shares(self, tokens: Sequence[str]) -> np.ndarray:
        """For each topic the share (0..1) of a text's known words, by rarity, that it has; float32 (topics,)."""
        shares = np.zeros(self._topics, np.float32)
        total = 0.0
        for token in dict.fromkeys(tokens):
            weight = self._rare.get(token, 0.0) * (_BIGRAM if token.startswith("b:") else 1.0)
            total += weight
            shares[self._holders.get(token, [])] += weight
        return shares / max(total, 1.0)


def _texts(topic: Topic) -> list[str]:
    pairs = [part for pair in (*topic.pairs, *topic.weak_pairs) for part in pair]
    return [*topic.sentences, *topic.strong, *topic.weak, *pairs]
