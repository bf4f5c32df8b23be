"""Names for the same thing: official names, abbreviations, everyday words, English, spelling variants.

The file is TOML with one ``[[entry]]`` a thing: ``name`` (official) and ``kind``, and the lists ``abbreviations``,
``english``, ``everyday`` and ``variants``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.japanese.normalize import search_key
from assistant.japanese.tokens import fold_long_vowels

LISTS = ("abbreviations", "english", "everyday", "variants")
_SHORTEST_FREE_KATAKANA = 4  # shorter katakana aliases must not be part of a longer katakana word


@dataclass(frozen=True)
class Entry:
    """One thing and everything it is called. ``name`` is the official name."""

    name: str
    kind: str = ""
    abbreviations: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()

    def aliases(self) -> tuple[str, ...]:
        """Every form, the official name first."""
        return (self.name, *self.abbreviations, *self.english, *self.everyday, *self.variants)


class Glossary:
    """Finds the things that a text names, by whatever form."""

    def __init__(self, entries: list[Entry]) -> None:
        """Makes the keys of all forms of ``entries``."""
        self.entries = entries
        self._by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            for key in filter(None, dict.fromkeys(map(_key, entry.aliases()))):
                self._by_key.setdefault(key, []).append(entry)
        lengths: dict[str, set[int]] = {}
        for key in self._by_key:
            lengths.setdefault(key[:1], set()).add(len(key))
        # First character -> lengths of the keys that begin with it, longest first.
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Reads a glossary file. Raises InputError when it is not there, not TOML, or an entry has no name."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                f"用語集 {path} を読めません（{error}）。TOML の書式と文字コード（UTF-8）を確かめてください。",
                f"Cannot read the glossary {path} ({error}). Check that it is TOML in UTF-8.",
            ) from error
        return cls([_entry(item, number, path) for number, item in enumerate(data.get("entry", []), 1)])

    def find(self, text: str) -> list[Entry]:
        """The things named in ``text``, in order of appearance, each once; of overlapping forms the longest counts.

        Widths, case, blanks, look-alike characters and final long vowels make no difference. Latin forms count only as
        whole words, short katakana forms only outside longer katakana words. A form that several things share gives
        all of them.
        """
        found = [entry for key in self._keys_in(_key(text)) for entry in self._by_key[key]]
        return list(dict.fromkeys(found))

    def forms(self, text: str) -> list[tuple[str, tuple[Entry, ...]]]:
        """The forms found in ``text`` (as keys), in order, each with all things that it may name."""
        return [(key, tuple(self._by_key[key])) for key in self._keys_in(_key(text))]

    def expand(self, text: str) -> list[str]:
        """Official names and abbreviations of the things named in ``text``, without those that already stand in it."""
        present = set(self._keys_in(_key(text)))
        names = [name for entry in self.find(text) for name in (entry.name, *entry.abbreviations)]
        return [name for name in dict.fromkeys(names) if _key(name) not in present]

    def _keys_in(self, text: str) -> Iterator[str]:
        position = 0
        while position < len(text):
            key = self._longest(text, position)
            if key:
                yield key
            position += len(key) or 1

    def _longest(self, text: str, start: int) -> str:
        for length in self._lengths.get(text[start], ()):
            key = text[start : start + length]
            if len(key) == length and key in self._by_key and _stands_alone(text, start, start + length):
                return key
        return ""


def _key(text: str) -> str:
    return fold_long_vowels(search_key(text))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on over the edges of ``text[start:end]``."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _latin(text[start]) and _latin(before):
        return False
    plural = after == "s" and not _latin(text[end + 1 : end + 2] or " ")
    if _latin(text[end - 1]) and _latin(after) and not plural:
        return False
    if all(map(_katakana, text[start:end])) and end - start < _SHORTEST_FREE_KATAKANA:
        return not _katakana(before) and not _katakana(after)
    return True


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30fa" or char == "ー"


def _entry(item: dict[str, Any], number: int, path: Path) -> Entry:
    name = str(item.get("name", ""))
    lists = {field: item.get(field, []) for field in LISTS}
    wrong = [field for field, forms in lists.items() if not (isinstance(forms, list) and all(map(_is_text, forms)))]
    if wrong or not _is_text(item.get("name")):
        what = wrong[0] if wrong else "name"
        raise InputError(
            f"用語集 {path} の{number}番目の項目の {what} を直してください（name は文字列、ほかは文字列の配列です）。",
            f"Mend {what} of entry {number} in the glossary {path}: name is text, the others are lists of text.",
        )
    return Entry(name, str(item.get("kind", "")), **{field: tuple(forms) for field, forms in lists.items()})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
