"""Near-duplicates: slides repeat, and later editions copy earlier ones. One of each is kept, the newest."""

from __future__ import annotations

from functools import lru_cache

from assistant.japanese.normalize import search_key
from assistant.model import Hit
from assistant.retrieve.editions import Editions

# Share of common character trigrams from which two passages count as the same.
_SAME = 0.8


def collapse(hits: list[Hit], editions: Editions, newest: bool = True) -> list[Hit]:
    """The hits without near-duplicates; of each group the newest edition stands at the place of the best.

    Without ``newest`` the best itself stays: the question asks for the state at a date.
    """
    kept: list[Hit] = []
    for hit in hits:
        twin = next((number for number, other in enumerate(kept) if _same(hit, other)), None)
        if twin is None:
            kept.append(hit)
        elif newest and editions.published(hit.passage) > editions.published(kept[twin].passage):
            kept[twin] = Hit(**{**vars(hit), "score": kept[twin].score})
    return kept


def _same(one: Hit, other: Hit) -> bool:
    if one.passage.subject != other.passage.subject and "row" in (one.passage.kind, other.passage.kind):
        return False  # rows of one table differ in little but their name
    first, second = trigrams(one.passage.text), trigrams(other.passage.text)
    small, large = sorted((len(first), len(second)))
    if small < _SAME * large:
        return False
    return len(first & second) >= _SAME * len(first | second)


@lru_cache(maxsize=4096)
def trigrams(text: str) -> frozenset[str]:
    """Character trigrams of the search key without white space."""
    key = "".join(search_key(text).split())
    return frozenset(key[i : i + 3] for i in range(max(1, len(key) - 2)))
