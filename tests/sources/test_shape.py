"""Rows, titles and dates as every format gives them."""

from __future__ import annotations

import pytest

from assistant.model import Block
from assistant.sources.shape import document_id, make_document, one_line, stated_date, table_blocks


def texts(grid: list[list[str]]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in table_blocks(grid, [""] * len(grid))]


def test_headers_are_repeated_in_every_row() -> None:
    assert texts([["名", "数"], ["甲", "1"], ["乙", ""], ["", ""]]) == [("row", "名：甲｜数：1"), ("row", "名：乙")]


def test_lines_above_the_headers_are_paragraphs() -> None:
    assert texts([["一覧", ""], ["名", "数"], ["甲", "1"]]) == [("paragraph", "一覧"), ("row", "名：甲｜数：1")]


def test_tables_without_headers() -> None:
    assert texts([["一"], ["二"]]) == [("paragraph", "一"), ("paragraph", "二")]
    assert texts([["名", "数"]]) == [("row", "名｜数")]
    assert texts([]) == []


def test_a_row_longer_than_the_headers_keeps_its_values() -> None:
    assert texts([["名", "数"], ["甲", "1", "余り"]]) == [("row", "名：甲｜数：1｜余り")]


def test_one_line_leaves_no_blank_inside_japanese() -> None:
    assert one_line(" 経済\n  安全\r\n保障 K\nProgram\u200b ") == "経済安全保障 K Program"


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["手引き", "令和7年10月29日（水）", "2020年1月1日"], "2025-10-29"),
        (["令和7年10月"], ""),
        (["この手引きは、令和4年5月11日に成立した法律に基づき、令和7年10月29日の会議で示されたものです。"], ""),
    ],
)
def test_the_date_is_the_one_that_a_title_page_states(lines: list[str], date: str) -> None:
    assert stated_date(lines) == date


def test_a_document_without_heading_is_called_by_its_file() -> None:
    document = make_document("資料（1）.docx", "", [Block("paragraph", "本文です。")], "untitled")
    assert document.title == "資料（1）"
    assert document.doc_id == document_id("資料（1）.docx") == "資料-1"
    assert document_id("../...txt") == "document"
