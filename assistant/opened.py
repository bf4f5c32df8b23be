"""One opened index with what answers from it: a question is answered from one of these from beginning to end."""

from __future__ import annotations

import threading
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer.table.tables import Tables
from assistant.index.embedder import Embedder
from assistant.index.store import Index
from assistant.japanese.normalize import squeeze
from assistant.model import Document
from assistant.own_words import Originals
from assistant.precedents.library import Library
from assistant.retrieve.editions import Editions
from assistant.retrieve.retriever import Retriever

if TYPE_CHECKING:
    from assistant.designation.checker import Checker

_ATTRIBUTE_CHARS = 10


class Opened:
    """An index as it was when it was opened."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        """``embedder`` is the one that the index was made with."""
        self.index = index
        self._embedder = embedder
        self._checker: Checker | None = None
        self._making = threading.Lock()

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by their ids."""
        return {document.doc_id: document for document in self.index.documents}

    @cached_property
    def newest(self) -> str:
        """The date (ISO) of the newest document; today where none has a date."""
        return max((document.date for document in self.index.documents), default="") or date.today().isoformat()

    @cached_property
    def retriever(self) -> Retriever:
        """Search over the index."""
        return Retriever(self.index, self._embedder)

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The words by which the columns of the index's tables are asked for, as search keys."""
        words = {word for passage in self.index.passages for asks in passage.asks for word in asks}
        words |= {header for passage in self.index.passages for header, _ in passage.cells}
        return frozenset(key for word in words if 1 < len(key := squeeze(word)) <= _ATTRIBUTE_CHARS)

    @cached_property
    def tables(self) -> Tables:
        """The tables of the index, for questions over their rows."""
        return Tables(self.index.passages, self.editions)

    @cached_property
    def precedents(self) -> Library:
        """The records of projects and cases in the index."""
        return Library(self.index, self._embedder, self.documents)

    @cached_property
    def originals(self) -> Originals:
        """The originals that were added besides their digests."""
        return Originals(self.index.documents, self.index.passages)

    @cached_property
    def editions(self) -> Editions:
        """Which documents are superseded."""
        return Editions(self.index.documents)

    def checker(self, max_chars: int) -> Checker:
        """The designation check over this index; made on first use."""
        with self._making:
            if self._checker is None:
                from assistant.designation.checker import Checker
                from assistant.designation.evidence import Collector
                from assistant.designation.prepared import prepared
                from assistant.designation.sources import Sources
                from assistant.designation.vocabulary import topics

                known = prepared(topics(), self._embedder, self.index.folder.parent)
                sources = Sources(self.index.passages, self.documents)
                self._checker = Checker(Collector(self._embedder, known), sources, max_chars)
            return self._checker
