"""On which side of a pair of opposites a text stands: a duty or none, decided or a draft, within or without (``poles.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.japanese.normalize import squeeze

# How far behind a form a denial may stand.
_REACH = 16
_NOUN, _THERE_IS = re.compile("[一-龠々ァ-ヶー]+"), "there_is"
_CONTRAST = re.compile("が、|けれど|一方|ものの")
_CONTENT = re.compile("[一-龠々ァ-ヶa-z0-9]")


@dataclass(frozen=True)
class _Pole:
    name: str
    kin: str  # the pair that stands in for it where a text names none of its forms
    forms: re.Pattern[str]  # those of one side in the group "one", the others in "other"
    asked: re.Pattern[str]  # the same for questions


@dataclass(frozen=True)
class _Rules:
    poles: tuple[_Pole, ...]
    denied: re.Pattern[str]
    rewritten: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads((files(__package__) / "poles.toml").read_text(encoding="utf-8"))
    poles = (
        _Pole(
            entry["name"],
            entry.get("kin", ""),
            _either(entry["one"], entry["other"]),
            _either([*entry["one"], *entry.get("asked", [])], entry["other"]),
        )
        for entry in data["pole"]
    )
    rewritten = tuple((re.compile(form), other) for form, other in data["rewritten"].items())
    return _Rules(tuple(poles), re.compile(data["denied"]), rewritten)


def _either(one: list[str], other: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?P<other>{'|'.join(other)})|(?P<one>{'|'.join(one)})")


def sides(text: str) -> dict[str, int]:
    """For each pair of which a sentence names a side: 1 or -1 as its last form has it, 0 where one part contradicts another."""
    key = _rewritten(text)
    found = {pole.name: [_side(key, match) for match in pole.forms.finditer(key)] for pole in _rules().poles}
    told = {pole.name: found[pole.name] or found.get(pole.kin, []) for pole in _rules().poles}
    apart = _CONTRAST.search(key) is not None
    return {name: 0 if apart and len(set(there)) > 1 else there[-1] for name, there in told.items() if there}


@dataclass(frozen=True)
class Stand:
    """What a question asks: the pair of which a form stands last in it, the side, and the words before its verb."""

    pole: str
    side: int
    before: str  # with the noun that the form itself has: 補償 of 補償はある


def stand(text: str) -> Stand:
    """Where ``text`` stands at its end; without a form of any pair the pole is "" and the side 0."""
    key = _rewritten(text)
    for forms in (lambda pole: pole.forms, lambda pole: pole.asked):
        found = [(match, pole.name) for pole in _rules().poles for match in forms(pole).finditer(key)]
        match, name = max(found, key=lambda pair: (pair[0].end(), len(pair[0][0])), default=(None, ""))
        if match and not _CONTENT.search(key, match.end()):  # nothing else is said behind it
            noun = _NOUN.match(match[0]) if name == _THERE_IS else None
            return Stand(name, _side(key, match), key[: match.start()] + (noun[0] if noun else ""))
    return Stand("", 0, key)


def _rewritten(text: str) -> str:
    key = squeeze(text)
    for form, other in _rules().rewritten:
        key = form.sub(other, key)
    return key


def _side(key: str, match: re.Match[str]) -> int:
    side = 1 if match.lastgroup == "one" else -1
    return -side if _rules().denied.match(key[match.end() : match.end() + _REACH]) else side
