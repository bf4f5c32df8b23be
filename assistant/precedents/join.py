"""Rows of the index joined into records: by the columns they have, under all names that a thing goes by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.model import Passage
from assistant.precedents.reading import Kind, name_key, reading
from assistant.precedents.records import Source

_LISTED = re.compile("「([^」]+)」")
# A listed name that no row has is taken for the one that differs from it in no more than this: 高品質な, 長時間・.
_NEARLY = 0.85


def join(passages: Iterable[Passage]) -> list[Source]:
    """The records that the rows of an index make, in the order in which the rows first name them."""
    rows = [passage for passage in passages if passage.kind == "row" and passage.cells]
    return [source for kind in reading().kinds for source in _of_kind(kind, rows)]


def _of_kind(kind: Kind, rows: Sequence[Passage]) -> list[Source]:
    aliases = _aliases(kind, rows)
    groups: dict[str, list[Passage]] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sorted(rows, key=lambda row: kind.alias in dict(row.cells)):  # in the order of the other tables
        cells = dict(row.cells)
        if name := cells.get(kind.key):
            whole = name_key(name + cells.get(kind.part, ""))
            key = aliases.get(whole) or aliases.get(name_key(name)) or name_key(name)
            groups.setdefault(key, []).append(row)
            if key == name_key(name):
                names[key][name] += 1
    related = {name_key(dict(row.cells).get(kind.related, "")): row for row in rows} if kind.related else {}
    most = {key: counts.most_common(1)[0][0] for key, counts in names.items()}  # of several spellings
    return [_source(kind, most.get(key, key), group, related) for key, group in groups.items()]


def _aliases(kind: Kind, rows: Sequence[Passage]) -> dict[str, str]:
    """For every other name (as a key) the key of the name that the records go by."""
    cells = [dict(row.cells) for row in rows]
    return {
        name_key(one[kind.alias]): name_key(one[kind.key]) for one in cells if kind.alias in one and kind.key in one
    }


def _source(kind: Kind, name: str, rows: Sequence[Passage], related: dict[str, Passage]) -> Source:
    cells = [dict(row.cells) for row in rows]
    others = [one[kind.alias] for one in cells if one.get(kind.alias)]
    others += [one[kind.key] for one in cells if not one.get(kind.part)]
    listed = [item for one in cells for item in _LISTED.findall(one.get(kind.listed, ""))]
    found = dict.fromkeys(_nearest(name_key(item), related) for item in [*listed, name])
    return Source(
        kind=kind.id,
        name=name,
        other_names=tuple(other for other in dict.fromkeys(others) if other != name),
        rows=tuple(rows),
        related=tuple(related[key] for key in found if key),
    )


def _nearest(name: str, known: dict[str, Passage]) -> str:
    """The key of ``known`` that is ``name`` or nearly so; "" for none."""
    if name in known:
        return name
    shares = {key: SequenceMatcher(None, name, key).ratio() for key in known}
    best = max(shares, key=lambda key: shares[key], default="")
    return best if best and shares[best] >= _NEARLY else ""
