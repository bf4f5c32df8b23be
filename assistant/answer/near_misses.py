"""Near misses: a passage on the topic of the question that does not tell what is asked (``near_misses.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.japanese.tokens import index_tokens, lemmas

_RANK = re.compile(r"\d+位|第\d+[回号次弾]")
_ORDINAL, _DIGITS = re.compile(r"(?<=第)[一二三四五六七八九](?=[次回号条章期版弾])"), "一二三四五六七八九"


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "near_misses.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = [(frozenset(pair["one"]), frozenset(pair["other"])) for pair in _rules()["opposites"]]
    return tuple(pairs + [(other, one) for one, other in pairs])


def asks_names(question: str) -> bool:
    """Whether names are asked for: 「指定された事業の名称」."""
    return re.search(_rules()["names"], question.rstrip("。？? ")) is not None


def with_digits(key: str) -> str:
    """A search key with its ordinals in digits: 第三次 as 第3次."""
    return _ORDINAL.sub(lambda match: str(_DIGITS.index(match.group()) + 1), key)


def rank_missing(question: str, told: str) -> bool:
    """Whether the question (a search key) names a rank or one of a series, 第3回, 1位, 次回, that ``told`` has not."""
    inside = with_digits(told)
    if re.search(_rules()["next"], question) and not re.search(_rules()["next_told"], told):
        return True
    return any(rank not in inside for rank in _RANK.findall(with_digits(question)))


def opposite_told(question: str, sentence: str, passage: str) -> bool:
    """Whether the question speaks of an act, and sentence and passage of its opposite only: 打ち切られた, 継続が決まりました."""
    asked, said, inside = (frozenset(lemmas(text)) for text in (question, sentence, passage))
    return any(
        asked & one and not asked & other and (said & other or inside & other) and not inside & one
        for one, other in _opposites()
    )


def event_untold(clause: str, passage: str) -> bool:
    """Whether a clause has something end, fall away, fail or be put off, and the passage has no word for any such thing."""
    asked, inside = frozenset(lemmas(clause)), frozenset(lemmas(passage))
    return any(asked & one and not inside & one for one in _events())


def event_told(clause: str) -> bool:
    """Whether a clause has something end, fall away, fail or be put off."""
    return any(frozenset(lemmas(clause)) & one for one in _events())


@lru_cache(maxsize=1)
def _events() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(pair["one"]) for pair in _rules()["opposites"])


def other_country(question: str, told: str) -> bool:
    """Whether the question (search keys both) names a country, and ``told`` only others."""
    asked, known = _countries_in(question), _countries_in(told)
    return bool(asked) and bool(known) and not asked & known


def anothers(question: str, told: str) -> bool:
    """Whether ``told`` (search keys both) names a country that the question does not name: the EU's list is not the list."""
    return bool(_countries_in(told) - _countries_in(question))


def _countries_in(key: str) -> set[int]:
    return {
        number
        for number, names in enumerate(_rules()["countries"])
        if any(re.search(rf"(?<![a-zァ-ヶー]){re.escape(name)}(?![a-zァ-ヶー粉])", key) for name in names)
    }


def item_is_empty(terms: Collection[str], text: str) -> bool:
    """Whether the line of a list that holds most of a question's words says that its source gives nothing there."""
    lines = text.split("\n")[1:]
    shares = [len(frozenset(index_tokens(line)) & frozenset(terms)) for line in lines]
    best = max(shares, default=0)
    return best > 1 and _rules()["nothing_there"] in lines[shares.index(best)]
