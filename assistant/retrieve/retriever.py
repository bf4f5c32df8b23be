"""Search: both channels, fusion, editions, near-duplicates."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from assistant.index.embedder import Embedder
from assistant.index.store import Index
from assistant.japanese.glossary import Glossary
from assistant.model import Hit, Passage, Query
from assistant.retrieve.duplicates import collapse
from assistant.retrieve.editions import Editions
from assistant.retrieve.scores import Fusion, UnitScores, by_passage, unit_scores
from assistant.retrieve.understand import content_tokens

# Candidates kept before near-duplicates are collapsed, for each hit that is asked for.
_CANDIDATES = 4


@dataclass
class Retriever:
    """Finds passages in one index. Slow parts are prepared once, so that a question takes milliseconds."""

    index: Index
    embedder: Embedder
    glossary: Glossary
    fusion: Fusion = field(default_factory=Fusion)

    def __post_init__(self) -> None:
        self._owners = np.array([unit.passage for unit in self.index.units], np.int64)
        self._sentence_units = _sentence_units(self.index)
        self._editions = Editions(self.index.documents)

    def search(self, query: Query, k: int = 10, doc: str = "") -> list[Hit]:
        """The best ``k`` passages, best first; only those of document ``doc`` when it is given."""
        if not self.index.passages:
            return []
        scores = unit_scores(self.index, self._tokens(query), self.embedder.encode_query([query.resolved])[0])
        fused = scores.fused(self.fusion)
        best = by_passage(fused, self._owners, len(self.index.passages))
        adjusted = best + self._editions.adjustment(self.index.passages, query)
        if doc:
            adjusted[[passage.doc_id != doc for passage in self.index.passages]] = -np.inf
        order = np.argsort(-adjusted, kind="stable")[: k * _CANDIDATES]
        hits = [self._hit(int(i), float(adjusted[i]), fused, scores) for i in order if adjusted[i] > 0]
        return collapse(hits, self._editions)[:k]

    def _tokens(self, query: Query) -> list[str]:
        tokens = list(query.terms)
        for word in self.glossary.expand(query.resolved):
            tokens += [token for token in content_tokens(word) if token not in tokens]
        return tokens

    def _hit(self, number: int, score: float, fused: np.ndarray, scores: UnitScores) -> Hit:
        passage = self.index.passages[number]
        units = np.flatnonzero(self._owners == number)
        top = units[int(np.argmax(fused[units]))]
        return Hit(
            passage=passage,
            score=score,
            lexical=float(scores.lexical[units].max()),
            dense=float(scores.dense[units].max()),
            best=self.index.units[top].text,
            sentence_scores=self._sentence_scores(number, passage, fused),
        )

    def _sentence_scores(self, number: int, passage: Passage, fused: np.ndarray) -> tuple[float, ...]:
        units = self._sentence_units.get(number)
        if units is None:
            own = float(fused[self._owners == number].max())
            return (own,) * len(passage.sentences)
        return tuple(float(fused[unit]) for unit in units)


def _sentence_units(index: Index) -> dict[int, list[int]]:
    """For each passage the unit numbers of its sentences, in their order."""
    found: dict[int, list[int]] = {}
    for number, unit in enumerate(index.units):
        if unit.kind == "sentence":
            found.setdefault(unit.passage, []).append(number)
    return found


