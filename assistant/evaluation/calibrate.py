"""Fits the weights of the decision to answer (``answer/decision.toml``) on the development half.

``python -m assistant.evaluation.calibrate INDEX…`` prints the weights and the curve of refusals against over-refusals.
Examples of evidence that answers: the best evidence of an answerable question, when it holds the accepted forms or the
evidence. Examples that do not: the best evidence of an unanswerable question, and of an answerable one from whose hits
everything that answers it was taken away (leave one fact out), at a lower weight.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from assistant.answer.conversation import resolve
from assistant.answer.decide import Signals, signals_of
from assistant.answer.evidence import collect
from assistant.answer.parts import split_parts
from assistant.assistant import Assistant
from assistant.config import ROOT, load_settings
from assistant.evaluation.metrics import contains_evidence, fold, meets
from assistant.evaluation.questions import EvalQuestion, read_questions
from assistant.model import Hit, Passage, Query
from assistant.retrieve.understand import understand

# Weight of an example from which the answering passages were taken away, and of an unanswerable question.
_LEFT_OUT, _UNANSWERABLE = 0.3, 2.0
# Share of answerable questions with good evidence that may be refused.
_OVER_REFUSAL = 0.03


@dataclass(frozen=True)
class Example:
    """The signals of one piece of evidence, and whether it answers."""

    signals: Signals
    answers: bool
    weight: float


def examples(assistant: Assistant, questions: list[EvalQuestion]) -> Iterator[Example]:
    """The examples of all questions over one index."""
    for question in questions:
        complete = resolve(question.question, question.turns, assistant.glossary, assistant.attributes).question
        single = split_parts(complete, assistant.glossary)[0]
        query = understand(question.question, assistant.vocabulary, single, question.as_of)
        hits = assistant.retriever.search(query, 20)
        others = [hit for hit in hits if not _answers(question, hit.passage)]
        if not question.answerable:
            yield from _example(assistant, query, hits, False, _UNANSWERABLE)
            continue
        if hits and _answers(question, _best(assistant, query, hits)):
            yield from _example(assistant, query, hits, True, 1.0)
        yield from _example(assistant, query, others, False, _LEFT_OUT)


def _best(assistant: Assistant, query: Query, hits: list[Hit]) -> Passage:
    return collect(query, hits[:10], assistant.tables.unnamed(query, hits[:10]))[0].hit.passage


def _answers(question: EvalQuestion, passage: Passage) -> bool:
    if not question.answerable:
        return False
    text = " ".join([passage.locator, passage.subject, passage.text])
    return contains_evidence(question, text) or meets(question.accept, fold(text))


def _example(assistant: Assistant, query: Query, hits: list[Hit], answers: bool, weight: float) -> Iterator[Example]:
    found = collect(query, hits[:10], assistant.tables.unnamed(query, hits[:10]))
    if found:
        date = assistant.editions.date(found[0].hit.passage)
        signals = signals_of(query, found[0], assistant.index.lexical, assistant.glossary, date)
        yield Example(signals, answers, weight)


def main() -> None:
    """Prints weights and curve for the indexes named on the command line (default: the default index)."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    questions = read_questions(ROOT / "eval" / "questions.jsonl", split="dev")
    found: list[Example] = []
    for index in sys.argv[1:] or [""]:
        settings = load_settings(index=Path(index) if index else None)
        found += examples(Assistant(settings), questions)
    x = np.array([astuple(example.signals) for example in found])
    y = np.array([example.answers for example in found])
    weights = np.array([example.weight for example in found])
    model = LogisticRegression(C=1.0, max_iter=2000)
    sure = cross_val_predict(model, x, y, cv=10, method="predict_proba", params={"sample_weight": weights})[:, 1]
    model.fit(x, y, sample_weight=weights)
    unanswerable = ~y & (weights == _UNANSWERABLE)
    print("threshold  refused  left-out refused  over-refused")
    for threshold in np.arange(0.1, 0.95, 0.1):
        shares = [(sure[mask] < threshold).mean() for mask in (unanswerable, ~y & ~unanswerable, y)]
        print(f"{threshold:9.1f}  {shares[0]:7.3f}  {shares[1]:16.3f}  {shares[2]:12.3f}")
    cut = float(np.quantile(sure[y], _OVER_REFUSAL))
    bias = float(model.intercept_[0]) - np.log(cut / (1 - cut))
    print(
        f"\nthreshold for {_OVER_REFUSAL:.0%} over-refusal: {cut:.2f} (refused {(sure[unanswerable] < cut).mean():.3f})"
    )
    print(f"\nbias = {bias:.2f}\n\n[weights]")
    for field, weight in zip(fields(Signals), model.coef_[0], strict=True):
        print(f"{field.name} = {weight:.2f}")


if __name__ == "__main__":
    main()
