"""The catalogue of source documents (``catalog.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.model import Document
from assistant.sources.form import is_date, name_of, read_toml_file, toml_place
from assistant.sources.problem import Problem

_TEXTS = ("id", "title", "issuer", "date", "status", "series", "source_file", "sha256")
_FIELDS = (*_TEXTS, "supersedes", "place")
_STATUS = ("決定", "案", "報告", "説明資料", "講義")


@dataclass(frozen=True)
class Catalog:
    """Documents by id, without their text."""

    documents: dict[str, Document]

    @classmethod
    def load(cls, path: Path) -> Catalog:
        """Reads the file. Raises InputError with the first problem when it cannot be read or an entry is unsound."""
        catalog, problems = read_catalog(path)
        if problems:
            first = problems[0]
            raise InputError(
                f"目録 {path} を直してください。{first.message('ja')}。TOML の書式と文字コード（UTF-8）も確かめてください。",
                f"Mend the catalogue {path}. {first.message('en')}. Check that it is TOML in UTF-8.",
            )
        return catalog


def read_catalog(path: Path) -> tuple[Catalog, list[Problem]]:
    """The sound entries of a catalogue, and everything that is wrong with it."""
    name = name_of(path)
    text, data, problems = read_toml_file(path)
    documents: dict[str, Document] = {}
    entries = data.get("document", [])
    known = {str(entry.get("id")) for entry in entries}
    for number, entry in enumerate(entries, 1):
        found = [
            Problem(name, ja, en, *toml_place(text, "document", number, key))
            for key, ja, en in _faults(entry, documents, known)
        ]
        problems += found
        if entry.get("id") and entry.get("title") and entry["id"] not in documents:
            documents[str(entry["id"])] = _document(entry)
    return Catalog(documents), problems


def _faults(entry: dict[str, Any], before: dict[str, Document], known: set[str]) -> list[tuple[str, str, str]]:
    """(key, reason, reason in English) for everything wrong with one entry."""
    found: list[tuple[str, str, str]] = []
    for key in ("id", "title"):
        if not entry.get(key):
            found.append((key, f"文書に {key} がありません", f"a document has no {key}"))
    if entry.get("id") in before:
        found.append(("id", f"id「{entry['id']}」が重複しています", f"id {entry['id']!r} is given twice"))
    if (day := str(entry.get("date", ""))) and not is_date(day):
        found.append(("date", f"「{day}」という日付はありません（例：2025-12-26）", f"there is no date {day!r}"))
    if entry.get("status") and entry["status"] not in _STATUS:
        found.append(
            ("status", f"status「{entry['status']}」は{'・'.join(_STATUS)}のどれでもありません", "unknown status")
        )
    if (checksum := entry.get("sha256")) and not re.fullmatch("[0-9a-f]{64}", str(checksum)):
        found.append(("sha256", "sha256 は16進の64文字です", "sha256 has 64 hexadecimal digits"))
    for other in entry.get("supersedes", []):
        if other not in known:
            ja, en = (
                f"supersedes の「{other}」は目録にありません",
                f"supersedes {other!r}, which is not in the catalogue",
            )
            found.append(("supersedes", ja, en))
    for key in entry:
        if key not in _FIELDS:
            found.append((key, f"「{key}」という項目はありません", f"there is no field {key!r}"))
    return found


def _document(entry: dict[str, Any]) -> Document:
    values = {name: str(entry.get(name, "")) for name in _TEXTS}
    return Document(
        doc_id=values["id"],
        title=values["title"],
        issuer=values["issuer"],
        date=values["date"],
        status=values["status"],
        series=values["series"],
        supersedes=tuple(entry.get("supersedes", [])),
        source_file=values["source_file"],
        sha256=values["sha256"],
    )
