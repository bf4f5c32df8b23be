"""What can be proven of a text: its dates, amounts, percentages, numbers and names, each in one canonical form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.japanese.era import DateMention, find_dates
from assistant.japanese.glossary import Entry, Glossary
from assistant.japanese.normalize import fold, squeeze

_DIGITS = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_COUNTERS = (
    "か国|年|月|回|件|人|位|割|倍|期|社|大学"  # what a number counts; the same number of another thing is no proof
)
_AMOUNT = re.compile(
    rf"(?P<parts>(?:{_DIGITS}\s*[兆億万千]\s*)+(?:{_DIGITS})?|{_DIGITS})\s*(?P<unit>%|パーセント|円|つ|{_COUNTERS})?"
)
_PART = re.compile(rf"({_DIGITS})\s*([兆億万千]?)")
_SCALE = {"": 1, "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}
_LETTER = re.compile(r"[^\W_]")
_KANJI = re.compile("[一二三四五六七八九十百千〇]+")
_DIGIT = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_POWER = {"十": 10, "百": 100, "千": 1000}
_ENCLOSED = re.compile("[①-⑳㉑-㉟Ⅰ-Ⅻⅰ-ⅻ]")
_SCRIPTS = re.compile("[⁰¹²³⁴-⁹₀-₉]")  # of formulas (β-Ga₂O₃) and footnotes
_ROMAN = {**{chr(0x2160 + n): n + 1 for n in range(12)}, **{chr(0x2170 + n): n + 1 for n in range(12)}}
_QUOTED = re.compile("「([^「」]+)」")
_MONTH_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})\s*月(?:\s*([0-9]{1,2})\s*日)?")
_NUMBERED = re.compile(
    r"※\s*[0-9０-９]{1,2}(?![0-9０-９,，.])|[(（]\s*[0-9０-９]+\s*[)）]|^\s*[0-9０-９]+[.．]", re.MULTILINE
)
_DIGITS_FOLDED = {ord("０") + digit: str(digit) for digit in range(10)}
_THIS_YEAR = re.compile(r"(?:本年|今年)\s*$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """proof.toml."""
    return tomllib.loads(Path(__file__).with_name("proof.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Fact:
    """Something that a text claims. kind: "date", "amount" (円), "percent", "number", "name", "quoted".

    ``key`` is its canonical form: the ISO date as far as it is known, the value, the official name, the search key.
    """

    kind: str
    text: str
    key: str
    counter: str = ""


class Facts:
    """Everything provable that a text holds, looked up by ``holds``."""

    def __init__(self, text: str, glossary: Glossary, year: str = "", this_year: str = "") -> None:
        """Reads a text of an original or of the corpus.

        ``year``: of days before which the text names no year; ``this_year``: what it calls 本年.
        """
        self.key = squeeze(text)
        self.dates = {end for mention in find_dates(text) for end in _ends(mention)}
        self.dates.update(_days_in_context(text, year, this_year))
        self.days = set(_MONTH_DAY.findall(_plain(text)))
        self.years = {date[:4] for date in self.dates} | set(_YEAR.findall(_plain(text)))
        self.values = {(fact.kind, fact.key) for fact in _numbers(text)}
        self.counted = {(fact.key, fact.counter) for fact in _numbers(text) if fact.counter}
        self.values |= {("number", str(value)) for value in _kanji_values(text)}
        self.entries = set(glossary.find(text))

    def holds(self, fact: Fact) -> bool:
        """Whether a fact is in the text."""
        if fact.kind == "date":
            return fact.key in self.years or any(date.startswith(fact.key) for date in self.dates)
        if fact.kind == "day":
            return tuple(fact.key.split("-")) in self.days
        if fact.kind == "name":
            return any(entry.name == fact.key for entry in self.entries) or squeeze(fact.key) in self.key
        if fact.kind == "quoted":
            return fact.key in self.key
        if fact.kind == "number" and _YEAR.fullmatch(fact.key) and fact.key in self.years:
            return True
        if fact.counter and any(counter == fact.counter for _, counter in self.counted):
            return (fact.key, fact.counter) in self.counted
        # A table gives its unit once, in the header.
        return (fact.kind, fact.key) in self.values or ("number", fact.key) in self.values


def last_year(text: str) -> str:
    """The year of the last date of a text, "" where it names none."""
    mentions = find_dates(text)
    return mentions[-1].first[:4] if mentions else ""


def _days_in_context(text: str, year: str, this_year: str) -> Iterator[str]:
    """ISO dates of the days and months without a year: it is that of the date before them, at first ``year``."""
    known = [(mention.start, mention.end, mention.first[:4]) for mention in find_dates(text)]
    for match in _MONTH_DAY.finditer(text.translate(_DIGITS_FOLDED)):
        if any(start <= match.start() < end for start, end, _ in known):
            continue
        before = [named for start, _, named in known if start < match.start()]
        here = this_year if _THIS_YEAR.search(text[: match.start()]) else before[-1] if before else year
        if here:
            month, day = match.groups("")
            yield f"{here}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def figures_of(text: str) -> list[Fact]:
    """Dates (also days without a year) and numbers of a paragraph, each once; numbers of list items are left out."""
    found = [Fact("date", text[m.start : m.end], end) for m in find_dates(text) for end in _ends(m)]
    return list(dict.fromkeys([*found, *_figures(_NUMBERED.sub(" ", _ENCLOSED.sub(" ", _without_dates(text))))]))


def _figures(text: str) -> Iterator[Fact]:
    """Days without a year, and numbers, of a text without its dates."""
    plain = fold(_SCRIPTS.sub("", text))
    yield from (Fact("day", match.group(), "-".join(match.groups(""))) for match in _MONTH_DAY.finditer(plain))
    yield from _numbers(_MONTH_DAY.sub(" ", plain))


def facts_of(text: str, glossary: Glossary) -> list[Fact]:
    """The facts of a statement or row, each once: dates, numbers, names of the glossary, what stands in 「」."""
    found = [Fact("date", text[m.start : m.end], end) for m in find_dates(text) for end in _ends(m)]
    found += [Fact("name", entry.name, entry.name) for entry in glossary.find(text) if _is_named(entry, text)]
    quoted = [match[1] for match in _QUOTED.finditer(text) if _LETTER.search(match[1])]
    found += [Fact("quoted", name, squeeze(name)) for name in quoted]
    return list(dict.fromkeys([*found, *_figures(_without_names(_QUOTED.sub(" ", _without_dates(text)), glossary))]))


def _without_names(text: str, glossary: Glossary) -> str:
    """The text without names that hold a number (第7期基本計画): they are proven as names."""
    for entry in glossary.find(text):
        for form in entry.aliases():
            if any(char.isdigit() for char in form):
                text = text.replace(form, " ")
    return text


def _ends(mention: DateMention) -> list[str]:
    """The date as far as it is known; of a range its ends, of a range of fiscal years the first and last year."""
    if mention.kind != "range":
        return [mention.iso]
    if mention.first.endswith("-04-01") and mention.last.endswith("-03-31"):
        return [mention.first[:4], str(int(mention.last[:4]) - 1)]
    if mention.first.endswith("-01-01") and mention.last.endswith("-12-31"):
        return [mention.first[:4], mention.last[:4]]
    whole_months = mention.first.endswith("-01") and mention.last[8:] in ("28", "29", "30", "31")
    size = 7 if whole_months else 10
    return [mention.first[:size], mention.last[:size]]


def _is_named(entry: Entry, text: str) -> bool:
    """Whether a text gives a thing its official name, an abbreviation or a variant: everyday words prove nothing."""
    forms = (entry.name, *entry.abbreviations, *entry.english, *entry.variants)
    return entry.kind not in rules()["general_kinds"] and any(squeeze(form) in squeeze(text) for form in forms)


def _plain(text: str) -> str:
    """Folded, with enclosed and Roman numerals as numbers of their own."""
    text = _SCRIPTS.sub("", text)
    return fold(_ENCLOSED.sub(lambda match: f" {_enclosed(match.group())} ", text))


def _enclosed(char: str) -> str:
    return str(_ROMAN[char]) if char in _ROMAN else fold(char)


def _numbers(text: str) -> Iterator[Fact]:
    """Amounts, percentages and other numbers outside dates."""
    for match in _AMOUNT.finditer(_plain(_without_dates(text))):
        value = _value(match["parts"])
        kind = {"円": "amount", "%": "percent", "パーセント": "percent"}.get(match["unit"] or "", "number")
        counter = match["unit"] if kind == "number" and match["unit"] != "つ" else ""
        yield Fact(kind, match.group().strip(), value, counter or "")


def _without_dates(text: str) -> str:
    blank = list(text)
    for mention in find_dates(text):
        blank[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(blank)


def _value(parts: str) -> str:
    total = 0.0
    for digits, scale in _PART.findall(parts):
        total += float(digits.replace(",", "")) * _SCALE[scale]
    return f"{total:.6f}".rstrip("0").rstrip(".")


def _kanji_values(text: str) -> Iterator[int]:
    for run in _KANJI.findall(text):
        if not any(char in _POWER for char in run):
            yield int("".join(str(_DIGIT[char]) for char in run))
            continue
        total, last = 0, 0
        for char in run:
            if char in _POWER:
                total += (last or 1) * _POWER[char]
                last = 0
            else:
                last = _DIGIT[char]
        yield total + last
