"""Questions over whole tables: 「NEDOが資金配分機関の構想は何件」 counts and lists the rows that fit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from assistant.answer.table.conditions import TITLE, Columns, Condition
from assistant.answer.table.looked_up import row_name
from assistant.answer.table.order_words import asks_for_order
from assistant.answer.table.selection import Selection
from assistant.answer.yesno.membership import ClosedLists
from assistant.japanese.dates import last_day
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Passage, Query
from assistant.retrieve.editions import Editions

_FIGURE = re.compile(r"\d")
_COUNTING = re.compile(r"[件回人社本位]数$|順位")
# A word names a row when at most this share of its table's rows has it.
_FEW = 0.2
# Tables of one document that share this much of their columns are one table in several parts.
_ALIKE = 0.7
# Tables that share this much of the columns and rows of the smaller one are editions of one table.
_COMMON = 0.6
# What is said above a table leads to it, when it is among so many best passages.
_ABOVE = 3
# The question ends in the noun for the rows: 「…の構想は」「…の国を全部」.
_ENDING = re.compile(
    r"(?P<noun>[一-龠々ァ-ヶー]+)(?:(?:は|って|とは)(?:(?:どれ|どこ|何|なに|いくつ|幾つ|全部で)[^、]{0,12})?|を(?:全て|すべて|全部|列挙|挙げ|教えて|一覧)[^、]{0,12}|の(?:一覧|リスト|名前|数|うち[^、]*)[^、]{0,8}|一覧|リスト|いくつ[^、]{0,6})?[。？?]*$"
)
# 「3位だったのはどの国ですか」.
_WHICH = re.compile(r"(?:の|もの|が)は?どの(?P<noun>[一-龠々ァ-ヶー]+)(?:です|でしょう|か|[。？?])*$")
# 「甲が設置して乙が入るものは」.
_THINGS = re.compile(r"もの(?:は(?:どれ|何)?|を(?:全て|すべて|全部|挙げ|教えて)[^、]{0,8})?(?:です|か|[。？?])*$")
# 「特定重要物資のうち、備蓄が支援に入るのは」.
_AMONG = re.compile(
    r"(?P<noun>[一-龠々ァ-ヶー]+)(?:のうち|のなか|の中)(?:で|、|に|から)[^。]*?(?:の|もの|やつ)"
    r"(?:は(?:どれ|何|どこ)?(?:です|でしょう|か|[。？?])*|を(?:全|すべ|教|挙)[^、]*)?$"
)
# What is left of a question for the rows of a part of a table: 「…に挙がっている分野は何と何」.
_MEMBERS = re.compile(
    r"^(?:に|として|の)?(?:は、?)?(?:(?:挙が|挙げ|入|含ま|並|載)[^、。]{1,6}?)?(?:分野|領域|技術|項目|もの|中身|内訳|名前)?(?:は|が|を|って)?、?"
    r"(?:何と何|どれとどれ|何|どれ|全部|すべて|全て|一覧|漏れなく|もれなく)[^、。]{0,12}$"
)
_NOUN = 2


class Tables:
    """The tables of an index, ready to be filtered."""

    def __init__(self, passages: Iterable[Passage], editions: Editions) -> None:
        self._editions = editions
        passages = tuple(passages)
        self.lists = ClosedLists(passages, editions)
        single: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.kind == "row" and passage.table and passage.cells:
                single[passage.doc_id, passage.table].append(passage)
        self._words = {key: _telling_words(rows) for key, rows in single.items()}
        self._tables = {
            key: columns for group in _groups(single) for columns in [Columns(group)] for key in _keys(group)
        }

    def unnamed(self, query: Query, hits: Sequence[Hit]) -> frozenset[str]:
        """The ids of found rows that the question does not name.

        「米国の重要技術は何分野」 is not answered by the row of one of them. A row is named by a word that few rows of
        its table have.
        """
        words = frozenset(lemmas(" ".join([query.resolved, *query.official])))
        names = [squeeze(name) for name in query.other_names]
        return frozenset(
            hit.passage.passage_id
            for hit in hits
            if (table := (hit.passage.doc_id, hit.passage.table)) in self._tables
            and not self._words[table].get(hit.passage.passage_id, words) & words
            and not any(name in squeeze(hit.passage.subject) for name in names)
        )

    @property
    def all(self) -> list[Columns]:
        """Every table."""
        return list(dict.fromkeys(self._tables.values()))

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The words by which the columns are asked for, squeezed."""
        rows = [row for table in self._tables.values() for row in table.rows]
        words = {word for row in rows for asks in row.asks for word in asks}
        words |= {column for row in rows for column, _ in row.cells}
        return frozenset(key for word in words if len(key := squeeze(word)) > 1)

    def found(self, query: Query, hits: Sequence[Hit]) -> list[Columns]:
        """The tables of which a row was found, best first; of several editions the one that is asked for.

        A table comes in several editions where others have the same columns.
        """
        names = dict.fromkeys((hit.passage.doc_id, hit.passage.table) for hit in hits if hit.passage.kind == "row")
        above = [hit.passage for hit in hits[:_ABOVE] if hit.passage.kind == "text" and hit.passage.heading]
        names |= dict.fromkeys((text.doc_id, text.heading[-1]) for text in above)
        tables = dict.fromkeys(self._tables[name] for name in names if name in self._tables)
        return list(dict.fromkeys(self._in_force(query, table) for table in tables))

    def of_rows_named(self, query: Query, hits: Sequence[Hit]) -> list[Columns]:
        """The tables found, then those whose rows the question names by their kind (構想, 物資), each in force."""
        key = squeeze(query.resolved)
        named = [self._in_force(query, table) for table in self.all if table.rows_named(key)]
        return list(dict.fromkeys([*self.found(query, hits), *named]))

    def in_order(self, query: Query, hits: Sequence[Hit]) -> list[Columns]:
        """The tables found; where an order is asked for, then those of which the question names a column of numbers."""
        key, found = squeeze(query.resolved), self.found(query, hits)
        if not asks_for_order(key):
            return found
        named = [
            self._in_force(query, table)
            for table in self.all
            if any(_COUNTING.search(name) and squeeze(name) in key for name in table.names)
        ]
        return list(dict.fromkeys([*found, *named]))

    def editions(self, row: Passage) -> list[Columns]:
        """The tables that give the same as the row's own, one for each date, oldest first."""
        tables = sorted(self._editions_of(self._tables[row.doc_id, row.table]), key=self._published)
        return sorted({self._date(table): table for table in tables}.values(), key=self._date)

    def _in_force(self, query: Query, table: Columns) -> Columns:
        """The newest edition of a table that is not later than the date asked for."""
        asked = query.edition or query.as_of or max(query.years, default="")
        alike = [other for other in self._editions_of(table) if not asked or last_day(self._date(other)) <= asked]
        return max(alike, key=lambda other: (self._date(other), self._published(other), other is table), default=table)

    def _editions_of(self, table: Columns) -> list[Columns]:
        return [other for other in self.all if other is table or _same_matter(other, table)]

    def _date(self, table: Columns) -> str:
        return max(self._editions.date(row) for row in table.rows)

    def _published(self, table: Columns) -> str:
        return self._editions.published(table.rows[0])

    def select(self, query: Query, hits: Sequence[Hit]) -> Selection | None:
        """The rows asked for, from a table that the search found, or whose rows the question plainly asks for.

        None when the question names no value of one.

        Of several tables one whose rows are asked for wins, then that with the most values named, then the one found first.
        """
        found = self.found(query, hits)
        selections = [
            selection
            for table in self.of_rows_named(query, hits)
            if (selection := _selected(table, query)) and (selection.plain or table in found)
        ]
        return max(selections, key=lambda selection: (selection.plain, len(selection.conditions)), default=None)


