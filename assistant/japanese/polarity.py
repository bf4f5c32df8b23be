"""What a text affirms and what it denies, clause by clause, and whether a sentence turns a source around."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.japanese.normalize import fold
from assistant.japanese.tokens import Word, lemmas, words

_CONTENT = ("名詞", "動詞", "形容詞", "形状詞")


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "polarity.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Clause:
    """One statement: its predicate, whether that is denied, and its content words."""

    predicate: str
    denied: bool
    content: frozenset[str]


def yes_or_no(text: str) -> str:
    """ "yes" or "no" when the text opens so, else ""."""
    opening = fold(text).lstrip("「『（( 　")
    for answer, forms in _rules()["yesno"].items():
        if any(re.match(rf"{form}(?![a-z\u3041-\u3096])", opening) for form in forms):
            return str(answer)
    return ""


def clauses(text: str) -> list[Clause]:
    """The clauses of ``text`` that have a predicate."""
    pieces = (piece for piece in re.split(_rules()["breaks"], plain(text)) if piece.strip())
    return [clause for piece in pieces if (clause := _clause(piece)) is not None]


def turned_around(claimed: str, source: str, *, strict: bool = True) -> str:
    """The predicate that ``claimed`` denies and ``source`` affirms, or the other way round; "" when there is none.

    Compared are the clauses that speak of the same. With ``strict``, a denial also needs one in the source.
    """
    own = clauses(source)
    for clause in clauses(claimed):
        alike = _nearest([other for other in own if other.predicate == clause.predicate], clause)
        if alike:
            if all(other.denied != clause.denied for other in alike):
                return clause.predicate
            continue
        share = _rules()["alike"]
        near = [other for other in _nearest(own, clause) if _overlap(other, clause) >= share]
        if clause.denied and strict and not any(other.denied for other in near):
            return clause.predicate
        if not clause.denied and near and all(other.denied for other in near):
            return clause.predicate
    return ""


def _nearest(others: Sequence[Clause], clause: Clause) -> list[Clause]:
    """Those that share most words with ``clause``."""
    best = max((_overlap(other, clause) for other in others), default=0.0)
    return [other for other in others if _overlap(other, clause) == best]


def _overlap(one: Clause, other: Clause) -> float:
    small = min(len(one.content), len(other.content))
    return len(one.content & other.content) / small if small else 0.0


@lru_cache(maxsize=1)
def _replacements() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    data = _rules()
    empty = re.compile("|".join(data["empty"]))
    return empty, [(re.compile(word), denial) for word, denial in data["opposites"].items()]


def plain(text: str) -> str:
    """The folded text without citation marks, はい and double denials, its opposites written as denials."""
    key = re.sub(r"\[\d+\]", "", fold(text))
    key = re.sub(r"^(?:はい|いいえ)[、。]", "", key)
    empty, opposites = _replacements()
    key = empty.sub("", key)
    for word, denial in opposites:
        key = word.sub(denial, key)
    return key


def _clause(piece: str) -> Clause | None:
    data = _rules()
    found = words(piece)
    at = _predicate_at(found, data)
    if at is None:
        return None
    denied = sum(_lemma(word) in data["negators"] and _denies(word) for word in found[at + 1 :])
    denied += at > 0 and found[at - 1].surface in data["prefixes"] and found[at - 1].word_class.startswith("接頭辞")
    denied += at + 1 < len(found) and found[at + 1].surface in data["suffixes"]
    return Clause(_lemma(found[at]), denied % 2 == 1, frozenset(lemmas(piece)))


def _predicate_at(found: Sequence[Word], data: dict[str, list[str]]) -> int | None:
    """The position of the last word that says something."""
    empty = {*data["weak"], *data["negators"]}
    for at in range(len(found) - 1, -1, -1):
        says = found[at].word_class.startswith(_CONTENT) and not found[at].word_class.startswith("名詞-数詞")
        if says and _lemma(found[at]) not in empty:
            return at
    return None


def _denies(word: Word) -> bool:
    return word.word_class.startswith(("助動詞", "形容詞"))


def _lemma(word: Word) -> str:
    return word.lemma or word.surface
