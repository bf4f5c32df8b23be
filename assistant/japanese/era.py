"""Dates in Japanese (and plain English) text: eras, Western years, fiscal years, ranges.

Nothing is rewritten: a mention says where it stands and which days it covers, and gives index tokens under which
令和7年度, ２０２５年度 and R7年度 meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.japanese.date_patterns import LINK, right_end, whole_date
from assistant.japanese.dates import Point, era_data, era_year, eras, number
from assistant.model import Span

_FULL_WIDTH = str.maketrans({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x301C: "~"})
_LONGEST_FILLED_RANGE = 10  # years between the ends of a range that get tokens of their own


@dataclass(frozen=True)
class DateMention:
    """A date in a text: ``text[start:end]`` covers the days from ``first`` to ``last`` (ISO, inclusive).

    kind: "day", "month", "year", "fiscal_year" or "range". tokens: canonical index tokens, such as "d:2025-10-29",
    "d:2025-10", "d:2025", "d:fy2025".
    """

    start: int
    end: int
    first: str
    last: str
    kind: str
    tokens: tuple[str, ...] = ()

    @property
    def iso(self) -> str:
        """The date as far as it is known: 2025-10-29, 2025-10 for a month, 2025 for a year."""
        known = {"month": 7, "year": 4, "fiscal_year": 4}
        return self.first[: known.get(self.kind, 10)]


def find_dates(text: str) -> list[DateMention]:
    """Every date of ``text`` in order, without overlaps.

    Read are 令和7年度, 平成三十年四月, R7.10.29, ２０２５年, 2025（令和7）年10月29日, 2025/10/29, 2025-10-29, FY2025,
    October 2025, and ranges of them (令和5～7年度, 2025年4月1日から5日). 年度 runs from April to March. A date that
    does not exist, or lies outside the era it names, is no date. Dates without a year are left out.
    """
    plain = text.translate(_FULL_WIDTH)
    mentions: list[DateMention] = []
    position = 0
    while match := whole_date().search(plain, position):
        position = match.end()
        points = _points(match)
        if not points or not points[0].days():
            continue
        if len(points) == 1:
            position, points = _range_end(plain, match.end(), points[0])
        if (mention := _mention((match.start(), position), points)) is not None:
            mentions.append(mention)
    return mentions


def date_tokens(text: str) -> list[str]:
    """The index tokens of every date in ``text``, each once, in order of first appearance."""
    return list(dict.fromkeys(token for mention in find_dates(text) for token in mention.tokens))


def _points(match: re.Match[str]) -> list[Point]:
    """The date, or both ends of a range whose unit stands only once (令和5～7年度)."""
    g = match.groupdict()
    if g["ey"] or g["gy"]:
        end = _point(g["era"], g["ey"] or g["gy"], g["m"], g["d"], bool(g["fiscal"]))
        if not g["y2"]:
            return [end]
        start = Point(end.year, fiscal=end.fiscal, era=end.era)
        return [start, replace(end, year=_second_year(start, g["y2"]))]
    if g["sera"] or g["bera"]:
        return [_point(g["sera"] or g["bera"], g["sey"] or g["bey"], g["sem"], g["sed"])]
    if g["sy"]:
        return [_point(None, g["sy"], g["sm"] or g["sm2"], g["sd"])]
    if g["fy"]:
        return [Point(int(g["fy"]) if len(g["fy"]) == 4 else 2000 + int(g["fy"]), fiscal=True)]
    return [Point(int(g["eny"]), _month(g["em"] or g["em2"]), int(g["ed"] or g["ed2"] or 0))]


def _point(era: str | None, year: str, month: str | None, day: str | None, fiscal: bool = False) -> Point:
    named = eras()[era] if era else None
    value = era_year(named, number(year)) if named else number(year)
    return Point(value, _part(month), _part(day), fiscal, named)


def _part(digits: str | None) -> int:
    """A month or day; one that is written but is zero becomes impossible instead of unknown."""
    return (number(digits) or 99) if digits else 0


def _month(name: str) -> int:
    return next(n for n, form in enumerate(era_data()["words"]["months"], 1) if re.fullmatch(form, name, re.IGNORECASE))


def _second_year(start: Point, digits: str) -> int:
    """The year at the right end: of the same era, or of the same century when only two digits are given."""
    value = number(digits)
    if value >= 1000:
        return value
    return era_year(start.era, value) if start.era else start.year // 100 * 100 + value


def _range_end(plain: str, position: int, start: Point) -> tuple[int, list[Point]]:
    """Goes on over 「～」 and the right end of a range, if there is one that comes later than ``start``."""
    end, stop = None, position
    if (link := LINK.match(plain, position)) and (full := whole_date().match(plain, link.end())):
        points = _points(full)
        end, stop = (points[0] if len(points) == 1 else None), full.end()
    elif partial := right_end().match(plain, position):
        end, stop = _completed(start, partial), partial.end()
    first, last = start.days(), end.days() if end else None
    if end is None or first is None or last is None or last[1] <= first[0]:
        return position, [start]
    return stop, [start, end]


def _completed(start: Point, match: re.Match[str]) -> Point | None:
    """The right end with the parts it leaves out taken from the left end."""
    g = match.groupdict()
    if g["y"]:
        return replace(
            start,
            year=_second_year(start, g["y"]),
            month=_part(g["ym"]),
            day=_part(g["yd"]),
            fiscal=bool(g["fiscal"]),
        )
    if g["m"]:
        return replace(start, month=_part(g["m"]), day=_part(g["md"])) if start.month else None
    return replace(start, day=_part(g["d"])) if start.day else None


def _mention(span: Span, points: list[Point]) -> DateMention | None:
    first, last = points[0].days(), points[-1].days()
    if first is None or last is None or last[1] < first[0]:
        return None
    tokens = [token for point in points for token in point.tokens()]
    years = range(points[0].year + 1, points[-1].year)
    if len(years) <= _LONGEST_FILLED_RANGE:
        tokens += [token for year in years for token in Point(year, fiscal=points[0].fiscal).tokens()]
    kind = points[0].kind if len(points) == 1 else "range"
    return DateMention(*span, first[0], last[1], kind, tuple(dict.fromkeys(tokens)))