def _selected(table: Columns, query: Query) -> Selection | None:
    key = squeeze(query.resolved)
    if asks_for_order(key):
        return None
    plain = _asks_for_rows(table, key)
    conditions = table.described(query.resolved)
    several = len(conditions) > 1 and _THINGS.search(key) is not None
    plain = plain or (any(condition.place for condition in conditions) and table.explains(query.resolved))
    plain = plain or ("list" in query.kinds and _asks_for_part(conditions, key))
    rows = [row for row in table.rows if conditions and all(row.passage_id in found.rows for found in conditions)]
    pinned = len(conditions) > 1 and len(rows) == 1 and query.kinds == ("fact",)  # 「2000～02年の5位の国」
    if not (plain or several or pinned or {"list", "number", "who"} & set(query.kinds)):
        return None
    values = {squeeze(condition.value) for condition in conditions}
    if not rows or any(name in key and name not in values for name in _names(rows)):
        return None  # a row itself is named: 「韓国の罰則は」
    if "list" not in query.kinds and not (plain or several) and _names_another(table, conditions, key):
        return None  # an attribute of the rows is asked for, not which rows there are
    told = tuple((condition.column, condition.value) for condition in conditions)
    titles = dict.fromkeys(row.table for row in rows)
    return Selection("・".join(titles), told, tuple(rows), len(table.rows), plain)


