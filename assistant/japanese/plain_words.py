"""Everyday words and the official words for them: a question that knows no official term can still be looked up.

The file is TOML with one ``[[word]]`` a meaning: ``plain`` (everyday forms) and ``official`` (words of the documents).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.errors import InputError
from assistant.japanese.normalize import squeeze

# A noun of this form followed by these is a verb: 決まり in 決まりました.
_VERB = re.compile("ます|まし|ませ")


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
            entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("word", [])
            return cls({squeeze(form): tuple(entry["official"]) for entry in entries for form in entry["plain"]})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise InputError(
                f"言い換えの表 {path} を読めません（{error!r}）。TOML の書式を確かめてください。",
                f"Cannot read the plain words {path} ({error!r}). Check that it is TOML.",
            ) from error

    def find(self, text: str) -> list[str]:
        """The everyday forms in ``text`` in order of appearance; of overlapping ones the longest.

        Nothing is found inside an official word: 蓄電池 is not an everyday 電池.
        """
        return [form for form, _ in self._matches(squeeze(text))]

    def translate(self, text: str) -> str:
        """``text`` as a search key with every everyday form replaced by its first official word."""
        key, parts, end = squeeze(text), [], 0
        for form, start in self._matches(key):
            parts += [key[end:start], self.official[form][0]]
            end = start + len(form)
        return "".join([*parts, key[end:]])

    def _matches(self, key: str) -> Iterator[tuple[str, int]]:
        """Each everyday form in a search key with its place."""
        at = 0
        while at < len(key):
            plain, official = (
                _longest(key, at, self.official, self._plain_size),
                _longest(key, at, self._known, self._known_size),
            )
            if plain > official and not _continues(key, at) and not _VERB.match(key, at + plain):
                yield key[at : at + plain], at
            at += max(plain, official, 1)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(squeeze(word) for words in self.official.values() for word in words)

    @cached_property
    def _known_size(self) -> int:
        return max(map(len, self._known), default=0)

    @cached_property
    def _plain_size(self) -> int:
        return max(map(len, self.official), default=0)


def _longest(key: str, at: int, forms: Collection[str], longest: int) -> int:
    """Length of the longest of ``forms`` (two characters and more) that stands at ``at``; 0 for none."""
    return next((size for size in range(min(longest, len(key) - at), 1, -1) if key[at : at + size] in forms), 0)


def _continues(key: str, at: int) -> bool:
    """Whether a form that begins with 国 is the end of a country's name: 外国, 中国."""
    return key[at] == "国" and at > 0 and "\u4e00" <= key[at - 1] <= "\u9fff"
