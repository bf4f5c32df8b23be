"""What the encoder is trained on: questions, each with the sentence that answers it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import InputError
from assistant.japanese.sentences import split_sentences
from assistant.model import Passage

_FIELDS = ("question", "context", "answers")


@dataclass(frozen=True)
class Row:
    """One row of JaQuAD: a question, the passage that answers it, and the answer as it stands there."""

    question: str
    context: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A question and the texts that answer it, any of which may be taken; ``passage`` names where they stand."""

    question: str
    texts: tuple[str, ...]
    passage: str


def read_jaquad(path: Path) -> list[Row]:
    """The rows of a file of JSON lines, compressed or not. Raises InputError with the line that lacks a field."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(
            f"学習データ {path} を読めません（{error}）。ファイルの名前を確かめてください。",
            f"Cannot read the training data {path} ({error}). Check the name of the file.",
        ) from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise InputError(f"学習データ {path} は空です。", f"The training data {path} is empty.")
    return rows


def _row(path: Path, number: int, line: str) -> Row:
    try:
        data: Any = json.loads(line)
    except ValueError:
        data = None
    missing = [name for name in _FIELDS if not isinstance(data, dict) or not data.get(name)]
    if missing or not isinstance(data["answers"], list) or not all(isinstance(a, str) for a in data["answers"]):
        names = "、".join(missing or ["answers"])
        raise InputError(
            f"学習データ {path} の{number}行目に {names} がありません。データを直してください。",
            f"Line {number} of the training data {path} lacks {names.replace('、', ', ')}. Mend the data.",
        )
    return Row(str(data["question"]), str(data["context"]), tuple(data["answers"]))


def sentences_of(context: str) -> list[str]:
    """The sentences of a passage."""
    return [context[start:end] for start, end in split_sentences(context)]


def answer_pairs(rows: Iterable[Row]) -> list[Pair]:
    """Each question with the sentence that holds its answer: of several, the one that shares most with the question.

    A row none of whose sentences holds the answer is left out.
    """
    pairs = []
    for row in rows:
        holding = [text for text in sentences_of(row.context) if any(answer in text for answer in row.answers)]
        if holding:
            asked = _character_pairs(row.question)
            best = max(holding, key=lambda text: len(asked & _character_pairs(text)))
            pairs.append(Pair(row.question, (best,), row.context))
    return pairs


def _character_pairs(text: str) -> set[str]:
    letters = "".join(text.split())
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def everyday_pairs(passages: Sequence[Passage], without: frozenset[str] = frozenset()) -> list[Pair]:
    """The everyday questions of the bundled corpus with the units of their passage; documents in ``without`` are left out."""
    from assistant.index.units import units_of

    pairs = []
    for passage in passages:
        texts = tuple(unit.text for unit in units_of(passage, 0) if unit.kind != "question")
        if passage.doc_id not in without:
            pairs += [Pair(question, texts, passage.passage_id) for question in passage.questions]
    return pairs


def batches(pairs: Sequence[Pair], size: int, epochs: float, seed: int) -> list[list[tuple[str, str, str]]]:
    """Every batch of the training: (question, text, passage). The same seed gives the same batches."""
    rng = np.random.default_rng(seed)
    wanted = max(1, int(len(pairs) * epochs / size))
    order: list[int] = []
    while len(order) < wanted * size:
        order += rng.permutation(len(pairs)).tolist()
    chosen = [pairs[number] for number in order[: wanted * size]]
    texts = [(pair.question, pair.texts[int(rng.integers(len(pair.texts)))], pair.passage) for pair in chosen]
    return [texts[start : start + size] for start in range(0, len(texts), size)]
