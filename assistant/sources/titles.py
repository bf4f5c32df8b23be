"""Bound documents: where each begins, and the title, date, issuer and status that its title page gives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.japanese.era import find_dates
from assistant.japanese.normalize import search_key
from assistant.sources.lines import Unit

_CJK = "\u3000-\u30ff\u3400-\u9fff\uff01-\uff5e「」『』（）"
# Blanks that the slide's line breaks left between Japanese characters.
WRAP = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")
_WEEKDAY = re.compile(r"\s*[（(][月火水木金土日](?:曜日?)?[)）]\s*$")
_DASHED = re.compile(r"^[—–－\-~～].*[—–－\-~～]$")
_FIRST_NUMBER = re.compile(r"^(?:1|１|I|Ⅰ|第1|第１|第一|\(1\)|（1）|（１）)(?![0-9０-９])")


@dataclass(frozen=True)
class Part:
    """One of the documents bound in a file: its title page's facts, its units without the title page, and that page."""

    title: str = ""
    date: str = ""
    issuer: str = ""
    status: str = ""
    series: str = ""
    units: tuple[Unit, ...] = ()
    page: tuple[Unit, ...] = ()
    letter: bool = False  # an official letter: all that it says is about its title


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """titles.toml with its patterns compiled."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "titles.toml").read_text(encoding="utf-8"))
    names = ("title_end", "edition", "draft", "not_title", "organisation", "person", "addressee", "subject")
    return {**data, **{name: re.compile(data[name]) for name in names}}


def one_line(text: str) -> str:
    """A title without the blanks that the slide's line breaks left between Japanese characters."""
    return WRAP.sub("", text.strip())


def date_alone(text: str) -> str:
    """The ISO date of a line that is nothing but a day or month ("" otherwise). A month stands for its first day."""
    plain = _WEEKDAY.sub("", text.strip())
    found = find_dates(plain)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(plain)) or found[0].kind not in ("day", "month"):
        return ""
    return found[0].iso


def split_parts(units: list[Unit]) -> list[Part]:
    """The documents of a file in order. Text before the first title page is its cover (the series of all of them).

    A document begins with a title over a line that is a date alone, or with the title of a draft（案）over a first
    numbered heading; an official letter (date, addressee, sender, subject) is one document. A draft without a date takes that of the document before it (else of the one after it).
    """
    letter = _letter(units)
    pages = letter or sorted([*_dated_pages(units), *_draft_pages(units)], key=lambda page: page.first)
    if not pages or pages[0].first > _first_body(units):
        pages.insert(0, _Page(0, 0))
    parts: list[Part] = []
    for page, following in zip(pages, [*pages[1:], _Page(len(units), len(units))], strict=True):
        body = units[page.last : following.first]
        title_page = tuple(units[page.first : page.last])
        part = Part(one_line(page.title), page.date, page.issuer, "", page.cover, tuple(body), title_page)
        parts.append(replace(part, status=status_of(part.title, body), letter=bool(letter)))
    return _fill(parts)


@dataclass(frozen=True)
class _Page:
    """A title page: units[first:last]."""

    first: int
    last: int
    title: str = ""
    date: str = ""
    issuer: str = ""
    cover: str = ""


def _dated_pages(units: list[Unit]) -> list[_Page]:
    dates = [index for index, unit in enumerate(units) if _date(unit)]
    pages = []
    for index in dates:
        if any(0 < index - other <= rules()["chronicle"] for other in dates):
            continue
        places = _titles_above(units, index)
        if not places:
            continue
        texts = [one_line(units[place].text.text) for place in places]
        title = texts[-1]
        if _DASHED.match(title) and len(texts) > 1:
            title = f"{texts[-2]} {title}"
        opens = places[0] == 0
        if not (opens or rules()["title_end"].search(_bare(title).strip("-—– ")) or _repeated(texts)):
            continue
        cover = " ".join(text for text in texts if not _related(text, title)) if opens else ""
        last, issuer = _issuer_below(units, index + 1)
        pages.append(_Page(places[0], last, title, _date(units[index]), issuer, cover))
    return pages


def _date(unit: Unit) -> str:
    return date_alone(unit.text.text) if unit.kind == "text" else ""


