"""The verdict: the first row of the decision table that fits."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.designation.model import Question

_COLUMNS = {"competitive": "competitive", "results_public": "results_public", "aims": "aims_social_implementation"}


@dataclass(frozen=True)
class Row:
    """One row of ``decision.toml``."""

    id: str
    areas: str
    facts: dict[str, bool | None]  # only the facts that it asks for; None is "open"
    verdict: str
    steps: str
    because: dict[str, str]
    ask: tuple[str, ...] = field(default=())

    def fits(self, areas: str, facts: Mapping[str, bool | None]) -> bool:
        """Whether it holds for ``areas`` ("some", "none", "vague") and these facts."""
        return self.areas in ("", areas) and all(facts[fact] is value for fact, value in self.facts.items())


def decide(areas: str, facts: Mapping[str, bool | None]) -> Row:
    """The row that decides; the table has one for everything."""
    return next(row for row in table() if row.fits(areas, facts))


def questions(row: Row, facts: Mapping[str, bool | None], lang: str) -> tuple[Question, ...]:
    """What the user is asked: the row's questions whose facts are open."""
    open_facts = [fact for fact in row.ask if fact not in facts or facts[fact] is None]
    return tuple(Question("" if fact == "content" else fact, question_text(fact, lang)) for fact in open_facts)


def question_text(fact: str, lang: str) -> str:
    """The question whose answer decides ``fact``."""
    text: str = _data()["questions"][fact][lang]
    return text


@lru_cache(maxsize=1)
def table() -> tuple[Row, ...]:
    """All rows, in order."""
    return tuple(
        Row(
            entry["id"],
            entry.get("areas", ""),
            {fact: _value(entry[column]) for column, fact in _COLUMNS.items() if column in entry},
            entry["verdict"],
            entry["steps"],
            entry["because"],
            tuple(entry.get("ask", ())),
        )
        for entry in _data()["row"]
    )


def _value(written: bool | str) -> bool | None:
    return None if written == "open" else bool(written)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("decision.toml").read_text(encoding="utf-8"))
