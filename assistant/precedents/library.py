"""The precedents of one index: its records at a date, filtered and searched."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

import numpy as np

from assistant.errors import InputError
from assistant.index.embedder import Embedder
from assistant.index.store import Index
from assistant.model import Document
from assistant.precedents.choices import Filters, canonical, choices, fits
from assistant.precedents.join import join
from assistant.precedents.reading import reading
from assistant.precedents.records import Precedent, Precedents, Record, Source
from assistant.precedents.search import RecordSearch, chosen
from assistant.precedents.view import view
from assistant.precedents.why import Wording
from assistant.retrieve.understand import Vocabulary

DESCRIPTION_CHARS = 100_000


class Library:
    """Finds records. Its methods raise InputError where the index has no tables of precedents."""

    def __init__(self, index: Index, embedder: Embedder, documents: Mapping[str, Document]) -> None:
        """``embedder`` is the one that the index was made with."""
        self._index = index
        self._embedder = embedder
        self._documents = documents
        self._at = lru_cache(maxsize=16)(self._records)  # an index does not change while it is open

    def records(self, as_of: str = "") -> list[Record]:
        """All records as they were known on ``as_of`` ("": today), projects first, by domain."""
        return sorted(filter(None, self._at(as_of)), key=_place)

    def choices(self, as_of: str = "") -> dict[str, dict[str, int]]:
        """For each filter its values and how many records have each."""
        return choices(self.records(as_of))

    def dates(self) -> list[str]:
        """The dates of the reports behind the records, newest first."""
        return sorted({fact.date for record in self.records() for fact in record.facts}, reverse=True)

    def find(self, words: str, filters: Filters, as_of: str, k: int, vocabulary: Vocabulary) -> Precedents:
        """The records that fit the filters; with words those that are like them, at most ``k``, best first.

        Raises InputError for an unknown filter or value, and for a description that is too long.
        """
        every = self.records()
        chosen = canonical(filters, every)
        words = words.strip()
        if len(words) > DESCRIPTION_CHARS:
            raise InputError(
                f"文章が長すぎます（{len(words):,}字）。{DESCRIPTION_CHARS:,}字以内にしてください。",
                f"The text is too long ({len(words):,} characters). Keep it within {DESCRIPTION_CHARS:,}.",
            )
        if not words:
            fitting = [record for record in self.records(as_of) if fits(record, chosen)]
            return Precedents("", chosen, as_of, tuple(map(Precedent, fitting)))
        return Precedents(words, chosen, as_of, self._like(words, chosen, as_of, k, vocabulary))

    def _like(self, words: str, filters: Filters, as_of: str, k: int, vocabulary: Vocabulary) -> tuple[Precedent, ...]:
        records = self._at(as_of)
        scores = self._search.scores(words, vocabulary)
        allowed = np.array([record is not None and fits(record, filters) for record in records])
        return tuple(
            Precedent(record, float(scores[:, number].max()), self._why(words, int(number), vocabulary))
            for number in chosen(scores, allowed)[:k]
            if (record := records[number]) is not None
        )

    def _why(self, words: str, number: int, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The words in common; where there are none, the sentence of the record that comes nearest."""
        return self._wording.why(words, number, vocabulary) or (f"「{self._search.nearest(words, number)}」",)

    def _records(self, as_of: str) -> list[Record | None]:
        """Parallel to the sources; None for what was not known yet."""
        return [view(source, self._documents, as_of) for source in self._sources]

    @cached_property
    def _sources(self) -> list[Source]:
        sources = join(self._index.passages)
        if not sources:
            raise InputError(
                "この索引には前例の表（研究開発構想や事例）がありません。policy-assistant build で同梱の資料の索引を作るか、"
                "--index でその索引を指定してください。",
                "This index holds no tables of precedents (research concepts, cases). Build the index of the bundled "
                "corpus with `policy-assistant build`, or name it with --index.",
            )
        return sources

    @cached_property
    def _search(self) -> RecordSearch:
        return RecordSearch(self._index, self._embedder, self._sources)

    @cached_property
    def _wording(self) -> Wording:
        return Wording.of(self._sources)


def _place(record: Record) -> tuple[int, int]:
    """Where a record stands in a list without words: by kind, then domain."""
    kinds = [kind.id for kind in reading().kinds]
    domain = reading().filter("domain")
    return kinds.index(record.kind), min((domain.order(value) for value in record.values["domain"]), default=99)
