"""What a language model says about a description, and how much of it is believed.

A model only adds: a fact that the patterns leave open, an area that the evidence found but was not sure enough of. It has to
quote the words of the description that say so. What is not there word for word, not of the list, against a pattern or beside
the point (``advice.toml``) is dropped.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from assistant.designation.facts import Facts, Reading
from assistant.designation.model import FACTS
from assistant.designation.text import Text
from assistant.japanese.normalize import fold

MODEL = 5  # priority of a reading by a model: below all others
_AFTER = 16  # characters that are looked at for a denial


@dataclass(frozen=True)
class FactClaim:
    """What a model says about a fact, with the words it quotes."""

    fact: str
    value: bool
    words: str


@dataclass(frozen=True)
class AreaClaim:
    """An area or technology that a model chose, with the words it quotes."""

    list_name: str
    short: str
    words: str


@dataclass(frozen=True)
class Advice:
    """All that a model says about a description."""

    facts: tuple[FactClaim, ...] = ()
    areas: tuple[AreaClaim, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An area or technology that the evidence found; ``name`` is its official name."""

    list_name: str
    short: str
    name: str


class NoAdvice(Exception):
    """A model gave none. ``kind`` names a sentence of wording.toml: "down", "slow", "broken", "refused",
    "nonsense", "far"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Adviser(Protocol):
    """A language model that reads descriptions."""

    name: str

    def advise(self, sentences: Sequence[str], call: Sequence[str], candidates: Sequence[Candidate]) -> Advice:
        """What it says about the sentences of a description and of its call. Raises NoAdvice."""
        ...


class NotSent:
    """Stands for a model on another machine, to which no description may be sent."""

    name = ""

    def advise(self, sentences: Sequence[str], call: Sequence[str], candidates: Sequence[Candidate]) -> Advice:
        """Raises NoAdvice."""
        raise NoAdvice("far")


@dataclass(frozen=True)
class Believed:
    """What stood up to the checks: the facts with those of the model, words by list and short name, and how much fell."""

    facts: Facts
    areas: dict[str, dict[str, str]]
    dropped: int = 0
    state: str = ""  # "read" where a model has read the description, why not where it failed, "" where none was asked


def consult(
    adviser: Adviser | None,
    description: Text,
    call: Text | None,
    facts: Facts,
    candidates: Sequence[Candidate],
    speaks: Callable[[str, str, str], bool],
) -> Believed:
    """Asks a model, if there is one and anything to ask; ``facts`` as they are where it fails. See ``believed``."""
    if adviser is None or not (candidates or None in facts.values.values()):
        return Believed(facts, {})
    try:
        advice = adviser.advise(description.sentence_texts(), call.sentence_texts() if call else (), candidates)
    except NoAdvice as failure:
        return Believed(facts, {}, state=failure.kind)
    return believed(advice, facts, description, call, candidates, speaks)


def believed(
    advice: Advice,
    facts: Facts,
    description: Text,
    call: Text | None,
    candidates: Sequence[Candidate],
    speaks: Callable[[str, str, str], bool],
) -> Believed:
    """The part of ``advice`` that stands up. ``speaks``: whether words speak for a name of a list."""
    texts = [text for text in (description, call) if text]
    readings = [_fact(claim, facts, texts) for claim in advice.facts]
    sound = [one for one in readings if one]
    clear = [one for one in sound if not any(o.fact == one.fact and o.value != one.value for o in sound)]
    new = {one.fact: one for one in reversed(clear) if facts.values[one.fact] is None}
    values = {fact: new[fact].value if fact in new else facts.values[fact] for fact in FACTS}
    offered = {(one.list_name, one.short) for one in candidates}
    chosen = [
        claim
        for claim in advice.areas
        if (claim.list_name, claim.short) in offered
        and _quoted(claim.words, [description]) is not None
        and speaks(claim.words, claim.list_name, claim.short)
    ]
    areas: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in chosen:
        areas[claim.list_name].setdefault(claim.short, " ".join(claim.words.split()))
    dropped = len(advice.facts) - len(clear) + len(advice.areas) - len(chosen)
    read = replace(facts, values=values, readings=(*facts.readings, *new.values()))
    return Believed(read, dict(areas), dropped, "read")


def _fact(claim: FactClaim, facts: Facts, texts: Sequence[Text]) -> Reading | None:
    """The claim as a reading; None where it cannot be believed."""
    after = _quoted(claim.words, texts)
    known = facts.values[claim.fact]
    if after is None or claim.fact in facts.undecided or known not in (None, claim.value):
        return None
    rules, words = _rules(), fold(claim.words)
    if not rules.cues[claim.fact][claim.value].search(words):
        return None
    if claim.value and (rules.denied.search(words) or rules.denied_after.match(fold(after))):
        return None
    return Reading(claim.fact, claim.value, MODEL, " ".join(claim.words.split()))


def _quoted(words: str, texts: Sequence[Text]) -> str | None:
    """What follows the quoted words where they stand in a sentence that is no order; None where they do not."""
    if not _rules().shortest <= len(words) <= _rules().longest:
        return None
    for text in texts:
        for sentence in text.sentence_texts():
            at = sentence.find(words)
            if at >= 0:
                return sentence[at + len(words) :][:_AFTER]
    return None


@dataclass(frozen=True)
class _Rules:
    cues: dict[str, dict[bool, re.Pattern[str]]]
    denied: re.Pattern[str]
    denied_after: re.Pattern[str]
    shortest: int
    longest: int


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads(Path(__file__).with_name("advice.toml").read_text(encoding="utf-8"))
    cues = {
        fact: {value: re.compile(patterns[str(value).lower()], re.ASCII) for value in (True, False)}
        for fact, patterns in data["cues"].items()
    }
    denied, after = (re.compile(data[key], re.ASCII) for key in ("denied", "denied_after"))
    return _Rules(cues, denied, after, data["shortest"], data["longest"])
