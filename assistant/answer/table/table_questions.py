"""Questions over the columns of a table: which values there are, the most and the least, the same cell of several rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answer.claims import Claim
from assistant.answer.table.asked_columns import asked_columns
from assistant.answer.table.conditions import TITLE, Columns, Condition
from assistant.answer.table.looked_up import TableAnswer, cell_claim, row_name
from assistant.answer.table.order_words import without_order
from assistant.answer.table.ranking import ranked
from assistant.answer.topic import topic_of
from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens, lemmas
from assistant.model import Hit, Passage, Query

# A cell that counts: 26件認定, 1,830, ②.
_COUNT = re.compile(r"\d[\d,.]*\D{0,6}(?:$|\()")
_MOSTLY = 0.5
# Share of the question's words that a table and its column have to explain.
_EXPLAINED = 0.4
_WHICH = re.compile(r"(?:どちら|どっち).*?(?:多|少な)|(?:多|少な)い.{0,4}(?:どちら|どっち)")
_HOW_MANY = re.compile(
    r"(どちら|どっち).*(多|少な)|(多|少な)い.{0,4}(どちら|どっち)|それぞれ.*(何件|いくつ)|何件ずつ|いくつずつ|数の(差|違い)|数[はが]どう違"
)
_DIFFERENCE = re.compile(r"差|(?:何件|いくつ|どれ(?:だけ|くらい)|どのくらい)(?:多|少な)")
# 「農水省と国交省が所管する物資はそれぞれ何ですか」.
_EACH = re.compile(r"それぞれ.{0,4}(?:何(?!件|回|人|個)|どれ|どこ|挙げ|教えて)|(?:何|どれ|どこ).{0,4}それぞれ")
_WHICH_VALUES = re.compile(r"どことどこ|誰と誰|何と何|どれとどれ|どの.{1,8}とどの")
# 「2つの構想」「各構想」「それぞれ」: several rows are meant.
_SEVERAL = re.compile(r"(\d+|二|三|四)つの|両方|それぞれ|各|すべての|全ての")
# Shortest name by which several rows are called together, and the most rows and values that an answer lists.
_NAME, _LISTED = 2, 12
# Least share of the question's words (by idf) that looked-up rows hold.
_TOLD = 0.3


def table_answer(query: Query, table: Columns, glossary: Glossary) -> TableAnswer | None:
    """The answer from the rows of one table; None when the question is of another kind."""
    if (column := column_asked(query, table, _EXPLAINED, numbers=True)) and (found := ranked(query, table, column)):
        return found
    if not (column := column_asked(query, table)):
        return None
    return _several(query, table, column, glossary) or _values(query, table, column, glossary)


def speaks_of(query: Query, found: TableAnswer, lexical: LexicalIndex) -> bool:
    """Whether the rows speak of what is asked: 「韓国で…濃縮度は最高何%」 is not answered by a row of 韓国 in another table."""
    inside = {token for claim in found.claims for token in index_tokens(passage_text(claim.hit.passage))}
    words = [token for token in query.terms if ":" not in token and token in lexical.vocabulary]
    return sum(lexical.idf(word) for word in words if word in inside) >= _TOLD * sum(map(lexical.idf, words))


def counted(query: Query, table: Columns) -> TableAnswer | None:
    """「甲と乙ではどちらの構想が多いか」, where both are values of one column: how many rows have each.

    What else the question says of the rows narrows them down: 「第二次の海洋領域の構想は」.
    """
    key = squeeze(query.resolved)
    asked, each = column_asked(query, table), _lists_each(query, table, key)
    if not (_HOW_MANY.search(key) or each) or (asked and _counts(table.values(asked))):
        return None  # how many there are of something else: 「協議会の開催回数はどちらが多い」
    for column, named in table.named(query.resolved).items():
        if not 2 <= len(named) <= _LISTED:
            continue
        others = [condition for condition in table.described(query.resolved) if condition.column != column]
        rows = [row for row in table.rows if all(row.passage_id in condition.rows for condition in others)]
        having = {value: [row for row in rows if row.passage_id in ids] for value, ids in named.items()}
        if not rows or (sum(map(len, named.values())) <= len(named) and not each):
            continue
        if each:
            return _listed_each(column, having)
        order = sorted(having, key=lambda value: -len(having[value]))
        shown = [having[value][0] for value in order if having[value]]
        lead = _told(column, having, order, others) + _verdict(key, having, order)
        return TableAnswer(f"{lead}。例えば次のものがあります。", tuple(cell_claim(row, column) for row in shown))
    return None


def _lists_each(query: Query, table: Columns, key: str) -> bool:
    """Whether the rows themselves are asked for, for each value: 「農水省と国交省の物資はそれぞれ何」."""
    return _EACH.search(key) is not None and any(name[-_NAME:] in key for name in map(squeeze, table.subjects))


def _listed_each(column: str, having: dict[str, list[Passage]]) -> TableAnswer | None:
    """The rows of each value, a line a value; None when they are too many to tell."""
    rows = [(value, row) for value, found in having.items() for row in found]
    if len(rows) > _LISTED:
        return None
    table = rows[0][1].table
    claims = [Claim(f"{value}：{row_name(row)}", Hit(row, 0.0), (0, len(row.text))) for value, row in rows]
    return TableAnswer(f"「{table}」の{column}で分けると、次のとおりです。", tuple(claims))


def _told(column: str, having: dict[str, list[Passage]], order: Sequence[str], others: Sequence[Condition]) -> str:
    """How many rows have each value, of which table and under what further conditions."""
    if column == TITLE:
        return "、".join(f"「{title}」は{len(having[title])}件" for title in order) + "です"
    where = "、".join(f"{other.column}が「{other.value}」" for other in others if other.column != TITLE)
    table = next(rows[0].table for rows in having.values() if rows)
    told = "、".join(f"{value}が{len(having[value])}件" for value in order)
    return f"「{table}」{f'（{where}）' if where else ''}では、{column}は{told}です"


def _verdict(key: str, having: dict[str, list[Passage]], order: Sequence[str]) -> str:
    """「どちらが多い」: which has more, or that they are as many."""
    asked = _WHICH.search(key)
    if len({len(rows) for rows in having.values()}) == 1:
        return "（同数）"
    differ = len(having[order[0]]) - len(having[order[-1]])
    more = f"、差は{differ}件" if _DIFFERENCE.search(key) and len(order) == 2 else ""
    if not asked:
        return f"（{more[1:]}）" if more else ""
    fewer = "少な" in asked.group()
    return f"（{order[-1]}のほうが少ない{more}）" if fewer else f"（{order[0]}のほうが多い{more}）"


def column_asked(query: Query, table: Columns, explained: float = 0.0, numbers: bool = False) -> str:
    """The column that the question asks for, else one of numbers of which it names a part.

    ``explained``: the least share of the question's words that the table and the column explain; ``numbers``: only columns
    of numbers are meant.
    """
    columns = asked_columns(table, query, without_order(query.resolved))
    if asked := [found for found in columns if not numbers or _counts(table.values(found.column))]:
        return asked[0].column if asked[0].explained >= explained else ""
    words = frozenset(lemmas(query.resolved))
    counted = (column for column in table.names if words & frozenset(lemmas(column)) and _counts(table.values(column)))
    return next(counted, "")


def _counts(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are mostly numbers with their counters."""
    known = [cell for cell in cells if cell]
    return bool(known) and sum(_COUNT.match(squeeze(cell)) is not None for cell in known) > _MOSTLY * len(known)


