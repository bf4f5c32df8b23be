"""The catalogue of source documents (``catalog.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.model import Document

_FIELDS = ("id", "title", "issuer", "date", "status", "series", "source_file", "sha256")


@dataclass(frozen=True)
class Catalog:
    """Documents by id, without their text."""

    documents: dict[str, Document]

    @classmethod
    def load(cls, path: Path) -> Catalog:
        """Reads the file. Raises InputError when it is not TOML or an entry lacks its id or title."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                f"目録 {path} を読めません（{error}）。TOML の書式と文字コード（UTF-8）を確かめてください。",
                f"Cannot read the catalogue {path} ({error}). Check that it is TOML in UTF-8.",
            ) from error
        documents = [_document(entry, path) for entry in data.get("document", [])]
        return cls({document.doc_id: document for document in documents})


def _document(entry: dict[str, Any], path: Path) -> Document:
    if not entry.get("id") or not entry.get("title"):
        raise InputError(
            f"目録 {path} に id か title のない文書があります。両方を書いてください。",
            f"The catalogue {path} has a document without id or title. Give both.",
        )
    values = {name: str(entry.get(name, "")) for name in _FIELDS}
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
