"""Dates, amounts and counts in English. Nothing is worked out but the decimal places of yen."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer.english.names import EnglishNames, terms
from assistant.japanese.era import DateMention, find_dates
from assistant.japanese.normalize import search_key

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_MONEY = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>兆|億|千万|百万|万|千)?円")
_SCALES = {"兆": 10**12, "億": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "": 1}
_WORDS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_COUNT = re.compile(r"(?<![\d第A-Za-z.])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{})")
_ITEMS = re.compile(r"、(?![^（(]*[）)])")
_BUDGET = re.compile(r"年度(第2次)?補正予算$")
_DATED = re.compile(r"[\d元]+年[\d年月日]*(?:（[^（）]+）)?")  # 2022年5月11日（令和4年5月11日）
_DECADE = "代"  # 2000年代 is no year
_MOSTLY = 0.6  # share of a cell that a date or figure takes up to be all that it says
_PLAIN = re.compile(r"[\d,.]+")


def english_date(iso: str) -> str:
    """2025-10-29 as 29 October 2025, 2025-10 as October 2025, 2025 as 2025."""
    year, *rest = iso.split("-")
    month = _MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)


def dates_in(text: str) -> list[tuple[str, str]]:
    """The dates of a text as it writes them, each with its English; a date said in both calendars comes once."""
    found: dict[str, str] = {}
    key = search_key(text)
    for mention in find_dates(key):
        if not key.startswith(_DECADE, mention.end):
            found.setdefault(_said(mention), key[mention.start : mention.end])
    return [(written, english) for english, written in found.items()]


def _said(mention: DateMention) -> str:
    if mention.kind == "range" and mention.first.endswith("01-01") and mention.last.endswith("12-31"):
        return f"{mention.first[:4]} to {mention.last[:4]}"
    if mention.kind == "range":
        return f"{english_date(mention.first)} to {english_date(mention.last)}"
    return f"fiscal year {mention.iso}" if mention.kind == "fiscal_year" else english_date(mention.iso)


def amounts_in(text: str) -> list[tuple[str, str]]:
    """The amounts of money in a text, each with its English: 5,000億円 is JPY 500 billion."""
    found = [(match[0], _yen(match)) for match in _MONEY.finditer(search_key(text))]
    return list(dict.fromkeys(found))


def _yen(match: re.Match[str]) -> str:
    value = Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"] or ""]
    for size, word in _WORDS:
        if value >= size:
            return f"JPY {_digits(value / size)} {word}"
    return f"JPY {_digits(value)}"


def _digits(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def counts_in(text: str) -> list[tuple[str, str]]:
    """The counts in a text, each with its English: 2回 is 2 times; dates and money are left out."""
    key = search_key(text)
    taken = [(date.start, date.end) for date in find_dates(key)] + [m.span() for m in _MONEY.finditer(key)]
    units = terms()["units"]
    pattern = re.compile(_COUNT.pattern.replace("{}", "|".join(sorted(units, key=len, reverse=True))))
    found = [
        (match[0], _counted(match["number"], units[match["unit"]]))
        for match in pattern.finditer(key)
        if all(match.end() <= start or match.start() >= end for start, end in taken)
    ]
    return list(dict.fromkeys(found))


def _counted(number: str, unit: str) -> str:
    if "{}" in unit:
        return unit.format(number)
    singular = unit.removesuffix("s") if number == "1" and unit != "times as much" else unit
    return f"{number}{'' if unit == '%' else ' '}{singular}".strip()


def english_value(value: str, names: EnglishNames) -> str:
    """A cell in English with the Japanese behind it; what has no English stays in Japanese, in quotation marks."""
    bare = value.strip()
    if _PLAIN.fullmatch(search_key(bare)):
        return bare
    if whole := _one(bare, names):
        return whole
    if "。" in bare:
        return f"“{bare}”"
    said = [_one(item, names) for item in _ITEMS.split(bare) if item.strip()]
    if any(said):
        items = (item.strip("「」 ") for item in _ITEMS.split(bare) if item.strip())
        return ", ".join(english or f"“{item}”" for english, item in zip(said, items, strict=True))
    return f"“{bare}”"


def _one(item: str, names: EnglishNames) -> str:
    """One name, date, amount or count with the Japanese behind it; "" when nothing is known for it."""
    bare = item.strip("「」 ")
    known = names.exact(item) or _budget(bare)
    if known:
        return known if known == bare else f"{known} ({bare})"
    if _DATED.fullmatch(bare) and len(dates_in(bare)) == 1:
        return f"{dates_in(bare)[0][1]} ({bare})"
    for found in (amounts_in(bare), dates_in(bare), counts_in(bare)):
        if len(found) != 1:
            continue
        (written, english), key = found[0], search_key(bare)
        owner = names.exact(key.removesuffix(written)) or _budget(key.removesuffix(written))
        if owner and key.endswith(written):
            return f"{owner}: {english} ({bare})"
        if len(written) >= _MOSTLY * len(key):
            return f"{english} ({bare})"
    return ""


def _budget(text: str) -> str:
    """「令和3年度補正予算」 as the supplementary budget of fiscal year 2021."""
    match = _BUDGET.search(search_key(text))
    dates = dates_in(text)
    if not match or len(dates) != 1 or not search_key(text).startswith(dates[0][0]):
        return ""
    return f"{'second ' if match[1] else ''}supplementary budget of {dates[0][1]}"
