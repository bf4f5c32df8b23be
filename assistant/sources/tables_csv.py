"""Tables of the bundled corpus: ``tables/*.csv`` with a ``.toml`` beside each that says how a row is read aloud."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from assistant.model import Block, Span
from assistant.sources.entry import Entry
from assistant.sources.form import (
    impossible,
    impossible_dates,
    is_day_or_month,
    name_of,
    read_text,
    read_toml_file,
    toml_place,
)
from assistant.sources.problem import Problem

_DOCUMENT, _PLACE, _AS_OF, _QUESTIONS, _ALSO, _SUPPLIED = "文書", "出典", "時点", "問", "併せて", "補い"
_FORMER, _FORMER_SOURCE = "旧値", ("旧文書", "旧出典")
_RESERVED = (_DOCUMENT, _PLACE, _AS_OF, _QUESTIONS, _ALSO, _SUPPLIED)


@dataclass(frozen=True)
class _Sentence:
    columns: tuple[str, ...]
    text: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class _Reading:
    """How the rows of one table are put into sentences."""

    title: str
    subject: str
    sentences: tuple[_Sentence, ...]
    also: tuple[str, ...]  # places that all rows rest on besides their own
    labels: tuple[str, ...]  # columns whose text is ours, not the original's


def read_table(path: Path) -> tuple[list[Entry], list[Problem]]:
    """Every sound row of the CSV file, and everything that is wrong with it or its reading (file, line, column)."""
    name = name_of(path)
    text, problems = read_text(path)
    if problems:
        return [], problems
    rows = csv.reader(io.StringIO(text), strict=True)
    header: list[str] = []
    entries: list[Entry] = []
    line, reading = 1, None
    try:
        header = [column.strip() for column in next(rows, [])]
        problems += _header_faults(header, name)
        reading, found = _reading(path.with_suffix(".toml"), header)
        problems += found
        for values in rows:
            line, start = rows.line_num + 1, line if line > 1 else 2
            if not any(map(str.strip, values)):
                continue
            if found := list(_row_faults(values, header, name, start)):
                problems += found
            elif reading:
                row = {column: value.strip() for column, value in zip(header, values, strict=True)}
                entries.append(_entry(row, reading, name, start))
    except csv.Error as error:
        ja, en = (
            f"CSV として読めません（{error}）。引用符を確かめてください",
            f"is not CSV ({error}); look at its quotes",
        )
        problems.append(Problem(name, ja, en, rows.line_num, 1))
    return entries, problems


def _header_faults(header: list[str], name: str) -> Iterator[Problem]:
    for column in (_DOCUMENT, _PLACE):
        if column not in header:
            yield Problem(name, f"「{column}」の列がありません", f"there is no column {column}", 1, 1)
    for number, column in enumerate(header, 1):
        if not column or column in header[: number - 1]:
            ja, en = (
                f"{number}番目の列の名前が空か重複です「{column}」",
                f"column {number} has no name or one given twice",
            )
            yield Problem(name, ja, en, 1, number)


def _row_faults(values: list[str], header: list[str], name: str, line: int) -> Iterator[Problem]:
    if len(values) != len(header):
        ja = f"列が{len(values)}個あります（見出しは{len(header)}個）"
        en = f"{len(values)} columns instead of {len(header)}"
        yield Problem(name, ja, en, line, min(len(values), len(header)) + 1)
        return
    for number, (column, value) in enumerate(zip(header, map(str.strip, values), strict=True), 1):
        if column in (_DOCUMENT, _PLACE) and not value:
            yield Problem(name, f"「{column}」が空です", f"the column {column} is empty", line, number)
        if column == _AS_OF and value and not is_day_or_month(value):
            ja = f"時点「{value}」は日付でも月でもありません（例：2025-12-26、2025-12）"
            yield Problem(name, ja, f"時点 {value!r} is no date (as 2025-12-26 or 2025-12)", line, number)
        for _, written in impossible_dates(value):
            yield impossible(name, line, number, written)
    row = dict(zip(header, map(str.strip, values), strict=True))
    for column in _FORMER_SOURCE:
        if row.get(_FORMER) and not row.get(column):
            ja, en = f"旧値の{column}がありません", f"the former value has no source ({column})"
            yield Problem(name, ja, en, line, header.index(_FORMER) + 1)


def _reading(path: Path, header: list[str]) -> tuple[_Reading | None, list[Problem]]:
    """The reading of a table with these columns; None when it cannot be used."""
    name = name_of(path)
    text, data, problems = read_toml_file(path)
    if problems:
        return None, problems
    sentences = data.get("sentence", [])
    for key in ("title", "subject"):
        if not isinstance(data.get(key), str):
            ja, en = f"表の読み方に {key} がありません", f"the table's reading has no {key}"
            problems.append(Problem(name, ja, en, 1, 1))
    for number, sentence in enumerate(sentences, 1):
        if not isinstance(sentence.get("columns"), list) or not isinstance(sentence.get("text"), str):
            ja, en = "表の読み方の文に columns か text がありません", "a sentence of the reading lacks columns or text"
            problems.append(Problem(name, ja, en, *toml_place(text, "sentence", number)))
    if problems:
        return None, problems
    for number, key, column in _named(data):
        if column not in header and column != "subject":
            ja, en = f"読み方にある列「{column}」が表にありません", f"the reading names {column!r}, which is no column"
            problems.append(Problem(name, ja, en, *(toml_place(text, "sentence", number, key) if number else (1, 1))))
    if problems:
        return None, problems
    made = tuple(_Sentence(tuple(s["columns"]), s["text"], tuple(s.get("asks", []))) for s in sentences)
    return _Reading(
        data["title"], data["subject"], made, tuple(data.get("also", [])), tuple(data.get("labels", []))
    ), []


def _named(data: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """(number of the sentence, key, column) for every column that a reading names; number 0 is the subject."""
    for _, column, _, _ in Formatter().parse(data["subject"]):
        if column:
            yield 0, "subject", column
    for number, sentence in enumerate(data.get("sentence", []), 1):
        yield from ((number, "columns", str(column)) for column in sentence["columns"])
        for _, column, _, _ in Formatter().parse(sentence["text"]):
            if column:
                yield number, "text", column


def _entry(row: dict[str, str], reading: _Reading, name: str, line: int) -> Entry:
    also = (*reading.also, *_listed(row.get(_ALSO, "")))
    supplied = (*_listed(row.get(_SUPPLIED, "")), *(row[column] for column in reading.labels if row.get(column)))
    return Entry(name, line, row.get(_DOCUMENT, ""), _block(row, reading), also, supplied)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("｜") if part.strip()]


def _block(row: dict[str, str], reading: _Reading) -> Block:
    subject = reading.subject.format_map(row)
    lines, spans, asks = "", [], []
    for sentence in reading.sentences:
        if all(row.get(column) for column in sentence.columns):
            text = sentence.text.format_map({**row, "subject": subject})
            spans.append(_span(len(lines), text))
            asks.append((*sentence.columns, *sentence.asks))
            lines += text
    return Block(
        kind="row",
        text=lines,
        place=row[_PLACE],
        as_of=row.get(_AS_OF, ""),
        cells=tuple((name, value) for name, value in row.items() if name not in _RESERVED and value),
        subject=subject,
        table=reading.title,
        spans=tuple(spans),
        asks=tuple(asks),
        questions=tuple(_listed(row.get(_QUESTIONS, ""))),
    )


def _span(start: int, text: str) -> Span:
    return (start, start + len(text))