def _several(query: Query, table: Columns, column: str, glossary: Glossary) -> TableAnswer | None:
    """「高高度無人機の2つの構想の資金配分機関」: the same cell of every row that the name stands for."""
    if not _SEVERAL.search(query.resolved):
        return None
    entity = squeeze(_SEVERAL.sub("", topic_of(query.resolved, glossary).entity)).split("の")[0]
    named = [row for row in table.rows if len(entity) >= _NAME and entity in squeeze(row.subject)]
    if not 2 <= len(named) <= _LISTED:
        return None
    return TableAnswer("", tuple(cell_claim(row, column) for row in named))


def _values(query: Query, table: Columns, column: str, glossary: Glossary) -> TableAnswer | None:
    """「資金配分機関はどことどこ」: the values of the column, most frequent first, each with one row that shows it."""
    if not _WHICH_VALUES.search(query.resolved):
        return None
    counts = Counter(filter(None, table.values(column)))
    if not 2 <= len(counts) <= _LISTED or counts.total() < 2 * len(counts):
        return None  # nearly every row has a value of its own: no groups of rows
    shown = {value: next(row for row in table.rows if dict(row.cells).get(column) == value) for value in counts}
    told = "、".join(f"{value}（{count}件）" for value, count in counts.most_common())
    claims = (cell_claim(shown[value], column) for value, _ in counts.most_common())
    return TableAnswer(f"「{table.rows[0].table}」の{column}は、{told}です。例えば次のものがあります。", tuple(claims))
