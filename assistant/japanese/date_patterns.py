"""The regular expressions behind ``era``: built once from the names in eras.toml, read on text in half-width signs."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.japanese.dates import era_data, eras

# What links the two ends of a range.
LINK = re.compile(r"[ \t]*(?:~|から|[-–—―−])[ \t]*")

_BLANK = r"[ \t]*"
_KANJI = "[〇零一二三四五六七八九十]"
_TWO = f"(?:[0-9]{{1,2}}|{_KANJI}{{1,3}})"  # a month, a day or a year of an era
_WESTERN = "[12][0-9]{3}"
_RECENT = "(?:19|20)[0-9]{2}"
_ASIDE = rf"(?:{_BLANK}\([^()]{{1,8}}\))?{_BLANK}"  # the same year in the other calendar, in brackets


@lru_cache(maxsize=1)
def whole_date() -> re.Pattern[str]:
    """A date that names its year; the groups are told apart by ``era._points``."""
    return re.compile("|".join([_in_words(), *_in_signs(), f"(?i:{_in_english()})"]))


@lru_cache(maxsize=1)
def right_end() -> re.Pattern[str]:
    """The link of a range and a right end that leaves out its year or month."""
    with_year = rf"(?P<y>元|{_TWO})年(?:(?P<fiscal>度)|(?P<ym>{_TWO})月(?:(?P<yd>{_TWO})日)?)?"
    with_month = rf"(?P<m>{_TWO})月(?:(?P<md>{_TWO})日)?"
    return re.compile(rf"{LINK.pattern}(?:{with_year}|{with_month}|(?P<d>{_TWO})日)")


def _in_words() -> str:
    """令和7年度, R7年10月, 2025（令和7）年10月29日, 令和5～7年度."""
    names = "|".join(name for name in eras() if not name.isascii())
    letters = "".join(name for name in eras() if name.isascii())
    of_era = rf"(?P<era>{names}|(?<![A-Za-z0-9])[{letters}])\.?{_BLANK}(?P<ey>元|{_TWO})"
    western = rf"(?<![0-9,.])(?P<gy>{_WESTERN}|[一二][〇零一二三四五六七八九]{{3}})"
    second = rf"(?:{LINK.pattern}(?:{names}|[{letters}])?(?P<y2>{_WESTERN}|元|{_TWO}))?"
    month = rf"{_ASIDE}(?P<m>{_TWO}){_BLANK}月(?:{_BLANK}(?P<d>{_TWO}){_BLANK}日)?"
    return rf"(?:{of_era}|{western}){second}{_ASIDE}年(?!間)(?:{_ASIDE}(?P<fiscal>度)|{month})?"


def _in_signs() -> list[str]:
    """R7.10.29, 2025/10/29, 2025-10-29, 2025-10, and a bare R7 before a word such as 予算."""
    letters = "".join(name for name in eras() if name.isascii())
    bare = "|".join(era_data()["words"]["after_bare_letter"])
    part = "[0-9]{1,2}"
    western = rf"(?<![0-9A-Za-z.,/-])(?P<sy>{_RECENT})"
    return [
        rf"(?<![A-Za-z0-9])(?P<sera>[{letters}])(?P<sey>{part})(?P<s1>[./-])(?P<sem>{part})(?P=s1)(?P<sed>{part})(?![0-9])",
        rf"{western}(?:(?P<s2>[./-])(?P<sm>{part})(?P=s2)(?P<sd>{part})(?![0-9])|[/-](?P<sm2>0[1-9]|1[0-2])(?![0-9./-]))",
        rf"(?<![A-Za-z0-9])(?P<bera>R)(?P<bey>{part})(?={_BLANK}(?:{bare}))",
    ]


def _in_english() -> str:
    """29 October 2025, Oct. 29, 2025, October 2025, FY2025."""
    months = "|".join(era_data()["words"]["months"])
    day_first = rf"(?P<ed>[0-9]{{1,2}}) +(?P<em>{months})\.?"
    month_first = rf"(?P<em2>{months})\.?(?: +(?P<ed2>[0-9]{{1,2}}),?)?"
    fiscal = r"(?<![A-Za-z])FY ?(?P<fy>(?:19|20)?[0-9]{2})(?![0-9])"
    return rf"(?<![A-Za-z])(?:{day_first}|{month_first}) +(?P<eny>{_RECENT})(?![0-9])|{fiscal}"
