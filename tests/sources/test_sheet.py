"""Excel: rows that read alone, values as a reader sees them."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from assistant.sources.sheet import cell_text, read_sheet
from assistant.sources.unreadable import Unreadable


def sheet_file() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "機器一覧"
    for row in (
        ["観測機器の一覧"],
        [],
        ["区分", "名称", "台数", "導入日", "稼働率"],
        ["海上", "ブイ", 2500.0, date(2025, 10, 29), 0.125],
        [None, "船", 3, None, None],
        [],
        ["陸上", "レーダー\n（大型）", 1, None, 1],
    ):
        sheet.append(row)
    sheet["E4"].number_format = "0.0%"
    sheet.merge_cells("A4:A5")
    hidden = book.create_sheet("下書き")
    hidden.append(["見せない", "値"])
    hidden.sheet_state = "hidden"
    sums = book.create_sheet("集計")
    sums.append(["計", "額"])
    sums.append(["合計", "=SUM(B3:B9)"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_repeat_their_headers() -> None:
    document, _ = read_sheet(sheet_file(), "list.xlsx", "")
    assert [(b.kind, b.text, b.place) for b in document.blocks] == [
        ("heading", "機器一覧", "機器一覧"),
        ("paragraph", "観測機器の一覧", "機器一覧!行1"),
        ("row", "区分：海上｜名称：ブイ｜台数：2500｜導入日：2025-10-29｜稼働率：12.5%", "機器一覧!行4"),
        ("row", "区分：海上｜名称：船｜台数：3", "機器一覧!行5"),
        ("row", "区分：陸上｜名称：レーダー（大型）｜台数：1｜稼働率：1", "機器一覧!行7"),
        ("heading", "集計", "集計"),
        ("row", "計：合計", "集計!行2"),
    ]
    assert document.title == "観測機器の一覧"


def test_hidden_sheets_and_formulas_without_result_are_named() -> None:
    _, problems = read_sheet(sheet_file(), "list.xlsx", "")
    assert any("下書き" in problem.ja for problem in problems)
    assert any("B2" in problem.ja and "集計" in problem.ja for problem in problems)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (None, "General", ""),
        (0, "General", "0"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567890123, "#,##0", "1234567890123"),
        (True, "General", "TRUE"),
        (datetime(2025, 10, 29), "yyyy/mm/dd", "2025-10-29"),
        (datetime(2025, 10, 29, 9, 30), "yyyy/mm/dd", "2025-10-29 09:30"),
        (0.07, "0%", "7%"),
    ],
)
def test_values(value: object, number_format: str, shown: str) -> None:
    assert cell_text(value, number_format) == shown


def test_empty_and_damaged_workbooks_are_named() -> None:
    out = BytesIO()
    Workbook().save(out)
    for data in (out.getvalue(), b"PK\x03\x04 no archive"):
        with pytest.raises(Unreadable, match=r"bad\.xlsx"):
            read_sheet(data, "bad.xlsx", "")
