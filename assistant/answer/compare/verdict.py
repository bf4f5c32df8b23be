"""The line above a comparison: which side is ahead and by how much, whether they are alike, what they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date as date_of

from assistant.answer import wording
from assistant.answer.aims import Order
from assistant.answer.compare.contrast import Comparison
from assistant.answer.compare.side_cells import Cell, Teller
from assistant.answer.compose import Citations
from assistant.japanese.era import DateMention
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.retrieve.understand import stopwords

# A word that this many members of one list have tells nothing: 技術, 先端.
_OFTEN = 3
# What is compared by a number that is told with its unit.
# Days from which two dates are surely apart where one is only a month.
_SURELY_APART = 31
_COUNTED = re.compile(r"期間|年数|日数|数|額|割合")


class InJapanese:
    """In the words of the documents."""

    def heading(self, name: str) -> str:
        """The name as it is."""
        return name

    def cell(self, cell: Cell, citations: Citations) -> str:
        """The value or the claim."""
        return cell.written(citations)

    def verdict(self, order: Order, side: str) -> str:
        """「多いのは蓄電池です。」"""
        return f"{order.word}{'のは' if order.word.endswith('い') else 'なのは'}{side}です。"

    def equal(self, same: bool) -> str:
        """「同じです。」"""
        return wording.sentence("same" if same else "different", "ja")

    def answer(self, yes: bool) -> str:
        """「はい。」"""
        return wording.sentence("yes" if yes else "no", "ja")

    def difference(self, amount: str) -> str:
        """「差は9件です。」"""
        return wording.sentence("difference", "ja", amount=amount)

    def interval(self, days: int, exact: bool) -> str:
        """「間は232日（約8か月）です。」"""
        return wording.interval(days, exact, "ja")

    def total(self, amount: str) -> str:
        """「合わせて61件です。」"""
        return wording.sentence("total", "ja", amount=amount)

    def common(self, members: list[str]) -> str:
        """「両方にあるのは、備蓄です。」"""
        return (
            wording.sentence("common", "ja", members="、".join(members))
            if members
            else wording.sentence("none_common", "ja")
        )

    def alone(self, side: str, members: list[str]) -> str:
        """「甲だけにあるのは、備蓄です。」"""
        name = "alone" if members else "none_alone"
        return wording.sentence(name, "ja", side=side, members="、".join(members))

    def alike(self, pairs: list[tuple[str, ...]]) -> str:
        """「名前に同じ語を含むのは、量子技術／量子情報です。」"""
        return wording.sentence(
            "alike", "ja", members="、".join("／".join(f"「{name}」" for name in pair) for pair in pairs)
        )


def verdict(comparison: Comparison, cells: Sequence[Cell], teller: Teller) -> str:
    """What the comparison asks for first, from the cells of one attribute; "" where they do not settle it."""
    if comparison.asks_total:
        return _total(cells, teller)
    if comparison.asks_for_members:
        return _members(comparison, cells, teller)
    if comparison.asks_for_interval:
        return _interval(comparison, cells, teller)
    if comparison.asks_of_both and all(cell.named is not None for cell in cells):
        return teller.answer(all(cell.named for cell in cells))
    order = comparison.order
    numbers = [cell.ordered_by("number") for cell in cells]
    if order is None:
        return _alike(comparison, cells, teller) + (
            _difference(cells, numbers, teller) if comparison.asks_how_much else ""
        )
    known = [found for cell in cells if (found := cell.ordered_by(order.value)) is not None]
    if len(known) < len(cells):
        return ""
    best = (max if order.greater else min)(known)  # type: ignore[type-var]
    if known.count(best) > 1:
        return teller.equal(True) if len(set(known)) == 1 else ""
    side = comparison.sides[known.index(best)]
    yes = teller.answer(side == comparison.sides[0]) if comparison.supposed and not comparison.asks_how_much else ""
    return f"{yes}{teller.verdict(order, side)}{_difference(cells, numbers, teller) if order.value == 'number' else ''}"


def _total(cells: Sequence[Cell], teller: Teller) -> str:
    """The sum of counts of one unit; "" where they cannot be added up."""
    known = [count for cell in cells if (count := cell.count())]
    if len(known) < len(cells) or len({unit for _, unit in known}) > 1:
        return ""
    return teller.total(f"{sum(number for number, _ in known):,}{known[0][1]}")


def _alike(comparison: Comparison, cells: Sequence[Cell], teller: Teller) -> str:
    """「同じですか」 is answered by the values, where every side has one."""
    if not comparison.asks_if_same:
        return ""
    counted = any(_COUNTED.search(name) for name in comparison.attributes)
    values = [cell.quantity() if counted else squeeze(cell.value) for cell in cells]
    return teller.equal(len(set(values)) == 1) if all(values) else ""


def _date(question: str, cell: Cell) -> DateMention | None:
    """The date that is given for a side: what is said has to speak of it, by how its words begin (決まる, 決定)."""
    said, words = squeeze(cell.claim.text), set(lemmas(question)) - stopwords()
    return cell.date() if all(word[0] in said for word in words if not word.isdecimal()) else None


def _interval(comparison: Comparison, cells: Sequence[Cell], teller: Teller) -> str:
    """The time between two dates; "" where they are not known to the month."""
    dates = [
        date
        for side, cell in zip(comparison.sides, cells, strict=True)
        if (date := _date(comparison.question(side, ""), cell))
    ]
    if (
        len(cells) != 2
        or len({date.last for date in dates}) != 2
        or any(date.kind not in ("day", "month") for date in dates)
    ):
        return ""
    one, other = (date_of.fromisoformat(date.last) for date in dates)
    days, exact = abs((other - one).days), all(date.kind == "day" for date in dates)
    return teller.interval(days, exact) if exact or days >= _SURELY_APART else ""


def _difference(cells: Sequence[Cell], numbers: Sequence[str | float | None], teller: Teller) -> str:
    """The difference of two numbers that count the same; "" where they are not the values of a table."""
    one, other, *more = numbers
    units = {cell.unit for cell in cells}
    if more or len(units) > 1 or not all(cell.value for cell in cells):
        return ""
    if not isinstance(one, float) or not isinstance(other, float):
        return ""
    return teller.difference(f"{abs(one - other):,.10g}{units.pop()}")


def _members(comparison: Comparison, cells: Sequence[Cell], teller: Teller) -> str:
    """What all sides have, or what each has alone."""
    sets = [cell.members for cell in cells]
    if not all(sets):
        return ""
    shared = [member for key, member in sets[0].items() if all(key in other for other in sets[1:])]
    if comparison.asks_for_common:
        related = _related(sets) if len(sets) == 2 and not shared else []
        return teller.alike(related) if related else teller.common(shared)
    apart = {squeeze(name) for pair in (_related(sets) if len(sets) == 2 else []) for name in pair}
    lines = []
    for at, own in enumerate(sets[:1] if comparison.supposed else sets):
        others = {key for number, other in enumerate(sets) if number != at for key in other}
        alone = [name for key, name in own.items() if key not in others and squeeze(name) not in apart]
        lines.append(teller.alone(comparison.sides[at], alone))
    return "".join(lines)


def _related(sets: Sequence[dict[str, str]]) -> list[tuple[str, ...]]:
    """Members of two sides that share a telling word in their names, each once, the most alike first."""
    words = [{member: _words(member) for member in own.values()} for own in sets]
    counts = Counter(word for own in words for found in own.values() for word in found)
    often = {word for word, count in counts.items() if count > _OFTEN}
    pairs = [
        (len(shared) / len((mine | theirs) - often), one, other)
        for one, mine in words[0].items()
        for other, theirs in words[1].items()
        if (shared := (mine & theirs) - often)
    ]
    chosen: list[tuple[str, ...]] = []
    for _, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if not any(one == left or other == right for left, right in chosen):
            chosen.append((one, other))
    return sorted(chosen, key=lambda pair: [*words[0]].index(pair[0]))


def _words(member: str) -> frozenset[str]:
    return frozenset(word for word in lemmas(member) if len(word) > 1)
