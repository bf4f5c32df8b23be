"""Rows of a batch: what is asked in each, and what is wrong with a row that cannot be asked."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.errors import InputError

# The fields of a row as they stand in the file, or why its line could not be read.
Record = Mapping[str, Any] | InputError
RowId = str | int | float
ASKING = ("question", "turns", "description")


@dataclass(frozen=True)
class BatchRow:
    """One row. ``error`` stands where it cannot be asked; ``occurrence`` counts rows of the same id from 0."""

    id: RowId
    occurrence: int = 0
    question: str = ""
    turns: tuple[str, ...] = ()  # the earlier turns, oldest first
    as_of: str = ""
    doc: str = ""
    description: str = ""  # for a designation check instead of a question
    call: str = ""
    error: InputError | None = None

    @property
    def key(self) -> tuple[str, int]:
        """Tells the rows of one batch apart."""
        return str(self.id), self.occurrence


def rows_of(records: Sequence[Record]) -> list[BatchRow]:
    """The rows in order: a row without id is called by its number, the second row of an id carries an error."""
    given = {str(record.get("id")) for record in records if isinstance(record, Mapping)}
    seen: Counter[str] = Counter()
    rows = []
    for number, record in enumerate(records, 1):
        row = _row(record, f"row-{number}" if str(number) in given else number)
        row = replace(row, occurrence=seen[str(row.id)])
        if row.occurrence:
            row = replace(row, error=_duplicate(row.id, number))
        seen[str(row.id)] += 1
        rows.append(row)
    return rows


def _row(record: Record, number: RowId) -> BatchRow:
    if isinstance(record, InputError):
        return BatchRow(number, error=record)
    row_id: RowId = number
    try:
        row_id = _id(record.get("id"), number)
        turns = [*_turns(record.get("turns")), *filter(str.strip, [_text(record, "question")])]
        row = BatchRow(
            row_id, 0, turns[-1] if turns else "", tuple(turns[:-1]), _text(record, "as_of"), _text(record, "doc")
        )
        description = _text(record, "description")
        if description.strip() and turns:
            raise _two_kinds()
        return replace(row, description=description, call=_text(record, "call"))
    except InputError as error:
        return BatchRow(row_id, error=error)


def _id(value: Any, number: RowId) -> RowId:
    if value is None or (isinstance(value, str) and not value.strip()):
        return number
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value in (math.inf, -math.inf):
        raise InputError("id は文字か数で書いてください。", "The id must be text or a number.")
    return value


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{name} は文字で書いてください。", f"{name} must be text.")


def _turns(value: Any) -> list[str]:
    """A list of turns, or one text with a turn a line (a table's cell), which may also be a JSON list."""
    if value is None:
        return []
    if isinstance(value, str):
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        if value.lstrip().startswith("["):
            try:
                value = json.loads(value)
            except ValueError:
                return lines  # an ordinary text that begins with a bracket
        else:
            return lines
    if not isinstance(value, list) or not all(isinstance(turn, str) for turn in value):
        raise InputError(
            'turns は ["最初の質問", "次の質問"] のように文字の並びで書いてください。', "turns must be a list of texts."
        )
    return value


def _duplicate(row_id: RowId, number: int) -> InputError:
    return InputError(
        f"{number}行目の id「{row_id}」は前の行にもあります。行ごとに別の id を付けてください。",
        f"The id {row_id!r} of row {number} stands in an earlier row too. Give each row an id of its own.",
    )


def _two_kinds() -> InputError:
    return InputError(
        "question と description の両方があります。行を分けて、片方だけにしてください。",
        "There is both a question and a description. Split the row: one of them each.",
    )
