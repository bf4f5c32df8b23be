"""Everyday words and the official words for them: a question that knows no official term can still be looked up.

The file is TOML with one ``[[word]]`` a meaning: ``plain`` (everyday forms) and ``official`` (words of the documents).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.japanese.normalize import squeeze


@dataclass(frozen=True)
class PlainWords:
    """Everyday forms (search keys) with the official words that they stand for."""

    official: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls, path: Path) -> PlainWords:
        """Reads the file; no file, no words. Raises InputError when it is not TOML of that form."""
        if not path.is_file():
            return cls({})
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get("word", [])
            return cls({squeeze(form): tuple(entry["official"]) for entry in entries for form in entry["plain"]})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise InputError(
                f"言い換えの表 {path} を読めません（{error!r}）。TOML の書式を確かめてください。",
                f"Cannot read the plain words {path} ({error!r}). Check that it is TOML.",
            ) from error

    def find(self, text: str) -> list[str]:
        """The everyday forms in ``text``, longest first where they overlap, in order of appearance."""
        key, found, at = squeeze(text), [], 0
        longest = max(map(len, self.official), default=0)
        while at < len(key):
            size = next((n for n in range(min(longest, len(key) - at), 1, -1) if key[at : at + n] in self.official), 0)
            if size:
                found.append(key[at : at + size])
            at += size or 1
        return found

    def translate(self, text: str) -> str:
        """``text`` as a search key with every everyday form replaced by its first official word."""
        key = squeeze(text)
        for form in self.find(text):
            key = key.replace(form, self.official[form][0], 1)
        return key
