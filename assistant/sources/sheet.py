"""Excel workbooks (.xlsx)."""

from __future__ import annotations

import warnings
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from assistant.model import Block, Document
from assistant.sources.problem import Problem
from assistant.sources.shape import make_document, table_blocks
from assistant.sources.unreadable import DAMAGED, Unreadable


def read_sheet(data: bytes, source_file: str, sha256: str) -> tuple[Document, list[Problem]]:
    """Each visible sheet as a heading and its rows with the headers of the first row, place 「シート名!行5」.

    Hidden sheets, and formulas whose result was not saved, are named as problems. Raises Unreadable for a damaged
    file or one without values.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    blocks: list[Block] = []
    problems: list[Problem] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and validation rules, which hold no values
            # Two readings: results of formulas, and the formulas themselves, which tell what has no result.
            values = openpyxl.load_workbook(BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(BytesIO(data))
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible":
                problems.append(_hidden(source_file, sheet.title))
                continue
            grid, missing = _grid(sheet, formulas[sheet.title])
            problems += [_no_result(source_file, sheet.title, missing)] if missing else []
            rows = table_blocks(grid, [f"{sheet.title}!行{number}" for number in range(1, len(grid) + 1)])
            blocks += [Block("heading", sheet.title, level=1, place=sheet.title), *rows] if rows else []
    except (InvalidFileException, *DAMAGED) as error:
        raise Unreadable(
            source_file,
            "Excel 文書が壊れています。開いて保存し直してください。",
            "The Excel workbook is damaged. Open it and save it again.",
        ) from error
    if not blocks:
        raise Unreadable(source_file, "値の入ったシートがありません。", "It has no visible sheet with values.")
    title = values.properties.title or (blocks[1].text if blocks[1].kind == "paragraph" else source_file)
    return make_document(source_file, sha256, blocks, title), problems


def _grid(sheet: Any, formulas: Any) -> tuple[list[list[str]], list[str]]:
    """Cell texts with merged cells filled in downwards, and the cells whose formula has no saved result."""
    grid = [
        [cell_text(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)
    ]
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row):
            grid[row][area.min_col - 1] = grid[area.min_row - 1][area.min_col - 1]
    missing = [
        cell.coordinate
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f" and sheet[cell.coordinate].value is None
    ]
    return grid, missing


def cell_text(value: object, number_format: str = "General") -> str:
    """A value as a reader of the sheet sees it: 2500 not 2500.0, 12.5% not 0.125, 2025-10-29 not a timestamp."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value * 100:.10g}%" if "%" in number_format else f"{value:.15g}"
    return str(value)


def _hidden(source_file: str, sheet: str) -> Problem:
    return Problem(
        source_file, f"非表示のシート「{sheet}」を飛ばしました。", f'The hidden sheet "{sheet}" was skipped.'
    )


def _no_result(source_file: str, sheet: str, cells: list[str]) -> Problem:
    listed = ", ".join(cells[:10]) + (" …" if len(cells) > 10 else "")
    return Problem(
        source_file,
        f"シート「{sheet}」に計算結果が保存されていない式があります（{listed}）。Excel で開いて保存し直してください。",
        f'Sheet "{sheet}" has formulas without a saved result ({listed}). Open it in Excel and save it again.',
    )
