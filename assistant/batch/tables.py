"""Results as a table: .csv and .xlsx, a row an answer, with the whole JSON in the last column."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.batch.log import Result, line_of, write_whole
from assistant.batch.reading import read_records
from assistant.errors import InputError
from assistant.spreadsheets import CELL_CHARS, FORMULA, csv_bytes, neutral, xlsx_bytes

COLUMNS = ("id", "question", "status", "answer", "as_of", "sources", "notices", "error", "json")
_PLAIN = ("id", "question", "status", "answer", "as_of", "error")
_WIDTHS = (10, 40, 12, 60, 12, 60, 40, 30, 20)


def write_table(path: Path, results: Sequence[Result]) -> None:
    """Write the whole table in one step. Raises AssistantError when it cannot be written."""
    write_whole(path, _xlsx(results) if path.suffix.lower() == ".xlsx" else _csv(results))


def read_table_results(path: Path) -> list[Result]:
    """The results that ``write_table`` wrote. Raises InputError when the file is no such table."""
    try:
        records = [record for record in read_records(path) if isinstance(record, Mapping)]
        texts = ["".join(str(record.get(name) or "") for name in _json_columns(len(record))) for record in records]
        results = [json.loads(text) for text in texts]
    except ValueError as error:
        raise _no_results(path) from error
    if not all(isinstance(result, dict) and "id" in result for result in results):
        raise _no_results(path)
    return results


def source_lines(result: Result) -> list[str]:
    """One line for each citation: number, title, issuer, date, status, place and the quoted words."""
    lines = []
    for citation in result.get("citations", ()) or _cited(result):
        about = "、".join(filter(None, [citation["issuer"], citation["date"], citation["status"]]))
        quote = " ".join(citation["quote"].split())
        lines.append(f"[{citation['n']}] {citation['title']}（{about}）{citation['locator']}「{quote}」")
    return lines


def _cited(result: Result) -> list[Any]:
    """The passages that a designation check cites, each once, by their numbers."""
    check = result.get("check", {})
    areas = [area for name in ("areas12", "areas20", "kprogram") for area in check.get(name, ())]
    cited = [one["citation"] for one in (*areas, *check.get("next_steps", ())) if one["citation"]]
    return list({citation["n"]: citation for citation in cited}.values())


def _cells(result: Result) -> list[Any]:
    values = {name: result.get(name, "") for name in _PLAIN}
    if "check" in result:
        values["status"] = result["check"]["programme"]["verdict"]
        values["answer"] = "、".join(area["name"] for area in result["check"]["areas12"])
    values["sources"] = "\n".join(source_lines(result))
    values["notices"] = "\n".join(result.get("notices", ()))
    cells = [values[name] for name in COLUMNS[:-1]]
    return [neutral(cell) if isinstance(cell, str) else cell for cell in cells]


def _csv(results: Sequence[Result]) -> bytes:
    return csv_bytes([COLUMNS, *([*_cells(result), line_of(result)] for result in results)])


def _xlsx(results: Sequence[Result]) -> bytes:
    rows = [(_cells(result), _chunks(line_of(result))) for result in results]
    width = max((len(chunks) for _, chunks in rows), default=1)
    header = [*COLUMNS[:-1], *_json_columns(width)]
    return xlsx_bytes("answers", [header, *([*cells, *chunks] for cells, chunks in rows)], _WIDTHS)


def _chunks(text: str) -> list[str]:
    """JSON that is too long for one cell, over several; none begins like a formula."""
    chunks = []
    while text:
        end = CELL_CHARS
        while FORMULA.match(text[end : end + 1]):
            end -= 1
        chunks.append(text[:end])
        text = text[end:]
    return chunks


def _json_columns(count: int) -> list[str]:
    return [COLUMNS[-1], *(f"{COLUMNS[-1]}_{number}" for number in range(2, count + 1))]


def _no_results(path: Path) -> InputError:
    return InputError(
        f"「{path}」は batch の結果ではないため、続きから始められません。-o に別の名前を指定してください。",
        f"{str(path)!r} is no result of a batch: cannot resume. Give another name with -o.",
    )
