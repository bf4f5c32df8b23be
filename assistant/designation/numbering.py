"""Numbers the sources of a check: 1, 2, … in the order shown; what is cited twice keeps its number."""

from __future__ import annotations

from dataclasses import replace

from assistant.designation.model import Check, Step, Touched
from assistant.model import Citation


def numbered(check: Check) -> Check:
    """The same check, its citations numbered over areas and steps."""
    numbers: dict[tuple[str, int, int], int] = {}

    def cited(citation: Citation) -> Citation:
        place = (citation.passage_id, citation.start, citation.end)
        return replace(citation, n=numbers.setdefault(place, len(numbers) + 1))

    def areas(found: tuple[Touched, ...]) -> tuple[Touched, ...]:
        return tuple(replace(one, citation=cited(one.citation)) if one.citation else one for one in found)

    def steps(found: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(replace(one, citation=cited(one.citation)) for one in found)

    return replace(
        check,
        areas12=areas(check.areas12),
        areas20=areas(check.areas20),
        kprogram=areas(check.kprogram),
        next_steps=steps(check.next_steps),
    )
