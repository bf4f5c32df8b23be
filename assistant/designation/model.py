"""What a designation check says, and its public JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.model import Citation

VERDICTS = ("may_be_specified", "not_specified_route", "unlikely", "unclear")
FACTS = ("competitive", "results_public", "aims_social_implementation")
# Answers of the user to open questions, by fact.
Answers = dict[str, bool]


@dataclass(frozen=True)
class Touched:
    """An area or technology that a description touches; ``confidence`` in 0..1, ``reasons`` are its own words."""

    name: str
    confidence: float
    reasons: tuple[str, ...]
    citation: Citation | None = None
    no: int | None = None  # number of one of the 12 areas

    def to_json(self) -> dict[str, Any]:
        """The public form; ``no`` only for the 12 areas."""
        data = asdict(self)
        no = data.pop("no")
        return data if no is None else {"no": no, **data}


@dataclass(frozen=True)
class Question:
    """A question to the user whose answer (yes or no) decides ``fact``; no fact: it asks for more text."""

    fact: str
    text: str


@dataclass(frozen=True)
class Programme:
    """The verdict with what it rests on. ``rule`` names the row of the decision table."""

    verdict: str
    rule: str
    facts: dict[str, bool | None]
    missing: tuple[Question, ...]
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "verdict": self.verdict,
            "facts": dict(self.facts),
            "missing": [question.text for question in self.missing],
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True)
class Step:
    """Something that follows: what, who does it, when."""

    step: str
    who: str
    when: str
    citation: Citation


@dataclass(frozen=True)
class Check:
    """The result of one designation check. It does not hold the description."""

    areas12: tuple[Touched, ...]
    areas20: tuple[Touched, ...]
    kprogram: tuple[Touched, ...]
    programme: Programme
    next_steps: tuple[Step, ...]
    disclaimer: str
    as_of: str
    notices: tuple[str, ...] = ()
    engine: dict[str, Any] = field(default_factory=dict)
    timing_ms: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The public JSON object."""
        return {
            "check": {
                "areas12": [area.to_json() for area in self.areas12],
                "areas20": [area.to_json() for area in self.areas20],
                "kprogram": [area.to_json() for area in self.kprogram],
                "programme": self.programme.to_json(),
                "next_steps": [asdict(step) for step in self.next_steps],
                "disclaimer": self.disclaimer,
            },
            "as_of": self.as_of,
            "notices": list(self.notices),
            "engine": self.engine,
            "timing_ms": self.timing_ms,
        }
