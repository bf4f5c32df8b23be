"""Records of precedents: one frozen dataclass for each thing that a reader sees."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.model import Citation, Passage


@dataclass(frozen=True)
class Source:
    """The rows of one record as the index holds them, all dates together."""

    kind: str  # "project", "case"
    name: str
    other_names: tuple[str, ...]
    rows: tuple[Passage, ...]
    related: tuple[Passage, ...]  # rows of the things that it lists (its technologies)


@dataclass(frozen=True)
class Fact:
    """What one row says of a record in one column."""

    column: str
    value: str
    date: str
    citation: Citation


@dataclass(frozen=True)
class Event:
    """Something that happened, is intended, or is asked for by experts (``nature``)."""

    kind: str
    nature: str
    date: str  # its own, as far as it is printed; else that of the report
    what: str
    citation: Citation


@dataclass(frozen=True)
class Moment:
    """One line of a timeline. ``reported``: the date is that of the report, not of what happened."""

    date: str
    what: str
    citation: Citation
    kind: str = ""  # of event
    nature: str = ""
    reported: bool = False


@dataclass(frozen=True)
class Record:
    """A record as of a date. ``values``: for each filter its values, the most telling first."""

    kind: str
    type: str
    name: str
    other_names: tuple[str, ...]
    as_of: str
    values: dict[str, tuple[str, ...]]
    meetings: int | None
    technologies: tuple[str, ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    timeline: tuple[Moment, ...]
    rows: tuple[Passage, ...] = ()  # what it was made of
    related: tuple[Passage, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "kind": self.kind,
            "type": self.type,
            "name": self.name,
            "other_names": list(self.other_names),
            "as_of": self.as_of,
            **{name: list(values) for name, values in self.values.items() if name not in ("event", "kind")},
            "meetings": self.meetings,
            "technologies": list(self.technologies),
            "facts": [asdict(fact) for fact in self.facts],
            "events": [asdict(event) for event in self.events],
            "timeline": [asdict(moment) for moment in self.timeline],
        }


@dataclass(frozen=True)
class Precedent:
    """A record that was found, with the words that led to it."""

    record: Record
    score: float = 0.0
    why: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The record with ``why`` and ``score``."""
        return {**self.record.to_json(), "why": list(self.why), "score": round(self.score, 4)}


@dataclass(frozen=True)
class Precedents:
    """What was found: best first with words, else in the order of the tables."""

    words: str
    filters: dict[str, tuple[str, ...]]
    as_of: str
    found: tuple[Precedent, ...]
    notices: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The public JSON object."""
        return {
            "words": self.words,
            "filters": {name: list(values) for name, values in self.filters.items()},
            "as_of": self.as_of,
            "records": [precedent.to_json() for precedent in self.found],
        }
