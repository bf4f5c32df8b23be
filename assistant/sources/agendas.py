"""Agendas repeated on the divider slides of a deck: neither headings nor content, but they tell the section."""

from __future__ import annotations

import re
from collections import defaultdict

from assistant.japanese.normalize import search_key
from assistant.sources.lines import Unit

_SHORTEST = 3
_FIRST = re.compile(r"[(（]?(?:[1１①Ⅰ]|I(?![IVX]))")


def drop_agendas(units: list[Unit]) -> list[Unit]:
    """Runs of numbered lines that come back are taken out; the n-th divider opens the n-th section.

    The first run is the table of contents when there is one more run than entries. Where the count fits neither way
    the runs are dropped without opening a section.
    """
    runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for first, last in _runs(units):
        key = tuple(search_key(unit.text.text).strip("*") for unit in units[first : first + 2])
        runs[key].append((first, last))
    sections: dict[int, Unit | None] = {}
    gone: set[int] = set()
    for places in runs.values():
        if len(places) < 2:
            continue
        size = places[-1][1] - places[-1][0]
        contents = {size + 1: 1, size: 0}.get(len(places), -1)
        for number, (first, last) in enumerate(places):
            gone.update(range(first, last))
            entry = number - contents
            if contents >= 0 and 0 <= entry < size:
                unit = units[places[-1][0] + entry]
                sections[first] = Unit("section", units[first + entry].text.strip("* "), page=unit.page)
    kept: list[Unit] = []
    for place, unit in enumerate(units):
        if section := sections.get(place):
            kept.append(section)
        if place not in gone:
            kept.append(unit)
    return kept


def _runs(units: list[Unit]) -> list[tuple[int, int]]:
    """Numbered lines, at least three in a row, short and without a sentence."""
    found, start = [], 0
    while start < len(units):
        end = start
        while end < len(units) and _is_entry(units[end]) and units[end].mark == units[start].mark:
            end += 1
        if end - start >= _SHORTEST and _FIRST.match(units[start].text.text):
            found.append((start, end))
        start = max(end, start + 1)
    return found


def _is_entry(unit: Unit) -> bool:
    return unit.kind == "item" and unit.mark in ("number", "paren", "roman", "circled") and "。" not in unit.text.text
