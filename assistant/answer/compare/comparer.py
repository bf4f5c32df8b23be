"""How a comparison is answered: by rows of one table, by lists, else by what the best passage says of each side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from assistant.answer.claims import Claim
from assistant.answer.compare.comparison import Find as FindBest
from assistant.answer.compare.comparison import compare, side_by_side
from assistant.answer.compare.contrast import Comparison
from assistant.answer.compare.side_cells import Cell, Teller
from assistant.answer.compare.side_rows import Find, group_rows, side_rows
from assistant.answer.compose import Citations
from assistant.answer.evidence import Evidence
from assistant.answer.part import Part
from assistant.answer.table.tables import Tables
from assistant.answer.table.whole_rows import whole_rows
from assistant.answer.verify import supported
from assistant.japanese.tokens import index_tokens, lemmas
from assistant.model import Document
from assistant.retrieve.understand import kinds_of


class Best(Protocol):
    """Gives the best evidence for a question, or the best list, and its claim; None when the documents do not say."""

    def __call__(self, question: str, listing: bool = False) -> tuple[Evidence, Claim] | None:
        """The evidence and the claim."""


@dataclass(frozen=True)
class Compared:
    """A comparison in words, and what it is based on."""

    text: str
    claims: list[Claim]
    citations: Citations


@dataclass(frozen=True)
class Comparer:
    """Answers comparisons."""

    find: Find
    tables: Tables
    best: Best
    documents: dict[str, Document]
    teller: Teller | None = None

    def settled(self, comparison: Comparison) -> Compared | None:
        """What one line settles, by the cells of one table; what the sides share also by their lists."""
        if not comparison.wants_verdict or "change" in kinds_of(comparison.asked):
            return None  # what the values are now does not tell which has grown more
        return self._compared(comparison, partial(self.best, listing=True) if comparison.asks_for_members else _nothing)

    def looked_up(self, comparison: Comparison) -> Compared | None:
        """What the cells of one table, or two dates, settle; None where they do not bear the reading out."""
        whole = self._with_members(comparison)
        if whole is None:
            return None
        if whole.interval:
            return self._compared(whole, self.best)
        return self.settled(whole) or (self._compared(whole, _nothing) if not whole.wants_verdict else None)

    def _with_members(self, comparison: Comparison) -> Comparison | None:
        """The comparison with the things of its group as sides; None where the tables do not name so many."""
        if not comparison.group:
            return comparison
        query, hits = self.find(f"{comparison.group}{comparison.asked}")
        found = (group_rows(comparison.group, comparison.size, table) for table in self.tables.found(query, hits))
        sides = next(filter(None, found), None)
        return replace(comparison, sides=tuple(sides)) if sides else None

    def as_rows(self, comparison: Comparison) -> Compared | None:
        """The rows that the sides name, column by column; None when something in particular is asked for."""
        columns = whole_rows(comparison, self.find, self.tables)
        if not columns:
            return None
        citations = Citations(self.documents)
        text = side_by_side(comparison, columns, citations, self.teller)
        return Compared(text, [cell.claim for cell in next(iter(columns.values()))], citations)

    def told(self, comparison: Comparison) -> Compared | None:
        """What is said of each side; None when a side is not in the documents."""
        return self._compared(comparison, self.best)

    def _compared(self, comparison: Comparison, find: FindBest) -> Compared | None:
        citations = Citations(self.documents)
        compared = compare(comparison, find, citations, self.teller, self._cells)
        return Compared(*compared, citations) if compared else None

    def _cells(self, comparison: Comparison, attribute: str) -> list[Cell] | None:
        """The cells of all sides from one table, when every claim of them holds."""
        found = side_rows(comparison, attribute, self.find, self.tables)
        cells = found.cells() if found else []
        return cells if cells and all(supported(cell.claim) for cell in cells) else None


def _nothing(question: str) -> None:
    """Finds nothing: what is not in a table is left."""


def holds_all(part: Part, comparison: Comparison) -> bool:
    """Whether one passage is there to compare the sides: it speaks of all, and an everyday question of it asks for that."""
    if not part.claims:
        return False
    passage = part.claims[0].hit.passage
    if not any("comparison" in kinds_of(question) for question in passage.questions):
        return False
    inside = set(index_tokens(part.claims[0].text))
    return all(inside.issuperset(lemmas(side)) for side in comparison.sides)
