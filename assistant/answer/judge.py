"""Which evidence answers best, and whether it is strong enough: a wrong answer is worse than 「資料には見当たりません」.

Two linear functions of the same signals, both fitted by ``python -m assistant.evaluation.calibrate``: the standing puts
the candidates of one question in order (fitted so that the answering one comes first), the confidence is the
probability that the best of them answers (logistic; it also sees what is asked for and how much of it is unknown).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.resources import files

from assistant.answer.evidence import Evidence
from assistant.answer.reading import Reading
from assistant.answer.signals import Signals
from assistant.retrieve.editions import Editions
from assistant.retrieve.understand import kinds

# Passages that are judged for a question; those after them are too far from it to answer.
_JUDGED = 12


@dataclass(frozen=True)
class Judged:
    """The best evidence of one passage. ``standing`` compares with that of the question's other candidates only."""

    evidence: Evidence
    signals: Signals
    standing: float


@dataclass(frozen=True)
class _Weights:
    standing: Mapping[str, float]
    confidence: Mapping[str, float]
    bias: float


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    data = tomllib.loads((files(__package__) / "judgement.toml").read_text(encoding="utf-8"))
    return _Weights(data["standing"], data["confidence"]["weights"], float(data["confidence"]["bias"]))


def judged(reading: Reading, found: Sequence[Evidence], editions: Editions) -> list[Judged]:
    """The best evidence of each passage, best first; ``found`` is sorted by score.

    The evidence's score becomes its likelihood as a share of the best one's (0..1).
    """
    candidates = candidates_of(reading, found, editions)
    ranked = [Judged(evidence, signals, _weighed(asdict(signals))) for evidence, signals in candidates]
    ranked.sort(key=lambda item: -item.standing)
    return [
        replace(item, evidence=replace(item.evidence, score=math.exp(item.standing - ranked[0].standing)))
        for item in ranked
    ]


def candidates_of(reading: Reading, found: Sequence[Evidence], editions: Editions) -> list[tuple[Evidence, Signals]]:
    """The best evidence of each passage with its signals, in the order of ``found``."""
    firsts: dict[str, Evidence] = {}
    for evidence in found:
        firsts.setdefault(evidence.hit.passage.passage_id, evidence)
    best = found[0].score if found else 0.0
    return [
        (evidence, reading.signals(evidence, editions.date(evidence.hit.passage), best))
        for evidence in list(firsts.values())[:_JUDGED]
    ]


def confidence(reading: Reading, best: Judged) -> float:
    """Probability (0..1) that the best evidence answers the question."""
    weights = _weights()
    values = confidence_values(reading, best.signals, best.standing)
    total = weights.bias + sum(weights.confidence.get(name, 0.0) * value for name, value in values.items())
    return 1.0 / (1.0 + math.exp(-total))


def confidence_values(reading: Reading, signals: Signals, standing: float) -> dict[str, float]:
    """What the confidence looks at: the signals, the standing, and what the question is like."""
    query = reading.query
    asks = {f"asks_{name}": float(name in query.kinds) for name in kinds()}
    question = {
        "unknown": reading.unknown(),
        "everyday": float(bool(query.plain)),
        "length": reading.length(),
        "long_compound": reading.long_compound(),
        "unknown_compounds": reading.unknown_compounds(),
    }
    return {**asdict(signals), "standing": standing, **question, **asks}


def _weighed(values: Mapping[str, float]) -> float:
    return sum(weight * values[name] for name, weight in _weights().standing.items())
