"""From the words and sentences of a description to signals for each area and technology."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.designation.common import CommonWords
from assistant.designation.learned import LearnedWords
from assistant.designation.matching import STRONG, Found, Matcher
from assistant.designation.text import Text
from assistant.designation.vocabulary import LISTS, Topic, names, topics
from assistant.index.embedder import Embedder
from assistant.japanese.tokens import index_tokens

# Sentences that the encoder reads of one description: what a reader would skim of a long one.
ENCODED = 16
_SENTENCE_CHARS = 300
_NEAR_BASE = 0.6  # what a topic counts that merely touches a name (link 0), towards 1 for one that belongs to it


@dataclass(frozen=True)
class Signals:
    """What speaks for one area or technology; each in 0..1 but ``ahead``."""

    strong: float  # words that tell alone, saturating
    weak: float  # words that tell together
    share: float  # of all words of the vocabulary in the text
    spread: float  # share of the sentences with such a word
    opening: float  # whether the first sentence has one
    sentence: float  # cosine of the nearest sentence to a topic
    whole: float  # cosine of the whole text to a topic
    ahead: float  # that cosine against the best of the other areas of the list, -1..1
    outside: float  # share of words of fields outside all lists
    best: float  # the most telling single word
    common: float  # share of the text's rarer words that the topic's words and sentences have
    common_ahead: float  # that against the best of the other areas of the list, -1..1
    learned: float  # what the linear model of words says, about 0..1
    learned_ahead: float  # that against the best of the other areas of the list
    learned_outside: float  # what it says for fields outside all lists


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
    vectors: dict[str, np.ndarray]


class Collector:
    """Gathers evidence with one encoder; the topics are encoded once."""

    def __init__(self, embedder: Embedder, given: Sequence[Topic] | None = None) -> None:
        """Encodes the topics: those of the vocabulary unless others are ``given``."""
        self._embedder = embedder
        self.topics = tuple(given or topics())
        self._matcher = Matcher(self.topics)
        counts = [len(topic.sentences) for topic in self.topics]
        self._begins = np.cumsum([0, *counts[:-1]])  # of each topic's sentences among all
        self._vectors = embedder.encode_document([text for topic in self.topics for text in topic.sentences])
        self._common = CommonWords(self.topics)
        self._learned = LearnedWords(self.topics)
        self._linked = {name: {short: _linked(self.topics, name, short) for short in names()[name]} for name in LISTS}

    def read(self, text: Text) -> Reading:
        """The words of the vocabulary in a text, for one or several looks at its parts."""
        return Reading(text, tuple(self._matcher.find(text)), {})

    def collect(self, reading: Reading, aside: frozenset[int] = frozenset()) -> Evidence:
        """The evidence of a text without the sentences ``aside``, such as those about funding."""
        text = reading.text
        found = [one for one in reading.found if one.sentence not in aside]
        weights = _weights(found)
        sentences = _skimmed(text, found, aside)
        cosines = self._cosines(sentences, reading.vectors)
        tokens = index_tokens("\n".join(sentences))
        common, learned = self._common.shares(tokens), self._learned.scores(tokens)
        signals: dict[str, dict[str, Signals]] = {}
        words: dict[str, dict[str, tuple[str, ...]]] = {}
        nearest: dict[str, dict[str, str]] = {}
        total = sum(max((weight for _, weight in group), default=0.0) for group in _by_term(weights).values()) or 1.0
        outside = sum(w for (t, _), w in weights.items() if self.topics[t].outside) / total
        against = (min(outside, 1.0), learned.outside)
        for name in LISTS:
            linked = self._linked[name]
            near = {
                short: _nearness(cosines, common, links, learned.names[name][short]) for short, links in linked.items()
            }
            nearest[name] = {short: sentences[near[short].place] if sentences else "" for short in linked}
            words[name] = {short: _words(text, found, links) for short, links in linked.items()}
            signals[name] = {
                short: _signals(short, links, near, weights, found, text, total, against)
                for short, links in linked.items()
            }
        return Evidence(signals, words, tuple(found), nearest)

    def told(self, evidence: Evidence) -> bool:
        """Whether a word of some area or technology stands in the text."""
        return any(not self.topics[one.topic].outside for one in evidence.found)

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
        each = np.vstack([mean / length, vectors]) @ self._vectors.T
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


def _skimmed(text: Text, found: Sequence[Found], aside: frozenset[int]) -> list[str]:
    """The first sentences and those with the most words of the vocabulary, in their order."""
    sentences = text.sentence_texts()
    subject = [n for n in range(len(sentences)) if n not in aside]
    counts = [0.0] * len(sentences)
    for one in found:
        counts[one.sentence] += one.weight
    first = set(subject[: ENCODED // 2])
    order = sorted(subject, key=lambda n: (n not in first, -counts[n], n))
    return [sentences[n] for n in sorted(order[:ENCODED])]


@dataclass(frozen=True)
class _Near:
    """How near a text is to a name of a list: as a whole, by its nearest sentence (and which it is), by its words."""

    whole: float
    sentence: float
    place: int
    common: float
    learned: float


def _nearness(cosines: np.ndarray, common: np.ndarray, links: dict[int, float], learned: float) -> _Near:
    """Nearest of the topics that belong to the name; those near to it count a little less."""
    columns = list(links)
    factors = np.array([_NEAR_BASE + (1.0 - _NEAR_BASE) * links[n] for n in columns], np.float32)
    best = (cosines[:, columns] * factors).max(axis=1)
    place = int(best[1:].argmax()) if len(best) > 1 else 0
    shared = float((common[columns] * factors).max())
    return _Near(max(float(best[0]), 0.0), max(float(best[1:].max(initial=0.0)), 0.0), place, shared, learned)


def _words(text: Text, found: Sequence[Found], links: dict[int, float]) -> tuple[str, ...]:
    """The writer's own words for it, most telling first."""
    best: dict[str, float] = {}
    for one in found:
        if one.topic in links:
            shown = text.shown(one.span)
            best[shown] = max(best.get(shown, 0.0), one.weight * links[one.topic])
    return tuple(sorted(best, key=lambda word: -best[word]))


def _signals(
    short: str, links: dict[int, float], near: dict[str, _Near],
    weights: dict[tuple[int, str], float], found: Sequence[Found], text: Text, total: float, against: tuple[float, float],
) -> Signals:  # fmt: skip
    strong: dict[str, float] = {}
    weak: dict[str, float] = {}
    for (topic, term), weight in weights.items():
        if topic in links:
            kind = strong if weight > 0.55 * STRONG else weak
            kind[term] = max(kind.get(term, 0.0), weight * links[topic])
    mine = {one.sentence for one in found if one.topic in links and one.weight * links[one.topic] > 0.3}
    here = near[short]
    others = [near[other] for other in near if other != short]
    return Signals(
        strong=1.0 - math.exp(-sum(strong.values()) / 1.5),
        weak=1.0 - math.exp(-sum(weak.values()) / 0.6),
        share=min((sum(strong.values()) + sum(weak.values())) / total, 1.0),
        spread=len(mine) / max(len(text.sentences), 1),
        opening=float(0 in mine),
        sentence=here.sentence,
        whole=here.whole,
        ahead=here.whole - max(other.whole for other in others),
        outside=against[0],
        best=max([*strong.values(), *weak.values()], default=0.0),
        common=here.common,
        common_ahead=here.common - max(other.common for other in others),
        learned=here.learned,
        learned_ahead=here.learned - max(other.learned for other in others),
        learned_outside=against[1],
    )
