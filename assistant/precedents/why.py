"""Why a record was found: the words of the description that stand in its rows, and the official ones for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.japanese.normalize import search_key, squeeze
from assistant.model import Passage
from assistant.precedents.reading import reading
from assistant.precedents.records import Source
from assistant.retrieve.understand import Vocabulary

# Runs of one script: they are compared as a whole, those of kanji also in part.
_RUN = re.compile(r"[A-Za-z][A-Za-z0-9-]+|[ァ-ヺー]{2,}|[一-龠々〆ヶ]{2,}")
_SHOWN = 6
# A word that more than this share of the records have tells nothing; an official word for an everyday one, which may
# stand for several things, must be rarer.
_COMMON, _RARE = 0.34, 0.12


@dataclass(frozen=True)
class Wording:
    """The words of the records of an index."""

    keys: tuple[str, ...]  # each record's rows as one search key without blanks

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Wording:
        """The words of these records, without their everyday questions."""
        return cls(tuple(squeeze(" ".join(map(_shown, (*source.rows, *source.related)))) for source in sources))

    def why(self, text: str, number: int, vocabulary: Vocabulary) -> tuple[str, ...]:
        """At most six words of ``text`` that record ``number`` has too, the rarest first; 「水中ロボット → AUV」 where
        the record has the official word for an everyday one."""
        key = self.keys[number]
        told = {word: share for word, share in self._same(text, key) if share <= _COMMON}
        told |= {word: share for word, share in self._official(text, key, vocabulary) if share <= _RARE}
        telling = [word for word in told if not any(word != other and word in other for other in told)]
        return tuple(sorted(telling, key=lambda word: (told[word], -len(word)))[:_SHOWN])

    def _same(self, text: str, key: str) -> Iterator[tuple[str, float]]:
        """Words in common as they stand in ``text``, each with the share of the records that have it."""
        for run in dict.fromkeys(_RUN.findall(text)):
            common = _common(run, key)
            if common and search_key(common) not in reading().ordinary:
                yield common, self._share(squeeze(common))

    def _official(self, text: str, key: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
        """Everyday words with their official ones that the record has, and official names for other forms of them."""
        for form in dict.fromkeys(vocabulary.plain_words.find(text)):
            for word in vocabulary.plain_words.official[form][:1]:
                if squeeze(word) in key:
                    yield f"{form} → {word}", self._share(squeeze(word))
        for entry in vocabulary.glossary.find(text):
            if squeeze(entry.name) in key and squeeze(entry.name) not in squeeze(text):
                yield entry.name, self._share(squeeze(entry.name))

    def _share(self, word: str) -> float:
        return sum(word in key for key in self.keys) / max(1, len(self.keys))


def _shown(row: Passage) -> str:
    return f"{row.subject} {row.text}"


def _common(run: str, key: str) -> str:
    """The run where it stands in ``key``, else its longest part of two kanji and more that does; "" for none."""
    if squeeze(run) in key:
        return run
    if not "\u4e00" <= run[-1] <= "\u9fff":
        return ""
    sizes = range(len(run) - 1, 1, -1)
    return next(
        (run[at : at + size] for size in sizes for at in range(len(run) - size + 1) if run[at : at + size] in key), ""
    )
