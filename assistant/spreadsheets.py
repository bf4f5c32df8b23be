"""Tables as .csv and .xlsx in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, in half and full width.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
CELL_CHARS = 16_000  # a cell of Excel holds 32,767 UTF-16 units
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")

Cell = str | int | float | None


def neutral(text: str) -> str:
    """The text with ' before it where a spreadsheet would take it for a formula; half surrogate pairs as U+FFFD."""
    text = _SURROGATE.sub("\ufffd", text)
    return f"'{text}" if FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as they are, header first, in UTF-8 with the mark that tells Excel so."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> bytes:
    """A workbook of one sheet with the first row frozen; ``widths`` are those of the first columns, in characters.

    Text is written as text: never a formula, nor an error value such as #N/A. What does not fit a cell is cut.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    for row in rows:
        written = []
        for value in row:
            short = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_CHARS] if isinstance(value, str) else value
            cell = WriteOnlyCell(sheet, short)
            if isinstance(value, str):
                cell.data_type = "s"
            written.append(cell)
        sheet.append(written)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
