"""Claims become the answer."""

from __future__ import annotations

import pytest
from samples import DOCUMENTS, hit, passage

from assistant.answer.claims import Claim
from assistant.answer.compose import Citations, dated, japanese_date, listed, mark, paragraph, written
from assistant.model import Answer

FOUND = passage("予算は3億円です。期間は5年です。", heading=("みらいの報告", "予算"), place="3ページ")


def claim(text: str, start: int = 0, end: int = 9) -> Claim:
    return Claim(text, hit(FOUND), (start, end))


def citations() -> Citations:
    return Citations({document.doc_id: document for document in DOCUMENTS})


def test_a_citation_tells_where_the_words_stand():
    cited = citations()
    assert cited.number(claim("予算は3億円です。")) == 1
    [item] = cited.items
    assert (item.doc_id, item.title, item.issuer, item.date) == ("new", "みらいの報告", "防災技術庁", "2025-09-30")
    assert (item.status, item.source_file, item.locator) == ("報告", "new.md", "みらいの報告 > 予算 > 3ページ")
    assert item.quote == "予算は3億円です。" == item.text[item.start : item.end]


def test_the_same_words_get_the_same_number_and_others_the_next():
    cited = citations()
    numbers = [cited.number(claim("甲")), cited.number(claim("乙", 9, 17)), cited.number(claim("丙"))]
    assert numbers == [1, 2, 1] and [item.n for item in cited.items] == [1, 2]


@pytest.mark.parametrize(
    ("line", "marked"),
    [("予算は3億円です。", "予算は3億円です[1]。"), ("予算は3億円です", "予算は3億円です[1]。"), ("部品は7つです：", "部品は7つです[1]："),
     ("予算は3億円です。  ", "予算は3億円です[1]。")],
)  # fmt: skip
def test_the_mark_stands_before_the_stop(line: str, marked: str):
    assert mark(line, 1) == marked


def test_a_list_is_marked_once_and_steps_one_by_one():
    assert written(claim("部品は2つです。\n・甲\n・乙"), citations()).count("[1]") == 1
    steps = written(claim("手順\n1. 大学：確かめます。\n2. 機関：見直します。"), citations()).split("\n")
    assert all("[1]" in line for line in steps)


def test_claims_follow_each_other_and_lists_stand_on_their_own_lines():
    text = paragraph([claim("予算は3億円です。"), claim("期間は5年です。", 9, 17)], citations())
    assert text == "予算は3億円です[1]。期間は5年です[2]。"
    text = paragraph([claim("部品は2つです。\n・甲\n・乙"), claim("期間は5年です。", 9, 17)], citations())
    assert text.split("\n")[-1] == "期間は5年です[2]。"
    assert paragraph([], citations()) == ""


def test_the_date_of_the_information_is_told_once():
    assert "2025年9月30日時点" in dated("予算は3億円です[1]。", "2025-09-30")
    assert "30 September 2025" in dated("予算は3億円です[1]。", "2025-09-30", "en")
    for told in ("予算は3億円です（2025年9月30日時点）[1]。", "2025年9月30日に始まります[1]。"):
        assert dated(told, "2025-09-30") == told
    assert dated("予算は3億円です[1]。", "") == "予算は3億円です[1]。"


@pytest.mark.parametrize("last", ["・乙", "| 甲 | 乙[1] |", "2. 機関：見直します[1]。"])
def test_after_a_list_table_or_step_the_date_has_a_line_of_its_own(last: str):
    lines = dated(f"一行目[1]。\n{last}", "2025-09-30").split("\n")
    assert lines[1] == last and "2025年9月30日" in lines[2]


def test_a_date_as_people_write_it():
    assert japanese_date("2025-04-01") == "2025年4月1日"


@pytest.mark.parametrize(
    "text",
    [
        "領域は3つです[1]。\n・海\n・空\n・光とバイオ",
        "領域は3つです[1]：海、空、光とバイオ。",
        "領域は、海、空、光とバイオの3つの領域です[1]。",
    ],
)
def test_the_items_of_a_list_however_it_is_set_out(text: str):
    assert listed(Answer(question="", status="answered", answer=text)) == ["海", "空", "光とバイオ"]
