"""Fits the models of ``areas.py`` on the development descriptions and writes ``calibration.toml``.

``python -m assistant.designation.calibrate`` prints the cross-validated figures and writes the file. The encoder of the
settings is used, so it is run again when that changes. Names that may or may not be given (``_ok``) are left out of
the fit. The confidence that the best name of a list needs (``first``) and that the others need (``further``) are chosen by the
cross-validated confidences. Every description is also seen with vocabularies thinned at random, for the fit and for the
thresholds: those to come will use words that the vocabulary lacks, and have to be named on little evidence.
"""

from __future__ import annotations

import math
import random
from dataclasses import astuple, dataclass, fields, replace
from typing import TypeVar

import numpy as np

from assistant.config import ROOT, load_settings
from assistant.designation.areas import CALIBRATION
from assistant.designation.evidence import Collector
from assistant.designation.examples import Example, read_examples
from assistant.designation.facts import funding_sentences
from assistant.designation.prepared import prepare
from assistant.designation.signals import Signals
from assistant.designation.text import read_text
from assistant.designation.vocabulary import LISTS, Topic, names, topics
from assistant.pipeline import embedder_of

DEVELOPMENT = tuple(ROOT / "eval" / f"designation-{name}.jsonl" for name in ("dev", "further", "mixed", "fresh"))
MOST = {"areas12": 4, "areas20": 6, "kprogram": 5}
_FOLDS, _STRENGTH = 10, 10.0
_THINNED, _KEPT = 4, 0.6  # how many thinned vocabularies, and what share of each stays
_T = TypeVar("_T")
_EQUAL = 0.01  # cuts whose worth differs by less are equals
_EMPTY = 0.92  # of the descriptions that nothing fits, so many must stay empty


def main() -> None:
    """Fits, prints, writes."""
    embedder = embedder_of(load_settings())
    examples = [example for path in DEVELOPMENT for example in read_examples(path) if example.split == "dev"]
    texts = [read_text(example.description) for example in examples]
    signals = []
    for seed in range(_THINNED + 1):
        collector = Collector(embedder, prepare(_thinned(seed) if seed else topics(), embedder))
        signals += [collector.collect(collector.read(text), funding_sentences(text)).signals for text in texts]
    examples = examples * (_THINNED + 1)
    parts = ["# Written by `python -m assistant.designation.calibrate`; not by hand.", ""]
    for name in LISTS:
        x, y, known, groups = _table(examples, [each[name] for each in signals], name)
        sure = _cross_validated(x, y, known, groups % len(texts) % _FOLDS)
        cut = _best_cut(sure, y, known, groups, MOST[name])
        print(f"{name}: {int(y.sum())} of {len(y)}; cross-validated {_shown(cut)}")
        weights, bias = _fitted(x[known], y[known])
        parts += [
            f"[list.{name}]",
            f"bias = {bias:.3f}",
            f"first = {cut.first:.2f}",
            f"further = {cut.further:.2f}",
            f"most = {MOST[name]}",
            "",
        ]
        parts += [f"[list.{name}.weights]"]
        parts += [f"{field.name} = {weight:.3f}" for field, weight in zip(fields(Signals), weights, strict=True)]
        parts += [""]
    CALIBRATION.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


def _thinned(seed: int) -> list[Topic]:
    """The topics without a random part of their words and sentences, each with one sentence at least."""
    draw = random.Random(seed)

    def some(words: tuple[_T, ...]) -> tuple[_T, ...]:
        return tuple(word for word in words if draw.random() < _KEPT)

    return [
        replace(
            topic,
            sentences=some(topic.sentences) or topic.sentences[:1],
            strong=some(topic.strong),
            pairs=some(topic.pairs),
            weak=some(topic.weak),
        )
        for topic in topics()
    ]


