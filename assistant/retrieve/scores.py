"""The two channels' scores for every unit and passage, and how they are joined to the score of a passage.

Half of it is what the channels say of the passage's best unit and of the passage as a whole, a quarter the share of the
question's words that it holds anywhere, rare words counting more, a quarter the likeness of its own text, everyday
questions left aside. BM25 rewards one rare word in a short sentence, the share a passage that has all of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.index.store import Index
from assistant.retrieve.terms import TermGroup

# What a match with the question's translation into official words counts against one with its own words.
TRANSLATED = 0.95


@dataclass(frozen=True)
class Fusion:
    """Weights of the fusion, tuned on the development half of the evaluation set.

    The lexical channel is trusted the more, the larger the share of an ideal match that its best unit reaches:
    official wording is found exactly, everyday wording is not and BM25 is noise there.
    """

    lexical_low: float = 0.15
    lexical_high: float = 0.55
    weight_low: float = 0.25
    weight_high: float = 0.65
    own: float = 0.35  # weight of the passage as a whole beside its best unit
    covered: float = 0.25  # of the share of the question's words that the passage holds
    meant: float = 0.25  # of the likeness of the passage's own text

    def lexical_weight(self, best_share: float) -> float:
        """Weight of the lexical channel, from the share (0..1) that its best unit reaches."""
        position = (best_share - self.lexical_low) / (self.lexical_high - self.lexical_low)
        return self.weight_low + (self.weight_high - self.weight_low) * float(np.clip(position, 0.0, 1.0))

    def score(self, fused: np.ndarray, covered: np.ndarray, meant: np.ndarray) -> np.ndarray:
        """The passages' scores from those of the channels, the share of words, and the likeness of their own text."""
        return (1.0 - self.covered - self.meant) * fused + self.covered * covered + self.meant * meant


@dataclass(frozen=True)
class Channels:
    """Scores in 0..1, float32: ``lexical`` as a share of an ideal match, ``dense`` as the embedder's likeness."""

    lexical: np.ndarray
    dense: np.ndarray

    def blank(self, units: Sequence[int]) -> None:
        """Takes the units with these numbers out: they match nothing."""
        self.lexical[list(units)] = 0.0
        self.dense[list(units)] = 0.0

    def fused(self, weight: float) -> np.ndarray:
        """The sum with the lexical channel at ``weight``."""
        return weight * self.lexical + (1.0 - weight) * self.dense


def unit_channels(
    index: Index, groups: Sequence[TermGroup], vectors: np.ndarray, likeness: Callable[[np.ndarray], np.ndarray]
) -> Channels:
    """Both channels' scores (units,) for one question: its terms and its vectors (n, dim).

    The first vector is the question's own, a second one that of its translation into official words.
    ``likeness`` is the embedder's: cosines in, 0..1 out.
    """
    ceiling = sum(group.weight * group.expected * index.lexical.ceiling(group.tokens) for group in groups)
    lexical = np.zeros(len(index.units), np.float32)
    for group in groups:
        lexical += np.float32(group.weight) * index.lexical.scores(group.tokens)
    if ceiling > 0:
        lexical = np.clip(lexical / ceiling, 0.0, 1.0).astype(np.float32)
    dense = likeness(index.dense.scores(vectors[0]))
    for vector in vectors[1:]:
        dense = np.maximum(dense, np.float32(TRANSLATED) * likeness(index.dense.scores(vector)))
    return Channels(lexical, dense)


def passage_channels(index: Index, units: Channels, own: float) -> Channels:
    """Scores (passages,): each channel's best unit, and with weight ``own`` the passage as a whole."""
    return Channels(*(_passages(index, scores, own) for scores in (units.lexical, units.dense)))


def coverage(index: Index, tokens: Sequence[str], without: Sequence[int] = ()) -> np.ndarray:
    """Share (0..1, by idf) of ``tokens`` that each passage holds in any unit, float32 (passages,).

    ``without``: numbers of units that are not looked at.
    """
    held = np.zeros(len(index.passages), np.float32)
    total = 0.0
    for token in dict.fromkeys(tokens):
        units = np.setdiff1d(index.lexical.holders(token), without) if len(without) else index.lexical.holders(token)
        holds = np.zeros(len(index.passages), bool)
        holds[index.owners[units]] = True
        held[holds] += index.lexical.idf(token)
        total += index.lexical.idf(token)
    return held / np.float32(total) if total else held


def best_units(index: Index, scores: np.ndarray, chosen: np.ndarray | None = None) -> np.ndarray:
    """The highest of the units' scores in each passage, float32 (passages,); of the units ``chosen`` (bool) alone."""
    best = np.zeros(len(index.passages), np.float32)
    if chosen is None:
        np.maximum.at(best, index.owners, scores)
    else:
        np.maximum.at(best, index.owners[chosen], scores[chosen])
    return best


def _passages(index: Index, scores: np.ndarray, own: float) -> np.ndarray:
    best = best_units(index, scores)
    whole = np.zeros(len(index.passages), np.float32)
    numbers = index.whole_units
    whole[index.owners[numbers]] = scores[numbers]
    return (1.0 - own) * best + own * whole
