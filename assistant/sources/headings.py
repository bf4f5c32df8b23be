"""Headings: which units are one, how high they stand, and the path over every other unit."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.japanese.era import find_dates
from assistant.sources.lines import Unit, continues, marks
from assistant.sources.titles import date_alone

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_FOLDER = Path(__file__).parent
_BARE_BRACKET = re.compile(r"^【[^【】]*】\s*(?:[⇒→].*)?$|^【(?:参考|補足|別紙|別添|付録)】.*$")


@dataclass(frozen=True)
class Heading:
    """An open heading: its rank (small = high), its text, and the date that it gives ("" for none)."""

    rank: int
    text: str
    as_of: str = ""


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """headings.toml."""
    return tomllib.loads((_FOLDER / "headings.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _marks() -> dict[str, tuple[int, str]]:
    return {mark.name: (mark.rank, mark.heading) for mark in marks()}


def as_of_heading(text: str, quoted: bool) -> str:
    """The date at the end of a heading, "" without one: （…時点）, and over a quotation also the day it was issued."""
    found = [date for date in find_dates(text) if date.kind in ("day", "month")]
    if not found:
        return ""
    rest = text[found[-1].end :]
    dated = quoted and re.match(rules()["date"]["issued"], rest)
    return found[-1].iso if dated or re.match(rules()["date"]["as_of"], rest) else ""


def as_of_text(text: str) -> str:
    """The date of a paragraph that names exactly one with 時点 or 現在; "" otherwise."""
    found = [d for d in find_dates(text) if re.match(rules()["date"]["as_of"], text[d.end :])]
    return found[0].iso if len(found) == 1 and found[0].kind in ("day", "month") else ""


def is_label(unit: Unit) -> bool:
    """A short line without a mark that could be a title or the text of a box in a diagram."""
    text, limits = unit.text.text.strip(), rules()["label"]
    bare = _BRACKETED.sub("", _BRACKETED.sub("", text)).strip() or text
    if unit.kind != "text" or len(bare) > limits["longest"] or not 2 <= len(text) <= limits["longest_bracketed"]:
        return False
    return not (is_entry(unit) or date_alone(text) or re.search(limits["not"], bare))


def record_end(units: list[Unit], place: int) -> int:
    """Where the lines 「設置大臣：…」 end that follow a title (its own place + 1 when there are too few of them)."""
    end = place + 1
    while (
        end < len(units)
        and units[end].kind == "text"
        and re.match(rules()["label"]["record_line"], units[end].text.text)
    ):
        end += 1
    return end if end - place > rules()["label"]["record_lines"] else place + 1


def _heads_record(units: list[Unit], place: int) -> bool:
    text = units[place].text.text
    if (
        re.match(rules()["label"]["record_line"], text)
        or "。" in text
        or len(text) > rules()["label"]["longest_bracketed"]
    ):
        return False
    return record_end(units, place) > place + 1


def is_entry(unit: Unit) -> bool:
    """A line that begins with a day: an entry of a chronicle."""
    return unit.kind == "text" and bool(re.match(rules()["date"]["entry"], unit.text.text))


def label_runs(units: list[Unit]) -> dict[int, tuple[int, int]]:
    """For each label the first and last place of the run of labels that it stands in."""
    runs: dict[int, tuple[int, int]] = {}
    start = 0
    while start < len(units):
        if not is_label(units[start]):
            start += 1
            continue
        end = start
        while end + 1 < len(units) and is_label(units[end + 1]) and not units[end + 1].broken:
            end += 1
        runs.update({place: (start, end) for place in range(start, end + 1)})
        start = end + 1
    return runs


def ranks(units: list[Unit]) -> dict[int, int]:
    """The rank of every unit that is a heading. Other units are text, items, rows or the boxes of a diagram."""
    runs, titles = label_runs(units), _page_titles(units)
    found: dict[int, int] = {}
    followers: list[tuple[int, tuple[str, str, int]]] = []  # open labels: their rank and what follows them
    for place, unit in enumerate(units):
        below = units[place + 1] if place + 1 < len(units) else None
        if place in titles:
            rank = rules()["rank"]["page"]
        elif unit.kind == "text" and runs.get(place, (place, place))[0] == place and _heads_record(units, place):
            rank = rules()["rank"]["title"]
        elif unit.kind == "section":
            rank = rules()["rank"]["section"]
        elif unit.kind == "hash":
            rank = unit.level if len(unit.text) <= 120 and not unit.text.text.endswith("。") else 0
        elif unit.kind == "item":
            rank = _item_rank(units, place, found, below)
        elif place in runs:
            rank = _label_rank(units, place, runs[place], found)
            if rank and below and not unit.tight:
                rank = _as_sibling(rank, unit, below, alone=place - 1 not in found, followers=followers)
        else:
            rank = 0
        if rank:
            found[place] = rank
            followers = [entry for entry in followers if entry[0] < rank]
            if place in runs and below and not unit.tight:
                followers.append((rank, _kind_of(below)))
    return found


def _kind_of(unit: Unit) -> tuple[str, str, int]:
    return unit.kind, unit.mark, unit.level


def _as_sibling(
    rank: int, unit: Unit, below: Unit, alone: bool, followers: list[tuple[int, tuple[str, str, int]]]
) -> int:
    """Labels over the same kind of list stand at the same height, whatever their length."""
    if not alone or re.search(rules()["label"]["title_end"], unit.text.text):
        return rank
    same = [height for height, kind in followers if kind == _kind_of(below) and below.kind == "item"]
    return max(rank, same[-1]) if same else rank


def _label_rank(units: list[Unit], place: int, run: tuple[int, int], found: dict[int, int]) -> int:
    first, last = run
    follower = units[last + 1] if last + 1 < len(units) else None
    if follower is None or follower.kind in ("hash", "section") or follower.broken:
        return 0
    unit, rank = units[place], rules()["rank"]
    if place < last and (last - first >= 2 or unit.tight):
        return 0
    if last - first >= 2 and not unit.tight and follower.kind == "text":
        return 0
    if re.search(rules()["extract"]["pattern"], unit.text.text) or re.search(rules()["date"]["source"], unit.text.text):
        return int(rank["extract"])
    if unit.tight:
        return int(rank["tight"])
    titled = len(unit.text) >= rules()["label"]["title_length"] or re.search(
        rules()["label"]["title_end"], unit.text.text
    )
    level = rank["title"] if titled and unit.text.text not in rules()["label"]["inner"] else rank["label"]
    if place > first and found.get(place - 1, 0) >= level:
        return int(found[place - 1] + 1)
    return int(level)


def _item_rank(units: list[Unit], place: int, found: dict[int, int], below: Unit | None) -> int:
    unit, text = units[place], units[place].text.text
    rank, heading = _marks()[unit.mark]
    if re.search(rules()["extract"]["pattern"], text) and unit.mark in ("angle", "arrow"):
        rank = rules()["rank"]["extract"]
    if heading == "always":
        return rank
    if (
        below is None
        or "。" in text
        or len(text) > rules()["label"]["numbered_longest"]
        or re.search(rules()["label"]["numbered_not"], text)
    ):
        return 0
    if heading == "never":
        return _bullet_rank(unit, below)
    if unit.mark == "lenticular":
        return rank if unit.level < 2 and _BARE_BRACKET.match(text) else 0
    above = units[place - 1] if place else None
    same = above and above.kind == "item" and above.mark == unit.mark and above.level == unit.level
    if same and place - 1 not in found:
        return 0  # one of a list whose first entry was an item
    return rank if _belongs_under(below, rank) else 0


def _bullet_rank(unit: Unit, below: Unit) -> int:
    short = len(unit.text) <= rules()["label"]["longest"] and "、" not in unit.text.text
    if unit.mark != "bullet" or unit.level != 1 or below.kind != "item" or below.level <= unit.level:
        return 0
    if below.mark in ("dot", "check") and short:
        return int(rules()["rank"]["lead"])
    return int(rules()["rank"]["bold"]) if unit.bold and below.mark == "bullet" else 0


def _belongs_under(below: Unit, rank: int) -> bool:
    if len(below.text) <= 3 or continues(below.text.text):
        return False  # 「又は」 between two items, 「であって、…」 after the last one
    if below.kind in ("text", "row"):
        return not below.broken
    if below.kind != "item":
        return False
    other, _ = _marks()[below.mark]
    return other > rank and below.mark not in ("note", "arrowed")


def _page_titles(units: list[Unit]) -> set[int]:
    """On pages whose boxes are out of order, the line that is most like a title; only where pages are known."""
    starts = [0, *[place for place, unit in enumerate(units) if unit.broken and place]]
    if len(starts) < 2:
        return set()
    data, found = rules()["page"], set()
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        points = {place: _page_points(units[place], place == start, data) for place in range(start, end)}
        best = max(points, key=lambda place: points[place], default=start)
        if points.get(best, 0) >= data["needed"]:
            found.add(best)
    return found


def _page_points(unit: Unit, first: bool, data: dict[str, Any]) -> int:
    text = unit.text.text
    if unit.kind != "text" or len(text) > data["longest"] or "。" in text:
        return 0
    counter = data["counter_points"] if re.search(data["counter"], text) else 0
    words = data["words_points"] if re.search(data["words"], text) else 0
    return int(counter + words + (data["first"] if first else 0))
