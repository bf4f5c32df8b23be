"""The facts about a programme, read from the description and the call with the patterns of ``facts.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.designation.model import FACTS
from assistant.designation.text import Text

PROGRAMME = 30
FROM_CALL = 50  # added to what the text of the call says
ANSWERED = 1000
_BEFORE, _AFTER = 60, 16
_FUNDING_CHARS = 90  # a longer sentence that names the funding says more than that


@dataclass(frozen=True)
class Reading:
    """One thing that a text says about a fact, in its own words; ``programme`` names what it is known by."""

    fact: str
    value: bool
    priority: int
    words: str
    programme: str = ""
    past: bool = False  # of earlier work


@dataclass(frozen=True)
class Facts:
    """What is known: true, false, or None where nothing or both is said."""

    values: dict[str, bool | None]
    readings: tuple[Reading, ...]  # those that decided, one for each fact that is known
    designated: str = ""  # the words that say that the programme is designated already
    undecided: frozenset[str] = frozenset()  # facts that a text leaves open in words, or says both ways


def funding_sentences(text: Text) -> frozenset[int]:
    """The numbers of the sentences that name the funding or say whether results are public."""
    aside = set()
    for number, (start, end) in enumerate(text.key_sentences):
        sentence = text.key[start:end]
        for rule in _rules().patterns:
            if "aims_social_implementation" not in rule.says or rule.name:
                found = rule.pattern.search(sentence)
                if found and len(sentence) <= _FUNDING_CHARS:
                    aside.add(number)
    return frozenset(aside) if len(aside) < len(text.sentences) else frozenset()


@dataclass(frozen=True)
class _Pattern:
    pattern: re.Pattern[str]
    says: dict[str, bool]
    priority: int
    name: str


@dataclass(frozen=True)
class _Rules:
    patterns: tuple[_Pattern, ...]
    designated: re.Pattern[str]
    denied: re.Pattern[str]
    past: re.Pattern[str]
    undecided: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))
    known = [
        _Pattern(
            re.compile(entry["pattern"], re.ASCII),
            {fact: entry[fact] for fact in FACTS if fact in entry},
            entry.get("priority", PROGRAMME),
            entry["name"],
        )
        for entry in data["programme"]
    ]
    open_ = [(entry["fact"], re.compile(entry["pattern"], re.ASCII)) for entry in data["undecided"]]
    said = [
        _Pattern(re.compile(entry["pattern"], re.ASCII), {entry["fact"]: entry["value"]}, entry["priority"], "")
        for entry in data["statement"]
    ]
    return _Rules(
        (*known, *said),
        re.compile("|".join(entry["pattern"] for entry in data["designated"])),
        re.compile(data["denied_pattern"]),
        re.compile(data["past_pattern"]),
        tuple(open_),
    )


def read_facts(text: Text, call: Text | None = None, answers: Mapping[str, bool] | None = None) -> Facts:
    """The facts of a description, of its call, and those that the user has answered."""
    readings = list(_readings(text, 0))
    readings += _readings(call, FROM_CALL) if call else []
    readings += [Reading(fact, value, ANSWERED, "") for fact, value in (answers or {}).items()]
    undecided = {
        fact for fact, pattern in _rules().undecided for each in (text, call) if each and pattern.search(each.key)
    }
    if any(one.programme and not one.past for one in readings):
        readings = [one for one in readings if not one.past]
    readings = [one for one in readings if one.fact not in undecided or one.priority == ANSWERED]
    deciding = {fact: _deciding([one for one in readings if one.fact == fact]) for fact in FACTS}
    told = [_rules().designated.search(each.key) for each in (text, call) if each]
    undecided |= {one.fact for one in readings if deciding[one.fact] is None}
    designated = next((found.group() for found in told if found), "")
    values = {fact: one.value if one else None for fact, one in deciding.items()}
    return Facts(values, tuple(one for one in deciding.values() if one), designated, frozenset(undecided))


def _readings(text: Text, more: int) -> Iterator[Reading]:
    rules = _rules()
    for start, end in text.key_sentences:
        sentence = text.key[start:end]
        for rule in rules.patterns:
            for found in rule.pattern.finditer(sentence):
                left = sentence[max(0, found.start() - _BEFORE) : found.start()]
                if rules.denied.search(sentence[found.end() : found.end() + _AFTER]):
                    continue
                past = bool(rule.name and rules.past.search(left))
                words = text.shown((start + found.start(), start + found.end()))
                for fact, value in rule.says.items():
                    yield Reading(fact, value, rule.priority + more, words, rule.name, past)


def _deciding(readings: list[Reading]) -> Reading | None:
    """The reading with the highest priority; None where the highest ones contradict each other."""
    if not readings:
        return None
    highest = max(one.priority for one in readings)
    best = [one for one in readings if one.priority == highest]
    return best[0] if len({one.value for one in best}) == 1 else None
