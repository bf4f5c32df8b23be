"""Which rows of a table a question describes: 「NEDOが担当する海洋の構想」「認定が10件以上の物資」「まだ採択されていない構想」."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.table.column_words import asking_words, common_words
from assistant.answer.table.limits import limits_in, with_places
from assistant.answer.table.row_values import (
    NAMED,
    ORDINAL,
    REPEATING,
    decade,
    has_value,
    items_of,
    named_values,
    names_of_value,
    number_in,
    periods,
    telling_titles,
    telling_tokens,
)
from assistant.japanese.era import find_dates
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Passage
from assistant.retrieve.understand import content_tokens

# A column of marks: a circle, or nothing.
_MARK = re.compile(r"[○◯●◎✓]")
# Said of rows that have not what is named; where a column of circles does not settle it, the question is left to the search.
_DENIED = re.compile(r"(?<!しか)(?:ない|なかっ)|(?<!しかあり)ません|未(?!満)|まだ|除[くい]|以外")
# A cell that says that something is not so.
_NEGATIVE = re.compile(r"対象外|該当なし|非該当|なし|未(?:定|開催|指定)")
_RUN = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{2,}|[a-z][a-z0-9]+")
_LACKS = re.compile(r"([一-龠々ァ-ヶー]{2,})(?:が|の|は)(?:ない|無い|ありません)")
# Shares of the rows of which a word in cells tells some from the others.
_WORD_IN_FEW = 0.6
# The name by which the parts of a table that stands in several are told apart.
TITLE = "表"


@dataclass(frozen=True)
class Condition:
    """What a question says of rows: their value in ``column``, and the ids of the rows that have it."""

    column: str
    value: str
    rows: frozenset[str]
    denied: bool = False  # that they have not what the column says
    place: bool = False  # it is their place in the table: 「8番目」


class Columns:
    """The columns of one table, by which its rows can be described."""

    def __init__(self, rows: Sequence[Passage]) -> None:
        self.rows = tuple(rows)
        self.names = list(dict.fromkeys(column for row in rows for column, _ in row.cells))
        self._cells = {row.passage_id: dict(row.cells) for row in rows}
        self.subjects = frozenset(name for name in self.names if self._are_subjects(name))
        self.things = frozenset(squeeze(value) for row in rows for name, value in row.cells if name in self.subjects)
        self.listing = frozenset(
            name for name in self.names if any(len(items_of(cell)) > 1 for cell in self.values(name))
        )
        self._repeating = telling_tokens(rows, self.listing)
        self._titles = telling_titles({row.table for row in rows})

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """For each column the words, squeezed, by which it is asked for."""
        return asking_words(self.names, self.rows)

    @cached_property
    def subject_words(self) -> dict[str, frozenset[str]]:
        """For each row (by passage id) the lemmas of its name."""
        return {row.passage_id: frozenset(lemmas(row.subject)) for row in self.rows}

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The lemmas of its title, of the names of its rows, and of what at least half of them say."""
        return common_words(self.rows)

    def explains(self, text: str) -> bool:
        """Whether at least half of the words of ``text`` are those of the table as a whole."""
        words = [word for word in content_tokens(text) if ":" not in word and not word.isdecimal()]
        return bool(words) and 2 * sum(word in self.common_words for word in words) >= len(words)

    def described(self, text: str) -> list[Condition]:
        """All that the question ``text`` says of rows; [] when it names no value."""
        key, words = squeeze(with_places(text)), frozenset(lemmas(text))
        found = [*self._in_titles(key, words), *self._in_periods(key), *self._with_values(key, words)]
        if affirmed := self._affirmed(key, words):  # its name tells more than a thing in a list: 技術開発
            found = [*(condition for condition in found if condition.column not in self.listing), *affirmed]
        for others in (self._marked, self._negated, self._limited, self._holding):
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

    def rows_named(self, key: str) -> bool:
        """Whether the squeezed question names what the rows are: 構想 for a column 研究開発構想."""
        return any(squeeze(name)[-NAMED:] in key for name in self.subjects if len(name) >= NAMED)

    def values(self, column: str) -> list[str]:
        """The cells of a column, "" where a row has none."""
        return [self._cells[row.passage_id].get(column, "") for row in self.rows]

    def _with(self, test: Callable[[dict[str, str]], bool]) -> frozenset[str]:
        return frozenset(name for name, cells in self._cells.items() if test(cells))

    def _named_titles(self, key: str, words: frozenset[str]) -> list[str]:
        told = {title: ORDINAL.findall(title) for title in self._titles}
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

    def _in_periods(self, key: str) -> list[Condition]:
        """The span of years that is meant, where rows are told apart by some: 2020-22年 for 2020～2022年 (平均)."""
        if not (named := periods(key)):
            return []
        return [
            Condition(column, value, self._having(column, value))
            for column in self.names
            if column in self.subjects
            for value in dict.fromkeys(filter(None, self.values(column)))
            if named & periods(squeeze(value))
        ]

    def _with_values(self, key: str, words: frozenset[str]) -> list[Condition]:
        """Values of columns in which they repeat; of a column of lists every item that is named."""
        found = []
        for column, values in self._repeating.items():
            named = named_values(values, key, words)
            several = column in self.listing
            named = [value for value in named if not self._is_column(value, column)]
            for value in named if several else named[:1]:
                part = next(
                    (
                        name
                        for name in names_of_value(value)[1:]
                        if len(name) >= NAMED and name in key and not ORDINAL.fullmatch(name)
                    ),
                    "",
                )
                having, holding = self._having(column, value), self._holding_part(column, part) if part else frozenset()
                if squeeze(value) not in key and len(holding) > len(having):  # 権利喪失 of 権利喪失(漏洩)
                    found.append(Condition(column, part, holding))
                else:
                    found.append(Condition(column, value, having))
        return found

    def _is_column(self, value: str, column: str) -> bool:
        """Whether a value names what the rows are or another column rather: 研究開発 where there is one 研究開発支援."""
        others = (name for name in self.names if name != column)
        return any(name.endswith(value) for name in self.subjects) or any(name.startswith(value) for name in others)

    def _holding_part(self, column: str, part: str) -> frozenset[str]:
        return self._with(lambda cells: part in squeeze(cells.get(column, "")))

    def _having(self, column: str, value: str) -> frozenset[str]:
        return self._with(lambda cells: has_value(cells.get(column, ""), value, column in self.listing))

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

    def _negated(self, key: str, words: frozenset[str], taken: set[str]) -> list[Condition]:
        """「研究開発支援の対象でない」 where the column says 対象外 of some rows."""
        if not _DENIED.search(key):
            return []
        for column in self.names:
            told = [match.group() for cell in self.values(column) if (match := _NEGATIVE.match(cell))]
            if column in taken or squeeze(column) not in key or not told:
                continue
            rows = self._with(lambda cells, column=column: _NEGATIVE.match(cells.get(column, "")) is not None)  # type: ignore[misc]
            if len(rows) < len(self.rows):
                return [Condition(column, told[0], rows, denied=True)]
        return []

    def _affirmed(self, key: str, words: frozenset[str]) -> list[Condition]:
        """「研究開発も支援される」 where the column 研究開発支援 says 対象 of some rows and 対象外 of the others."""
        if _DENIED.search(key):
            return []
        for column in self.names:
            cells = [cell for cell in self.values(column) if cell]
            held = [cell for cell in cells if not _NEGATIVE.match(cell)]
            if len(cells) < len(self.rows) or not 0 < len(held) < len(cells):
                continue
            if squeeze(column) in key or frozenset(lemmas(column)) <= words:
                rows = self._with(lambda cells, column=column: not _NEGATIVE.match(cells.get(column, "")))  # type: ignore[misc]
                return [Condition(column, re.split(r"[（(]", held[0])[0], rows)]
        return []

    def _limited(self, key: str, words: frozenset[str], taken: set[str]) -> list[Condition]:
        """「10件以上」「4位」 where a column counts so: of several years that which is asked for, else the newest."""
        years = {date.first[:3] for date in find_dates(key)}
        columns = sorted(self.names, key=lambda name: (decade(name) in years, decade(name)), reverse=True)
        found = []
        for limit in limits_in(key, len(self.rows)):
            for column in columns:
                cells = [cell for cell in self.values(column) if number_in(cell) is not None]
                enough = len(cells) >= REPEATING * len(self.rows)
                if column in taken or not enough or not limit.is_counted(column, cells):
                    continue
                rows = self._with(lambda cells, column=column, limit=limit: limit.holds(cells.get(column, "")))  # type: ignore[misc]
                found.append(Condition(column, limit.text, rows, place=limit.is_place))
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
