"""Documents, passages and units as JSON values and back. Fields at their defaults are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from assistant.index.data import Unit
from assistant.model import Block, Document, Passage

Record = TypeVar("Record", Block, Document, Passage)


def to_record(value: Document | Passage) -> dict[str, Any]:
    """The fields that differ from their defaults. A document's blocks are left out: its passages hold the text."""
    record = {}
    for item in fields(value):
        content = getattr(value, item.name)
        if item.name != "blocks" and (item.default is MISSING or content != item.default):
            record[item.name] = content
    return record


def from_record(kind: type[Record], record: dict[str, Any]) -> Record:
    """The dataclass again; JSON's lists become tuples. Raises TypeError on unknown or missing fields."""
    return kind(**{name: _tuples(content) for name, content in record.items()})


def unit_records(units: Sequence[Unit], texts: Sequence[str]) -> list[list[Any]]:
    """Units as [passage, kind, text]; the text is null where it is the passage's own."""
    return [[unit.passage, unit.kind, None if unit.text == texts[unit.passage] else unit.text] for unit in units]


def units_from(records: list[list[Any]], texts: Sequence[str]) -> tuple[Unit, ...]:
    """The units again. Raises ValueError, IndexError on records of another form."""
    return tuple(Unit(number, kind, texts[number] if text is None else text) for number, kind, text in records)


def _tuples(content: Any) -> Any:
    return tuple(_tuples(part) for part in content) if isinstance(content, list) else content
