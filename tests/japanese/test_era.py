"""The same day under many spellings, and what is no date."""

from __future__ import annotations

import pytest

from assistant.japanese.era import date_tokens, find_dates


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("令和7年度", "2025-04-01", "2026-03-31", "fiscal_year"),
        ("２０２５年度", "2025-04-01", "2026-03-31", "fiscal_year"),
        ("R7年度", "2025-04-01", "2026-03-31", "fiscal_year"),
        ("FY2025", "2025-04-01", "2026-03-31", "fiscal_year"),
        ("令和元年度", "2019-04-01", "2020-03-31", "fiscal_year"),
        ("平成31年度", "2019-04-01", "2020-03-31", "fiscal_year"),
        ("令和元年", "2019-05-01", "2019-12-31", "year"),
        ("平成３１年", "2019-01-01", "2019-04-30", "year"),
        ("昭和64年1月7日", "1989-01-07", "1989-01-07", "day"),
        ("令和七年十月二十九日", "2025-10-29", "2025-10-29", "day"),
        ("二〇二五年十月", "2025-10-01", "2025-10-31", "month"),
        ("令和 7 年 10 月 29 日", "2025-10-29", "2025-10-29", "day"),
        ("2025年（令和7年）10月29日", "2025-10-29", "2025-10-29", "day"),
        ("令和7（2025）年度", "2025-04-01", "2026-03-31", "fiscal_year"),
        ("2025/10/29", "2025-10-29", "2025-10-29", "day"),
        ("2025-10-29", "2025-10-29", "2025-10-29", "day"),
        ("2025.10.9", "2025-10-09", "2025-10-09", "day"),
        ("2025-10", "2025-10-01", "2025-10-31", "month"),
        ("R7.10.29", "2025-10-29", "2025-10-29", "day"),
        ("R7補正予算", "2025-01-01", "2025-12-31", "year"),
        ("㋿5年", "2023-01-01", "2023-12-31", "year"),
        ("October 29, 2025", "2025-10-29", "2025-10-29", "day"),
        ("29 Oct 2025", "2025-10-29", "2025-10-29", "day"),
        ("May 2022", "2022-05-01", "2022-05-31", "month"),
        ("2024年2月", "2024-02-01", "2024-02-29", "month"),
    ],
)
def test_one_date(text: str, first: str, last: str, kind: str) -> None:
    (found,) = find_dates(f"前{text}後")
    assert (found.first, found.last, found.kind) == (first, last, kind)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("令和5～7年度", "2023-04-01", "2026-03-31"),
        ("2020–22年", "2020-01-01", "2022-12-31"),
        ("2023年度から2025年度", "2023-04-01", "2026-03-31"),
        ("令和5年8月28日～9月3日", "2023-08-28", "2023-09-03"),
        ("2025年4月1日から5日", "2025-04-01", "2025-04-05"),
        ("平成30年〜令和2年", "2018-01-01", "2020-12-31"),
        ("令和元年12月～2年3月", "2019-12-01", "2020-03-31"),
        ("2025/10/29〜2025/12/26", "2025-10-29", "2025-12-26"),
    ],
)
def test_ranges_are_one_mention(text: str, first: str, last: str) -> None:
    (found,) = find_dates(f"期間：{text}まで")
    assert (found.first, found.last, found.kind) == (first, last, "range")
    assert found.end - found.start == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "平成31年5月1日",
        "令和元年4月30日",
        "昭和64年度",
        "平成35年",
        "2025年2月30日",
        "2025年13月",
        "2000年間",
        "5年10月",
        "10月29日",
        "3.2025",
        "H2とR2とS3",
        "第12/13版",
        "電話 03-2025-10",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_spans_point_into_the_text_as_written() -> None:
    text = "⺠間では令和５年８月２８日に、その後２０２５年度に。"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["令和５年８月２８日", "２０２５年度"]


def test_spellings_share_their_tokens() -> None:
    assert date_tokens("令和7年度") == date_tokens("2025年度") == date_tokens("R7年度") == ["d:fy2025", "d:2025"]
    assert date_tokens("令和5年8月28日") == date_tokens("2023年8月28日") == ["d:2023-08-28", "d:2023-08", "d:2023"]


def test_coarser_tokens_are_shared_with_the_month_and_the_year() -> None:
    day = set(date_tokens("令和5年8月28日"))
    assert set(date_tokens("2023年8月")) < day
    assert set(date_tokens("令和5年")) < day


def test_a_range_reaches_the_years_between() -> None:
    assert {"d:2022", "d:2023", "d:2024"} <= set(date_tokens("2022年～2024年"))


def test_a_backward_range_is_two_dates() -> None:
    assert [d.kind for d in find_dates("2025年から2022年")] == ["year", "year"]
