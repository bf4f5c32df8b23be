"""The evaluation set: questions with the forms that a right answer contains and the evidence for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError


@dataclass(frozen=True)
class EvalQuestion:
    """One question of the set.

    ``accept``: every group must be met by one of its forms. ``evidence``: a passage supports the answer when it
    contains all strings of one of these lists. Both are empty for an unanswerable question.
    """

    id: str
    split: str
    type: str
    question: str
    turns: tuple[str, ...] = ()  # the earlier turns
    accept: tuple[tuple[str, ...], ...] = ()
    reject: tuple[str, ...] = ()
    evidence: tuple[tuple[str, ...], ...] = ()
    as_of: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return bool(self.accept)


def read_questions(path: Path, *more: Path, split: str = "all") -> list[EvalQuestion]:
    """The questions of the files that are for "dev" or "heldout", or "all". Raises InputError with the line that is wrong."""
    questions = [question for source in (path, *more) for question in _read(source)]
    chosen = [question for question in questions if split in ("all", question.split)]
    if not chosen:
        raise InputError(
            f"質問集 {path} に「{split}」の質問がありません。dev、heldout、all のどれかを指定してください。",
            f"The question set {path} has no questions of {split!r}. Use dev, heldout or all.",
        )
    return chosen


def _read(path: Path) -> list[EvalQuestion]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"質問集 {path} を読めません（{error}）。", f"Cannot read the question set {path} ({error})."
        ) from error
    return [_question(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _question(path: Path, number: int, line: str) -> EvalQuestion:
    try:
        data: dict[str, Any] = json.loads(line)
        turns = [*data.get("turns", []), *([data["question"]] if data.get("question") else [])]
        return EvalQuestion(
            id=str(data["id"]),
            split=data.get("split", "dev"),
            type=data.get("type", "factoid"),
            question=turns[-1],
            turns=tuple(turns[:-1]),
            accept=_groups(data.get("accept", [])),
            reject=tuple(data.get("reject", [])),
            evidence=_groups(data.get("evidence", [])),
            as_of=data.get("as_of", ""),
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise InputError(
            f"質問集 {path} の{number}行目を読めません（{error!r}）。",
            f"Line {number} of the question set {path} is wrong ({error!r}).",
        ) from error


def _groups(value: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group) for group in value)
