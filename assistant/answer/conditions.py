"""Which rows of a table a question describes: 「NEDOが担当する海洋の構想」「認定が10件以上の物資」「まだ採択されていない構想」."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.japanese.normalize import search_key, squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Passage

# A column whose values repeat (agency, domain, state): at most this share of the rows has a value of its own.
_REPEATING = 0.5
# A column that fewer rows have holds remarks.
_FILLED = 0.2
_FIGURE = re.compile(r"\d")
# A column of lists (member bodies): its items occur this many times on average.
_LISTING = 1.5
# Of a value of this many telling words and more, this share is enough to name it.
_MANY_WORDS, _MOST_WORDS = 5, 0.6
# Shortest value that counts as named in a question.
_NAMED = 2
# 「10件以上」「3回」, but no date and no 「2つの構想」.
_LIMIT = re.compile(
    r"(?<![\d.年第a-z])(?P<number>\d[\d,]*)(?P<counter>件|回|人|社|本|億円)(?P<limit>以上|以下|未満|を超え|超|より多|より少)?"
)
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "": lambda value, limit: value == limit,
    "以上": lambda value, limit: value >= limit,
    "以下": lambda value, limit: value <= limit,
    "未満": lambda value, limit: value < limit,
    "を超え": lambda value, limit: value > limit,
    "超": lambda value, limit: value > limit,
    "より多": lambda value, limit: value > limit,
    "より少": lambda value, limit: value < limit,
}
# Parts of a series are told apart by their number, never by the bare numeral: 第二次, not 「二つ」.
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]+[次期章版回]")
_NUMERALS = frozenset("一二三四五六七八九十")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# A column of marks: a circle, or nothing.
_MARK = re.compile(r"[○◯●◎✓]")
# Said of rows that have not what is named; where a column of circles does not settle it, the question is left to the search.
_DENIED = re.compile(r"ない|なかっ|ません|未(?!満)|まだ|除[くい]|以外")
MOST = re.compile(r"(一番|いちばん|最も|もっとも)(多|大き|高|長)|最(多|大|高|長)|\b(most|highest|largest)\b")
LEAST = re.compile(r"(一番|いちばん|最も|もっとも)(少な|小さ|低|短)|最(少|小|低|短)|\b(fewest|lowest|smallest|least)\b")
_RUN = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[a-z][a-z0-9]+")
_LACKS = re.compile(r"([一-龠々ァ-ヶー]{2,})(?:が|の|は)(?:ない|無い|ありません)")
# Shares of the rows of which a word in cells tells some from the others.
_WORD_IN_FEW = 0.6
_COUNTED = re.compile(r"(回|件|人|社|本)数$")
# The name by which the parts of a table that stands in several are told apart.
TITLE = "表"


@dataclass(frozen=True)
class Condition:
    """What a question says of rows: their value in ``column``, and the ids of the rows that have it."""

    column: str
    value: str
    rows: frozenset[str]
    denied: bool = False  # that they have not what the column says


class Columns:
    """The columns of one table, by which its rows can be described."""

    def __init__(self, rows: Sequence[Passage]) -> None:
        self.rows = tuple(rows)
        self.names = list(dict.fromkeys(column for row in rows for column, _ in row.cells))
        self._cells = {row.passage_id: dict(row.cells) for row in rows}
        self.subjects = frozenset(name for name in self.names if self._are_subjects(name))
        self.things = frozenset(squeeze(value) for row in rows for name, value in row.cells if name in self.subjects)
        self._repeating = _telling_tokens(rows)
        self._titles = _telling_titles({row.table for row in rows})

    def described(self, text: str) -> list[Condition]:
        """All that the question ``text`` says of rows; [] when it names no value."""
        key, words = squeeze(text), frozenset(lemmas(text))
        found = [*self._in_titles(key, words), *self._with_values(key, words)]
        for others in (self._marked, self._limited, self._holding):
            found += others(key, words, {condition.column for condition in found})
        return [] if _DENIED.search(key) and not any(condition.denied for condition in found) else found

    def _are_subjects(self, column: str) -> bool:
        """Whether the column holds what its rows are called."""
        cells = zip(self.values(column), self.rows, strict=True)
        return all(cell and squeeze(cell) in squeeze(row.subject) for cell, row in cells)

    def named(self, text: str) -> dict[str, dict[str, frozenset[str]]]:
        """For each column all its values that ``text`` names, with the ids of the rows that have them."""
        key, words = squeeze(text), frozenset(lemmas(text))
        titles = self._named_titles(key, words)
        parts = {title: frozenset(row.passage_id for row in self.rows if row.table == title) for title in titles}
        found = {
            column: {value: self._having(column, value) for value in named_values(values, key, words)}
            for column, values in self._repeating.items()
        }
        return {TITLE: parts, **found} if len(self._titles) > 1 else found

    def values(self, column: str) -> list[str]:
        """The cells of a column, "" where a row has none."""
        return [self._cells[row.passage_id].get(column, "") for row in self.rows]

    def _with(self, test: Callable[[dict[str, str]], bool]) -> frozenset[str]:
        return frozenset(name for name, cells in self._cells.items() if test(cells))

    def _named_titles(self, key: str, words: frozenset[str]) -> list[str]:
        told = {title: _ORDINAL.findall(title) for title in self._titles}
        return [
            title
            for title, telling in self._titles.items()
            if (telling and telling <= words) or any(name in key for name in told[title])
        ]

    def _in_titles(self, key: str, words: frozenset[str]) -> list[Condition]:
        """The part of a table that is meant: 第一次 or 第二次 in the titles."""
        named = self._named_titles(key, words)
        if len(self._titles) < 2 or len(named) != 1:
            return []
        return [Condition(TITLE, named[0], frozenset(row.passage_id for row in self.rows if row.table == named[0]))]

    def _with_values(self, key: str, words: frozenset[str]) -> list[Condition]:
        """Values of columns in which they repeat; of a column of lists every item that is named."""
        found = []
        for column, values in self._repeating.items():
            named = named_values(values, key, words)
            several = any(len(items_of(cell)) > 1 for cell in self.values(column))
            named = [value for value in named if not any(name.endswith(value) for name in self.subjects)]
            for value in named if several else named[:1]:
                part = next((name for name in names_of_value(value)[1:] if len(name) >= _NAMED and name in key), "")
                having, holding = self._having(column, value), self._holding_part(column, part) if part else frozenset()
                if squeeze(value) not in key and len(holding) > len(having):  # 権利喪失 of 権利喪失(漏洩)
                    found.append(Condition(column, part, holding))
                else:
                    found.append(Condition(column, value, having))
        return found

    def _holding_part(self, column: str, part: str) -> frozenset[str]:
        return self._with(lambda cells: part in squeeze(cells.get(column, "")))

    def _having(self, column: str, value: str) -> frozenset[str]:
        return self._with(lambda cells: _has(cells.get(column, ""), value))

    def _marked(self, key: str, words: frozenset[str], taken: set[str]) -> list[Condition]:
        """Columns of circles: 「採択が公表されていない」 has none in 採択公表."""
        found = []
        for column in self.names:
            cells = [cell for cell in self.values(column) if cell]
            if column in taken or not cells or not all(_MARK.match(cell) for cell in cells):
                continue
            if squeeze(column) in key or frozenset(lemmas(column)) <= words:
                denied = _DENIED.search(key) is not None
                rows = self._with(lambda cells, column=column, denied=denied: bool(cells.get(column)) != denied)  # type: ignore[misc]
                found.append(Condition(column, "なし" if denied else "○", rows, denied))
        return found

    def _limited(self, key: str, words: frozenset[str], taken: set[str]) -> list[Condition]:
        """「10件以上」 where a column counts in 件: in its name or in its cells."""
        found = []
        for match in _LIMIT.finditer(key):
            for column in self.names:
                cells = [cell for cell in self.values(column) if number_in(cell) is not None]
                counted = match["counter"] in column or any(match["counter"] in cell for cell in cells)
                if column in taken or not counted or len(cells) < _REPEATING * len(self.rows):
                    continue
                test, limit = _TESTS[match["limit"] or ""], float(match["number"].replace(",", ""))
                rows = self._with(
                    lambda cells, column=column, test=test, limit=limit: (  # type: ignore[misc]
                        (number := number_in(cells.get(column, ""))) is not None and test(number, limit)
                    )
                )
                found.append(Condition(column, match.group(), rows))
                break
        return found

    def _holding(self, key: str, words: frozenset[str], taken: set[str]) -> list[Condition]:
        """A word in the cells of a column that is named: 「権利喪失のペナルティ」; 「制度がない」 for 制度なし."""
        if taken:
            return []
        lacking = {f"{match[1][at:]}なし" for match in _LACKS.finditer(key) for at in range(len(match[1]) - 1)}
        for column in self.names:
            if column in self.subjects:
                continue
            runs = [run for run in _RUN.findall(key.replace(squeeze(column), " ")) if squeeze(column) in key]
            for word in [*runs, *sorted(lacking, key=len, reverse=True)]:
                rows = self._with(lambda cells, column=column, word=word: word in squeeze(cells.get(column, "")))  # type: ignore[misc]
                if rows and len(rows) <= _WORD_IN_FEW * len(self.rows):
                    return [Condition(column, word, rows, word in lacking)]
        return []


def asks_for_extreme(key: str) -> bool:
    """Whether the squeezed question asks for the most or the least."""
    return bool(MOST.search(key) or LEAST.search(key))


def number_in(value: str) -> float | None:
    """The first number of a cell (26件認定, ②); None without one."""
    match = _NUMBER.search(squeeze(value))
    return float(match.group().replace(",", "")) if match else None


def with_counter(column: str, value: str) -> str:
    """A bare number with what its column counts: 2 of 開催回数 is 2回."""
    counter = _COUNTED.search(column)
    return f"{value}{counter[1]}" if counter and value.isdecimal() else value


def items_of(value: str) -> list[str]:
    """The things in a cell that lists several; a plain value stands for itself."""
    items = [item.strip("「」 ") for item in value.split("、")]
    return items if len(items) > 2 else [value]


def named_values(values: dict[str, frozenset[str]], key: str, words: frozenset[str]) -> list[str]:
    """The values that the question names, in full, by a name in them, or by the words that tell them; the longest first."""
    ordinals = Counter(name for value in values for name in set(_ORDINAL.findall(value)))
    named = [
        value
        for value, telling in values.items()
        if any(
            len(name) >= _NAMED and name in key and (name == squeeze(value) or _tells(name, values))
            for name in names_of_value(value)
        )
        or any(ordinals[name] == 1 and name in key for name in _ORDINAL.findall(value))
        or (
            telling
            and len(telling & words) >= (_MOST_WORDS * len(telling) if len(telling) >= _MANY_WORDS else len(telling))
        )
    ]
    return sorted(named, key=len, reverse=True)


def _tells(name: str, values: Iterable[str]) -> bool:
    """Whether a part of a value tells it from most others: 権利喪失, but not 研究開発ビジョン of 第一次 and 第二次."""
    holding = [name in squeeze(value) for value in values]
    return sum(holding) <= max(1, _REPEATING * len(holding))


def names_of_value(value: str) -> list[str]:
    """A value as it may be written: 経済産業省（経産） also as 経済産業省 and 経産."""
    whole, _, inner = squeeze(value).rstrip(")").partition("(")
    return [squeeze(value), whole, inner]


def _has(cell: str, value: str) -> bool:
    return cell == value or value in items_of(cell)


def _telling_tokens(rows: Sequence[Passage]) -> dict[str, dict[str, frozenset[str]]]:
    """For each column with repeating values: every value with the words that no other value of the column has."""
    columns: dict[str, Counter[str]] = defaultdict(Counter)
    readable = {word for row in rows for words in row.asks for word in words}
    for row in rows:
        for column, value in row.cells:
            if not readable or column in readable:
                columns[column].update(items_of(value))
    filled = {column: sum(any(name == column for name, _ in row.cells) for row in rows) for column in columns}
    return {
        column: _telling(values)
        for column, values in columns.items()
        if _repeats(values, len(rows)) and filled[column] >= _FILLED * len(rows)
    }


def _repeats(values: Counter[str], rows: int) -> bool:
    if not len(values) > 1:
        return False
    return len(values) <= _REPEATING * rows or values.total() > _LISTING * len(values)


def _telling_titles(titles: set[str]) -> dict[str, frozenset[str]]:
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
