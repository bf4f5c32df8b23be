"""Answers in English: table cells and lists by their English names, statements by their key points and their own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import wording
from assistant.answer.aims import Order
from assistant.answer.claims import Claim
from assistant.answer.compare.side_cells import Cell
from assistant.answer.compose import Citations
from assistant.answer.english.names import EnglishNames, column, terms
from assistant.answer.english.statements import bare_points, key_points, lead, nature
from assistant.answer.english.values import counts_in, dates_in, english_value
from assistant.answer.list_marks import OURS
from assistant.answer.table.places import place_asked
from assistant.answer.table.row_values import with_counter
from assistant.answer.table.selection import Selection
from assistant.japanese.normalize import search_key, squeeze
from assistant.model import Passage, Query

# Columns that say to which date a value belongs: told beside it.
_DATES = {"新値": "新時点", "旧値": "旧時点", "現状値": "現状の時点"}
# What the greater and the lesser value of a comparison is called.
_ORDERS = {"number": ("More", "Less"), "rank": ("Lower rank", "Higher rank"), "date": ("Later", "Earlier")}
_PLACE, _COUNTRY = "番号", "国"
_BESIDE = set(_DATES.values())
_ITEM = re.compile(rf"^{OURS}")
_MARK = re.compile(r"^(?:[①-⑳]|\(\d+\)|\d{1,2}(?= ))\s*")  # the number that an item of a list has in its source
_EXAMPLES = re.compile(r"（[^（）]*）$")
# Least room for the Japanese words that an answer quotes, and room of the whole for one fact and for lists.
_QUOTED, _FACT, _LONG = 160, 390, 680
_MORE = 290  # room in which a second statement is told too
_AROUND = 70  # what stands around the quoted words: what kind of statement it is, the mark, the date
_FACTS = 2  # claims for one fact
_SUBJECT_COLUMNS = {
    "番号",
    "領域",
    "研究開発構想",
    "技術",
    "物資",
    "特定重要物資",
    "国",
    "項目",
    "目標",
    "分野",
    "予算",
    "確認事項",
    "技術群",
    "日付",
    "別の名称",
}


@dataclass(frozen=True)
class EnglishWriter:
    """Says claims in English."""

    names: EnglishNames

    def fitting(self, query: Query, claims: Sequence[Claim], parts: int = 1) -> list[Claim]:
        """The first claims that one of so many parts of an answer has room for in English; the first always."""
        kept: list[Claim] = []
        used = 0
        for claim in claims:
            used += len(self.claim(query, claim))
            if kept and (used > _MORE // parts or len(kept) == _FACTS):
                break
            kept.append(claim)
        return kept

    def paragraph(self, query: Query, claims: Sequence[Claim], citations: Citations) -> str:
        """The claims, one a line."""
        return "\n".join(_marked(self.claim(query, claim), citations.number(claim)) for claim in claims)

    def claim(self, query: Query, claim: Claim) -> str:
        """One claim without its mark: "{n}" stands where the mark goes."""
        if claim.hit.passage.cells and claim.hit.passage.asks and (cells := self._row(query, claim)):
            return cells
        if "\n" in claim.text:
            return self._listed(query, claim)
        return self._statement(query, claim)

    def subject(self, passage: Passage) -> str:
        """What a row is about."""
        cells = [value for name, value in passage.cells if name in _SUBJECT_COLUMNS and value in passage.subject]
        known = filter(None, map(self.names.phrase, [*cells, passage.subject]))
        said = (english_value(cell, self.names) for cell in cells)
        return next(known, "") or next((cell for cell in said if not cell.startswith("“")), f"“{passage.subject}”")

    def _row_name(self, claim: Claim) -> str:
        """The English name of a listed row; "" when none is known."""
        country = next((cell for name, cell in claim.hit.passage.cells if name == _COUNTRY), "")
        return self.names.exact(country) or self.names.phrase(claim.text)

    def _row(self, query: Query, claim: Claim) -> str:
        """「Funding agency of X: NEDO」: the cells that the claim holds; "" when it holds none that tells."""
        passage = claim.hit.passage
        cells = dict(passage.cells)
        told: list[str] = []
        columns = _columns_of(claim)
        if _PLACE in columns and place_asked(query.resolved) and (number := place_of(passage)):
            return f"Number {number} in the list: {self.subject(passage)}{{n}}."
        asked = [name for name in columns if squeeze(name) in squeeze(query.resolved) and name not in _SUBJECT_COLUMNS]
        for name in asked or columns:
            if name == _PLACE or name in _BESIDE or (name in _SUBJECT_COLUMNS and cells[name] in passage.subject):
                continue
            when = dates_in(cells.get(_DATES.get(name, ""), ""))
            said = english_value(with_counter(name, cells[name]), self.names) + (
                f" (as of {when[0][1]})" if when else ""
            )
            if told and sum(map(len, told)) + len(said) > _FACT - _AROUND:
                break
            told.append(f"{column(name)}{'' if told else f' of {self.subject(passage)}'}: {said}")
        return "; ".join(told) + "{n}." if told else ""

    def _listed(self, query: Query, claim: Claim) -> str:
        """A list or procedure: its lead in its own words, its items by their English names."""
        first, *rest = claim.text.split("\n")
        items = [_ITEM.sub("", line) for line in rest]
        counted = [english for _, english in counts_in(first) if english.startswith(f"{len(items)} ")]
        count = counted[0] if counted else f"{len(items)} items"
        if any(line.startswith("（ほか") for line in rest):
            count = "Items"
        topic = bare_points(first, self.names)
        source = f", in the source “{first.rstrip('：:。')}”"
        about = f" ({topic})" if topic else ""
        steps = all(re.match(r"\d+\.", line) for line in rest)
        told = [[self._item(n, item, steps, brief) for n, item in enumerate(items, 1)] for brief in (False, True)]
        heads = [f"{count}{about}{source}{{n}}:", f"{count}{about}{{n}}:", f"{count}{{n}}:"]
        if "date" in query.kinds and query.counters:
            heads = heads[:1] * 2  # 「過去3年分」: what is asked for stands in the lead's own words
        versions = [[head, *lines] for lines, head in ((told[0], heads[0]), *((told[1], head) for head in heads))]
        return "\n".join(_fitting(versions, 0))

    def _item(self, number: int, item: str, step: bool, brief: bool) -> str:
        mark = match[0].strip() if (match := _MARK.match(item)) else ""
        name, _, rest = item[len(match[0]) if match else 0 :].partition("：")
        known = self.names.item(name)
        said = self._both(known, name, brief)
        if mark and not (brief and known):
            said = f"{mark} {said}"
        if rest and not (brief and known):
            said += f": {english_value(rest, self.names)}"
        return f"{number}. {said}" if step else f"・{said}"

    def _both(self, english: str, name: str, brief: bool) -> str:
        """A name in English with the Japanese behind it, unless room is short."""
        return (english if brief else f"{english} ({name})") if english else f"“{name}”"

    def _statement(self, query: Query, claim: Claim) -> str:
        first = lead(query, claim)
        points = "" if first else key_points(claim.quoted, self.names, counts="number" in query.kinds)
        told = f"{first}. " if first else f"It names: {points}. " if points else ""
        kind = nature(claim.hit.passage.text)
        if claim.hit.passage.kind == "list" and squeeze(claim.text) not in squeeze(claim.hit.passage.text):
            return f"In the list: {self._members(claim.quoted)}{{n}}."
        words = _shortened(claim.text, max(_QUOTED, _FACT - len(told) - _AROUND))
        return f"{told}The source says{f' ({kind})' if kind else ''}: “{words}”{{n}}"

    def _members(self, quoted: str) -> str:
        """The items of a list, or the one that is quoted, by their English names on one line."""
        first, *rest = quoted.split("\n")
        items = [_MARK.sub("", _ITEM.sub("", line)) for line in rest or [first]]
        names = [_EXAMPLES.sub("", item.partition("：")[0]) for item in items]
        return ", ".join(self.names.item(name) or f"“{name}”" for name in names)

    def cell(self, cell: Cell, citations: Citations) -> str:
        """What is said of one side of a comparison, on one line."""
        if cell.value:
            return f"{english_value(cell.value, self.names)}[{citations.number(cell.claim)}]"
        query = Query(cell.claim.text, cell.claim.text, kinds=())
        return " ".join(_marked(self.claim(query, cell.claim), citations.number(cell.claim)).split("\n"))

    def verdict(self, order: Order, side: str) -> str:
        """Which side of a comparison has more, ranks higher or is earlier."""
        more, less = _ORDERS[order.value]
        return f"{more if order.greater else less}: {self.heading(side)}."

    def equal(self, same: bool) -> str:
        """Whether the sides of a comparison have the same value."""
        return wording.sentence("same" if same else "different", "en")

    def answer(self, yes: bool) -> str:
        """Yes or no."""
        return wording.sentence("yes" if yes else "no", "en")

    def difference(self, amount: str) -> str:
        """By how much two sides of a comparison differ."""
        return wording.sentence("difference", "en", amount=english_value(amount, self.names))

    def interval(self, days: int, exact: bool) -> str:
        """How far two dates are apart."""
        return wording.interval(days, exact, "en")

    def common(self, members: list[str]) -> str:
        """What all sides of a comparison have."""
        told = "; ".join(english_value(member, self.names) for member in members)
        return wording.sentence("common", "en", members=told) if members else wording.sentence("none_common", "en")

    def alone(self, side: str, members: list[str]) -> str:
        """What only one side of a comparison has."""
        told = "; ".join(english_value(member, self.names) for member in members)
        return wording.sentence("alone" if members else "none_alone", "en", side=self.heading(side), members=told)

    def alike(self, pairs: list[tuple[str, ...]]) -> str:
        """Members of the sides whose names share a word."""
        told = "; ".join(" / ".join(english_value(name, self.names) for name in pair) for pair in pairs)
        return wording.sentence("alike", "en", members=told)

    def total(self, amount: str) -> str:
        """What the values of a comparison come to together."""
        return wording.sentence("total", "en", amount=re.sub(r"[^\d,]", "", amount))

    def looked_up(self, query: Query, lead: str, claims: Sequence[Claim], citations: Citations) -> str:
        """What was looked up in the rows of a table, after the line that counts them, if there is one."""
        counted = [f"Counted in the table: “{lead}”"] if lead else []
        return "\n".join([*counted, self.paragraph(query, claims, citations)])

    def heading(self, name: str) -> str:
        """A side or an attribute of a comparison."""
        known = terms()["columns"].get(name) or terms()["attributes"].get(name) or self.names.phrase(name)
        return known or name

    def selection(self, selection: Selection, claims: Sequence[Claim], citations: Citations) -> str:
        """The rows of a table that fit, counted and listed."""
        table = terms()["tables"].get(selection.table) or f"“{selection.table}”"
        which = " and ".join(
            f"{column(name)}: {english_value(value, self.names)}" for name, value in selection.conditions
        )
        lines = [f"{len(selection.rows)} of {selection.total} in the table “{table}” ({which}):"]
        names = [(claim, self.names.exact(claim.text) or self._row_name(claim)) for claim in claims]
        told = [
            [f"・{self._both(known, claim.text, brief)}[{citations.number(claim)}]" for claim, known in names]
            for brief in (False, True)
        ]
        return "\n".join([*lines, *_fitting(told, len(lines[0]))])


def place_of(row: Passage) -> str:
    """The number of a row in its list, without its brackets; "" when it has none."""
    return search_key(dict(row.cells).get(_PLACE, "")).strip("()")


def _fitting(told: Sequence[list[str]], used: int) -> list[str]:
    """The first of several versions of a list that is as short as one fact, else the first that fits, else the last."""
    sizes = [used + sum(map(len, lines)) for lines in told]
    room = _FACT if min(sizes) <= _FACT else _LONG
    return next((lines for lines, size in zip(told, sizes, strict=True) if size <= room), told[-1])


def _shortened(text: str, room: int) -> str:
    """Whole sentences of a text as far as there is room, at least a part of the first."""
    if len(text) <= room:
        return text
    end = text.rfind("。", 0, room) + 1
    return text[:end] if end else f"{text[: room - 1]}…"


def _marked(text: str, n: int) -> str:
    return text.replace("{n}", f" [{n}]", 1)


def _columns_of(claim: Claim) -> list[str]:
    """The columns of the row that the quoted words give, in order."""
    passage, (start, end) = claim.hit.passage, claim.quote
    named = [
        (name, value)
        for span, words in zip(passage.sentences, passage.asks, strict=False)
        if start <= span[0] and span[1] <= end
        for name, value in passage.cells
        if name in words and value in passage.text[span[0] : span[1]]
    ]
    return list(dict.fromkeys(name for name, _ in named))
