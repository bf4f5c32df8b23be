"""From signals to areas: a logistic model for each list, fitted by ``calibrate.py`` into ``calibration.toml``."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from assistant.designation.evidence import Evidence, Signals
from assistant.designation.model import Touched
from assistant.designation.sources import Sources
from assistant.designation.vocabulary import names

CALIBRATION = Path(__file__).with_name("calibration.toml")
_REASONS, _REASON_CHARS = 6, 60
_VALUES = attrgetter(*(field.name for field in fields(Signals)))


@dataclass(frozen=True)
class Model:
    """Weights of the signals of one list. The best name is named from ``first``, others from ``further``, of ``most``."""

    weights: tuple[float, ...]
    bias: float
    first: float
    further: float
    most: int

    def confidence(self, signals: Signals) -> float:
        """0..1."""
        z = self.bias + sum(w * x for w, x in zip(self.weights, _VALUES(signals), strict=True))
        return 1.0 / (1.0 + math.exp(-max(min(z, 30.0), -30.0)))


@lru_cache(maxsize=1)
def models() -> dict[str, Model]:
    """The models by the names of the lists."""
    data = tomllib.loads(CALIBRATION.read_text(encoding="utf-8"))
    order = [field.name for field in fields(Signals)]
    return {
        name: Model(
            tuple(entry["weights"][key] for key in order),
            entry["bias"],
            entry["first"],
            entry["further"],
            entry["most"],
        )
        for name, entry in data["list"].items()
    }


def confidences(evidence: Evidence, list_name: str) -> dict[str, float]:
    """The confidence of every name of a list (short names), best first."""
    model = models()[list_name]
    found = {short: model.confidence(signals) for short, signals in evidence.signals[list_name].items()}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def touched(evidence: Evidence, list_name: str, sources: Sources) -> tuple[Touched, ...]:
    """The areas or technologies that are named, best first."""
    model = models()[list_name]
    ranked = list(confidences(evidence, list_name).items())[: model.most]
    chosen = [one for place, one in enumerate(ranked) if one[1] >= (model.further if place else model.first)]
    official = names()[list_name]
    numbers = {short: no for no, short in enumerate(official, 1)}
    return tuple(
        Touched(
            official[short],
            round(sure, 2),
            _reasons(evidence, list_name, short),
            sources.area(list_name, official[short]),
            numbers[short] if list_name == "areas12" else None,
        )
        for short, sure in chosen
    )


def merged(parts: Sequence[tuple[Touched, ...]], list_name: str) -> tuple[Touched, ...]:
    """What the parts of a description touch, each name once, surest first."""
    best: dict[str, Touched] = {}
    for one in sorted((one for part in parts for one in part), key=lambda one: -one.confidence):
        best.setdefault(one.name, one)
    return tuple(best.values())[: models()[list_name].most]


def _reasons(evidence: Evidence, list_name: str, short: str) -> tuple[str, ...]:
    """The description's words; where only the encoder sees it, the nearest sentence, shortened."""
    words = evidence.words[list_name][short][:_REASONS]
    if words:
        return words
    sentence = re.sub(r"\s+", " ", evidence.nearest[list_name][short])
    return (sentence if len(sentence) <= _REASON_CHARS else sentence[: _REASON_CHARS - 1] + "…",) if sentence else ()
