"""Title pages, dates and status."""

from __future__ import annotations

import pytest

from assistant.sources.lines import read_units
from assistant.sources.titles import Part, date_alone, one_line, split_parts, status_of
from assistant.sources.traced import Traced


def parts(text: str) -> list[Part]:
    return split_parts(read_units(Traced.of(text), []))


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("令和6年12月24日（火）", "2024-12-24"),
        ("2023年11月", "2023-11"),
        ("２０２５年１０月２９日", "2025-10-29"),
        ("令和4年9月16日 決定", ""),
        ("2025年", ""),
        ("令和5年4月から6月", ""),
    ],
)
def test_date_alone(line: str, date: str) -> None:
    assert date_alone(line) == date


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("重要な土地について（案）", "案"),
        ("手順書案について", "案"),
        ("支援案件について", "説明資料"),
        ("取組状況について", "報告"),
        ("作業部会取りまとめについて", "報告"),
        ("土地の話（講義）", "講義"),
        ("土地について", "説明資料"),
    ],
)
def test_status(title: str, status: str) -> None:
    assert status_of(title, []) == status


def test_title_without_the_blanks_of_its_line_breaks() -> None:
    assert one_line("土地の 活用について (K Program)") == "土地の活用について (K Program)"


def test_a_chronicle_is_no_row_of_title_pages() -> None:
    text = "# 経過\n\n土地基本方針\n\n2024年4月1日\n\n基本方針を決定\n\n"
    text += "2024年6月1日\n\n支援を開始\n\n2025年1月5日\n\n初の報告\n"
    assert len(parts(text)) == 1


def test_people_below_the_organisation_belong_to_the_issuer() -> None:
    text = "# 土地の話\n\n2024年5月1日\n\nみどり大学 土地研究所 教授\n\n山田 花子（県庁併任）\n\n"
    text += "# 本日の講義の構成\n\n話の順です。\n"
    (part,) = parts(text)
    assert part.issuer == "みどり大学 土地研究所 教授 山田 花子（県庁併任）"
    assert part.status == "講義"


def test_text_before_the_first_title_page_is_not_lost() -> None:
    text = "前置きの文です。\n\n土地の活用について\n\n2024年5月1日\n\n本文です。\n"
    first, second = parts(text)
    assert first.units[0].text.text == "前置きの文です。"
    assert second.title == "土地の活用について"


def test_a_heading_with_draft_in_the_middle_of_a_deck_begins_nothing() -> None:
    text = "土地の活用について\n\n2024年5月1日\n\n今後の計画（案）\n\n来年から始める。\n"
    assert len(parts(text)) == 1
