"""What is said of one side of a comparison, and what can be set against the other sides: numbers, dates, members."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer.aims import Order
from assistant.answer.claims import Claim
from assistant.answer.compose import Citations, paragraph
from assistant.answer.evidence import without_as_of
from assistant.answer.list_marks import OURS
from assistant.japanese.era import DateMention, find_dates
from assistant.japanese.normalize import squeeze

_NUMBER = re.compile(r"(?<![第\d.])(\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d.、。（(]*)(?=[^\d.]|$)")
_COUNT = re.compile(r"(?<![第\d])(\d[\d,]*)([件回人個社])")
_QUANTITY = re.compile(r"(?<![第\d.])\d[\d,.]*(?:億円|万円|円|日|か月|年|%|件|回|人|社|領域|分野|項目)")
_RANK = re.compile(r"(\d+)位")
_ITEM = re.compile(rf"^{OURS}(.+)$", re.MULTILINE)
_INNER = re.compile(r"（[^（）]*）|\([^()]*\)")
# Longest unit that is told with a difference: 件, 億円.
_UNIT = 3


@dataclass(frozen=True)
class Cell:
    """What is said of one attribute of one side: a value of a table, else the claim's own words."""

    claim: Claim
    value: str
    named: bool | None = (
        None  # whether the value is one that the question names: JST of 「どちらもJSTですか」; None for none
    )

    def written(self, citations: Citations) -> str:
        """The value with its mark, on one line."""
        if self.value:
            return f"{self.value}[{citations.number(self.claim)}]"
        return " ".join(paragraph([self.claim], citations).split("\n"))

    def count(self) -> tuple[int, str] | None:
        """The one number with its unit in the value, or in the first sentence of the claim: (26, "件")."""
        text = self.value or without_as_of(self.claim.text).partition("。")[0]
        for date in reversed(find_dates(text)):
            text = text[: date.start] + text[date.end :]
        found = set(_COUNT.findall(squeeze(text)))
        number, unit = found.pop() if len(found) == 1 else ("", "")
        return (int(number.replace(",", "")), unit) if number else None

    def quantity(self) -> str:
        """The value, else the first number with its unit in the first sentence of the claim: "30日"; "" without one."""
        if self.value:
            return squeeze(self.value)
        text = without_as_of(self.claim.text).partition("。")[0]
        for date in reversed(find_dates(text)):
            text = text[: date.start] + text[date.end :]
        found = _QUANTITY.search(squeeze(text))
        return found.group() if found else ""

    def date(self) -> DateMention | None:
        """The first date in what is said."""
        return next(iter(find_dates(without_as_of(self.value or self.claim.text))), None)

    def briefly(self) -> Cell:
        """Of a list only the line above it."""
        return replace(self, claim=replace(self.claim, text=self.claim.text.split("\n")[0].rstrip("：:")))

    def ordered_by(self, value: str) -> str | float | None:
        """The first "date" (ISO), "rank" (13 of 13位) or "number" that is neither; None without one."""
        text = without_as_of(self.value or self.claim.text)
        if value == "date":
            date = self.date()
            return date.last if date else None
        if value == "rank":
            rank = _RANK.search(squeeze(text))
            return float(rank[1]) if rank else None
        match = None if _RANK.search(squeeze(text)) else self._number()
        return float(match[1].replace(",", "")) if match else None

    @property
    def unit(self) -> str:
        """What its number counts: 件, 回; "" where that is not plain."""
        match = self._number() if self.value else None
        unit = match["unit"].strip() if match else ""
        return unit if len(unit) <= _UNIT else ""

    def _number(self) -> re.Match[str] | None:
        text = without_as_of(self.value or self.claim.text)
        for date in reversed(find_dates(text)):
            text = text[: date.start] + text[date.end :]
        return _NUMBER.search(squeeze(text))

    @property
    def members(self) -> dict[str, str]:
        """The things that the value or the list names, by their keys: what stands in brackets does not tell them apart."""
        found = _INNER.sub("", self.value).split("、") if self.value else _ITEM.findall(self.claim.text)
        named = (item.strip(" 「」") for item in found)
        return {squeeze(_INNER.sub("", name)): name for name in named if name}


class Teller(Protocol):
    """Says the parts of a comparison in one language."""

    def heading(self, name: str) -> str:
        """A side or an attribute."""

    def cell(self, cell: Cell, citations: Citations) -> str:
        """What is said of one side, on one line."""

    def verdict(self, order: Order, side: str) -> str:
        """Which side has more, is earlier …"""

    def equal(self, same: bool) -> str:
        """Whether all sides have the same value."""

    def answer(self, yes: bool) -> str:
        """Yes or no."""

    def difference(self, amount: str) -> str:
        """By how much two sides differ."""

    def interval(self, days: int, exact: bool) -> str:
        """How long the time between two dates is; not ``exact`` where a date is only a month."""

    def total(self, amount: str) -> str:
        """What the values of all sides come to together."""

    def common(self, members: list[str]) -> str:
        """What all sides have; that there is nothing when empty."""

    def alone(self, side: str, members: list[str]) -> str:
        """What only one side has; that there is nothing when empty."""

    def alike(self, pairs: list[tuple[str, ...]]) -> str:
        """Members of the sides whose names share a word."""
