"""Rows of a batch from .jsonl, .csv and .xlsx files."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Never

from assistant.batch.rows import ASKING, BatchRow, Record, rows_of
from assistant.errors import InputError
from assistant.sources.decode import decode

SUFFIXES = (".jsonl", ".csv", ".xlsx")
_LONGEST_CELL = 10_000_000
_DELIMITERS = ",\t;"


def check_suffix(path: Path) -> str:
    """The suffix: .jsonl, .csv or .xlsx. Raises InputError for another suffix."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"「{path.name}」の形式は扱えません。名前の終わりを .jsonl、.csv、.xlsx のどれかにしてください。",
            f"The format of {path.name!r} is not supported. Use .jsonl, .csv or .xlsx.",
        )
    return suffix


def read_rows(path: Path) -> list[BatchRow]:
    """All rows of a file. Raises InputError when it cannot be read, is empty, or has nothing that is asked."""
    records = read_records(path)
    if not records:
        raise _empty(path)
    fields = [record.keys() for record in records if isinstance(record, Mapping)]
    if not fields:
        raise next(record for record in records if isinstance(record, InputError))
    if not any(name in names for names in fields for name in ASKING):
        raise InputError(
            f"「{path.name}」に question（質問）の列がありません。question か turns の列を作ってください。",
            f"{path.name!r} has no question column. Add one named question, or turns.",
        )
    return rows_of(records)


def read_records(path: Path) -> list[Record]:
    """The rows as they stand in the file, fields by their names; blank rows are left out. Raises InputError."""
    suffix, data = check_suffix(path), _bytes(path)
    if not data.strip():
        raise _empty(path)
    if suffix == ".xlsx":
        return _xlsx_records(path, data)
    text = decode(data, path.name)
    return _jsonl_records(text) if suffix == ".jsonl" else _csv_records(path, text)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"「{path}」を開けません（{error.strerror}）。名前と読み取りの権限を確かめてください。",
            f"Cannot open {str(path)!r} ({error.strerror}). Check its name and that you may read it.",
        ) from error


def _jsonl_records(text: str) -> list[Record]:
    # Only "\n" ends a line: JSON text may hold other line separators as they are.
    return [_json_record(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _json_record(number: int, line: str) -> Record:
    try:
        value = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return InputError(
            f"{number}行目は JSON ではありません（{error}）。1行に1件の JSON を書いてください。",
            f"Line {number} is not JSON ({error}). Write one JSON object a line.",
        )
    if not isinstance(value, dict):
        return InputError(
            f'{number}行目は {{"id": …, "question": …}} の形ではありません。', f"Line {number} is not a JSON object."
        )
    return value


def _no_constant(name: str) -> Never:
    raise ValueError(name)


def _csv_records(path: Path, text: str) -> list[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    first_line = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    try:
        return _table_records(path, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputError(
            f"「{path.name}」を CSV として読めません（{error}）。引用符が閉じているか確かめてください。",
            f"Cannot read {path.name!r} as CSV ({error}). Check that its quotes are closed.",
        ) from error


def _xlsx_records(path: Path, data: bytes) -> list[Record]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # type: ignore[union-attr]  # some programs write wrong ones
            sheets.append([[_cell(value) for value in values] for values in sheet.iter_rows(values_only=True)])
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError) as error:
        raise InputError(
            f"「{path.name}」は Excel の表ではないか、壊れています。.xlsx で保存し直してください。",
            f"{path.name!r} is no Excel workbook, or damaged. Save it again as .xlsx.",
        ) from error
    tables = [records for rows in sheets if (records := _table_records(path, rows))]
    asking = [table for table in tables if any(isinstance(r, Mapping) and set(ASKING) & r.keys() for r in table)]
    return [*asking, *tables, []][0]


def _cell(value: Any) -> Any:
    """A cell's value as JSON knows it: 1.0 as 1, a date as "2025-12-26"."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _table_records(path: Path, rows: Iterable[Sequence[Any]]) -> list[Record]:
    """The rows under the first row that is not blank, which names the columns."""
    filled = (list(row) for row in rows)
    filled = (row for row in filled if any(str(value).strip() for value in row if value is not None))
    names = [_field(str(value or "")) for value in next(filled, [])]
    for name in names:
        if name and name != "turns" and names.count(name) > 1:
            raise InputError(
                f"「{path.name}」に {name} の列が{names.count(name)}つあります。1つにしてください。",
                f"{path.name!r} has {names.count(name)} columns {name!r}. Keep one.",
            )
    return [_table_record(names, row, number) for number, row in enumerate(filled, 1)]


def _table_record(names: list[str], row: list[Any], number: int) -> Record:
    if any(value not in (None, "") for value in row[len(names) :]):
        return InputError(
            f'{number}行目の列が見出しより多くあります。「,」を含む質問は " で囲んでください。',
            f'Row {number} has more columns than the header. Put questions with commas between ".',
        )
    record: dict[str, Any] = {}
    for name, value in zip(names, row, strict=False):
        if name == "turns":
            record[name] = "\n".join(filter(None, [record.get(name, ""), str("" if value is None else value)]))
        elif name:
            record[name] = value
    return record


def _field(header: str) -> str:
    """The field that a column holds, or its own name."""
    name = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", header).strip().lower())
    names = _columns()
    return names.get(name) or ("turns" if names.get(re.sub(r"_?\d+$", "", name)) == "turns" else name)


@cache
def _columns() -> dict[str, str]:
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return {name: field for field, names in data.items() for name in names}


def _empty(path: Path) -> InputError:
    return InputError(
        f"「{path.name}」に行がありません。1行に1件ずつ質問を書いてください。",
        f"{path.name!r} has no rows. Write one question a row.",
    )
