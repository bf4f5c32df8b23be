"""Calendar arithmetic behind the dates of a text: years of an era, kanji numerals, first and last days."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Era:
    """An era and the days (ISO) on which it begins and ends."""

    names: tuple[str, ...]
    letter: str
    first: str
    last: str


@dataclass(frozen=True)
class Point:
    """A day, month, calendar year or fiscal year of the Gregorian calendar. Unknown parts are 0."""

    year: int
    month: int = 0
    day: int = 0
    fiscal: bool = False
    era: Era | None = None  # the era it was written in

    @property
    def kind(self) -> str:
        """One of "day", "month", "year", "fiscal_year"."""
        return "day" if self.day else "month" if self.month else "fiscal_year" if self.fiscal else "year"

    def days(self) -> tuple[str, str] | None:
        """First and last day (ISO); None for a day that does not exist or lies outside the era it is written in."""
        if not 1 <= self.year <= 9998 or not 0 <= self.month <= 12:
            return None
        if self.fiscal:
            first, last = f"{self.year:04}-04-01", f"{self.year + 1:04}-03-31"
            # 令和元年度 is the whole fiscal year in which the era began.
            return None if self.era and (last < self.era.first or first > self.era.last) else (first, last)
        month_end = monthrange(self.year, self.month or 12)[1]
        if self.day > month_end:
            return None
        first = f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}"
        last = f"{self.year:04}-{self.month or 12:02}-{self.day or month_end:02}"
        if self.era:
            first, last = max(first, self.era.first), min(last, self.era.last)
        return (first, last) if first <= last else None

    def tokens(self) -> list[str]:
        """Index tokens in canonical form, the finest first: "d:2025-10-29", "d:2025-10", "d:2025" or "d:fy2025"."""
        year = f"d:{self.year:04}"
        if self.fiscal:
            return [f"d:fy{self.year:04}", year]
        months = [f"{year}-{self.month:02}"] if self.month else []
        days = [f"{months[0]}-{self.day:02}"] if self.day else []
        return [*days, *months, year]


def last_day(date: str) -> str:
    """The last day (ISO) of a day, month or year (2023-10, 2023): what holds at a month is surely known at its end; "" of ""."""
    if not date:
        return ""
    year, month, day = (int(part) for part in [*date.split("-"), "0", "0"][:3])
    days = Point(year, month, day).days()
    return days[1] if days else date


@lru_cache(maxsize=1)
def era_data() -> dict[str, Any]:
    """The content of eras.toml."""
    return tomllib.loads(Path(__file__).with_name("eras.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def eras() -> dict[str, Era]:
    """Every era by each of its names and by its letter."""
    found = {}
    for entry in era_data()["era"]:
        era = Era(tuple(entry["names"]), entry["letter"], entry["first"], entry["last"])
        found.update(dict.fromkeys([*era.names, *([era.letter] if era.letter else [])], era))
    return found


def number(text: str) -> int:
    """The value of ASCII digits or kanji numerals (二十九, 二〇二五, 元)."""
    if text.isascii():
        return int(text)
    if not any(char in _TENS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def era_year(era: Era, year: int) -> int:
    """The Gregorian year of the era's ``year`` (1 is the year in which it began)."""
    return int(era.first[:4]) + year - 1
