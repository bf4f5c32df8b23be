"""The dates and numbers of a question, held against a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.near_misses import with_digits
from assistant.japanese.era import date_tokens, find_dates
from assistant.japanese.normalize import squeeze
from assistant.model import Passage

# A rank or an ordinal is another thing than a count of the same figure: 1位, 第1号.
_NUMBER = re.compile(r"第?\d+(?:\.\d+)?(?:位|号|次|回目|番目|年目)?")
# 「12月の資料」, 「10月の案」: a month stands for the documents of that month.
_MONTH = re.compile(r"(?<![年\d])(\d{1,2})月(?=時点|の?(?:資料|案|手順書|概要|会議|報告|講義|論点|文書|発表|一覧|表))")


def numbers_in(key: str) -> list[str]:
    """The numbers of a text (squeezed); ordinals (第3次, 第三次) with their mark."""
    return _NUMBER.findall(with_digits(key))


class Numbers:
    """The dates, months and other numbers of one question."""

    def __init__(self, question: str) -> None:
        """Reads them."""
        rest, dates = question, find_dates(question)
        for mention in reversed(dates):
            rest = f"{rest[: mention.start]} {rest[mention.end :]}"
        self._dates = [mention.tokens[0] for mention in dates]
        self._months = [int(month) for month in _MONTH.findall(question)]
        self._others = numbers_in(squeeze(_MONTH.sub(" ", rest)))

    def lacking(self, key: str, passage: Passage, text: str, date: str) -> float:
        """The share (0..1) of them that the ``text`` of a passage, which holds at ``date``, lacks; ``key`` is squeezed.

        A passage that speaks of 第一次 alone is none of 第二次, though its section may be.
        """
        asked = len(self._dates) + len(self._others) + len(self._months)
        if not asked:
            return 0.0
        known, figures = {*date_tokens(text), *date_tokens(date)}, set(numbers_in(key))
        own = numbers_in(squeeze(passage.text))
        lacking = sum(token not in known for token in self._dates)
        lacking += sum(number not in figures or _is_other_of_series(number, own) for number in self._others)
        lacking += sum(date[5:7] != f"{month:02d}" for month in self._months)
        return lacking / asked


def _is_other_of_series(number: str, own: Sequence[str]) -> bool:
    """Whether ``own`` are numbers of the same series, 第1次 for 第2次, without this one."""
    return number[0] == "第" and number not in own and any(one[0] == "第" and one[-1] == number[-1] for one in own)
