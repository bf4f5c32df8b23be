"""The two channels' scores for every passage, and how they are joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.index.store import Index


@dataclass(frozen=True)
class Fusion:
    """Weights of the fusion, tuned on the development half of the evaluation set.

    The lexical channel is trusted the more, the larger the share of an ideal match that its best passage reaches:
    official wording is found exactly, everyday wording is not and BM25 is noise there.
    """

    lexical_low: float = 0.15
    lexical_high: float = 0.55
    weight_low: float = 0.25
    weight_high: float = 0.65

    def lexical_weight(self, best_share: float) -> float:
        """Weight of the lexical channel, from the share (0..1) that its best passage reaches."""
        position = (best_share - self.lexical_low) / (self.lexical_high - self.lexical_low)
        return self.weight_low + (self.weight_high - self.weight_low) * float(np.clip(position, 0.0, 1.0))


@dataclass(frozen=True)
class UnitScores:
    """Scores in 0..1 of all units: ``lexical`` as a share of an ideal match, ``dense`` as cosine (negative as 0)."""

    lexical: np.ndarray
    dense: np.ndarray

    def fused(self, fusion: Fusion) -> np.ndarray:
        """Weighted sum, float32 (units,)."""
        weight = fusion.lexical_weight(float(self.lexical.max(initial=0.0)))
        return weight * self.lexical + (1.0 - weight) * self.dense


def unit_scores(index: Index, tokens: list[str], vector: np.ndarray) -> UnitScores:
    """Both channels for one question: its lexical tokens and its vector (dim,)."""
    ceiling = index.lexical.ceiling(tokens)
    lexical = index.lexical.scores(tokens)
    lexical = np.clip(lexical / ceiling, 0.0, 1.0) if ceiling > 0 else np.zeros_like(lexical)
    dense = np.maximum(index.dense.scores(vector), 0.0)
    return UnitScores(lexical.astype(np.float32), dense)


def by_passage(scores: np.ndarray, owners: np.ndarray, passages: int) -> np.ndarray:
    """The best unit's score for each passage, float32 (passages,). ``owners`` gives each unit's passage."""
    best = np.zeros(passages, np.float32)
    np.maximum.at(best, owners, scores)
    return best
