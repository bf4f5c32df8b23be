"""What may be filtered by, and what a user's words for it mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.errors import InputError
from assistant.precedents.reading import Filter, name_key, reading
from assistant.precedents.records import Record

KIND = "kind"
Filters = Mapping[str, Sequence[str]]


def names() -> tuple[str, ...]:
    """The filters' ids, the sort of record first."""
    return (KIND, *(filter.id for filter in reading().filters))


def choices(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """For each filter its values in the records, in the order of the lists, with how many records have each."""
    found: dict[str, dict[str, int]] = {}
    for name in names():
        counts = Counter(value for record in records for value in record.values[name])
        found[name] = dict(sorted(counts.items(), key=lambda item: _order(name, item[0])))
    return found


def canonical(filters: Filters, records: Sequence[Record]) -> dict[str, tuple[str, ...]]:
    """The filters with every value as the records have it. Raises InputError that lists what is allowed."""
    allowed = choices(records)
    if unknown := [name for name in filters if name not in allowed]:
        raise InputError(
            f"「{unknown[0]}」という絞り込みはありません。使えるもの：{'、'.join(names())}",
            f"There is no filter {unknown[0]!r}. Filters: {', '.join(names())}",
        )
    return {
        name: tuple(dict.fromkeys(value for text in texts for value in _meant(name, text, allowed[name])))
        for name, texts in filters.items()
        if texts
    }


def fits(record: Record, filters: Filters) -> bool:
    """Whether the record has one of the values of every filter."""
    return all(set(values) & set(record.values[name]) for name, values in filters.items())


def title(name: str, lang: str) -> str:
    """What a filter is called."""
    if name == KIND:
        return "Sort" if lang == "en" else "種類"
    filter = reading().filter(name)
    return filter.en if lang == "en" else filter.ja


def shown(name: str, value: str, lang: str) -> str:
    """A value for a reader of ``lang``; one without an English name as it is."""
    if lang != "en":
        return value
    if name == KIND:
        return next(
            (one[value] for kind in reading().kinds if value in (one := {**kind.types, kind.ja: kind.en})), value
        )
    return next((known.en for known in reading().filter(name).values if known.ja == value), value)


def _meant(name: str, text: str, allowed: Mapping[str, int]) -> tuple[str, ...]:
    """The values that ``text`` stands for."""
    exact = tuple(value for value in allowed if name_key(value) == name_key(text))
    if found := exact or (_kinds(text, allowed) if name == KIND else _listed(reading().filter(name), text)):
        return found
    ja, en = title(name, "ja"), title(name, "en")
    raise InputError(
        f"{ja}（{name}）に「{text}」はありません。指定できるもの：{'、'.join(allowed)}",
        f"{en} ({name}) has no {text!r}. It may be: {', '.join(_bilingual(name, value) for value in allowed)}",
    )


def _listed(filter: Filter, text: str) -> tuple[str, ...]:
    return tuple(value.ja for value in filter.values if value.is_called(text))


def _kinds(text: str, allowed: Mapping[str, int]) -> tuple[str, ...]:
    """All sorts of the kind that ``text`` names: projects, or every sort of case."""
    kinds = reading().kinds
    named = [kind for kind in kinds if name_key(text) in {name_key(one) for one in (kind.ja, kind.en, *kind.aliases)}]
    own = {kind.ja for kind in kinds if not kind.type}
    return tuple(value for kind in named for value in allowed if (value in own) == (not kind.type))


def _bilingual(name: str, value: str) -> str:
    english = shown(name, value, "en")
    return value if english == value else f"{value} / {english}"


def _order(name: str, value: str) -> int:
    if name == KIND:
        return 0 if value in {kind.ja for kind in reading().kinds if not kind.type} else 1
    return reading().filter(name).order(value)
