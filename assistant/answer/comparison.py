"""Comparisons: the same question about several things, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import wording
from assistant.answer.claims import Claim
from assistant.answer.compose import Citations, paragraph
from assistant.answer.conditions import with_counter
from assistant.answer.contrast import Comparison
from assistant.answer.evidence import Evidence, without_as_of
from assistant.japanese.era import find_dates
from assistant.japanese.normalize import squeeze

_NUMBER = re.compile(r"(?<![第\d.])\d[\d,]*(?:\.\d+)?(?=[^\d.]|$)")
_RANK = re.compile(r"(\d+)位")
_COUNT = re.compile(r"(?<![第\d])(\d[\d,]*)([件回人個社])")
_TWO = 2
# Longest cell, in characters, with which three sides and more are set in a table.
_CELL = 60


@dataclass(frozen=True)
class Cell:
    """What is said of one attribute of one side: a value of a table, else the claim's own words."""

    claim: Claim
    value: str

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

    def ordered_by(self, value: str) -> str | float | None:
        """The first "date" (ISO), "rank" (13 of 13位) or "number" that is neither; None without one."""
        text = without_as_of(self.value or self.claim.text)
        dates = find_dates(text)
        if value == "date":
            return dates[0].last if dates else None
        if value == "rank":
            rank = _RANK.search(squeeze(text))
            return float(rank[1]) if rank else None
        for date in reversed(dates):
            text = text[: date.start] + text[date.end :]
        match = None if _RANK.search(squeeze(text)) else _NUMBER.search(squeeze(text))
        return float(match.group().replace(",", "")) if match else None


# Gives the best evidence and its claim for a question that can be asked alone; None when the documents do not say.
Find = Callable[[str], tuple[Evidence, Claim] | None]


class Teller(Protocol):
    """Says the parts of a comparison in one language."""

    def heading(self, name: str) -> str:
        """A side or an attribute."""

    def cell(self, cell: Cell, citations: Citations) -> str:
        """What is said of one side, on one line."""

    def verdict(self, value: str, word: str, greater: bool, side: str) -> str:
        """Which side has more, is earlier … (Comparison.order)."""

    def equal(self, same: bool) -> str:
        """Whether all sides have the same value."""

    def reckoned(self, total: bool, value: str) -> str:
        """What the values come to together, or by how much they differ."""


class InJapanese:
    """In the words of the documents."""

    def heading(self, name: str) -> str:
        """The name as it is."""
        return name

    def cell(self, cell: Cell, citations: Citations) -> str:
        """The value or the claim."""
        return cell.written(citations)

    def verdict(self, value: str, word: str, greater: bool, side: str) -> str:
        """「多いのは蓄電池です。」"""
        return f"{word}{'のは' if word.endswith('い') else 'なのは'}{side}です。"

    def equal(self, same: bool) -> str:
        """「同じです。」"""
        return wording.sentence("same" if same else "different", "ja")

    def reckoned(self, total: bool, value: str) -> str:
        """「合わせて61件です。」"""
        return wording.sentence("total" if total else "difference", "ja", value=value)


def compare(
    comparison: Comparison, find: Find, citations: Citations, teller: Teller | None = None
) -> tuple[str, list[Claim]] | None:
    """The comparison in words or, for several attributes, as a table; None when a side is not in the documents."""
    teller = teller or InJapanese()
    attributes = comparison.attributes or [""]
    cells = [
        [_cell(find, comparison.question(side, attribute), attribute) for attribute in attributes]
        for side in comparison.sides
    ]
    if any(cell is None for row in cells for cell in row):
        return None
    known = [[cell for cell in row if cell] for row in cells]
    firsts = {row[0].claim.hit.passage.passage_id for row in known}
    if len(firsts) < len(known):
        return None
    if comparison.asks_total and not _reckoned(comparison, [row[0] for row in known]):
        return None
    told = [[teller.cell(cell, citations) for cell in row] for row in known]
    sides = [*map(teller.heading, comparison.sides)]
    opening = _verdict(comparison, known, teller)
    if len(attributes) > 1:
        text = _table([*map(teller.heading, attributes)], sides, told)
    elif len(sides) > 2 and comparison.attributes and all(len(row[0]) <= _CELL for row in told):
        text = opening + _table(sides, [teller.heading(attributes[0])], [[row[0] for row in told]])
    else:
        text = opening + _lines(sides, told)
    return text, [cell.claim for row in known for cell in row]


def _cell(find: Find, question: str, attribute: str) -> Cell | None:
    found = find(question)
    if found is None:
        return None
    evidence, claim = found
    return Cell(claim, _value(evidence, attribute) if attribute else "")


def _value(evidence: Evidence, attribute: str) -> str:
    """The value of the column that the attribute names, where the evidence is a row of a table."""
    key = squeeze(attribute)
    columns = [(squeeze(column), value) for column, value in evidence.hit.passage.cells if len(column) > 1]
    named = [(len(column), column, value) for column, value in columns if column in key or key in column]
    _, column, value = max(named, default=(0, "", ""))
    return with_counter(column, value)


def _verdict(comparison: Comparison, cells: Sequence[Sequence[Cell]], teller: Teller) -> str:
    """「どちらが多い」 is answered with the side, where every side has a value of its own; 「同じですか」 by the values."""
    if reckoned := _reckoned(comparison, [row[0] for row in cells]):
        return f"{teller.reckoned(comparison.asks_total, reckoned)}\n"
    if comparison.order is None:
        values = [squeeze(row[0].value) for row in cells]
        asked = comparison.asks_if_same and len(cells[0]) == 1 and all(values)
        return f"{teller.equal(len(set(values)) == 1)}\n" if asked else ""
    value, word, greater = comparison.order
    known = [found for row in cells if (found := row[0].ordered_by(value)) is not None]
    if len(known) < len(cells) or len(set(known)) < len(known):
        return ""
    best = comparison.sides[known.index((max if greater else min)(known))]  # type: ignore[type-var]
    return f"{teller.verdict(value, word, greater, best)}\n"


def _reckoned(comparison: Comparison, cells: Sequence[Cell]) -> str:
    """The sum of counts of one unit, or the difference of two, where it is asked for: 「61件」; else ""."""
    known = [count for cell in cells if (count := cell.count())]
    if len(known) < len(cells) or len({unit for _, unit in known}) > 1:
        return ""
    numbers, unit = [number for number, _ in known], known[0][1]
    if comparison.asks_total:
        return f"{sum(numbers):,}{unit}"
    return f"{max(numbers) - min(numbers):,}{unit}" if comparison.asks_difference and len(numbers) == _TWO else ""


def _lines(sides: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"・{side}：{row[0]}" for side, row in zip(sides, told, strict=True))


def _table(attributes: Sequence[str], sides: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    lines = [f"| | {' | '.join(sides)} |", "|---" * (len(sides) + 1) + "|"]
    for number, attribute in enumerate(attributes):
        cells = [row[number].replace("|", "｜") for row in told]
        lines.append(f"| {attribute} | {' | '.join(cells)} |")
    return "\n".join(lines)
