"""「以下の20領域」, 「どの3つの類型」: the list of so many items that a sentence announces or a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.evidence import Evidence
from assistant.answer.list_marks import NUMBERED
from assistant.japanese.normalize import squeeze
from assistant.model import Passage, Query

_COUNTERS = (
    "つ|点|類型|領域|分野|本柱|視点|要素|項目|原則|段階|種類|か条|技術|取組|物資|品目|構想|課題|事業|者|名|件|機関|社"
)
_KANJI = "〇一二三四五六七八九十"
_NUMBER = rf"(?P<number>\d+|[二三四五六七八九十])(?:{_COUNTERS})"
_ANNOUNCED = re.compile(rf"(?:以下|次|下記)の{_NUMBER}")
_ASKED = re.compile(rf"(?<![第\d年月.,]){_NUMBER}(?!目|番|分)")
_LISTS = ("list", "steps")
_BRACKETED = re.compile(r"[（(]([^（）()]+)[）)]")
# What a question with a number may ask for instead of the items: 「10分野の公表はいつ」.
_OTHERWISE = {"date", "amount", "reason", "who", "person", "yesno"}
# Fewest items of a list; one item alone is none.
_FEWEST = 2
# An item on the outermost level of a list.
_ITEM = re.compile(rf"^(?:・|{NUMBERED})", re.MULTILINE)


def items_in(passage: Passage) -> int:
    """How many items a passage lists, notes and items of items left aside."""
    return len(_ITEM.findall(passage.text))


def told_count(passage: Passage) -> str:
    """How many items a passage lists, as a count: it answers 「どの4つ」 without the figure. "" for none."""
    items = items_in(passage)
    return f"{items}つ" if items >= _FEWEST else ""


def announced(text: str) -> int:
    """The number of items that a sentence announces (「以下の20領域を例示」); 0 for none."""
    return _number(_ANNOUNCED.search(squeeze(text)))


def names_all(query: Query, text: str) -> bool:
    """Whether a sentence names all things of which the question gives the number: 「6つ（甲、乙、…）」."""
    wanted = _number(_ASKED.search(squeeze(query.resolved)))
    return wanted >= _FEWEST and any(inside.count("、") == wanted - 1 for inside in _BRACKETED.findall(text))


def list_of(query: Query, first: Evidence, candidates: Iterable[Evidence]) -> Evidence | None:
    """The best candidate of the first one's section, or called so, with as many items as are announced or asked for.

    None where neither names a number, or the first one's own passage is such a list. Sentences set as items count less
    than a list proper.
    """
    passage, told = first.hit.passage, announced(first.text)
    wanted = told or (0 if _OTHERWISE & set(query.kinds) else _number(_ASKED.search(squeeze(query.resolved))))
    as_many = items_in(passage) == wanted
    if wanted < _FEWEST or passage.kind == "row" or (as_many and passage.kind in _LISTS):
        return None
    lists = (other for other in candidates if other.hit.passage.kind != "row" and items_in(other.hit.passage) == wanted)
    fitting = (other for other in lists if _belongs(other.hit.passage, passage, told))
    return next((other for other in fitting if not as_many or other.hit.passage.kind in _LISTS), None)


def _belongs(other: Passage, passage: Passage, told: int) -> bool:
    """Whether a list stands in the passage's section, or is called by the number that was announced (an edition of it)."""
    if other.doc_id == passage.doc_id and _same_section(other.heading, passage.heading):
        return True
    return told > 0 and re.search(rf"(?<!\d){told}(?:の|{_COUNTERS})", squeeze(other.text.split("\n")[0])) is not None


def _same_section(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one) and bool(other) and one[0] == other[0]


def _number(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    digits = match["number"]
    return int(digits) if digits.isdecimal() else _KANJI.index(digits)
