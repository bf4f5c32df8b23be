"""Which records are like a text: the channels of retrieval over the records' rows, a record by its best row."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.index.embedder import Embedder
from assistant.index.store import Index
from assistant.japanese.sentences import split_sentences
from assistant.precedents.reading import reading
from assistant.precedents.records import Source
from assistant.retrieve.scores import Fusion, passage_channels, unit_channels
from assistant.retrieve.terms import term_groups
from assistant.retrieve.understand import Vocabulary, understand

# Tuned on the development half: a best record from this score on is one; from the lower score on when it stands out
# from all records by this many standard deviations.
_ENOUGH, _SOME, _OUTSTANDING = 0.30, 0.27, 4.0
# What is shown beside the best: a share of its score, and never less than this.
_SHARE, _LEAST = 0.75, 0.27
# Words up to this length are a search, beyond it a description; a description is also looked up in parts of at least
# as many characters, in so many parts at most.
_SHORT, _PARTS = 60, 40


class RecordSearch:
    """Scores the records of one index."""

    def __init__(self, index: Index, embedder: Embedder, sources: Sequence[Source]) -> None:
        """``embedder`` is the one that the index was made with."""
        numbers = {passage.passage_id: number for number, passage in enumerate(index.passages)}
        self._index = index
        self._embedder = embedder
        self._fusion = Fusion()
        self._members = [[numbers[row.passage_id] for row in (*source.rows, *source.related)] for source in sources]
        single = [len(passage.sentences) < 2 for passage in index.passages]
        self._sentences = np.array(
            [unit.kind == "sentence" or (unit.kind == "passage" and single[unit.passage]) for unit in index.units]
        )
        self._ours = np.isin(index.owners, [number for members in self._members for number in members])

    def scores(self, text: str, vocabulary: Vocabulary) -> np.ndarray:
        """How like ``text`` and like each of its parts every record is, float32 (1 + parts, records)."""
        return np.stack([self._scores(part, vocabulary) for part in parts(official(text))])

    def nearest(self, text: str, number: int) -> str:
        """The sentence of record ``number`` that is most like ``text`` in meaning; everyday questions do not count."""
        scores = self._index.dense.scores(self._embedder.encode_query([text])[0])
        own = np.flatnonzero(np.isin(self._index.owners, self._members[number]) & self._sentences)
        unit = self._index.units[int(own[np.argmax(scores[own])])]
        return unit.text if unit.kind == "sentence" else self._index.passages[unit.passage].text

    def _scores(self, text: str, vocabulary: Vocabulary) -> np.ndarray:
        query = understand(text, vocabulary)
        texts = [query.resolved, *([query.translated] if query.translated else [])]
        units = unit_channels(
            self._index, term_groups(query), self._embedder.encode_query(texts), self._embedder.likeness
        )
        weight = self._fusion.lexical_weight(float(units.lexical[self._ours].max(initial=0.0)))
        fused = passage_channels(self._index, units, self._fusion.own).fused(weight)
        return np.array([fused[members].max() for members in self._members], np.float32)


def chosen(scores: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """The ``allowed`` records (bool) that are like the text or one of its parts, most alike first, int64.

    ``scores`` is (texts, records).
    """
    alike = np.any([own >= cut(own, allowed) for own in scores], axis=0) & allowed
    best = scores.max(axis=0)
    return np.array([number for number in np.argsort(-best, kind="stable") if alike[number]], np.int64)


def cut(scores: np.ndarray, allowed: np.ndarray) -> float:
    """The score from which the ``allowed`` records (bool) are shown; infinite when the best of them is like nothing."""
    best = float(scores[allowed].max(initial=0.0))
    spread = float(scores.std()) or 1.0
    outstanding = (best - float(scores.mean())) / spread >= _OUTSTANDING
    if best >= _ENOUGH or (best >= _SOME and outstanding):
        return min(best, max(_LEAST, _SHARE * best))
    return float("inf")


def official(text: str) -> str:
    """A short search with the tables' names of events for other ones (打ち切り → 中止), without generic words."""
    if len(text) > _SHORT:
        return text
    plain = text
    for value in reading().filter("event").values:
        for alias in value.aliases:
            if alias not in value.ja:
                plain = re.sub(_whole_word(alias), value.ja, plain, flags=re.IGNORECASE)
    for word in reading().generic:
        plain = re.sub(_whole_word(word), " ", plain, flags=re.IGNORECASE)
    return plain.strip() or text


def parts(text: str) -> list[str]:
    """The text itself and, of a description, its runs of sentences."""
    if len(text) <= _SHORT:
        return [text]
    size = max(_SHORT, -(-len(text) // _PARTS))
    found, start = [text], 0
    for _, end in split_sentences(text):
        if end - start >= size:
            found.append(text[start:end])
            start = end
    return [*found, *([text[start:]] if text[start:].strip() and start else [])]


def _whole_word(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