def _titles_above(units: list[Unit], index: int) -> list[int]:
    """The places of the lines that belong to the title over a date, in reading order (none: no title there)."""
    found: list[int] = []
    opening = index <= rules()["above"]
    for place in range(index - 1, max(-1, index - 1 - rules()["above"]), -1):
        unit, text = units[place], units[place].text.text
        if unit.kind not in ("text", "hash") or unit.mark or len(text) > rules()["longest"]:
            break
        if rules()["not_title"].search(text):
            break
        if found and not opening and not _related(text, units[found[-1]].text.text):
            break
        if not found and not opening and len(text) < rules()["shortest"]:
            break
        found.insert(0, place)
    return found


def _related(above: str, title: str) -> bool:
    """Whether a line repeats the title, announces it, or is a subtitle set between dashes."""
    if _DASHED.match(title.strip()) or _DASHED.match(above.strip()):
        return True
    first, second = _pairs(above), _pairs(title)
    return bool(first and second) and len(first & second) >= 0.6 * min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    key = search_key(_bare(one_line(text)))
    return {key[i : i + 2] for i in range(len(key) - 1)}


def _repeated(texts: list[str]) -> bool:
    keys = [search_key(text) for text in texts]
    return any(a in b for a, b in pairwise(keys))


def _bare(title: str) -> str:
    return rules()["edition"].sub("", title.strip())


def _issuer_below(units: list[Unit], first: int) -> tuple[int, str]:
    """Where the title page ends, and the organisation and people that it names below the date."""
    names: list[str] = []
    place = first
    while place < min(len(units), first + rules()["below"]):
        text = units[place].text.text
        is_name = rules()["person"].match(text) if names else rules()["organisation"].search(text)
        if units[place].kind != "text" or not is_name or len(text) > 60 or rules()["not_title"].search(text):
            break
        names.append(text)
        place += 1
    return place, " ".join(names)


def _draft_pages(units: list[Unit]) -> list[_Page]:
    pages = []
    for place, (unit, below) in enumerate(pairwise(units)):
        text = unit.text.text
        if unit.kind not in ("text", "hash") or unit.mark or not rules()["shortest"] <= len(text) <= rules()["longest"]:
            continue
        titled = rules()["draft"].search(text) and rules()["title_end"].search(_bare(one_line(text)))
        if titled and below.kind in ("item", "hash") and _FIRST_NUMBER.match(below.text.text):
            pages.append(_Page(place, place + 1, text))
    return pages


def _letter(units: list[Unit]) -> list[_Page]:
    """The opening of an official letter as a title page; [] for anything else."""
    opening = units[: rules()["letter"]]
    dated = next((place for place, unit in enumerate(opening) if _date(unit)), None)
    to = next((place for place, unit in enumerate(opening) if rules()["addressee"].search(unit.text.text)), None)
    if dated is None or to is None or to < dated:
        return []
    about = (
        place for place in range(to + 1, len(opening)) if rules()["subject"].search(opening[place].text.text.strip())
    )
    if (subject := next(about, None)) is None:
        return []
    senders = [unit.text.text for unit in opening[to + 1 : subject]]
    return [_Page(0, subject + 1, opening[subject].text.text, _date(opening[dated]), " ".join(senders))]


def _first_body(units: list[Unit]) -> int:
    """The place of the first sentence, list item or table row."""
    for place, unit in enumerate(units):
        if unit.kind in ("item", "row") or unit.text.text.endswith("。"):
            return place
    return len(units)


def status_of(title: str, body: list[Unit]) -> str:
    """案, 報告, 決定, 講義 or 説明資料, by the words of the title and of the first lines."""
    opening = "\n".join(unit.text.text for unit in body[:12])
    for rule in rules()["status"]:
        if re.search(rule["pattern"], title if rule["where"] == "title" else opening):
            return str(rule["name"])
    return ""


def _fill(parts: list[Part]) -> list[Part]:
    """Dates for drafts without one, from the neighbour of the same file; the cover's words for all."""
    series = next((part.series for part in parts if part.series), "")
    filled: list[Part] = []
    for place, part in enumerate(parts):
        around = [*reversed(filled), *parts[place + 1 :]]
        date = part.date or next((other.date for other in around if other.date), "") if part.title else part.date
        filled.append(replace(part, date=date, series=series))
    return filled
