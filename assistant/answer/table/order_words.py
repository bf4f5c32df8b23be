"""The words by which the order of the rows of a table is asked for (``ranking.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files


def asks_for_order(key: str) -> bool:
    """Whether the squeezed question asks for rows by their place in an order, or for the place of one."""
    return any(found(name, key) for name in ("most", "least", "nth", "next", "first", "place"))


def without_order(question: str) -> str:
    """The question without the words that ask for an order."""
    for name in ("nth", "next", "first", "place", "most", "least", "sum"):
        question = _words()[name].sub("", question)
    return question


def is_sum(key: str) -> bool:
    """Whether the squeezed question asks for rows taken together."""
    return found("sum", key) is not None


def ascending(words: str) -> bool:
    """Whether the order begins with the least."""
    return found("ascending", words) is not None


def found(name: str, key: str) -> re.Match[str] | None:
    """Where the words ``name`` of ``ranking.toml`` stand in the squeezed question."""
    return _words()[name].search(key)


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((files(__package__) / "ranking.toml").read_text(encoding="utf-8"))
    return {name: re.compile(words) for name, words in data.items()}
