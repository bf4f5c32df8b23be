"""How rows become records: ``tables.toml`` as data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.japanese.normalize import squeeze

_NO_SIGNS = re.compile(r"\W")


@dataclass(frozen=True)
class Kind:
    """What sort of record rows with the column ``key`` make; ``related`` rows are named in the column ``listed``."""

    id: str
    key: str
    part: str
    alias: str
    type: str
    listed: str
    related: str
    ja: str
    en: str
    aliases: tuple[str, ...]
    types: dict[str, str]  # English names of the values of ``type``


@dataclass(frozen=True)
class Value:
    """A value of a filter, by the names under which it may be asked for, and the pattern that finds it in a cell."""

    ja: str
    en: str
    shown: re.Pattern[str]
    aliases: tuple[str, ...]
    adverse: bool  # things went otherwise than planned

    def is_called(self, text: str) -> bool:
        """Whether ``text`` names it; widths, case, signs and blanks make no difference."""
        return name_key(text) in {name_key(name) for name in (self.ja, self.en, *self.aliases)}


@dataclass(frozen=True)
class Filter:
    """A way to narrow records down; see tables.toml for its flags."""

    id: str
    ja: str
    en: str
    columns: tuple[str, ...]
    values: tuple[Value, ...]
    open: bool
    lasting: bool
    latest: bool
    narrowest: bool

    def of_cell(self, cell: str) -> tuple[str, ...]:
        """The values that a cell names."""
        return (cell,) if self.open else tuple(value.ja for value in self.values if value.shown.search(cell))

    def order(self, value: str) -> int:
        """The place of a value in the list; those that are not in it come last."""
        names = [known.ja for known in self.values]
        return names.index(value) if value in names else len(names)


@dataclass(frozen=True)
class FactKind:
    """A column that readers see; ``timeline`` is its sentence there, or ""."""

    column: str
    ja: str
    en: str
    timeline: str = ""
    export: bool = True


@dataclass(frozen=True)
class Dated:
    """A row's own date in the column ``date``, told by ``text`` with the value of ``column``."""

    date: str
    column: str
    text: str


@dataclass(frozen=True)
class Reading:
    """The whole of tables.toml."""

    kinds: tuple[Kind, ...]
    filters: tuple[Filter, ...]
    facts: tuple[FactKind, ...]
    dated: tuple[Dated, ...]
    event: dict[str, str]
    meetings: str
    natures: dict[str, str]  # Japanese to English
    generic: tuple[str, ...]
    ordinary: frozenset[str]

    def filter(self, name: str) -> Filter:
        """The filter of that id; raises KeyError."""
        return {one.id: one for one in self.filters}[name]


@cache
def reading() -> Reading:
    """tables.toml, read once."""
    data = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
    event = dict(data["event"])
    natures = event.pop("natures")
    return Reading(
        kinds=tuple(_kind(item) for item in data["kind"]),
        filters=tuple(_filter(item) for item in data["filter"]),
        facts=tuple(FactKind(**item) for item in data["fact"]),
        dated=tuple(Dated(**item) for item in data["dated"]),
        event=event,
        meetings=data["counts"]["meetings"],
        natures=natures,
        generic=tuple(data["search"]["generic"]),
        ordinary=frozenset(data["search"]["ordinary"]),
    )


def name_key(name: str) -> str:
    """The key under which spellings of a name meet: no blanks, no signs, widths and case folded."""
    return _NO_SIGNS.sub("", squeeze(name))


def _kind(item: dict[str, Any]) -> Kind:
    related = item.get("related", {})
    texts = {name: item.get(name, "") for name in ("id", "key", "part", "alias", "type", "ja", "en")}
    aliases = tuple(item.get("aliases", ()))
    return Kind(
        **texts,
        listed=related.get("list", ""),
        related=related.get("key", ""),
        aliases=aliases,
        types=item.get("types", {}),
    )


def _filter(item: dict[str, Any]) -> Filter:
    values = tuple(_value(one) for one in item["values"])
    flags = {name: bool(item.get(name)) for name in ("open", "lasting", "latest", "narrowest")}
    return Filter(item["id"], item["ja"], item["en"], tuple(item["columns"]), values, **flags)


def _value(item: dict[str, Any]) -> Value:
    shown = re.compile(item.get("shown", re.escape(item["ja"])))
    return Value(item["ja"], item["en"], shown, tuple(item.get("aliases", ())), bool(item.get("adverse")))
