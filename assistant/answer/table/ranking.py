"""Questions over the numbers of a column: the most and the least, the third, the first five, the place of a row, the sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import wording
from assistant.answer.table.conditions import TITLE, Columns
from assistant.answer.table.looked_up import TableAnswer, cell_claim
from assistant.answer.table.order_words import ascending, asks_for_order, found, is_sum
from assistant.answer.table.row_values import number_in, with_counter
from assistant.japanese.normalize import squeeze
from assistant.model import Passage, Query

_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
# Most rows that an answer tells.
_LISTED = 12
_RANKS = "順位"

Numbered = Sequence[tuple[float, Passage]]


def ranked(query: Query, table: Columns, column: str) -> TableAnswer | None:
    """The answer from the order of the numbers in ``column``; None where no order is asked for or there are none."""
    key = squeeze(query.resolved)
    if not (asks_for_order(key) or is_sum(key)):
        return None
    others = [condition for condition in table.described(query.resolved) if condition.column != column]
    rows = [row for row in table.rows if all(row.passage_id in condition.rows for condition in others)]
    numbered = [(number, row) for row in rows if (number := number_in(dict(row.cells).get(column, ""))) is not None]
    if len(numbered) < 2:
        return None
    where = "、".join(f"{condition.column}が「{condition.value}」" for condition in others if condition.column != TITLE)
    named = squeeze(" ".join([query.resolved, *query.official, *query.other_names]))
    answers = (
        _nth(key, numbered, column),
        _next(key, named, numbered, column),
        _first(key, numbered, column),
        _place(key, named, numbered, column),
    )
    return next(filter(None, answers), None) or _extreme(key, numbered, column) or _sum(key, numbered, column, where)


def _extreme(key: str, numbered: Numbered, column: str) -> TableAnswer | None:
    """「認定件数が一番多い物資は」: the rows with the greatest or least number."""
    asked = [name for name in ("most", "least") if found(name, key)]
    if not asked:
        return None
    greatest = "least" if _RANKS in column else "most"  # the highest rank is the least number
    best = {(max if name == greatest else min)(number for number, _ in numbered) for name in asked}
    rows = [row for number, row in numbered if number in best]
    told = _value(rows[0], column)
    lead = wording.sentence("tied", "ja", column=column, value=told, count=len(rows)) if _many(rows, best) else ""
    return TableAnswer(lead, tuple(cell_claim(row, column) for row in rows[:_LISTED]))


def _many(rows: Sequence[Passage], values: set[float]) -> bool:
    return len(values) == 1 and len(rows) > 2


def _nth(key: str, numbered: Numbered, column: str) -> TableAnswer | None:
    """「3番目に多い物資は」: the rows at that place; rows with the same number share one."""
    match = found("nth", key)
    if not match:
        return None
    n = _number(match["n"])
    rows = [row for number, row in numbered if _rank(number, numbered, _from_least(key, column)) == n]
    return TableAnswer("", tuple(cell_claim(row, column) for row in rows[:_LISTED])) if rows else None


def _next(key: str, names: str, numbered: Numbered, column: str) -> TableAnswer | None:
    """「蓄電池の次に多い物資は」: the rows with the next number after the row that the question names."""
    named = _named([row for _, row in numbered], names) if found("next", key) else None
    if named is None:
        return None
    number, from_least = next(number for number, row in numbered if row is named), _from_least(key, column)
    behind = [other for other, _ in numbered if (other > number if from_least else other < number)]
    after = (min if from_least else max)(behind, default=number)
    rows = [row for other, row in numbered if other == after and row is not named]
    return TableAnswer("", tuple(cell_claim(row, column) for row in [*rows, named][:_LISTED])) if rows else None


def _first(key: str, numbered: Numbered, column: str) -> TableAnswer | None:
    """「上位3つ」: the first rows in order, with those that share the last place."""
    match = found("first", key)
    if not match or not 0 < (n := _number(match["n"])) <= _LISTED:
        return None
    order = sorted(numbered, key=lambda pair: pair[0], reverse=not _from_least(key, column))
    rows = [row for number, row in order if _rank(number, numbered, _from_least(key, column)) <= n]
    return TableAnswer("", tuple(cell_claim(row, column) for row in rows[:_LISTED]))


def _place(key: str, names: str, numbered: Numbered, column: str) -> TableAnswer | None:
    """「半導体は何番目に多い」: the place of the row that the question names."""
    match = found("place", key)
    named = _named([row for _, row in numbered], names) if match else None
    if not match or named is None:
        return None
    number = next(number for number, row in numbered if row is named)
    way = "少ない" if ascending(key) else "多い"
    lead = wording.sentence(
        "place",
        "ja",
        column=column,
        rows=len(numbered),
        place=_rank(number, numbered, _from_least(key, column)),
        way=way,
    )
    return TableAnswer(lead, (cell_claim(named, column),))


def _sum(key: str, numbered: Numbered, column: str, where: str) -> TableAnswer | None:
    """「合わせて何件」: the sum of the column over the rows that the question describes."""
    if not is_sum(key) or not where or column.endswith(("順位", "番号")):
        return None
    total = sum(number for number, _ in numbered)
    value = _value(numbered[0][1], column)
    unit = re.sub(r"^[\d,.]+", "", value)
    lead = wording.sentence(
        "sum",
        "ja",
        table=numbered[0][1].table,
        where=where,
        rows=len(numbered),
        column=column,
        total=f"{total:,.10g}{unit}",
    )
    shown = sorted(numbered, key=lambda pair: -pair[0])[:_LISTED]
    return TableAnswer(lead, tuple(cell_claim(row, column) for _, row in shown))


def _rank(number: float, numbered: Numbered, from_least: bool) -> int:
    """1 for the greatest (the least where the order begins with it); rows with the same number share a place."""
    ahead = [other for other, _ in numbered if (other < number if from_least else other > number)]
    return len(ahead) + 1


def _from_least(words: str, column: str) -> bool:
    """Whether the order begins with the least number; a high rank is one."""
    return ascending(words) != (_RANKS in column)


def _named(rows: Sequence[Passage], names: str) -> Passage | None:
    """The row whose name stands in ``names`` (squeezed); of several the longest."""
    known = [
        (len(value), at)
        for at, row in enumerate(rows)
        for _, value in row.cells
        if value and squeeze(value) in squeeze(row.subject) and squeeze(value) in names
    ]
    return rows[max(known)[1]] if known else None


def _value(row: Passage, column: str) -> str:
    return with_counter(column, dict(row.cells).get(column, ""))


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else _NUMERALS[numeral]
