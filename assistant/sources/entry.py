"""A statement or table row of the bundled corpus, with the place where it is written."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Block
from assistant.sources.keys import PLACE_SEPARATOR


@dataclass(frozen=True)
class Entry:
    """``path`` is the file inside the corpus, ``line`` counts from 1; ``doc_id`` is the document that it cites.

    ``also``: further places that it rests on (「id > 見出し > …」). ``supplied``: figures, readings and
    labels that do not stand in the original but were counted, read or given by whoever wrote the entry.
    """

    path: str
    line: int
    doc_id: str
    block: Block
    also: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """file:line."""
        return f"{self.path}:{self.line}"

    def cited(self) -> list[tuple[str, str]]:
        """(document id, place) of everything that it rests on, the cited place first."""
        further = [(doc_id, place) for doc_id, _, place in (also.partition(PLACE_SEPARATOR) for also in self.also)]
        former = (self.cell("旧文書"), self.cell("旧出典"))
        return [(self.doc_id, self.block.place), *([former] if all(former) else []), *further]

    def cell(self, name: str) -> str:
        """What stands in a column of the row, "" for nothing."""
        return dict(self.block.cells).get(name, "")
