"""Numbers with their units, and dates: what a sentence says in figures, and whether a text holds it.

5,000億円, 5000億円, 5千億円 and 500 billion yen are one quantity; 令和7年10月 and 2025年10月 are one date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.japanese.dates import number
from assistant.japanese.era import DateMention, find_dates
from assistant.japanese.normalize import fold
from assistant.llm.rules import rules

_KANJI = "〇一二三四五六七八九十百千"


@dataclass(frozen=True)
class Quantity:
    """A number: ``value`` with its scale (万, 億) worked in, ``unit`` where it is one that belongs to the number."""

    value: Decimal
    unit: str
    text: str  # as written, folded
    bare: str = ""  # the digits before the scale, for tables whose heading holds scale and unit
    scale: str = ""


@dataclass(frozen=True)
class Figures:
    """All that a text says in figures."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    key: str  # the folded text

    def lacking(self, claimed: Figures) -> list[str]:
        """What ``claimed`` says in figures and this text does not hold, as written."""
        dates = [date.iso for date in claimed.dates if not self._has_date(date)]
        return dates + [quantity.text for quantity in claimed.quantities if not self._has(quantity)]

    def _has(self, claimed: Quantity) -> bool:
        """The same value in the same unit; a table may hold the unit in its heading (予算（億円）：5,000)."""
        heading = f"({claimed.scale}{claimed.unit})"
        for own in self.quantities:
            same = own.value == claimed.value
            if same and (own.unit == claimed.unit or not claimed.unit):
                return True
            if same and not own.unit and (claimed.unit not in rules()["quantities"]["strict"] or heading in self.key):
                return True
            if claimed.bare and not own.scale and own.value == Decimal(claimed.bare) and heading in self.key:
                return True
        return False

    def _has_date(self, claimed: DateMention) -> bool:
        if claimed.kind == "range":
            wanted = {token for token in claimed.tokens if "-" in token} or set(claimed.tokens)
            return wanted <= {token for date in self.dates for token in date.tokens}
        return any(_covers(own, claimed) for own in self.dates) or self._has_in_pieces(claimed)

    def _has_in_pieces(self, claimed: DateMention) -> bool:
        """The year stands with another date, month and day without it: 2025年の会議は、10月29日に"""
        if claimed.kind not in ("day", "month"):
            return False
        year, *rest = map(int, claimed.iso.split("-"))
        written = "".join(f"{part}{unit}" for part, unit in zip(rest, "月日", strict=False))
        years = {date.first[:4] for date in self.dates} | {date.last[:4] for date in self.dates}
        return f"{year:04}" in years and re.search(rf"(?<!\d){written}", self.key) is not None


def figures_of(text: str, *, source: bool = False) -> Figures:
    """The figures of ``text``. Of a ``source`` the parts of its dates count as quantities too (10月29日)."""
    key = fold(text)
    dates = find_dates(key)
    rest = key if source else _without(key, dates)
    found = [*_written(rest), *(_of_dates(dates) if source else ())]
    return Figures(tuple(found), tuple(dates), re.sub(r"\s", "", key))


def _covers(own: DateMention, claimed: DateMention) -> bool:
    """Whether a date of the source says ``claimed``, which may be less exact."""
    if claimed.kind == "fiscal_year":
        return own.kind == "fiscal_year" and own.iso == claimed.iso
    if own.kind == "range":
        return claimed.kind != "day" and (own.first.startswith(claimed.iso) or own.last.startswith(claimed.iso))
    return own.kind != "fiscal_year" and own.iso.startswith(claimed.iso)


def _without(key: str, dates: Iterable[DateMention]) -> str:
    characters = list(key)
    for date in dates:
        characters[date.start : date.end] = " " * (date.end - date.start)
    return "".join(characters)


def _of_dates(dates: Iterable[DateMention]) -> list[Quantity]:
    parts = [(part, unit) for date in dates for part, unit in zip(date.iso.split("-"), "年月日", strict=False)]
    return [Quantity(Decimal(int(part)), unit, f"{int(part)}{unit}") for part, unit in parts]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A whole quantity (1億2,000万円, 四つ), and one of its parts: digits and scale, or kanji and scale."""
    data = rules()["quantities"]
    scales, counters = _any(data["scales"]), _any(data["counters"])
    units = _any({*data["units"], *data["same"]})
    digits = rf"\d[\d,]*(?:\.\d+)?\s?(?:{scales})*"
    kanji = rf"[{_KANJI}]+(?={counters})(?:{scales})*"
    part = re.compile(rf"(?P<digits>\d[\d,]*(?:\.\d+)?|[{_KANJI}]+)\s?(?P<scale>(?:{scales})*)")
    return re.compile(rf"(?P<number>(?:{digits})+|{kanji})\s?(?P<unit>{units})?"), part


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def _written(key: str) -> list[Quantity]:
    return [_quantity(match) for match in _patterns()[0].finditer(key)]


def _quantity(match: re.Match[str]) -> Quantity:
    unit = match["unit"] or ""
    parts = [(part["digits"].replace(",", ""), part["scale"]) for part in _patterns()[1].finditer(match["number"])]
    value = sum((_value(digits) * _factor(scale) for digits, scale in parts), Decimal(0))
    single = parts[0] if len(parts) == 1 and parts[0][0][0].isascii() else ("", "")
    return Quantity(value, rules()["quantities"]["same"].get(unit, unit), match.group().strip(), *single)


def _value(digits: str) -> Decimal:
    return Decimal(digits) if digits[0].isascii() else Decimal(number(digits))


def _factor(scale: str) -> int:
    """The factor of 億, of 千億, of billion; 1 for none."""
    scales: dict[str, int] = rules()["quantities"]["scales"]
    if scale in scales:
        return scales[scale]
    factor = 1
    for sign in scale:
        factor *= scales[sign]
    return factor
