"""The words by which the columns of a table are asked for, and those that its rows have in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Passage

_TELLING = re.compile(r"[一-龠ァ-ヶーa-z]")
# A column is named by its name, or by the name without the part that tells it from its like (順位2020年代).
_PERIOD = re.compile(r"\d{4}年代?.*$|[（(].*$")


def asking_words(columns: Sequence[str], rows: Sequence[Passage]) -> dict[str, frozenset[str]]:
    """For each column the words, squeezed, by which it is asked for.

    Where a sentence gives several columns, a word asks for those that share a character with it, else for all.
    """
    words: dict[str, set[str]] = defaultdict(set)
    for column in columns:
        words[column] |= {squeeze(column), squeeze(_PERIOD.sub("", column)) or squeeze(column)}
    told = dict.fromkeys((asks, frozenset(name for name, _ in row.cells)) for row in rows for asks in row.asks)
    for asks, names in told:
        given = [name for name in asks if name in names]
        for word in asks:
            alike = [name for name in given if set(_TELLING.findall(word)) & set(_TELLING.findall(name))]
            for name in given if word not in given else ():
                if not alike or name in alike:
                    words[name].add(squeeze(word))
    return {column: frozenset(found) for column, found in words.items()}


def common_words(rows: Sequence[Passage]) -> frozenset[str]:
    """The lemmas of the table's title and section, of the names of its rows, and of what at least half of them say."""
    said = Counter(word for row in rows for word in set(lemmas(f"{row.subject} {row.text}")))
    names = lemmas(" ".join([rows[0].table, *rows[0].heading]))
    names += [word for row in rows for word in lemmas(row.subject)]
    return frozenset(names) | {word for word, count in said.items() if 2 * count >= len(rows)}
