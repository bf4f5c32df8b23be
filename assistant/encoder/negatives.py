"""Hard negatives: sentences that look like the answer and belong to another passage.

Half of them share words with the question (BM25), half lie near it for the model as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant.encoder.data import Pair
from assistant.index.lexical import LexicalIndex
from assistant.japanese.tokens import index_tokens

Encode = Callable[[list[str]], np.ndarray]
# For each question texts that do not answer it, each with its passage.
Negatives = dict[str, tuple[tuple[str, str], ...]]

_QUESTIONS = 512  # compared at a time
_SKIPPED = 1  # the nearest is left out: it may well answer the question too
_LOOKED_AT = 24  # of these, some belong to the answering passage


def mine(pairs: Sequence[Pair], encode_query: Encode, encode_document: Encode, each: int = 3) -> Negatives:
    """``each`` negatives by BM25 and as many by the model for every question of ``pairs``, out of all their texts."""
    pool = list(dict.fromkeys((text, pair.passage) for pair in pairs for text in pair.texts))
    texts = [text for text, _ in pool]
    answering: dict[str, set[str]] = {}
    for pair in pairs:
        answering.setdefault(pair.question, set()).add(pair.passage)
    questions = list(answering)
    found: dict[str, dict[int, None]] = {question: {} for question in questions}
    for orders in (_by_words(questions, texts), _by_meaning(questions, texts, encode_query, encode_document)):
        for question, order in zip(questions, orders, strict=True):
            others = [int(number) for number in order if pool[number][1] not in answering[question]]
            found[question] |= dict.fromkeys(others[_SKIPPED : _SKIPPED + each])
    return {question: tuple(pool[number] for number in numbers) for question, numbers in found.items()}


def _by_words(questions: Sequence[str], texts: Sequence[str]) -> Iterator[np.ndarray]:
    index = LexicalIndex.create([index_tokens(text) for text in texts])
    for question in questions:
        yield _best(index.scores(index_tokens(question)))


def _by_meaning(
    questions: Sequence[str], texts: list[str], encode_query: Encode, encode_document: Encode
) -> Iterator[np.ndarray]:
    documents = encode_document(texts)
    for start in range(0, len(questions), _QUESTIONS):
        for scores in encode_query(list(questions[start : start + _QUESTIONS])) @ documents.T:
            yield _best(scores)


def _best(scores: np.ndarray) -> np.ndarray:
    """The numbers of the highest scores, best first."""
    count = min(_LOOKED_AT, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    return top[np.argsort(-scores[top], kind="stable")]
