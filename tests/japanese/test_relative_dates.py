"""Relative dates are read against a day."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.japanese.relative_dates import absolute

TODAY = date(2025, 12, 26)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年は？", "2024年は？"),
        ("一昨年の認定件数", "2023年の認定件数"),
        ("昨年の12月に何がありましたか", "2024年12月に何がありましたか"),
        ("昨年度の予算", "2024年度の予算"),
        ("2年前は何件でしたか", "2023年は何件でしたか"),
        ("三年前の順位", "2022年の順位"),
        ("来年度から始まりますか", "2026年度から始まりますか"),
        ("先月の会議", "2025年11月の会議"),
        ("And last year?", "And in 2024?"),
        ("as of two years ago", "as of 2023"),
    ],
)
def test_relative_dates_become_calendar_dates(text: str, expected: str):
    assert absolute(text, TODAY)[0] == expected


def test_the_fiscal_year_begins_in_april():
    assert absolute("今年度の予算", date(2026, 2, 1))[0] == "2025年度の予算"


def test_what_was_read_is_told():
    found = absolute("去年と一昨年", TODAY)[1]
    assert [(read.words, read.date) for read in found] == [("去年", "2024年"), ("一昨年", "2023年")]


@pytest.mark.parametrize(
    "text", ["過去3年分", "過去年次の値", "応募の3年前", "概ね5年程度", "日本年金機構", "2023年8月"]
)
def test_other_words_stay(text: str):
    assert absolute(text, TODAY) == (text, [])
