"""English for Japanese names: the glossary's, and the recurring words of the tables (``terms.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze

_QUOTES = "「」『』 、"
_QUOTED = re.compile(r"「([^「」]+)」")
_NOUN = re.compile(r"の?(?:研究開発)?構想$")
# What stands around the name of an item: its number, examples behind it.
_NUMBER = re.compile(r"^(?:[①-⑳]|[(（]\d+[)）]|\d+[.．])\s*")
_EXAMPLES = re.compile(r"（[^（）]*）$")
_FIGURE = re.compile(r"^\d")  # 20分野 means another thing in another text
# Shortest name that is looked for inside a longer phrase.
_INSIDE = 3


@lru_cache(maxsize=1)
def terms() -> dict[str, dict[str, str]]:
    """The sections of ``terms.toml``."""
    return tomllib.loads((files(__package__) / "terms.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def items() -> dict[str, str]:
    """The items of lists that no glossary has (``items.toml``)."""
    return dict(tomllib.loads((files(__package__) / "items.toml").read_text(encoding="utf-8"))["items"])


class EnglishNames:
    """The English names that are known. Made once for a glossary."""

    def __init__(self, glossary: Glossary) -> None:
        """Takes the first English form of every entry; ``terms.toml`` goes first."""
        self._by_key: dict[str, str] = {}
        for entry in glossary.entries:
            if entry.english:
                for form in (entry.name, *entry.abbreviations, *entry.variants):
                    self._by_key.setdefault(squeeze(form), entry.english[0])
        self._by_key |= {squeeze(name): english for name, english in terms()["names"].items()}
        names = (key for key in self._by_key if len(key) >= _INSIDE and not _FIGURE.search(key))
        self._longest = sorted(names, key=len, reverse=True)
        self._by_key |= {squeeze(name): english for name, english in terms()["values"].items()}
        self._by_key |= {
            squeeze(name): english for name, english in items().items() if squeeze(name) not in self._by_key
        }

    def exact(self, text: str) -> str:
        """The English for exactly this name; "" when none is known."""
        bare = text.strip(_QUOTES)
        return self._by_key.get(squeeze(bare), "") or self._by_key.get(squeeze(_without_abbreviation(bare)), "")

    def item(self, text: str) -> str:
        """The English for an item of a list, whatever its number and the examples behind it; "" when none is known."""
        bare = _NUMBER.sub("", text.strip())
        return self.exact(bare) or self.exact(_EXAMPLES.sub("", bare))

    def phrase(self, text: str) -> str:
        """English for a name or, when only a part of it is known, for that part; "" when nothing is."""
        known = self.exact(text) or self.exact(_NOUN.sub("", text)) or self._of_quoted(text)
        if known:
            return known
        inside = self.inside(text)
        return inside[0][1] if inside else ""

    def _of_quoted(self, text: str) -> str:
        """「半導体」の供給確保計画の認定件数: what is quoted, with what is asked of it."""
        quoted = _QUOTED.search(text)
        if not quoted or not (known := self.exact(quoted[1])):
            return ""
        asked = self.exact(text[quoted.end() :].removeprefix("の"))
        return f"{asked} for {known}" if asked else known

    def inside(self, text: str) -> list[tuple[str, str]]:
        """The known names in a text with their English, longest first, without overlaps."""
        key, found = squeeze(text), []
        for name in self._longest:
            if name in key and not name.isascii():
                key = key.replace(name, "\n")
                found.append((name, self._by_key[name]))
        return found


@lru_cache(maxsize=4)
def names_of(glossary: Glossary) -> EnglishNames:
    """The English names of a glossary, made once."""
    return EnglishNames(glossary)


def _without_abbreviation(name: str) -> str:
    """「厚生労働省（厚労）」 as 「厚生労働省」."""
    return re.sub(r"（[^（）]{1,8}）$", "", name)


def column(name: str) -> str:
    """A table's column in English; in Japanese quotes when it has none."""
    return terms()["columns"].get(name) or terms()["attributes"].get(name) or f"「{name}」"