def _table(
    examples: list[Example], signals: list[dict[str, Signals]], name: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One row for each description and name: signals, whether it is expected, whether that is known, description."""
    x, y, known, groups = [], [], [], []
    for number, (example, found) in enumerate(zip(examples, signals, strict=True)):
        for short, official in names()[name].items():
            x.append(astuple(found[short]))
            y.append(official in example.expected(name))
            known.append(official not in example.tolerated(name))
            groups.append(number)
    return np.array(x), np.array(y), np.array(known), np.array(groups)


def _fitted(x: np.ndarray, y: np.ndarray) -> tuple[list[float], float]:
    """Weights and bias of a logistic regression whose weights, but for a few, must not speak against a name."""
    from scipy.optimize import minimize

    free = {"sentence_ahead", "ahead", "common_ahead", "learned_ahead"}
    against = {"outside", "learned_outside"}
    names_ = [field.name for field in fields(Signals)]
    bounds = [(None, 0.0) if n in against else (None, None) if n in free else (0.0, None) for n in names_]
    sign = np.where(y, 1.0, -1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = sign * (x @ w[:-1] + w[-1])
        slope = -sign / (1.0 + np.exp(z))
        value = np.logaddexp(0.0, -z).sum() + 0.5 / _STRENGTH * float(w[:-1] @ w[:-1])
        return value, np.append(x.T @ slope + w[:-1] / _STRENGTH, slope.sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B")
    return [float(w) for w in found.x[:-1]], float(found.x[-1])


def _cross_validated(x: np.ndarray, y: np.ndarray, known: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Confidence of each row from a fit without its description's fold."""
    sure = np.zeros(len(y))
    for fold in range(_FOLDS):
        held = folds == fold
        weights, bias = _fitted(x[~held & known], y[~held & known])
        sure[held] = 1.0 / (1.0 + np.exp(-(x[held] @ np.array(weights) + bias)))
    return sure


@dataclass(frozen=True)
class _Cut:
    """The confidence that the best name needs, and that the others need; what they lead to."""

    first: float
    further: float
    f1: float
    top: float  # share of the descriptions with a name whose best name is one of those expected
    among: float  # share of them with one of those expected among the first three
    empty: float  # share of those without one that get none
    settled: float  # share of all that get some where some are expected and none where none are: what the verdict needs

    @property
    def worth(self) -> float:
        """What is to be large."""
        return self.f1 + self.top + self.among + self.settled


def _best_cut(sure: np.ndarray, y: np.ndarray, known: np.ndarray, groups: np.ndarray, most: int) -> _Cut:
    """The best cut among those that keep enough descriptions empty that should be; of equals the one in their middle."""
    steps = np.arange(0.16, 0.65, 0.04)
    cuts = [_cut(sure, y, known, groups, most, first, further) for first in steps for further in steps]
    kept = [cut for cut in cuts if cut.empty >= _EMPTY]
    best = max(cut.worth for cut in kept)
    equals = [cut for cut in kept if cut.worth >= best - _EQUAL]
    middle = np.mean([(cut.first, cut.further) for cut in equals], axis=0)
    return min(equals, key=lambda cut: math.dist((cut.first, cut.further), middle))


def _shown(cut: _Cut) -> str:
    return ", ".join(f"{field.name} {getattr(cut, field.name):.3f}" for field in fields(cut))


def _cut(
    sure: np.ndarray, y: np.ndarray, known: np.ndarray, groups: np.ndarray, most: int, first: float, further: float
) -> _Cut:
    right = said = expected = tops = amongs = named = empties = some = none = 0
    for group in range(int(groups[-1]) + 1):
        mine = np.flatnonzero((groups == group) & known)
        ranked = mine[np.argsort(-sure[mine])]
        chosen = [n for place, n in enumerate(ranked[:most]) if sure[n] >= (further if place else first)]
        right += sum(bool(y[n]) for n in chosen)
        said += len(chosen)
        expected += int(y[mine].sum())
        if y[mine].any():
            some += 1
            named += bool(chosen)
            tops += bool(chosen) and bool(y[chosen[0]])
            amongs += any(bool(y[n]) for n in chosen[:3])
        else:
            none += 1
            empties += not chosen
    return _Cut(
        first,
        further,
        2 * right / max(said + expected, 1),
        tops / max(some, 1),
        amongs / max(some, 1),
        empties / max(none, 1),
        (named + empties) / max(some + none, 1),
    )


if __name__ == "__main__":
    main()
