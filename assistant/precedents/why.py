"""Why a record was found: the words of the description that stand in its rows, and the official ones for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.japanese.normalize import search_key, squeeze
from assistant.model import Passage
from assistant.precedents.records import Source
from assistant.retrieve.understand import Vocabulary

_RUN = re.compile(r"[a-z][a-z0-9-]{2,}|[ァ-ヺー]{2,}|[一-龠々〆ヶ]{2,}|[0-9]*[a-z]+[0-9]+|[a-z]{2}(?![a-z])")
_SHOWN = 6
# A word that more than this share of the records have tells nothing.
_COMMON = 0.34
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "will",
        "are",
        "was",
        "not",
        "can",
        "has",
        "have",
        "using",
        "used",
        "new",
        "which",
        "into",
        "their",
    ]
)


@dataclass(frozen=True)
class Wording:
    """The words of the records of an index."""

    keys: tuple[str, ...]  # each record's rows as one search key without blanks

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Wording:
        """The words of these records."""
        return cls(tuple(_key(source) for source in sources))

    def why(self, text: str, number: int, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The most telling words of ``text`` in record ``number``, as everyday words with their official ones where
        only those stand in it; the rarest first."""
        key = self.keys[number]
        told: dict[str, float] = {}
        for form in dict.fromkeys(vocabulary.plain_words.find(text)):
            words = vocabulary.plain_words.official[form]
            if match := next((word for word in words if squeeze(word) in key), ""):
                told[f"{form} → {match}"] = self._share(squeeze(match))
        for entry in vocabulary.glossary.find(text):
            forms = [form for form in entry.aliases() if squeeze(form) in key]
            if forms and not any(squeeze(form) in squeeze(text) for form in forms):
                told.setdefault(forms[0], self._share(squeeze(forms[0])))
        for run in dict.fromkeys(_RUN.findall(search_key(text))):
            if run not in _ENGLISH and (common := _common(run, key)):
                told.setdefault(common, self._share(common))
        rare = [word for word in told if told[word] <= _COMMON and not _inside(word, told)]
        return tuple(sorted(rare, key=lambda word: (told[word], -len(word)))[:_SHOWN])

    def _share(self, word: str) -> float:
        """Share of the records that have the word."""
        return sum(word in key for key in self.keys) / max(1, len(self.keys))


def _key(source: Source) -> str:
    return squeeze(" ".join(map(_shown, (*source.rows, *source.related))))


def _shown(row: Passage) -> str:
    return f"{row.subject} {row.text}"


def _common(run: str, key: str) -> str:
    """The longest part of a run of kanji, katakana or Latin letters that stands in ``key``; Latin words whole."""
    if run.isascii():
        return run if run in key else ""
    least = 2
    for size in range(len(run), least - 1, -1):
        for start in range(len(run) - size + 1):
            if run[start : start + size] in key:
                return run[start : start + size]
    return ""


def _inside(word: str, others: dict[str, float]) -> bool:
    return any(word != other and word in other for other in others)
