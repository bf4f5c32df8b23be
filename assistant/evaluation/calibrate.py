"""Fits the weights of the judgement (``answer/judgement.toml``) and prints them with the curve of refusals.

``python -m assistant.evaluation.calibrate INDEX… [--off-topic FILE]``. First the standing: weights under which the
answering candidate of a question comes first (listwise: the softmax over a question's candidates). Then the confidence:
a logistic function that tells right from wrong first candidates, with one bias for passages that have everyday questions
and one for those that have none. The figures come from eight-fold cross-validation by question, the weights from all
examples. FILE: questions on other topics, one JSON object with "question" a line, such as JaQuAD's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from assistant.answer.judge import confidence_values
from assistant.answer.signals import Signals
from assistant.assistant import Assistant
from assistant.config import ROOT, load_settings
from assistant.evaluation.examples import Example, of_corpus, of_questions, off_topic
from assistant.evaluation.questions import read_questions

_SETS = ("questions", "more-dev", "second-dev", "third-dev", "fourth-dev", "fifth-dev", "sixth-dev")
# Weight of an example from the corpus's own everyday questions against one of the development questions.
_OF_CORPUS = 0.05
# Weights of unanswerable questions, of those on other topics and of answerable ones whose first candidate does not answer.
_UNANSWERABLE, _OFF_TOPIC, _WRONG = 3.0, 0.3, 0.5
_OFF_TOPIC_QUESTIONS = 300
# Strength of the pull towards zero for standardised weights.
_RIDGE, _INVERSE_RIDGE = 10.0, 0.05
# Shares of rightly answered questions that may be refused, for the curve.
_CURVE = (0.005, 0.008, 0.01, 0.012, 0.016, 0.02, 0.03, 0.05, 0.1)
# The one that the bias is set for, over prepared passages and others. Of the others, off-topic questions are told apart less surely.
_OVER_REFUSAL = {True: 0.01, False: 0.016}
_FOLDS = 8
_NAMES = [field.name for field in fields(Signals)]


@dataclass(frozen=True)
class Linear:
    """Weights for plain values: ``values @ weights + bias``."""

    weights: np.ndarray
    bias: float = 0.0

    def of(self, values: np.ndarray) -> np.ndarray:
        """The weighted sums, (rows,)."""
        return values @ self.weights + self.bias


def fit_standing(examples: Sequence[Example], weights: Sequence[float]) -> Linear:
    """Weights that maximise the softmax share of the answering candidates, ridge-regularised."""
    from scipy.optimize import minimize

    useful = [(e, w) for e, w in zip(examples, weights, strict=True) if any(e.answers) and not all(e.answers)]
    values = [_signals(example) for example, _ in useful]
    rows = np.concatenate(values)
    mean, scale = rows.mean(0), rows.std(0) + 1e-6
    starts = np.cumsum([0, *(len(item) for item in values[:-1])])
    owner = np.repeat(np.arange(len(values)), [len(item) for item in values])
    x, y = (rows - mean) / scale, np.concatenate([example.answers for example, _ in useful]).astype(float)
    share = np.array([weight for _, weight in useful])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ b
        exp = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        total, good = np.add.reduceat(exp, starts), np.add.reduceat(exp * y, starts)
        slope = x.T @ ((exp / total[owner] - exp * y / good[owner]) * share[owner])
        return float((share * (np.log(total) - np.log(good))).sum() + _RIDGE * b @ b), slope + 2 * _RIDGE * b

    fitted = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    return Linear(fitted / scale)


def fit_confidence(examples: Sequence[Example], standing: Linear) -> Linear:
    """Logistic weights that tell whether the first candidate answers."""
    from sklearn.linear_model import LogisticRegression

    firsts = [_first(example, standing) for example in examples]
    x = np.stack([values for values, _ in firsts])
    y = np.array([answers for _, answers in firsts])
    weights = [_weight(example, bool(right)) for example, right in zip(examples, y, strict=True)]
    mean, scale = x.mean(0), x.std(0) + 1e-6
    model = LogisticRegression(C=_INVERSE_RIDGE, max_iter=2000).fit((x - mean) / scale, y, sample_weight=weights)
    found = model.coef_[0] / scale
    return Linear(found, float(model.intercept_[0] - mean @ found))


def _weight(example: Example, right: bool) -> float:
    if example.answerable:
        return 1.0 if right else _WRONG
    return _OFF_TOPIC if example.source == "off-topic" else _UNANSWERABLE


def _signals(example: Example) -> np.ndarray:
    return np.array([astuple(signals) for signals in example.signals], float)


def _first(example: Example, standing: Linear) -> tuple[np.ndarray, bool]:
    """What the confidence looks at for the candidate that stands first, and whether that one answers."""
    standings = standing.of(_signals(example))
    best = int(standings.argmax())
    values = confidence_values(example.reading, example.signals[best], float(standings[best]))
    return np.array(list(values.values())), example.answers[best]


def _folds(examples: Sequence[Example]) -> np.ndarray:
    """The fold of each example; the same question over two indexes stays in one fold."""
    ids = {name: number for number, name in enumerate(dict.fromkeys(example.question_id for example in examples))}
    return np.array([ids[example.question_id] % _FOLDS for example in examples])


def cross_validated(asked: Sequence[Example], corpus: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """For each development example, from weights that never saw its question: confidence (log odds), and right or not."""
    sure, right = np.zeros(len(asked)), np.zeros(len(asked), bool)
    folds = _folds(asked)
    for fold in range(_FOLDS):
        train = [example for example, own in zip(asked, folds, strict=True) if own != fold]
        standing = fit_standing([*train, *corpus], [1.0] * len(train) + [_OF_CORPUS] * len(corpus))
        confidence = fit_confidence(train, standing)
        for number in np.flatnonzero(folds == fold).tolist():
            values, right[number] = _first(asked[number], standing)
            sure[number] = confidence.of(values[None])[0]
    return sure, right


@dataclass(frozen=True)
class Collected:
    """Examples for fitting: questions asked (of the sets and off-topic) with their index, and the corpus's own."""

    asked: list[Example]
    indexes: np.ndarray
    corpus: list[Example]


