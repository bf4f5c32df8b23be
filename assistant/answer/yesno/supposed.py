"""What a yes/no question supposes, without the words around it: its statement, its denial, what is said of all or of one alone."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.japanese.normalize import search_key


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    data = tomllib.loads((files(__package__) / "supposed.toml").read_text(encoding="utf-8"))
    return {
        name: [re.compile(form) for form in forms] if isinstance(forms, list) else re.compile(forms)
        for name, forms in data.items()
    }


@dataclass(frozen=True)
class Supposed:
    """The statement that a question asks about."""

    text: str  # without the words that only ask
    open: bool  # a plain denial (「ありませんか」), which asks either way
    all: bool  # something is said of all, or always
    only: bool  # something is said of one thing alone
    deciding: bool  # it turns on a word that no rule weighs: 同じ, 自分で, より早く
    hedged: bool  # it asks of a wish, or of what is considered
    without: bool  # it goes without something: 「同意がなくても作れますか」


@lru_cache(maxsize=1024)
def asks_yes_no(question: str) -> bool:
    """Whether yes or no answers the question: 「機関はJSTですか」, but not 「機関はどこですか」「教えてもらえますか」."""
    key = search_key(question).strip()
    return _rules()["asking"].search(key) is not None and not _rules()["other"].search(key)


@lru_cache(maxsize=256)
def supposed(question: str) -> Supposed:
    """What ``question`` supposes."""
    rules, key = _rules(), search_key(question).strip()
    text = key
    for frame in rules["frames"]:
        text = frame.sub("", text).strip()
    return Supposed(
        text or key,
        rules["plain_denial"].search(key) is not None,
        rules["all"].search(text) is not None,
        rules["only"].search(text) is not None,
        rules["deciding"].search(text) is not None,
        rules["hedged"].search(text) is not None,
        rules["without"].search(text) is not None,
    )


def told_of_all(text: str) -> int:
    """1 where a statement is about all, -1 where it is about some only, 0 where it does not tell."""
    key, rules = search_key(text), _rules()
    if rules["not_all"].search(key):
        return -1
    return int(rules["all_told"].search(key) is not None)


def any_is_enough(text: str) -> bool:
    """Whether a statement asks for any one of several: 「次のいずれかの場合」."""
    return _rules()["any_told"].search(search_key(text)) is not None


def told_alone(text: str) -> int:
    """1 where a statement names the only one, -1 where it names more, 0 where it does not tell."""
    key, rules = search_key(text), _rules()
    if rules["more_told"].search(key):
        return -1
    return int(rules["only_told"].search(key) is not None)


def is_hedged(text: str) -> bool:
    """Whether a statement only wishes or considers what it speaks of, or says that the documents do not tell."""
    return _rules()["hedged"].search(search_key(text)) is not None


def denied_partly(text: str) -> bool:
    """Whether a statement denies only that something is so of all: 「全ての事業者が対象になるわけではなく」."""
    return _rules()["partly"].search(search_key(text)) is not None
