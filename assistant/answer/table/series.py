"""What became of a value: the same row in several editions of a table, oldest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import wording
from assistant.answer.claims import Claim
from assistant.answer.compose import japanese_date
from assistant.answer.table.conditions import Columns
from assistant.answer.table.looked_up import TableAnswer
from assistant.answer.table.row_values import items_of, number_in, with_counter
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Passage, Query, Span
from assistant.retrieve.understand import stopwords

_THEN_AND_NOW = re.compile(
    r"(?:以前|(?<![一-龠])前|当時|昔|当初)(?:は|と比べ|から|に比べ|より)|\d+[年月](?:は|には|に).*(?:今|いま|現在)は"
    r"|(?:以前|(?<![一-龠])前|当時|昔|当初|最初|はじめ|初め|年前)(?:の(?:とき|時|頃|ころ)?|に[^、。]{1,14}(?:とき|時|頃|ころ))?(?:と|から|、)、?(?:今|いま|現在|直近|最新)"
    r"|(?:今|いま|現在)と(?:以前|前|当時|昔|当初|最初)|\d+年[^、。]{0,8}には?(?:なく|無く|あっ|ない)[^。]*(?:今|いま|現在)|のまま|変わらず|動い[たて]"
)
# The state of a thing as a whole is asked for.
_STATE = re.compile(r"状態|状況|段階|どうな|進|公募|採択|今は|いまは|現在は")
# Words in the names of columns that tell nothing of what is asked.
_COUNTING = frozenset(("数", "名", "名称", "番号"))
# 「シェア2020年代」 is asked for as シェア.
_PERIOD = re.compile(r"\d{4}年代?.*$")
_CHANGING = re.compile(r"変|増|減|動|前|以前|当初|最初|今|現在|違|比べ|何|数")
_SIGNS = re.compile(r"[\s／/、,]")
# 「増えましたか」「変わっていますか」 are answered with yes or no.
_WHETHER = re.compile(
    r"^(?!.*(?:どう|どの|何|いつ|いくつ|誰|どれ|ない|ません)).*(?P<what>増え|減っ|減り|変わ|変化|動[いき]|のまま)[^。？?、]{0,8}?(?:か|の|よね|た|る|[？?])[。？?]*$"
)
# What an answer says where these are asked.
_SAME_AS = {"変化": "変わ", "動い": "変わ", "動き": "変わ", "減り": "減っ"}
# What tells the rows of one thing within a table: 日本（2000～2002年）, 日本（2020～2022年）.
_EDITION = re.compile(r"[（(][^（）()]*\d{4}年[^（）]*[）)]$")
# Most columns that are told where the question names none, and the longest value among them.
_COLUMNS, _VALUE = 3, 40
# A value that is a number with its counter, and the longest counter that is told.
_NUMBER_FIRST = re.compile(r"[\d,.]+\D*$")
_UNIT = 3
# Fewest things of a list of which it is told what came and what left.
_LIST = 3
_SAME, _RANKS = "同じ", "順位"
# Columns of one row that tell two states of a thing: 旧値 and 新値, with 旧時点 and 新時点.
_OLD, _NEW, _WHEN = "旧", "新", "時点"
# Least share of the words of a question that such a row has to hold.
_SPOKEN_OF = 0.6


def series_answer(
    query: Query,
    hits: Sequence[Hit],
    editions: Callable[[Passage], list[Columns]],
    date: Callable[[Passage], str],
    unnamed: frozenset[str] = frozenset(),
) -> TableAnswer | None:
    """The values of the row that the question names, at each date; None when it asks for no change or there is one date.

    ``hits`` are the rows found, those that the question names first; ``unnamed`` the ids of the others. ``editions`` are
    the tables that give the same as a row's own.
    """
    if not ("change" in query.kinds or len(set(query.years)) > 1 or _THEN_AND_NOW.search(query.resolved)):
        return None
    key = squeeze(query.resolved)
    rows = [hit.passage for hit in hits if hit.passage.kind == "row"]
    named = {squeeze(_PERIOD.sub("", name)) for row in rows for name, _ in row.cells}
    named = {name for name in named if len(name) > 1 and name in key}
    states = (_two_states(query, row) for row in rows if _is_asked(query, row, key, named))
    if told := next(filter(None, states), None):
        return told
    rows = [row for row in rows if row.passage_id not in unnamed]
    for row in sorted(rows, key=lambda row: _name(row) not in key):
        same = _same_thing(row, editions(row))
        if len(same) < 2:
            continue
        first, last = same[0], same[-1]
        shared = set.intersection(*(set(table.names) - table.subjects for table in editions(row)))
        if columns := _columns(query, first, last, shared):
            lead = _lead(query, columns, first, last)
            return TableAnswer(lead, tuple(_claim(found, columns, date) for found in (first, last)))
    return None


def _two_states(query: Query, row: Passage) -> TableAnswer | None:
    """What a row says of a thing before and now, where it has columns for both."""
    cells = dict(row.cells)
    pairs = [name.removeprefix(_OLD) for name in cells if name.startswith(_OLD) and name != f"{_OLD}{_WHEN}"]
    pair = next((name for name in pairs if cells.get(f"{_OLD}{name}") and cells.get(f"{_NEW}{name}")), "")
    if not pair:
        return None
    old, new = cells[f"{_OLD}{pair}"], cells[f"{_NEW}{pair}"]
    became = _became(_RANKS if _RANKS in row.subject else pair, old, new)
    claims = [
        Claim(f"{cells[f'{state}{_WHEN}']}：{value}", Hit(row, 0.0), _span(row, f"{state}{pair}"))
        for state, value in ((_OLD, old), (_NEW, new))
        if cells.get(f"{state}{_WHEN}")
    ]
    return TableAnswer(f"{_yes_or_no(query, became)}{row.subject}は{became}。", tuple(claims)) if claims else None


def _is_asked(query: Query, row: Passage, key: str, columns: set[str]) -> bool:
    """Whether a row is named in full, or by what its name begins with, and holds most of the question's words.

    ``columns``: names of columns in the question; the row has to speak of them: 「シェアは」 is not told by a rank.
    """
    if squeeze(re.sub(r"^「([^「」]*)」$", r"\1", row.subject)) in key:
        return True
    named = {*lemmas(" ".join([query.resolved, *query.official, *query.names, *query.other_names]))}
    if not named & set(lemmas(row.subject.partition("の")[0])):
        return False
    if any(name not in squeeze(row.text) for name in columns):
        return False
    inside = set(lemmas(" ".join([row.subject, *(word for asks in row.asks for word in asks)])))
    words = [word for word in lemmas(query.resolved) if word not in stopwords() and not word.isdecimal()]
    words = [word for word in words if not _CHANGING.match(word)]
    return sum(word in inside for word in words) >= _SPOKEN_OF * max(1, len(words))


def _span(row: Passage, column: str) -> Span:
    """The sentence of a row that gives a column, else all of it."""
    spans = (span for span, words in zip(row.sentences, row.asks, strict=False) if column in words)
    return next(spans, (0, len(row.text)))


def _same_thing(row: Passage, tables: Sequence[Columns]) -> list[Passage]:
    """The rows of the same name, one for each edition, oldest first; [] where a table has several of one edition."""
    same = [other for table in tables for other in table.rows if _name(other) == _name(row)]
    editions = {(other.doc_id, other.table, _edition(other)) for other in same}
    return same if len(editions) == len(same) else []


def _edition(row: Passage) -> str:
    match = _EDITION.search(row.subject)
    return match.group()[1:-1] if match else ""


def _name(row: Passage) -> str:
    """The name of what a row is about, squeezed."""
    return squeeze(_shown_name(row))


def _shown_name(row: Passage) -> str:
    """What a row is about, without the words around its name and the edition in brackets."""
    quoted = re.search(r"「(.+)」", row.subject)
    return _EDITION.sub("", quoted[1] if quoted else row.subject)


def _columns(query: Query, first: Passage, last: Passage, shared: set[str]) -> list[str]:
    """The columns asked for that both rows fill, else those in which they differ; ``shared`` are those of all editions."""
    one, other = dict(first.cells), dict(last.cells)
    columns = [column for column in dict.fromkeys((*one, *other)) if column in shared]
    differing = [column for column in columns if _bare(one.get(column, "")) != _bare(other.get(column, ""))]
    said = frozenset(lemmas(query.resolved)) - frozenset(lemmas(first.subject)) - _COUNTING
    asked = [column for column in columns if one.get(column) and other.get(column) and frozenset(lemmas(column)) & said]
    if asked:
        return [column for column in asked if column in differing] or asked[:1]
    if not _STATE.search(query.resolved):
        return []
    short = [column for column in differing if max(len(one.get(column, "")), len(other.get(column, ""))) <= _VALUE]
    return short[:_COLUMNS]


def _bare(value: str) -> str:
    return _SIGNS.sub("", squeeze(value))


def _lead(query: Query, columns: Sequence[str], first: Passage, last: Passage) -> str:
    """「磁石」の認定件数は増えています。 With はい or いいえ where that is asked."""
    name = _shown_name(last)
    if len(columns) > 1:
        return f"「{name}」は次のように変わっています。"
    old, new = dict(first.cells).get(columns[0], ""), dict(last.cells).get(columns[0], "")
    became = _became(columns[0], old, new)
    return f"{_yes_or_no(query, became)}「{name}」の{columns[0]}は{became}。"


def _yes_or_no(query: Query, became: str) -> str:
    """「はい。」 or 「いいえ。」 where it is asked whether a value has changed; what has grown has changed."""
    asked = _WHETHER.search(query.resolved)
    if not asked:
        return ""
    what = _SAME_AS.get(asked["what"], asked["what"])
    same = _SAME in became
    agrees = same if what == "のまま" else not same if what == "変わ" else what in became
    return wording.sentence("yes" if agrees else "no", "ja")


def _became(column: str, old: str, new: str) -> str:
    one, other = number_in(old), number_in(new)
    if _bare(old) == _bare(new):
        return f"{_SAME}です"
    if moved := _moved(old, new):
        return moved
    if one is None or other is None or one == other or column.endswith(_RANKS):
        return "変わっています"
    unit = re.sub(r"^[\d,.]+", "", with_counter(column, new)) if _NUMBER_FIRST.match(new) else ""
    amount = f"{abs(other - one):,.10g}{unit}" if _NUMBER_FIRST.match(old) and len(unit) <= _UNIT else ""
    return f"{amount}増えています" if other > one else f"{amount}減っています"


def _moved(old: str, new: str) -> str:
    """What came into a list and what left it; "" where the values are no lists, or have too little in common."""
    before, after = (dict((squeeze(item), item) for item in items_of(value)) for value in (old, new))
    if min(len(before), len(after)) < _LIST or len(before.keys() & after.keys()) < _LIST - 1:
        return ""
    added, left = (
        [item for key, item in one.items() if key not in other] for one, other in ((after, before), (before, after))
    )
    told = [f"{'、'.join(items)}が{verb}" for items, verb in ((added, "加わり"), (left, "なくなり")) if items]
    return f"変わり、{'、'.join(told)}ました" if told else ""


def _claim(row: Passage, columns: Sequence[str], date: Callable[[Passage], str]) -> Claim:
    cells = dict(row.cells)
    told = "、".join(f"{column}は{with_counter(column, cells[column])}" for column in columns if cells.get(column))
    when = _edition(row) or f"{japanese_date(date(row))}時点"
    return Claim(f"{when}：{told or '記載なし'}", Hit(row, 0.0), (0, len(row.text)))
