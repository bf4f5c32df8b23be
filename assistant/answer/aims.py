"""What a comparison wants to know first: which side has more, by how much, whether they are alike, what they share."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_INFLECTED = re.compile(r"(?:く|かった)$")


@dataclass(frozen=True)
class Order:
    """What decides ("number", "rank", "date"), the word that asks for it, and whether the greater value is meant."""

    value: str
    word: str
    greater: bool


def order_of(asked: str) -> Order | None:
    """「どちらが多い」; None when no order is asked for."""
    for value, words, greater in _orders():
        if match := words.search(asked):
            return Order(value, _INFLECTED.sub("い", match.group()), greater)
    return None


def asks(aim: str, asked: str) -> bool:
    """Whether ``asked`` is about the "same", the "difference", what is "common", or what "only" one side has."""
    return _aims()[aim].search(asked) is not None


def without_aim(asked: str) -> str:
    """What is asked of each side alone: 「の支援措置で、両方にあるのは何」 leaves 支援措置."""
    left = _comparing().sub("", asked)
    return re.sub(r"^[のにでは、]+|[のにではを、]+$", "", left)


def alone(asked: str, interrogative: str) -> str:
    """What is asked of one side: 「の決定はどちらが早いですか」 as 「の決定はいつですか」; as it is without such an end."""
    match = _ordering().search(asked)
    if not match:
        return asked
    head = re.sub(r"^[、でとはが]+|[、]$", "", asked[: match.start()])
    joined = head if head.startswith("の") or not head else f"が{head}"
    return f"{joined}{'' if joined.endswith(('は', 'が')) else 'は'}{interrogative}ですか"


def countries_apart(question: str) -> str:
    """日米中の as 日本、米国、中国の, where the letters stand alone."""
    return _letters().sub(
        lambda match: "、".join(_words()["countries"][letter][0] for letter in match.group()), question
    )


def is_country(side: str) -> bool:
    """Whether the side is a country."""
    return any(side in names for names in _words()["countries"].values())


def names_of(side: str) -> tuple[str, ...]:
    """A side and, where it is a country, its other names."""
    return next((tuple(names) for names in _words()["countries"].values() if side in names), (side,))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "aims.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _orders() -> list[tuple[str, re.Pattern[str], bool]]:
    return [(entry["value"], re.compile(entry["words"]), entry["greater"]) for entry in _words()["order"]]


@lru_cache(maxsize=1)
def _aims() -> dict[str, re.Pattern[str]]:
    return {aim: re.compile(words) for aim, words in _words()["words"].items()}


@lru_cache(maxsize=1)
def _comparing() -> re.Pattern[str]:
    return re.compile(_words()["comparing"]["words"])


@lru_cache(maxsize=1)
def _ordering() -> re.Pattern[str]:
    return re.compile(_words()["ordering"]["words"])


@lru_cache(maxsize=1)
def _letters() -> re.Pattern[str]:
    letters = "".join(_words()["countries"])
    return re.compile(rf"(?<![一-龠])[{letters}]{{2,5}}(?=(?:[23三]か国|両国|各国)?(?:[のではをが、]|それぞれ|のうち))")
