"""Whether a value that a question puts forward is the one that a claim gives: 「所管は文部科学省ですか」「今も50ですか」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer.claims import Claim
from assistant.answer.evidence import without_as_of
from assistant.answer.table.row_values import items_of, names_of_value, number_in
from assistant.japanese.era import date_tokens, find_dates
from assistant.japanese.normalize import squeeze
from assistant.model import Passage, Query

# What stands between the last は and ですか.
_PUT_FORWARD = re.compile(
    r"^(?P<topic>.+)(?:は|も|って)、?"
    r"(?P<value>[^は、]{1,24}?)(?:な[のん]|の|ん)?(?:です|でしょう|でした|だった)(?:よね|か)*[。？?]*$"
)
_ADVERBS = re.compile(r"(?<=[はもて、])(?:今でも|いまでも|今も|いまも|現在も|現在|今|いま|まだ|合計|全部で)、?")
_QUANTITY = re.compile(r"(?P<number>\d[\d,.]*)(?P<counter>つの?[一-龠ァ-ヶー]{0,4}|[一-龠ァ-ヶー]{0,4})")
_ONE_OF = ("の一つ", "のひとつ", "の1つ", "の一員", "の一部", "の中")
_LAST_NOUN = re.compile(r"([一-龠々]{2}|[ァ-ヶー]{2,})(?:の数)?$")
_IDEOGRAPH, _LATIN = re.compile(r"[一-龠]"), re.compile(r"[a-z]{2,8}")


def value_put_forward(query: Query) -> str:
    """JST of 「機関はJSTですか」; "" where there is none."""
    match = _put_forward(query)
    return match["value"] if match else ""


def _put_forward(query: Query) -> re.Match[str] | None:
    return _PUT_FORWARD.match(_ADVERBS.sub("", query.resolved.strip()))


def same_value(query: Query, claim: Claim) -> str:
    """ "yes" or "no"; "" where the question puts no value forward, or the claim has none of its kind."""
    match = _put_forward(query)
    if not match:
        return ""
    topic, value = squeeze(match["topic"]), squeeze(match["value"].strip("「」"))
    if value.endswith(_ONE_OF):
        return ""
    if claim.hit.passage.kind == "row":
        values = _other_forms(query, value)
        told = (_compared(values, cell) for cell in _cells(topic, claim.hit.passage, value))
        return next(filter(None, told), "")
    first = without_as_of(squeeze(claim.text).split("。")[0])
    return _dated(match["value"], first) if _is_date(match["value"]) else _counted(topic, value, first)


def _is_date(value: str) -> bool:
    """Whether a value is a date and nothing else, and not 「2024年版で八番目」."""
    found = find_dates(value)
    return bool(found) and found[0].end - found[0].start >= len(value.strip()) - 2


def _other_forms(query: Query, value: str) -> list[str]:
    """The value, and what else it is called: 経済産業省 for 経産省."""
    forms = [form for name, forms in query.named if squeeze(name) == value for form in forms]
    return list(dict.fromkeys([value, *map(squeeze, forms)]))


def _cells(topic: str, row: Passage, value: str) -> Iterator[str]:
    """The cells of a row that the topic asks for; where it names no column and a number is put forward, the first number."""
    cells = dict(row.cells)
    asks = row.asks or tuple((column,) for column in cells)
    named = [words for words in asks if any(len(word) > 1 and squeeze(word) in topic for word in words)]
    columns = [column for words in named for column in words if column in cells]
    if not columns and asks and number_in(value) is not None:
        columns = [column for column in asks[0] if column in cells]
    yield from (cells[column] for column in columns if squeeze(cells[column]) not in squeeze(row.subject))


def _compared(values: Sequence[str], cell: str) -> str:
    """Whether a value, by one of its forms, is the cell or one of its items ("yes"), or another of the same kind ("no")."""
    value = values[0]
    names = [name for item in items_of(cell) for name in names_of_value(item) if name]
    if any(form in names for form in values):
        return "yes"
    given, told = number_in(value), number_in(cell)
    if given is not None and told is not None:
        return ("yes" if given == told else "no") if len(re.findall(r"\d+", squeeze(cell).split("(")[0])) == 1 else ""
    return "no" if any(_alike(value, name) for name in names) else ""


def _alike(one: str, other: str) -> bool:
    """Whether two values are of a kind: 文部科学省 and 経済産業省, JST and NEDO."""
    if _LATIN.fullmatch(one) and _LATIN.fullmatch(other):
        return True
    return one[-1] == other[-1] and _IDEOGRAPH.match(one[-1]) is not None


def _dated(value: str, sentence: str) -> str:
    """Whether the date put forward is in the sentence; "no" where it has one other date as exact."""
    wanted, told = date_tokens(value), date_tokens(sentence)
    if set(wanted) & set(told):
        return "yes"
    return "no" if len({mention.tokens[0] for mention in find_dates(sentence)}) == 1 else ""


def _counted(topic: str, value: str, sentence: str) -> str:
    """Whether the sentence counts as many of what the question counts: 「51の重要技術」 for 「技術は50ですか」."""
    quantity = _QUANTITY.fullmatch(value)
    noun = _LAST_NOUN.search(topic)
    counter = quantity["counter"] if quantity else ""
    counted = counter.removeprefix("つの").removeprefix("つ") or (noun[1] if noun else "")
    if not quantity or not counted:
        return ""
    found = set(
        re.findall(rf"(?<![第\d年月])(\d[\d,.]*)(?:つ|の|か)*[^\d、。年月日]{{0,4}}{re.escape(counted)}", sentence)
    )
    return ("yes" if found == {quantity["number"]} else "no") if len(found) == 1 else ""
