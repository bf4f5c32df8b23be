"""Marks that are data: a circled count, ○, or asterisks at the end of a name, read as the legend below them says."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.sources.lines import Unit
from assistant.sources.traced import Traced, join

_CIRCLED = re.compile("^[①-⑳㉑-㉟]$")
_END_STARS = re.compile(r"(?<=[^\s*])(\*{1,3})$")


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """legends.toml with its patterns compiled."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "legends.toml").read_text(encoding="utf-8"))
    return {**data, **{name: re.compile(data[name]) for name in ("count", "reading", "note", "pointer", "tail")}}


@dataclass
class Legends:
    """What the notes near a table or in a document say. Keys are marks; values are the notes' own words."""

    counts: dict[str, str] = field(default_factory=dict)  # column name -> what is counted
    readings: dict[str, Traced] = field(default_factory=dict)
    notes: dict[str, Traced] = field(default_factory=dict)

    @classmethod
    def of(cls, units: list[Unit]) -> Legends:
        """Gathers the legends among the given units; the first explanation of a mark counts."""
        found = cls()
        for unit in units:
            if unit.kind in ("text", "item"):
                found._take(unit.text)
        return found

    def _take(self, line: Traced) -> None:
        if match := rules()["count"].match(line.text):
            self.counts.setdefault(match["column"], match["what"])
        if re.match(r"[※*＊○◎△]|注|凡例", line.text):
            for match in rules()["reading"].finditer(line.text):
                reading = line.cut(*match.span("reading"))
                tail = rules()["tail"].search(reading.text)
                self.readings.setdefault(match["mark"], reading.cut(0, tail.start()) if tail else reading)
        if match := rules()["note"].match(line.text):
            self.notes.setdefault(re.sub(r"\s", "", match["mark"]), line.cut(*match.span("reading")))

    def cell(self, header: str, value: Traced) -> Traced:
        """A cell's value with the reading of its mark in brackets after it."""
        text = value.text.strip()
        if _CIRCLED.match(text) and (what := self._counted(header)):
            unit = next((sign for word, sign in rules()["units"].items() if what.endswith(word)), "")
            return join([value, Traced(f"（{what}{unicodedata.digit(text)}{unit}）")])
        if rules()["pointer"].match(text) and (note := self.notes.get(re.sub(r"\s", "", text))):
            return join([value, Traced("（"), note.strip("。"), Traced("）")])
        if len(text) == 1 and (reading := self.readings.get(text)):
            return join([value, Traced("（"), reading, Traced("）")])
        return self.name(value)

    def _counted(self, header: str) -> str:
        name = header.strip("※*＊ 　")
        return next((what for column, what in self.counts.items() if column.startswith(name) or name in column), "")

    def name(self, value: Traced) -> Traced:
        """A name that ends in asterisks, with their reading: 技術** → 技術**（…で追加）."""
        match = _END_STARS.search(value.text)
        reading = self.readings.get(match[1]) if match else None
        return join([value, Traced("（"), reading, Traced("）")]) if reading else value
