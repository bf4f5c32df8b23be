"""A follow-up that only changes the date: 「2023年では？」「いや、令和5年の」「今は？」."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.followup.words import pattern
from assistant.japanese.era import DateMention, find_dates
from assistant.retrieve.understand import kinds_of

_TAIL = r"(?:{})*$"
# What a date is joined to the rest of a question with.
_JOINED = re.compile(r"^の?(?:時点|当時|現在|段階|の中)?(?:での|においては|における|では|には|の|で|に|は|、)*")
_PAST = re.compile(r"(でし|であっ|だっ)た(?=か|$)")
# Values of which each year has its own: the year tells which one, not as of when.
_OF_YEAR = re.compile(r"予算|補正|年度")
_SEPARATE = "、"
_DECADE = "decade"


def redated(bare: str, previous: str) -> str:
    """``previous`` at the date of ``bare``, when ``bare`` is nothing but a date; else ""."""
    if pattern("now", rf"^{{}}{_tail()}").match(bare):
        return today(previous)
    mention = _leading(bare)
    if not mention or not re.match(_tail(), bare[mention.end :]):
        return ""
    return f"{phrase(bare, mention, previous)}{without_dates(previous)}"


def split_date(bare: str) -> tuple[str, str]:
    """The date with which ``bare`` begins and the rest: 「2023年では何件でしたか」; ("", bare) without one."""
    mention = _leading(bare)
    if not mention:
        return "", bare
    rest = bare[mention.end :]
    return bare[: mention.end], rest[len(_JOINED.match(rest)[0]) :]  # type: ignore[index]


def phrase(text: str, mention: DateMention, asked: str) -> str:
    """The date as the beginning of a question: 「2023年時点では、」, or 「令和4年度では、」 of a value that each year has."""
    date = text[mention.start : mention.end]
    edition = (
        "number" in kinds_of(asked) and mention.kind not in ("fiscal_year", _DECADE) and not _OF_YEAR.search(asked)
    )
    return f"{date}{'時点' if edition else ''}では{_SEPARATE}"


def today(question: str) -> str:
    """The question without its date, in the present tense."""
    return _PAST.sub("です", without_dates(question))


def without_dates(question: str) -> str:
    """The question without its dates and what joins them; unchanged when nothing else would be left."""
    text = question
    for mention in reversed(_dates(question)):
        rest = text[mention.end :]
        joined = _JOINED.match(rest)
        text = text[: mention.start] + rest[joined.end() if joined else 0 :]
    text = text.strip("、, ")
    return text if len(text) > 3 else question


def _dates(text: str) -> list[DateMention]:
    """The dates of a text; 2000年代 is one of its own kind."""
    return [
        replace(mention, end=mention.end + 1, kind=_DECADE) if text[mention.end :].startswith("代") else mention
        for mention in find_dates(text)
    ]


def _leading(bare: str) -> DateMention | None:
    found = _dates(bare)
    return found[0] if len(found) == 1 and found[0].start == 0 else None


def _tail() -> str:
    return pattern("date_tail", _TAIL).pattern