def _asks_for_part(conditions: Sequence[Condition], key: str) -> bool:
    """Whether nothing but the rows of one part of a table is asked for: 「国家戦略技術領域に挙がっている分野は何と何」."""
    if [condition.column for condition in conditions] != [TITLE]:
        return False
    before, named, rest = key.rstrip("。?").partition(squeeze(conditions[0].value).partition("(")[0])
    return bool(named) and not before and _MEMBERS.match(rest) is not None


def _names(rows: Sequence[Passage]) -> set[str]:
    """What the rows are called, squeezed."""
    return {squeeze(row.subject.strip("「」")) for row in rows} | {squeeze(row_name(row)) for row in rows}


def _asks_for_rows(table: Columns, key: str) -> bool:
    """Whether the question ends in what the rows are: 構想 for rows with a column 研究開発構想, 物資, 国."""
    match = _ENDING.search(key.rstrip("。?")) or _WHICH.search(key) or _AMONG.search(key)
    if not match:
        return False
    noun = match["noun"][-_NOUN:]
    if any(name.endswith(noun) for name in map(squeeze, table.subjects)):
        return True
    of_rows = not any(squeeze(column).endswith(noun) for column in table.names)
    return of_rows and len(noun) == _NOUN and noun in squeeze(table.rows[0].table)


def _names_another(table: Columns, conditions: Sequence[Condition], key: str) -> bool:
    """Whether a column is named that is neither a condition nor what the rows are."""
    others = set(table.names) - {condition.column for condition in conditions} - table.subjects
    return any(squeeze(column) in key for column in others)


def _groups(tables: dict[tuple[str, str], list[Passage]]) -> list[list[Passage]]:
    """The rows of each table; those of a table that its document prints in several parts together."""
    groups: list[list[Passage]] = []
    for rows in tables.values():
        columns = _columns(rows)
        whole = next(
            (group for group in groups if group[0].doc_id == rows[0].doc_id and _alike(_columns(group), columns)), None
        )
        if whole is None:
            groups.append(list(rows))
        else:
            whole += rows
    return groups


def _same_matter(one: Columns, other: Columns) -> bool:
    """Whether two tables give the same columns for the same things, at different dates perhaps."""
    columns, things = (set(one.names), set(other.names)), (one.things, other.things)
    return all(len(a & b) >= _COMMON * min(len(a), len(b)) > 0 for a, b in (columns, things))


def _columns(rows: Sequence[Passage]) -> set[str]:
    return {column for row in rows for column, _ in row.cells}


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _keys(rows: Sequence[Passage]) -> dict[tuple[str, str], None]:
    return dict.fromkeys((row.doc_id, row.table) for row in rows)


def _telling_words(rows: Sequence[Passage]) -> dict[str, frozenset[str]]:
    """For each row (by passage id) the words that few other rows of its table have; no figures."""
    words = {row.passage_id: frozenset(lemmas(f"{row.subject} {row.text}")) for row in rows}
    counts = Counter(word for found in words.values() for word in found)
    few = max(1, _FEW * len(rows))
    return {
        row: frozenset(word for word in found if counts[word] <= few and not _FIGURE.search(word))
        for row, found in words.items()
    }
