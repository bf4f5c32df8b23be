"""The words of the interface, read from texts.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answer.english.values import english_date

LANGUAGES = ("ja", "en")
_FILE = Path(__file__).with_name("texts.toml")
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True)
class Words:
    """The interface in one language: ``words("send")`` is the text for that key, with ``{x}`` filled in."""

    lang: str
    entries: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The text for ``key``; raises KeyError for a key that texts.toml lacks."""
        text: str = self.entries[key]
        return text.format(**values) if values else text

    @property
    def examples(self) -> list[str]:
        """Questions offered to a newcomer."""
        return list(self.entries["example_questions"])

    def status(self, status: str) -> str:
        """A document's status as a reader of this language calls it; an unknown one as it is."""
        return self.entries["statuses"].get(status, status)

    def date(self, iso: str) -> str:
        """An ISO date for a reader: 2025年12月26日 or 26 December 2025; what is no date is returned unchanged."""
        found = _DAY.fullmatch(iso)
        if not found:
            return iso
        if self.lang == "en":
            return english_date(iso)
        year, month, day = found.groups()
        return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


@cache
def words(lang: str = "ja") -> Words:
    """The words for ``lang``; any language but English is served in Japanese."""
    lang = "en" if lang == "en" else "ja"
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(lang, {key: sides[lang] for key, sides in table.items()})
