"""Values of tables: their numbers, the things they list, and which of them a question names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from assistant.japanese.normalize import search_key, squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Passage

# A column whose values repeat (agency, domain, state): at most this share of the rows has a value of its own.
REPEATING = 0.5
# A column that fewer rows have holds remarks.
_FILLED = 0.2
_FIGURE = re.compile(r"\d")
# A column of lists (member bodies): its items occur this many times on average.
_LISTING = 1.5
# Of a value of this many telling words and more, this share is enough to name it.
_MANY_WORDS, _MOST_WORDS = 5, 0.6
# Shortest value that counts as named in a question.
NAMED = 2
# Parts of a series are told apart by their number, never by the bare numeral: 第二次, not 「二つ」.
ORDINAL = re.compile(r"第?[一二三四五六七八九十]+[次期章版回]")
_NUMERALS = frozenset("一二三四五六七八九十")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"\d{4}")
# Of so few values, a phrase of this many characters names a long one.
_FEW_VALUES, _PHRASE = 5, 7
# 2020～2022年, 2020-22年: a span of years.
_PERIOD = re.compile(r"(\d{2})(\d{2})年?[~〜ー–−-](?:\d{2})?(\d{2})(?!\d)")
_COUNTED = re.compile(r"(回|件|人|社|本)数$")


def number_in(value: str) -> float | None:
    """The first number of a cell (26件認定, ②); None without one."""
    match = _NUMBER.search(squeeze(value))
    return float(match.group().replace(",", "")) if match else None


def decade(column: str) -> str:
    """202 of 順位2020年代; "" of a column without a year."""
    match = _YEAR.search(squeeze(column))
    return match.group()[:3] if match else ""


def periods(key: str) -> frozenset[tuple[str, str]]:
    """The spans of years in a squeezed text: first year, last two digits of the last one."""
    return frozenset((century + first, last) for century, first, last in _PERIOD.findall(key))


def with_counter(column: str, value: str) -> str:
    """A bare number with what its column counts: 2 of 開催回数 is 2回, 4 of 順位 is 4位."""
    counter = _COUNTED.search(column)
    unit = counter[1] if counter else "位" if "順位" in column else ""
    return f"{value}{unit}" if value.isdecimal() else value


def items_of(value: str, listing: bool = False) -> list[str]:
    """The things in a cell that lists several; a plain value, also of two words, stands for itself unless ``listing``."""
    items = [item.strip("「」 ") for item in value.split("、")]
    return items if len(items) > (1 if listing else 2) else [value]


def named_values(values: dict[str, frozenset[str]], key: str, words: frozenset[str]) -> list[str]:
    """The values that the question names, in full, by a name in them, or by the words that tell them; the longest first."""
    named = [
        value
        for value, telling in values.items()
        if any(
            len(name) >= NAMED and name in key and (name == squeeze(value) or _tells(name, values))
            for name in names_of_value(value)
        )
        or any(name in key and _first_of(name, value, values) for name in ORDINAL.findall(value))
        or _phrase_of(value, key, values)
        or (
            telling
            and len(telling & words) >= (_MOST_WORDS * len(telling) if len(telling) >= _MANY_WORDS else len(telling))
        )
    ]
    return sorted(named, key=len, reverse=True)


def _phrase_of(value: str, key: str, values: Collection[str]) -> bool:
    """Whether the question has a phrase of one of a few long values that no other has: 差し迫ったリスク."""
    told, others = squeeze(value), [squeeze(other) for other in values if other != value]
    if len(values) > _FEW_VALUES or len(told) < 2 * _PHRASE:
        return False
    phrases = (told[at : at + _PHRASE] for at in range(len(told) - _PHRASE + 1))
    return any(phrase in key and not any(phrase in other for other in others) for phrase in phrases)


def _first_of(ordinal: str, value: str, values: Iterable[str]) -> bool:
    """Whether ``value`` is the only one with the ordinal, or the one that the others add to: 第二次, 第二次の一部改定."""
    return all(other.startswith(value) for other in values if ordinal in other)


def _tells(name: str, values: Iterable[str]) -> bool:
    """Whether a part of a value tells it from most others: 権利喪失, but not 研究開発ビジョン of 第一次 and 第二次."""
    holding = [name in squeeze(value) for value in values]
    return sum(holding) <= max(1, REPEATING * len(holding))


def names_of_value(value: str) -> list[str]:
    """A value as it may be written: 経済産業省（経産） also as 経済産業省 and 経産."""
    whole, _, inner = squeeze(value).rstrip(")").partition("(")
    return [squeeze(value), whole, inner]


def has_value(cell: str, value: str, listing: bool = False) -> bool:
    """Whether a cell is the value or lists it, with 等 or without; ``listing``: whether its column is one of lists."""
    return cell == value or value.removesuffix("等") in (item.removesuffix("等") for item in items_of(cell, listing))


def telling_tokens(rows: Sequence[Passage], listing: frozenset[str]) -> dict[str, dict[str, frozenset[str]]]:
    """For each column with repeating values: every value with the words that no other value of the column has.

    ``listing``: the columns whose cells are lists.
    """
    columns: dict[str, Counter[str]] = defaultdict(Counter)
    readable = {word for row in rows for words in row.asks for word in words}
    for row in rows:
        for column, value in row.cells:
            if not readable or column in readable:
                columns[column].update(items_of(value, column in listing))
    filled = {column: sum(any(name == column for name, _ in row.cells) for row in rows) for column in columns}
    return {
        column: _telling(values)
        for column, values in columns.items()
        if _repeats(values, len(rows)) and filled[column] >= _FILLED * len(rows)
    }


def _repeats(values: Counter[str], rows: int) -> bool:
    if not len(values) > 1:
        return False
    return len(values) <= REPEATING * rows or values.total() > _LISTING * len(values)


def telling_titles(titles: set[str]) -> dict[str, frozenset[str]]:
    """Every title with the words that no other has, figures left aside."""
    words = {title: frozenset(word for word in lemmas(title) if not _FIGURE.search(word)) for title in titles}
    counts = Counter(word for found in words.values() for word in found)
    return {
        title: frozenset(word for word in found if counts[word] == 1 and word not in _NUMERALS)
        for title, found in words.items()
    }


def _telling(values: Counter[str]) -> dict[str, frozenset[str]]:
    """Every value with the words that no other has; values with figures (counts, dates) do not name a group of rows."""
    words = {value: frozenset(lemmas(value)) for value in values if not _FIGURE.search(search_key(value))}
    counts = Counter(word for found in words.values() for word in found)
    return {
        value: frozenset(word for word in found if counts[word] == 1 and word not in _NUMERALS)
        for value, found in words.items()
    }
