"""What can be wrong with the word lists of a corpus: ``glossary.toml`` and ``plain_words.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.japanese.glossary import LISTS
from assistant.sources.form import name_of, read_toml_file, toml_place
from assistant.sources.problem import Problem

_GLOSSARY = ("entry", ("name", "kind"), LISTS)
_PLAIN = ("word", (), ("plain", "official"))


def word_list_problems(folder: Path) -> list[Problem]:
    """Everything that is wrong with the word lists of a folder; a list that is not there is no problem."""
    return [*_problems(folder / "glossary.toml", *_GLOSSARY), *_problems(folder / "plain_words.toml", *_PLAIN)]


def _problems(path: Path, table: str, texts: tuple[str, ...], lists: tuple[str, ...]) -> Iterator[Problem]:
    if not path.is_file():
        return
    text, data, problems = read_toml_file(path)
    yield from problems
    seen: set[object] = set()
    for number, item in enumerate(data.get(table, []), 1):
        for key, ja, en in _faults(item, texts, lists, seen):
            yield Problem(name_of(path), ja, en, *toml_place(text, table, number, key))
        seen.add(item.get("name", number))


def _faults(
    item: dict[str, Any], texts: tuple[str, ...], lists: tuple[str, ...], seen: set[object]
) -> Iterator[tuple[str, str, str]]:
    """(key, reason, reason in English) for everything wrong with one entry."""
    if "name" in texts and not _is_text(item.get("name")):
        yield "name", "name（正式な名前）がありません", "an entry has no name"
    if item.get("name") in seen:
        yield "name", f"「{item['name']}」は前にもあります", f"{item['name']!r} is given twice"
    for key in lists:
        forms = item.get(key, [] if "name" in texts else None)
        if not (isinstance(forms, list) and all(map(_is_text, forms))):
            yield key, f"{key} は空でない文字列の配列です", f"{key} is a list of text"
    for key in item:
        if key not in (*texts, *lists):
            yield key, f"「{key}」という項目はありません", f"there is no field {key!r}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
