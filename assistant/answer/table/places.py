"""What stands at a place of a numbered list: 「米国のリストの8番目は何」「確認事項の(7)は」「領域の⑨は」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.table.conditions import Columns
from assistant.answer.table.looked_up import TableAnswer, cell_claim
from assistant.answer.table.order_words import asks_for_order
from assistant.index.lexical import LexicalIndex
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Query

NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_COLUMN = "番号"
_PLACE = re.compile(
    r"(?:(?P<mark>[①-⑳]|[(（]\d{1,2}[)）])|(?P<n>\d{1,2}|[一二三四五六七八九十])(?:番目?|番め|つ目|項目め))"
    r"(?:の(?:もの|やつ|項目|分野|領域|技術|国|確認事項))?"
    r"(?:(?:は|って|とは|が|に(?:は|ある(?:の|もの)は))、?(?:何|なに|どれ|どの|どう(?:いう|いった)|どんな)?[^、。？?]{0,14})?[。？?]*$"
)
# What else is asked of a row than what stands there.
_OTHER = re.compile(r"なぜ|どうして|いつ|誰|だれ|どこ|いくつ|いくら|何[年件回人日位か個]|理由|期間")
# 「12領域」: how many places the list has.
_SIZE = re.compile(r"(?<![\d第(（])(\d{1,2})(?:の|つの)?(?:重要)?(?:技術)?(?:領域|分野|項目|種類|技術|品目)")
_SAYS_PLACE = {"番目", "番", "目"}
# Share of the question's words (by idf) that the title of the list and what it says of each place hold.
_NAMED = 0.5


def place_asked(question: str) -> int:
    """The place of a list that a question asks for, 0 for none: 「8番目」, 「(7)」, 「⑨」."""
    match = _PLACE.search(question.strip())
    if not match or match.start() == 0 or _OTHER.search(match[0]) or asks_for_order(squeeze(question)):
        return 0
    return _number(match["mark"] or match["n"])


def at_place(query: Query, tables: Sequence[Columns], lexical: LexicalIndex) -> TableAnswer | None:
    """The row at the place that is asked for; without a claim where the list that is meant has no such place."""
    n = place_asked(query.resolved)
    sizes = {int(size) for size in _SIZE.findall(query.resolved)}
    numbered = [table for table in tables if n and _places(table) and (not sizes or len(table.rows) in sizes)]
    best = max(numbered, key=lambda table: _named(query, table, lexical), default=None)
    if best is None or _named(query, best, lexical) < _NAMED:
        return None
    row = _places(best).get(n)
    return TableAnswer("", (cell_claim(best.rows[row], _COLUMN),) if row is not None else ())


def _places(table: Columns) -> dict[int, int]:
    """The index of the row at each place; empty for a table whose rows are not numbered through."""
    cells = [dict(row.cells).get(_COLUMN, "") for row in table.rows]
    places = {number: at for at, cell in enumerate(cells) if (number := _number(cell))}
    return places if sorted(places) == list(range(1, len(cells) + 1)) else {}


def _named(query: Query, table: Columns, lexical: LexicalIndex) -> float:
    """The share (0..1, by idf) of the question's words that a table's title and its sentences on places hold."""
    inside = {token for row in table.rows for token in index_tokens(f"{row.table} {cell_claim(row, _COLUMN).text}")}
    asked = [*query.terms, *index_tokens(" ".join(query.official))]
    words = [
        token
        for token in asked
        if ":" not in token and not token.isdigit() and token not in _SAYS_PLACE and token in lexical.vocabulary
    ]
    total = sum(map(lexical.idf, words))
    return sum(lexical.idf(word) for word in words if word in inside) / total if total else 0.0


def _number(mark: str) -> int:
    """The number of a mark: ⑨, (7), 8, 五; 0 for something else."""
    if mark in NUMERALS:
        return NUMERALS[mark]
    if "①" <= mark <= "⑳":
        return ord(mark) - ord("①") + 1
    digits = mark.strip("()（）")
    return int(digits) if digits.isdecimal() else 0
