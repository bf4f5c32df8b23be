"""The compound nouns of a question, 特定重要物資, クリアランス, JST: a passage that answers holds most of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.japanese.glossary import Entry
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Query

_COMPOUND = re.compile(r"[一-龠々ァ-ヶー]{4,}|[a-z][a-z0-9.+-]+|[ァ-ヶー]{3,}|[一-龠々]{2,}")
# Characters from which one compound, and all unknown ones together, count in full.
_LONGEST, _UNKNOWN = 12, 12


@dataclass(frozen=True)
class _Compound:
    key: str
    tokens: tuple[str, ...]
    names: tuple[str, ...]  # all forms (squeezed) of the things that it names, or names a part of


class Compounds:
    """The compounds of one question, everyday words left aside for which an official one is known."""

    def __init__(self, query: Query, entries: Sequence[Entry]) -> None:
        """``entries``: the names that the glossary knows in the question."""
        key = squeeze(query.resolved)
        for form, _ in query.plain:
            key = key.replace(squeeze(form), " ")
        forms = [tuple(squeeze(alias) for alias in entry.aliases()) for entry in entries]
        found = ((word, tuple(dict.fromkeys(index_tokens(word)))) for word in dict.fromkeys(_COMPOUND.findall(key)))
        self._all = [_Compound(word, tokens, _forms_of(word, forms)) for word, tokens in found if tokens]

    def length(self) -> float:
        """0..1: how long the longest is."""
        return min(1.0, max((len(compound.key) for compound in self._all), default=0) / _LONGEST)

    def unknown(self, vocabulary: Collection[str]) -> float:
        """0..1: how much of them no document holds."""
        lacking = sum(len(compound.key) * (1.0 - _share(compound, vocabulary.__contains__)) for compound in self._all)
        return min(1.0, lacking / _UNKNOWN)

    def held(self, inside: Collection[str], key: str) -> tuple[float, float]:
        """The shares (0..1) that a passage with these tokens and these words (squeezed) holds: of all, of the least held."""
        shares = [
            1.0 if any(name in key for name in compound.names) else _share(compound, inside.__contains__)
            for compound in self._all
        ]
        if not shares:
            return 1.0, 1.0
        sizes = [len(compound.key) for compound in self._all]
        return sum(share * size for share, size in zip(shares, sizes, strict=True)) / sum(sizes), min(shares)


def _forms_of(word: str, named: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(form for forms in named if any(word in other or other in word for other in forms) for form in forms)


def _share(compound: _Compound, holds: Callable[[str], bool]) -> float:
    return sum(map(holds, compound.tokens)) / len(compound.tokens)
