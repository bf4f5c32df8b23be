"""Whether an amount that a question names fits the one that a statement gives: 「100件以上ありますか」, 「15%増えるなら」."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer.evidence import without_as_of
from assistant.japanese.era import date_tokens
from assistant.japanese.normalize import squeeze

_UNITS = "円|件|回|人|名|社|校|大学|か国|カ国|年間|年|か月|ヶ月|カ月|日間|日|週間|時間|%|株|つ|個|項目|種類|技術|領域|分野|物資|件数|課題|府省庁|倍|本|位"
_SAME = {"年間": "年", "日間": "日", "ヶ月": "か月", "カ月": "か月", "個": "つ", "項目": "つ", "種類": "つ", "名": "人", "大学": "校", "課題": "件", "カ国": "か国"}  # fmt: skip
_AMOUNT = re.compile(
    rf"(?<![\d.,第年月①-⑳])(?:(?P<thirds>\d+)分の(?P<third>\d+)|(?P<share>\d+)/(?P<whole>\d+)|(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>億|兆|万|千|百)?(?:\d+(?:万|億))?(?P<unit>{_UNITS})(?!度|目|\d*月|号|次))"
    r"(?:(?:を|に|より|も)?(?P<limit>以上|以下|未満|以内|超|上回|下回|多|少|満たな|まで|から))?"
)
# What stands behind an amount that a question puts forward, and not behind one that only names its topic: 「20領域は」.
_PUT_FORWARD = re.compile(
    "(?:分|間|も)?(?:だけ|しか|のまま)?(?:$|に(?:な|増|減)|続|あ[りる]|です|見|必要|かか|上が|下が)"
)
_ANY = "つ"
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12}
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "以上": lambda value, limit: value >= limit,
    "から": lambda value, limit: value >= limit,
    "以下": lambda value, limit: value <= limit,
    "以内": lambda value, limit: value <= limit,
    "まで": lambda value, limit: value <= limit,
    "未満": lambda value, limit: value < limit,
    "下回": lambda value, limit: value < limit,
    "少": lambda value, limit: value < limit,
    "満たな": lambda value, limit: value < limit,
    "超": lambda value, limit: value > limit,
    "上回": lambda value, limit: value > limit,
    "多": lambda value, limit: value > limit,
}


@dataclass(frozen=True)
class Amount:
    """A number with its unit (shares in %), and the limit that it sets (以上, 未満 …; "" where it is the number itself)."""

    number: float
    unit: str
    limit: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value keeps within the limit; without one, whether it is the same."""
        return _TESTS[self.limit](value, self.number) if self.limit in _TESTS else value == self.number


def amounts(text: str) -> list[Amount]:
    """The amounts in a text, dates left aside."""
    return [_amount(match) for match in _AMOUNT.finditer(without_as_of(squeeze(text)))]


def _amount(match: re.Match[str]) -> Amount:
    limit = match["limit"] or ""
    part, whole = match["third"] or match["share"], match["thirds"] or match["whole"]
    if part:
        return Amount(100 * float(part) / max(1.0, float(whole)), "%", limit)
    number = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
    return Amount(number, _SAME.get(match["unit"], match["unit"]), limit)


def compared(question: str, told: str) -> bool | None:
    """Whether the amount of the question fits that of ``told``: one sets a limit, the other is held against it.

    None where neither sets one, or it is not plain which amounts belong together.
    """
    for asked in amounts(question):
        alike = [found for found in amounts(told) if found.unit == asked.unit]
        numbers = {(found.number, found.limit) for found in alike}
        if len(numbers) != 1:
            continue
        found = alike[0]
        if asked.limit in _TESTS and found.limit not in _TESTS:
            return asked.holds(found.number)
        if found.limit in _TESTS and asked.limit not in _TESTS:
            return found.holds(asked.number)
    return None


def differ(question: str, told: str) -> bool:
    """Whether ``told`` counts something else in the place of an amount that the question names: 3年間 for 5年間."""
    known = amounts(told)
    return any(
        any(found.unit == asked.unit for found in known) and not any(found == asked for found in known)
        for asked in amounts(question)
        if not asked.limit
    )


def same_amount(question: str, sentence: str, whole: str) -> bool | None:
    """Whether the one amount that both name, in the same unit and without limits, is the same; None without such.

    ``whole`` is all that is told around the sentence: it has no other amount of that unit.
    """
    told = whole if amounts(sentence) else sentence
    if set(date_tokens(question)) - set(date_tokens(told)):
        return None  # the question speaks of another date
    key, asked = squeeze(question), _put_forward(question)
    pairs = [(one, [found for found in amounts(told) if _counts(one.unit, found.unit, key)]) for one in asked]
    known = [
        (one, found[0])
        for one, found in pairs
        if not one.limit and len({other.number for other in found}) == 1 and not all(other.limit for other in found)
    ]
    return known[0][0].number == known[0][1].number if len(known) == 1 else None


def puts_amount_forward(question: str) -> bool:
    """Whether a question asks if an amount is the one that it names."""
    return bool(_put_forward(question))


def _put_forward(question: str) -> list[Amount]:
    key = squeeze(question)
    return [_amount(match) for match in _AMOUNT.finditer(key) if _PUT_FORWARD.match(key, match.end())]


def _counts(asked: str, told: str, question: str) -> bool:
    """Whether two units count the same: 個 counts any thing that the question names."""
    return asked == told or (asked == _ANY and told in question)
