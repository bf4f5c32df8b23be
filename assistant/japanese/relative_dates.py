"""Dates counted from a day (去年, 昨年度, 2年前, last year) as dates of the calendar."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.japanese.dates import number

_FIRST_FISCAL_MONTH = 4
_PREPOSITION = r"(?:(?P<joined>as of|in|of|by|since|until|from|at the end of)\s+)?"
_COUNTED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True)
class Read:
    """A relative date: the words of the text, and the date that they were read as."""

    words: str
    date: str


def absolute(text: str, today: date) -> tuple[str, list[Read]]:
    """``text`` with its relative dates as calendar dates, counted from ``today``, and what was read.

    「昨年度」 becomes 「2024年度」, 「昨年の12月」 「2024年12月」, 「2年前」 「2023年」, "last year" "in 2024". A number of years
    before another event (「応募の3年前」) is left as it is.
    """
    found: list[Read] = []

    def replaced(match: re.Match[str]) -> str:
        said = _date(match, today)
        found.append(Read(match[0].removesuffix("の"), said))
        return said

    return _pattern().sub(replaced, text), found


def _date(match: re.Match[str], today: date) -> str:
    if word := match["month"]:
        months = 12 * today.year + today.month - 1 + _data()["months"][word]
        return f"{months // 12}年{months % 12 + 1}月"
    if digits := match["ago"]:
        return f"{today.year - number(digits)}年"
    if (digits := match["years_ago"]) or match["in_english"]:
        offset = -_count(digits) if digits else _offset_in_english(match["in_english"])
        return f"{match['joined'] or 'in'} {today.year + offset}"
    year = today.year + _data()["years"][match["year"]]
    if match["fiscal"]:
        return f"{year - (today.month < _FIRST_FISCAL_MONTH)}年度"
    return f"{year}年"


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTED[word.lower()]


def _offset_in_english(words: str) -> int:
    entries: dict[str, int] = _data()["english_years"]
    return next(offset for form, offset in entries.items() if re.fullmatch(form, words, re.IGNORECASE))


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    data = _data()
    years, months, english = (
        "|".join(sorted(data[name], key=len, reverse=True)) for name in ("years", "months", "english_years")
    )
    return re.compile(
        rf"(?<!{data['guards']['before']})(?P<year>{years})(?P<fiscal>度)?(?:の(?=\d{{1,2}}月))?|(?P<month>{months})"
        r"|(?<![\d.,の])(?P<ago>\d{1,2}|[一二三四五六七八九十]{1,2})年前"
        rf"|\b{_PREPOSITION}(?:(?P<in_english>{english})|(?P<years_ago>\d{{1,2}}|{'|'.join(_COUNTED)}) years? ago)\b",
        re.IGNORECASE,
    )
