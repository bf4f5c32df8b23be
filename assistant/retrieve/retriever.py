"""Search: both channels, fusion, editions, near-duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np

from assistant.index.embedder import Embedder
from assistant.index.store import Index
from assistant.model import Hit, Query
from assistant.retrieve.duplicates import collapse
from assistant.retrieve.editions import Editions
from assistant.retrieve.scores import Channels, Fusion, best_units, coverage, passage_channels, unit_channels
from assistant.retrieve.terms import term_groups, words

# Candidates kept before near-duplicates are collapsed, for each hit that is asked for.
_CANDIDATES = 4
# Dates for which it is kept what the editions add to the scores.
_DATES = 64


@dataclass
class Retriever:
    """Finds passages in one index. Slow parts are prepared once, so that a question takes milliseconds."""

    index: Index
    embedder: Embedder
    fusion: Fusion = field(default_factory=Fusion)

    def __post_init__(self) -> None:
        self._units = np.split(
            np.argsort(self.index.owners, kind="stable"),
            np.cumsum(np.bincount(self.index.owners, minlength=len(self.index.passages)))[:-1],
        )
        self._sentences = _sentence_units(self.index)
        self._told = np.array([unit.kind != "question" for unit in self.index.units], bool)
        self._editions = Editions(self.index.documents)
        # Most questions name no date: what the editions add is the same for all of them.
        self._adjustment = lru_cache(maxsize=_DATES)(partial(self._editions.adjustment, self.index.passages))

    def search(self, query: Query, k: int = 10, doc: str = "", without: Sequence[int] = ()) -> list[Hit]:
        """The best ``k`` passages, best first; only those of document ``doc`` when it is given.

        ``without``: numbers of units that are not looked at.
        """
        if not self.index.passages:
            return []
        texts = [query.resolved, *([query.translated] if query.translated else [])]
        units = unit_channels(self.index, term_groups(query), self.embedder.encode_query(texts), self.embedder.likeness)
        units.blank(without)
        weight = self.fusion.lexical_weight(float(units.lexical.max(initial=0.0)))
        passages = self.fusion.score(
            passage_channels(self.index, units, self.fusion.own).fused(weight),
            coverage(self.index, words(query), without),
            best_units(self.index, units.dense, self._told),
        )
        adjusted = passages + self._adjustment(query.as_of, query.edition)
        if doc:
            adjusted[[passage.doc_id != doc for passage in self.index.passages]] = -np.inf
        order = np.argsort(-adjusted, kind="stable")[: k * _CANDIDATES]
        fused = units.fused(weight)
        hits = [self._hit(int(i), float(adjusted[i]), fused, units) for i in order if adjusted[i] > 0]
        return collapse(hits, self._editions, newest=not query.edition)[:k]

    def _hit(self, number: int, score: float, fused: np.ndarray, channels: Channels) -> Hit:
        units = self._units[number]
        sentences = self._sentences.get(number)
        passage = self.index.passages[number]
        top = units[int(np.argmax(fused[units]))]
        return Hit(
            passage=passage,
            score=score,
            lexical=float(channels.lexical[units].max()),
            dense=float(channels.dense[units].max()),
            own_dense=float(channels.dense[units[self._told[units]]].max()),
            best=self.index.units[top].text,
            sentence_scores=tuple(
                float(fused[unit]) for unit in (sentences or [int(units[0])] * len(passage.sentences))
            ),
        )


def _sentence_units(index: Index) -> dict[int, list[int]]:
    """For each passage the unit numbers of its sentences, in their order."""
    found: dict[int, list[int]] = {}
    for number, unit in enumerate(index.units):
        if unit.kind == "sentence":
            found.setdefault(unit.passage, []).append(number)
    return found
