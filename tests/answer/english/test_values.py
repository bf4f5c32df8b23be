"""Dates, amounts and counts in English say what the Japanese says."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.english.names import EnglishNames
from assistant.answer.english.values import amounts_in, counts_in, dates_in, english_date, english_value

NAMES = EnglishNames(GLOSSARY)


@pytest.mark.parametrize(
    ("iso", "english"), [("2025-10-29", "29 October 2025"), ("2025-10", "October 2025"), ("2025", "2025")]
)
def test_dates(iso: str, english: str):
    assert english_date(iso) == english


@pytest.mark.parametrize(
    ("yen", "english"),
    [
        ("5,000億円", "JPY 500 billion"),
        ("3.8億円", "JPY 380 million"),
        ("1,250億円", "JPY 125 billion"),
        ("10兆円", "JPY 10 trillion"),
        ("2万円", "JPY 20 thousand"),
        ("800円", "JPY 800"),
    ],
)
def test_amounts_only_move_the_decimal_point(yen: str, english: str):
    assert amounts_in(f"総額は{yen}です") == [(yen, english)]


def test_a_date_in_both_calendars_is_one_date():
    assert [english for _, english in dates_in("2026年4月（令和8年4月）から運用を始めます")] == ["April 2026"]


def test_counts_leave_out_dates_money_and_ordinals():
    assert counts_in("2025年10月29日に、第3章の2回と5億円とTop10%を13項目で") == [
        ("2回", "2 times"),
        ("13項目", "13 items"),
    ]


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("4件", "4 (4件)"),
        ("JST", "JST"),
        ("深海観測機", "deep ocean vehicle (深海観測機)"),
        ("生産基盤強化、未知の措置", "strengthening of the production base (生産基盤強化), “未知の措置”"),
        ("知られていない言葉", "“知られていない言葉”"),
        ("文部科学省1,250億円", "Ministry of Education, Culture, Sports, Science and Technology: JPY 125 billion (文部科学省1,250億円)"),
    ],
)  # fmt: skip
def test_cells(value: str, english: str):
    assert english_value(value, NAMES) == english
