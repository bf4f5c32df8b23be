"""From signals to areas: a logistic model for each list, fitted by ``calibrate.py`` into ``calibration.toml``."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from assistant.designation.advice import Candidate
from assistant.designation.evidence import Evidence
from assistant.designation.model import Touched
from assistant.designation.signals import Signals
from assistant.designation.sources import Sources
from assistant.designation.vocabulary import names

CALIBRATION = Path(__file__).with_name("calibration.toml")
OFFERED = 0.05  # confidence from which a name is offered to a model
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
    return tuple(
        _touched(list_name, short, sure, _reasons(evidence, list_name, short), sources) for short, sure in chosen
    )


def advised(evidence: Evidence, list_name: str, words: Mapping[str, str], sources: Sources) -> tuple[Touched, ...]:
    """The areas or technologies (short names) that a model chose, with the words that it quoted."""
    sure = confidences(evidence, list_name)
    return tuple(_touched(list_name, short, sure[short], (quoted,), sources) for short, quoted in words.items())


def candidates(evidence: Evidence) -> list[Candidate]:
    """What a model may choose from: the names of all lists that the evidence found, surest first."""
    return [
        Candidate(name, short, names()[name][short])
        for name, model in models().items()
        for short, confidence in list(confidences(evidence, name).items())[: model.most]
        if confidence >= OFFERED
    ]


def merged(parts: Sequence[tuple[Touched, ...]], list_name: str) -> tuple[Touched, ...]:
    """What the parts of a description touch, each name once, surest first."""
    best: dict[str, Touched] = {}
    for one in sorted((one for part in parts for one in part), key=lambda one: -one.confidence):
        best.setdefault(one.name, one)
    return tuple(best.values())[: models()[list_name].most]


def _touched(list_name: str, short: str, sure: float, reasons: tuple[str, ...], sources: Sources) -> Touched:
    official = names()[list_name]
    number = list(official).index(short) + 1 if list_name == "areas12" else None
    return Touched(official[short], round(sure, 2), reasons, sources.area(list_name, official[short]), number)


def _reasons(evidence: Evidence, list_name: str, short: str) -> tuple[str, ...]:
    """The description's words; where only the encoder sees it, the nearest sentence, shortened."""
    words = evidence.words[list_name][short][:_REASONS]
    if words:
        return words
    sentence = re.sub(r"\s+", " ", evidence.nearest[list_name][short])
    return (sentence if len(sentence) <= _REASON_CHARS else sentence[: _REASON_CHARS - 1] + "…",) if sentence else ()
