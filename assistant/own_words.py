"""The original's own words at the place that a digest cites, when the user has added that original to the index.

A digest is written in the project's own words. Its original is known by the checksum of the file, or by title and date.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Citation, Document, Passage, Span
from assistant.sources.keys import line_key, place_keys

_LEAST = 0.35  # of the quotation's weighted words that a passage must hold to be shown beside it
_OF_HEADING = 0.25  # weight of a word that stands in the place's headings: every passage under them may repeat it
_CLOSENESS = 0.15  # how much it counts that a passage says little else
_NEARLY = 0.6  # sentences that hold this share of the best one's words are marked besides it


@dataclass(frozen=True)
class OwnWords:
    """A passage of an original; ``spans`` are its sentences that say what was cited."""

    doc_id: str
    title: str
    source_file: str
    locator: str
    text: str
    spans: tuple[Span, ...]


class Originals:
    """Finds the passages of originals that stand behind citations of a digest."""

    def __init__(self, documents: Sequence[Document], passages: Iterable[Passage]) -> None:
        """``documents`` and ``passages`` of one index."""
        self._documents = {document.doc_id: document for document in documents}
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            self._passages[passage.doc_id].append(passage)

    def behind(self, citation: Citation) -> OwnWords | None:
        """The original's words for a citation; None where its original is not in the index or says it too differently."""
        document = self._documents.get(citation.doc_id)
        if document is None or citation.doc_id not in self._digests:
            return None
        pool = [passage for doc_id in self._originals(document) for passage in self._passages[doc_id]]
        pool = _at(pool, citation.locator) or pool
        return self._best(pool, citation) if pool else None

    @cached_property
    def _digests(self) -> set[str]:
        """Documents of a bundled corpus: beside title pages, only their statements carry questions."""
        return {
            doc_id
            for doc_id, found in self._passages.items()
            if any(passage.questions and passage.kind != "cover" for passage in found)
        }

    def _originals(self, digest: Document) -> list[str]:
        """Ids of what was read from the digest's original: the document itself, else all of its file."""
        added = [d for d in self._documents.values() if d.doc_id not in self._digests]
        titled = [d for d in added if squeeze(d.title) == squeeze(digest.title) and d.date == digest.date]
        of_file = [d for d in added if digest.sha256 and d.sha256 == digest.sha256]
        others = {(squeeze(d.title), d.date) for d in self._documents.values() if d.doc_id in self._digests}
        unnamed = [d for d in of_file if (squeeze(d.title), d.date) not in others]
        return list(dict.fromkeys(d.doc_id for d in [*titled, *(unnamed if titled or not of_file else of_file)]))

    def _best(self, pool: Sequence[Passage], citation: Citation) -> OwnWords | None:
        words = [set(index_tokens(passage.text)) for passage in pool]
        counts = Counter(word for own in words for word in own)
        above = set(index_tokens(citation.locator))
        weights = {word: math.log(1 + len(pool) / count) for word, count in counts.items()}
        wanted = {
            word: weights[word] * (_OF_HEADING if word in above else 1.0)
            for word in set(index_tokens(citation.quote))
            if word in weights
        }
        shares = [sum(wanted.get(word, 0.0) for word in own) for own in words]
        wholes = [sum(weights[word] for word in own) or 1.0 for own in words]
        best = max(range(len(pool)), key=lambda at: shares[at] * (shares[at] / wholes[at]) ** _CLOSENESS)
        if not wanted or shares[best] < _LEAST * sum(wanted.values()):
            return None
        passage = pool[best]
        document = self._documents[passage.doc_id]
        spans = _telling(passage, wanted)
        return OwnWords(
            passage.doc_id, document.title, document.source_file, passage.locator, passage.text, tuple(spans)
        )


def _at(pool: Sequence[Passage], locator: str) -> list[Passage]:
    """The passages under the last heading of a place."""
    keys = place_keys(locator)
    if not keys:
        return []
    return [passage for passage in pool if keys[-1] in map(line_key, passage.heading)]


def _telling(passage: Passage, wanted: dict[str, float]) -> list[Span]:
    """The sentences of a passage that say most of what is wanted, in order."""
    held = [sum(wanted.get(word, 0.0) for word in set(index_tokens(text))) for text in passage.sentence_texts()]
    most = max(held, default=0.0)
    return [span for span, share in zip(passage.sentences, held, strict=True) if most and share >= _NEARLY * most]
