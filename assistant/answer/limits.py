"""Limits on the numbers of a column: 「10件以上」「3回」「5位まで」."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.row_values import number_in

# No date and no 「2つの構想」.
_LIMIT = re.compile(
    r"(?<![\d.年第a-z])(?P<first>上位)?(?P<number>\d[\d,]*)(?P<counter>件|回|人|社|本|億円|位)"
    r"(?P<limit>以上|以下|未満|以内|まで|を超え|超|より多|より少)?"
)
_RANK = "位"
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "": lambda value, limit: value == limit,
    "以上": lambda value, limit: value >= limit,
    "以下": lambda value, limit: value <= limit,
    "未満": lambda value, limit: value < limit,
    "以内": lambda value, limit: value <= limit,
    "まで": lambda value, limit: value <= limit,
    "を超え": lambda value, limit: value > limit,
    "超": lambda value, limit: value > limit,
    "より多": lambda value, limit: value > limit,
    "より少": lambda value, limit: value < limit,
}
# A high rank is a low number.
_OF_RANKS = {"以上": "以下", "以下": "以上"}


@dataclass(frozen=True)
class Limit:
    """A number with its counter, and how the numbers of rows have to stand to it."""

    text: str
    number: float
    counter: str
    test: str

    def holds(self, cell: str) -> bool:
        """Whether the number of a cell keeps the limit."""
        value = number_in(cell)
        return value is not None and _TESTS[self.test](value, self.number)

    def is_counted(self, column: str, cells: Sequence[str]) -> bool:
        """Whether a column counts in this counter: in its name or in its cells."""
        return self.counter in column or any(self.counter in cell for cell in cells)


def limits_in(key: str) -> list[Limit]:
    """The limits in a squeezed question."""
    return [_limit(match) for match in _LIMIT.finditer(key)]


def _limit(match: re.Match[str]) -> Limit:
    counter, test = match["counter"], match["limit"] or ("以内" if match["first"] else "")
    if counter == _RANK:
        test = _OF_RANKS.get(test, test)
    return Limit(match.group(), float(match["number"].replace(",", "")), counter, test)
