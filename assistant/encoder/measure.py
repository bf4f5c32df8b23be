"""How well an encoder finds the passage that answers a question, by its best sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.encoder.data import Pair, Row, sentences_of

Encode = Callable[[list[str]], np.ndarray]

# Questions that are compared at a time.
_QUESTIONS = 512


@dataclass(frozen=True)
class Task:
    """Questions, each with the number of the passage that answers it, over passages in sentences."""

    questions: tuple[str, ...]
    gold: tuple[int, ...]
    passages: tuple[tuple[str, ...], ...]


def jaquad_task(rows: Sequence[Row]) -> Task:
    """All questions of a part of JaQuAD over all its passages."""
    numbers = {context: number for number, context in enumerate(dict.fromkeys(row.context for row in rows))}
    return Task(
        tuple(row.question for row in rows),
        tuple(numbers[row.context] for row in rows),
        tuple(tuple(sentences_of(context)) for context in numbers),
    )


def everyday_task(pairs: Sequence[Pair], asked: frozenset[str]) -> Task:
    """The everyday questions of the documents ``asked``, over the passages of all documents."""
    passages = {pair.passage: pair.texts for pair in pairs}
    numbers = {passage: number for number, passage in enumerate(passages)}
    chosen = [pair for pair in pairs if pair.passage.split("#")[0] in asked]
    return Task(
        tuple(pair.question for pair in chosen),
        tuple(numbers[pair.passage] for pair in chosen),
        tuple(passages.values()),
    )


def recalls(task: Task, encode_query: Encode, encode_document: Encode, at: Sequence[int] = (1, 10)) -> dict[str, float]:
    """Share of the questions whose passage is among the first k. A passage scores by its best sentence."""
    sentences = [text for passage in task.passages for text in passage]
    lengths = np.fromiter(map(len, task.passages), np.int64)
    starts = np.cumsum(lengths) - lengths
    documents = encode_document(sentences)
    queries = encode_query(list(task.questions))
    better: list[int] = []
    for start in range(0, len(queries), _QUESTIONS):
        scores = np.maximum.reduceat(queries[start : start + _QUESTIONS] @ documents.T, starts, axis=1)
        gold = np.array(task.gold[start : start + _QUESTIONS])
        better += (scores > scores[np.arange(len(gold)), gold][:, None]).sum(axis=1).tolist()
    return {f"R@{k}": round(float(np.mean(np.array(better) < k)), 4) for k in at}
