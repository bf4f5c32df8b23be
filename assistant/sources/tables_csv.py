"""Tables of the bundled corpus: ``tables/*.csv`` with a ``.toml`` beside each that says how a row is read aloud."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.model import Block, Span
from assistant.sources.decode import decode
from assistant.sources.problem import Problem

_DOCUMENT, _PLACE, _AS_OF, _QUESTIONS = "文書", "出典", "時点", "問"
_RESERVED = (_DOCUMENT, _PLACE, _AS_OF, _QUESTIONS)


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


def read_table(path: Path) -> tuple[list[tuple[str, Block]], list[Problem]]:
    """(document id, row) for every row of the CSV file, and what is wrong with it (file, line, column)."""
    try:
        reading = _reading(path.with_suffix(".toml"))
        text = decode(path.read_bytes(), path.name)
    except InputError as error:
        return [], [Problem(path.name, f"読めません（{error}）", f"cannot be read ({error})")]
    except (OSError, KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        name = path.with_suffix(".toml").name
        return [], [
            Problem(name, f"表の読み方を読めません（{error}）", f"the table's reading cannot be read ({error})")
        ]
    rows: list[tuple[str, Block]] = []
    problems: list[Problem] = []
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    for values in reader:
        where = f"{path.name}:{reader.line_num}"
        if len(values) != len(header):
            problems.append(
                Problem(
                    where,
                    f"列が{len(values)}個あります（見出しは{len(header)}個）",
                    f"{len(values)} columns instead of {len(header)}",
                )
            )
            continue
        row = {name: value.strip() for name, value in zip(header, values, strict=True)}
        if not row.get(_DOCUMENT) or not row.get(_PLACE):
            problems.append(Problem(where, "文書か出典が空です", "the document or place column is empty"))
            continue
        try:
            rows.append((row[_DOCUMENT], _block(row, reading)))
        except KeyError as error:
            problems.append(
                Problem(
                    where, f"読み方にある列 {error} が表にありません", f"the reading names {error}, which is no column"
                )
            )
    return rows, problems


def _reading(path: Path) -> _Reading:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sentences = tuple(
        _Sentence(tuple(item["columns"]), item["text"], tuple(item.get("asks", [])))
        for item in data.get("sentence", [])
    )
    return _Reading(data["title"], data["subject"], sentences)


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
        questions=tuple(question.strip() for question in row.get(_QUESTIONS, "").split("｜") if question.strip()),
    )


def _span(start: int, text: str) -> Span:
    return (start, start + len(text))