def collect(indexes: Sequence[str], strange: Sequence[str]) -> Collected:
    """The examples over the indexes."""
    questions = read_questions(
        *(ROOT / "eval" / f"{name}.jsonl" for name in _SETS),
        split="dev",
    )
    asked: list[Example] = []
    corpus: list[Example] = []
    owners: list[str] = []
    for index in indexes:
        assistant = Assistant(load_settings(index=Path(index)))
        found = [*of_questions(assistant, questions), *off_topic(assistant, strange)]
        asked += found
        owners += [index] * len(found)
        corpus += of_corpus(assistant)
    return Collected(asked, np.array(owners), corpus)


def main() -> None:
    """Prints cross-validated figures for each index, then the weights fitted on everything."""
    parser = argparse.ArgumentParser(description="Fits the weights of the judgement.")
    parser.add_argument("indexes", nargs="+", metavar="INDEX")
    parser.add_argument("--off-topic", type=Path, metavar="FILE")
    options = parser.parse_args()
    found = collect(options.indexes, _strange(options.off_topic))
    asked, corpus = found.asked, found.corpus
    sure, right = cross_validated(asked, corpus)
    standing = fit_standing([*asked, *corpus], [1.0] * len(asked) + [_OF_CORPUS] * len(corpus))
    confidence = fit_confidence(asked, standing)
    cuts = {}
    for index in options.indexes:
        own = found.indexes == index
        _print_curve(index, sure[own], right[own], [example for example, o in zip(asked, own, strict=True) if o])
        prepared = any(example.signals[0].prepared for example, o in zip(asked, own, strict=True) if o)
        cuts[prepared] = float(np.quantile(sure[own & right], _OVER_REFUSAL[prepared]))
    names = list(confidence_values(asked[0].reading, asked[0].signals[0], 0.0))
    plain = cuts.get(False, cuts.get(True, 0.0))
    confidence.weights[names.index("prepared")] -= cuts.get(True, plain) - plain
    print(f"\n[standing]\n{_toml(_NAMES, standing.weights)}\n\n[confidence]\nbias = {confidence.bias - plain:.2f}\n")
    print(f"[confidence.weights]\n{_toml(names, confidence.weights)}")


def _strange(path: Path | None) -> list[str]:
    """Some questions of a file of JSON lines, packed or not."""
    if path is None:
        return []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        questions = [str(json.loads(line)["question"]) for line in lines]
    return random.Random(0).sample(questions, min(_OFF_TOPIC_QUESTIONS, len(questions)))


def _print_curve(index: str, sure: np.ndarray, right: np.ndarray, examples: Sequence[Example]) -> None:
    answerable = np.array([example.answerable for example in examples])
    off = np.array([example.source == "off-topic" for example in examples])
    print(f"{index}: the first candidate answers {right[answerable].mean():.3f} of {answerable.sum()} questions")
    print("over-refused  unanswerable refused  off-topic refused  wrong first candidate refused")
    for share in _CURVE:
        cut = np.quantile(sure[right], share)
        masks = (~answerable & ~off, off, answerable & ~right)
        shares = [(sure[mask] < cut).mean() if mask.any() else float("nan") for mask in masks]
        print(f"{share:12.3f}  {shares[0]:20.3f}  {shares[1]:17.3f}  {shares[2]:29.3f}")


def _toml(names: Sequence[str], weights: np.ndarray) -> str:
    return "\n".join(f"{name} = {weight:.2f}" for name, weight in zip(names, weights, strict=True))


if __name__ == "__main__":
    main()
