"""Records as a table: .csv and .xlsx, a row a record."""

from __future__ import annotations

from pathlib import Path

from assistant.batch.log import write_whole
from assistant.errors import InputError
from assistant.precedents.choices import names, shown, title
from assistant.precedents.plain import event_line, source_line
from assistant.precedents.reading import reading
from assistant.precedents.records import Precedent, Precedents
from assistant.spreadsheets import Cell, csv_bytes, neutral, xlsx_bytes

SUFFIXES = (".csv", ".xlsx")
_WIDE, _NARROW = 50, 16
_HEADS = {
    "name": ("名称", "Name"),
    "as_of": ("時点", "As of"),
    "events": ("出来事の一覧", "Events"),
    "sources": ("出典", "Sources"),
    "why": ("一致した点", "Why"),
    "score": ("類似度", "Score"),
}


def write_export(path: Path, found: Precedents, lang: str = "ja") -> None:
    """Write the table in one step. Raises InputError for another kind of file, AssistantError when it cannot be."""
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"「{path}」には書けません。書き出せる形式は .csv と .xlsx です。",
            f"Cannot write {str(path)!r}: exports are .csv or .xlsx.",
        )
    write_whole(path, export(found, path.suffix.lower(), lang))


def export(found: Precedents, suffix: str, lang: str = "ja") -> bytes:
    """The table as a file of that suffix. Cells that a spreadsheet would take for a formula have ' before them."""
    rows = [_header(lang), *(_row(one, lang) for one in found.found)]
    if suffix == ".csv":
        return csv_bytes(rows)
    wide = [
        _WIDE if len(max((str(row[n]) for row in rows[1:]), key=len, default="")) > 24 else _NARROW
        for n in range(len(rows[0]))
    ]
    return xlsx_bytes("precedents", rows, wide)


def _header(lang: str) -> list[Cell]:
    def head(key: str) -> str:
        return _HEADS[key][lang == "en"]

    facts = [fact.en if lang == "en" else fact.ja for fact in reading().facts if fact.export]
    filters = [title(name, lang) for name in names()]
    return [head("name"), *filters, head("as_of"), *facts, head("events"), head("sources"), head("why"), head("score")]


def _row(one: Precedent, lang: str) -> list[Cell]:
    record = one.record
    newest = {fact.column: fact.value for fact in reversed(record.facts)}
    events = [event_line(event.kind, event.nature, event.date, event.what, lang) for event in record.events]
    cited = [fact.citation for fact in record.facts] + [event.citation for event in record.events]
    sources = dict.fromkeys(source_line(one.title, one.date, one.locator) for one in cited)
    cells = [
        record.name,
        *("、".join(shown(name, value, lang) for value in record.values[name]) for name in names()),
        record.as_of,
        *(newest.get(fact.column, "") for fact in reading().facts if fact.export),
        "\n".join(events),
        "\n".join(sources),
        "、".join(one.why),
    ]
    return [*map(neutral, cells), round(one.score, 3) if one.why else None]
