"""Which edition is in force: the newest first, and nothing that was not known yet on a given date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.japanese.dates import last_day
from assistant.model import Document, Passage

# How much a passage of a superseded document loses against the same words in the newest edition. Fused scores of
# neighbouring hits differ by about this much; tuned on the development half.
_SUPERSEDED = 0.015
# What a draft loses against a final document.
_DRAFT = 0.005
# What a passage loses for each year that it is older than the newest document.
_AGE = 0.0025
_NOT_YET_KNOWN = -10.0
# When the question asks for the state at a date: what a passage loses that is later, what it wins in the same month,
# and what it loses for each year before, up to a limit.
_LATER, _SAME_MONTH, _AGE_AT_EDITION, _LONG_BEFORE = 0.075, 0.03, 0.01, 0.03


class Editions:
    """Knows for the documents of an index which are superseded, by their own word or by a newer one of the series."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.doc_id: document for document in documents}
        self._superseded = {old for document in self._documents.values() for old in document.supersedes}
        self._newest = max((document.date for document in self._documents.values()), default="")
        for series in {document.series for document in self._documents.values() if document.series}:
            members = [document for document in self._documents.values() if document.series == series]
            newest = max(document.date for document in members)
            self._superseded |= {document.doc_id for document in members if document.date < newest}

    def is_superseded(self, doc_id: str) -> bool:
        """Whether a newer edition of the document is in the index."""
        return doc_id in self._superseded

    def date(self, passage: Passage) -> str:
        """The date at which the passage holds: its own, else its document's."""
        document = self._documents.get(passage.doc_id)
        return passage.as_of or (document.date if document else "")

    def known(self, passage: Passage) -> str:
        """The day (ISO) from which on what the passage tells is surely known: of a month its last day."""
        return last_day(self.date(passage))

    def published(self, passage: Passage) -> str:
        """When the passage's document came out."""
        document = self._documents.get(passage.doc_id)
        return document.date if document else ""

    def adjustment(self, passages: Sequence[Passage], as_of: str = "", edition: str = "") -> np.ndarray:
        """What is added to each passage's score, float32 (passages,); ``as_of`` and ``edition`` are those of a query."""
        return np.array([self._adjust(passage, as_of, edition) for passage in passages], np.float32)

    def _adjust(self, passage: Passage, as_of: str, edition: str) -> float:
        if as_of and self.known(passage) > as_of:
            return _NOT_YET_KNOWN
        if edition:
            return self._nearness(self.date(passage), edition)
        document = self._documents.get(passage.doc_id)
        draft = _DRAFT if document and document.status == "案" else 0.0
        superseded = _SUPERSEDED if self.is_superseded(passage.doc_id) and not as_of else 0.0
        return -draft - superseded - _AGE * self._age(passage)

    def _age(self, passage: Passage) -> float:
        """Years (of 12 months) by which the passage is older than the newest document; 0 when its date is unknown."""
        date = self.date(passage)
        return max(0.0, _months(self._newest) - _months(date)) / 12 if date and self._newest else 0.0

    @staticmethod
    def _nearness(date: str, edition: str) -> float:
        """What a passage of ``date`` wins or loses when the question asks for the state at ``edition``.

        What came later does not tell it; of what was known, the newest does.
        """
        if not date:
            return 0.0
        months = _months(edition) - _months(date)
        if months < 0:
            return -_LATER
        return _SAME_MONTH if months == 0 else -min(_LONG_BEFORE, _AGE_AT_EDITION * months / 12)


def _months(date: str) -> int:
    """Months since the year 0 of an ISO date; of a year alone, those at its end."""
    return int(date[:4]) * 12 + int(date[5:7] or 12)
