"""Word documents: headings, items, tables."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document as NewWord

from assistant.sources.unreadable import Unreadable
from assistant.sources.word import read_word


def word_file(title: str = "") -> bytes:
    document = NewWord()
    document.core_properties.title = title
    document.add_paragraph("海洋観測の手引き", style="Title")
    document.add_paragraph("令和7年10月29日")
    document.add_heading("対象", level=1)
    document.add_paragraph("国⺠の生活に関わる観測が対象です。")
    document.add_paragraph("潮位", style="List Bullet")
    table = document.add_table(rows=3, cols=3)
    for row, values in zip(
        table.rows, [("機器", "台数", "担当"), ("ブイ", "12", "海洋課"), ("船", "", "")], strict=True
    ):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_blocks_in_reading_order() -> None:
    document, problems = read_word(word_file(), "guide.docx", "ab")
    assert not problems
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "海洋観測の手引き"),
        ("cover", "海洋観測の手引き　令和7年10月29日"),
        ("heading", "対象"),
        ("paragraph", "国民の生活に関わる観測が対象です。"),
        ("item", "潮位"),
        ("row", "機器：ブイ｜台数：12｜担当：海洋課"),
        ("row", "機器：船"),
    ]
    row = document.blocks[5]
    assert row.cells == (("機器", "ブイ"), ("台数", "12"), ("担当", "海洋課"))
    assert (row.subject, row.place) == ("ブイ", "表1")


def test_title_date_and_identity() -> None:
    document, _ = read_word(word_file(), "手引き 2.docx", "ab")
    assert (document.title, document.date) == ("海洋観測の手引き", "2025-10-29")
    assert (document.doc_id, document.source_file, document.sha256) == ("手引き-2", "手引き 2.docx", "ab")


def test_title_property_counts_unless_a_program_made_it() -> None:
    assert read_word(word_file("観測の要領"), "guide.docx", "")[0].title == "観測の要領"
    assert read_word(word_file("Microsoft Word - draft.docx"), "guide.docx", "")[0].title == "海洋観測の手引き"


def test_a_cell_over_two_columns_keeps_the_columns_in_line() -> None:
    document = NewWord()
    table = document.add_table(rows=2, cols=3)
    for index, value in enumerate(("A", "B", "C")):
        table.rows[0].cells[index].text = value
    table.rows[1].cells[0].merge(table.rows[1].cells[1])
    table.rows[1].cells[0].text = "広い"
    table.rows[1].cells[2].text = "右"
    out = BytesIO()
    document.save(out)
    read, _ = read_word(out.getvalue(), "t.docx", "")
    assert [b.text for b in read.blocks] == ["A：広い｜C：右"]


def test_text_is_data_only() -> None:
    document = NewWord()
    document.add_paragraph("<img src=x onerror=alert(1)> [n](javascript:0) **太字**")
    out = BytesIO()
    document.save(out)
    read, _ = read_word(out.getvalue(), "t.docx", "")
    assert read.blocks[0].text == "<img src=x onerror=alert(1)> [n](javascript:0) **太字**"


def test_empty_and_damaged_documents_are_named() -> None:
    out = BytesIO()
    NewWord().save(out)
    for data in (out.getvalue(), b"PK\x03\x04 no archive", word_file()[:3000]):
        with pytest.raises(Unreadable, match=r"bad\.docx"):
            read_word(data, "bad.docx", "")
