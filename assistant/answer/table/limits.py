"""Limits on the numbers of a column: 「10件以上」「3回」「5位まで」."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.table.row_values import number_in

# No date and no 「2つの構想」.
_LIMIT = re.compile(
    r"(?<![\d.年第a-z])(?P<first>上位)?(?P<number>\d[\d,]*)(?P<counter>件|回|人|社|本|億円|位|番(?!(?:目|め)?(?:に(?!挙|載|並|来|出|書|あ)|多|少|大|小|高|低|早|長|短|重)))"
    r"(?!から.{0,3}(?:何|いく|どれ|増|減|[\d]))(?P<limit>以上|以下|未満|以内|まで|を超え|超|より多|より少)?"
)
_RANK, _PLACE = "位", "番"
_CIRCLED = re.compile(r"[①-⑳]")
# The first and the last of a table: 「最後に挙がっている」「先頭の分野」.
_OF_LIST = r"(?=の(?:番号|項目|分野|領域|技術|行|もの|やつ)|に(?:挙|載|並|来|出|書)|は(?:何|どれ))"
_LAST = re.compile(rf"(?:一番|いちばん)?(?:最後|末尾|ラスト|一番下){_OF_LIST}")
_FIRST = re.compile(rf"(?:一番|いちばん)?(?:最初|先頭|一番上|筆頭){_OF_LIST}")
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

    @property
    def is_place(self) -> bool:
        """Whether it is a place in the table: 8番目."""
        return self.counter == _PLACE

    def holds(self, cell: str) -> bool:
        """Whether the number of a cell keeps the limit."""
        value = number_in(cell)
        return value is not None and _TESTS[self.test](value, self.number)

    def is_counted(self, column: str, cells: Sequence[str]) -> bool:
        """Whether a column counts in this counter: in its name or in its cells."""
        return self.counter in column or any(self.counter in cell for cell in cells)


def with_places(text: str) -> str:
    """Circled numbers as places in a table: ⑦ is 7番."""
    return _CIRCLED.sub(lambda match: f"{ord(match.group()) - ord('①') + 1}番", text)


def limits_in(key: str, rows: int) -> list[Limit]:
    """The limits in a squeezed question about a table of so many ``rows``; its first and its last are places too."""
    found = [_limit(match) for match in _LIMIT.finditer(key)]
    for pattern, place in ((_FIRST, 1), (_LAST, rows)):
        if match := pattern.search(key):
            found.append(Limit(match.group(), place, _PLACE, ""))
    return found


def _limit(match: re.Match[str]) -> Limit:
    counter, test = match["counter"], match["limit"] or ("以内" if match["first"] else "")
    if counter == _RANK:
        test = _OF_RANKS.get(test, test)
    return Limit(match.group(), float(match["number"].replace(",", "")), counter, test)
