"""From the words and sentences of a description to signals for each area and technology."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.designation.matching import Found, Matcher
from assistant.designation.prepared import Prepared
from assistant.designation.signals import Said, Signals, nearness, signals_of
from assistant.designation.text import Text
from assistant.designation.vocabulary import LISTS, Topic, names
from assistant.index.embedder import Embedder
from assistant.japanese.tokens import index_tokens

# Sentences that the encoder reads of one description: what a reader would skim of a long one.
ENCODED = 16
_SENTENCE_CHARS = 300
_COMMA = re.compile("[、。，,]")
_SPEAKS, _SPEAKS_AMONG = 0.08, 3  # how far and among how many of the best names words must speak for one


@dataclass(frozen=True)
class Evidence:
    """Signals of every name of a list (short names), and the words behind them."""

    signals: dict[str, dict[str, Signals]]
    words: dict[str, dict[str, tuple[str, ...]]]
    found: tuple[Found, ...]
    nearest: dict[str, dict[str, str]]  # the sentence nearest to each name


@dataclass(frozen=True)
class Reading:
    """A text with the words found in it; the vectors of its sentences are added as they are needed."""

    text: Text
    found: tuple[Found, ...]
    sentences: tuple[str, ...]  # without the words that stand for something else there
    vectors: dict[str, np.ndarray]


class Collector:
    """Gathers evidence with one encoder."""

    def __init__(self, embedder: Embedder, prepared: Prepared) -> None:
        """``prepared`` with the same encoder."""
        self._embedder, self._prepared = embedder, prepared
        self.topics = prepared.topics
        self._matcher = Matcher(self.topics)
        counts = [len(topic.sentences) for topic in self.topics]
        self._begins = np.cumsum([0, *counts[:-1]])  # of each topic's sentences among all
        self._linked = {name: {short: _linked(self.topics, name, short) for short in names()[name]} for name in LISTS}
        self._homes = {short: _homes(self.topics, short) for short in names()["kprogram"]}

    def read(self, text: Text) -> Reading:
        """The words of the vocabulary in a text, for one or several looks at its parts."""
        matches = self._matcher.find(text)
        return Reading(text, matches.found, tuple(text.sentence_texts(without=matches.silent)), {})

    def collect(self, reading: Reading, aside: frozenset[int] = frozenset()) -> Evidence:
        """The evidence of a text without the sentences ``aside``, such as those about funding."""
        text = reading.text
        found = [one for one in reading.found if one.sentence not in aside]
        weights = _weights(found)
        chosen = _skimmed(text, found, aside)
        sentences = [text.sentence_texts()[n] for n in chosen]
        read = [reading.sentences[n] for n in chosen]
        cosines = self._cosines(read, reading.vectors)
        tokens = index_tokens("\n".join(read))
        common, learned = self._prepared.common.shares(tokens), self._prepared.learned.scores(tokens)
        total = sum(max((weight for _, weight in group), default=0.0) for group in _by_term(weights).values()) or 1.0
        outside = sum(weight for (topic, _), weight in weights.items() if self.topics[topic].outside) / total
        said = Said(weights, found, len(text.sentences), total, min(outside, 1.0), learned.outside)
        signals: dict[str, dict[str, Signals]] = {}
        words: dict[str, dict[str, tuple[str, ...]]] = {}
        nearest: dict[str, dict[str, str]] = {}
        for name, linked in self._linked.items():
            near = nearness(cosines, common, linked, learned.names[name])
            nearest[name] = {short: sentences[near[short].place] if sentences else "" for short in linked}
            words[name] = {short: _words(text, found, links) for short, links in linked.items()}
            signals[name] = {
                short: signals_of(short, links, near, said, self._home(name, short, learned.names["areas12"]))
                for short, links in linked.items()
            }
        return Evidence(signals, words, tuple(found), nearest)

    def told(self, evidence: Evidence) -> bool:
        """Whether a word of some area or technology stands in the text."""
        return any(not self.topics[one.topic].outside for one in evidence.found)

    def speaks(self, words: str, list_name: str, short: str) -> bool:
        """Whether some words speak for a name, among the first few of its list."""
        scores = self._prepared.learned.scores(index_tokens(words)).names[list_name]
        better = sum(score > scores[short] for score in scores.values())
        return scores[short] >= _SPEAKS and better < _SPEAKS_AMONG

    def _home(self, list_name: str, short: str, areas: Mapping[str, float]) -> float:
        """How near the words come to the area of a technology: under water it is no technology of the air. Else 1."""
        homes = self._homes[short] if list_name == "kprogram" else frozenset()
        best = max(areas.values())
        return max(min(max(areas[home] for home in homes) / best, 1.0), 0.0) if homes and best > 0 else 1.0

    def _cosines(self, sentences: Sequence[str], known: dict[str, np.ndarray]) -> np.ndarray:
        """Cosines (1 + sentences, topics): first the text as a whole (the mean), then each sentence."""
        if not sentences:
            return np.zeros((1, len(self.topics)), np.float32)
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
        if new:
            encoded = self._embedder.encode_query([sentence[:_SENTENCE_CHARS] for sentence in new])
            known.update(zip(new, encoded, strict=True))
        vectors = np.stack([known[sentence] for sentence in sentences])
        mean = vectors.mean(axis=0)
        length = float(np.linalg.norm(mean)) or 1.0
        each = np.vstack([mean / length, vectors]) @ self._prepared.vectors.T
        cosines: np.ndarray = np.maximum.reduceat(each, self._begins, axis=1)
        return cosines


def _weights(found: Sequence[Found]) -> dict[tuple[int, str], float]:
    """What each word counts for each topic: at the best of its places, a little more when it comes again."""
    places: dict[tuple[int, str], list[float]] = defaultdict(list)
    for one in found:
        places[one.topic, one.term].append(one.weight)
    return {key: max(each) * (1.0 + 0.2 * min(math.log2(len(each)), 3.0)) for key, each in places.items()}


def _by_term(weights: dict[tuple[int, str], float]) -> dict[str, list[tuple[int, float]]]:
    groups: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (topic, term), weight in weights.items():
        groups[term].append((topic, weight))
    return groups


def _linked(all_topics: Sequence[Topic], name: str, short: str) -> dict[int, float]:
    return {n: weight for n, topic in enumerate(all_topics) if (weight := topic.links[name].get(short, 0.0))}


def _homes(all_topics: Sequence[Topic], short: str) -> frozenset[str]:
    """The main areas of the topics that belong to a technology; none for one that no area covers."""
    mine = (topic for topic in all_topics if topic.links["kprogram"].get(short) == 1.0)
    return frozenset(area for topic in mine for area, weight in topic.links["areas12"].items() if weight == 1.0)


def _skimmed(text: Text, found: Sequence[Found], aside: frozenset[int]) -> list[int]:
    """The numbers of the first sentences and of those with the most words of the vocabulary, in their order."""
    subject = [n for n in range(len(text.sentences)) if n not in aside]
    counts = [0.0] * len(text.sentences)
    for one in found:
        counts[one.sentence] += one.weight
    first = set(subject[: ENCODED // 2])
    order = sorted(subject, key=lambda n: (n not in first, -counts[n], n))
    return sorted(order[:ENCODED])


def _words(text: Text, found: Sequence[Found], links: dict[int, float]) -> tuple[str, ...]:
    """The writer's own words for it, most telling first; of words within others the longer, unless it goes on past a comma."""
    best: dict[str, float] = {}
    for one in found:
        if one.topic in links:
            shown = text.shown(one.span)
            best[shown] = max(best.get(shown, 0.0), one.weight * links[one.topic])
    whole = [word for word in best if not _COMMA.search(word)] or list(best)
    longest = [word for word in whole if not any(word in other for other in whole if other != word)]
    return tuple(sorted(longest, key=lambda word: -best[word]))
