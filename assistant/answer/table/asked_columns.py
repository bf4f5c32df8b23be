"""Which columns of a table a question asks for, by their names and by the everyday words for what a row says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer.table.conditions import Columns
from assistant.answer.table.row_values import decade
from assistant.japanese.era import find_dates
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Query
from assistant.retrieve.understand import content_tokens

_TOKEN_OF_DATE = ":"
_FIGURE = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^()]*\)$")
_NOUN = re.compile(r"(?:[一-龠]{2,}|[ァ-ヶー]{2,})$")
_SHORTEST = 2
# What a character of another word for the same counts, and what a word counts with which the question's phrase ends.
_OTHER_WORD, _HEAD = 0.5, 3.0


@dataclass(frozen=True)
class Asked:
    """A column, how plainly it is asked for, and the share of the asked words that this explains."""

    column: str
    plainness: float
    explained: float


def asked_columns(table: Columns, query: Query, text: str) -> list[Asked]:
    """The columns that ``text``, a part of the question, asks for, the plainest first; never what the rows are called.

    Its own words count more than other words for the same, the last one (「秘密を漏らしたときの罰」) most. Of columns
    that differ by their years the one asked for is first, else the newest.
    """
    key, head = squeeze(text), _BRACKETS.sub("", squeeze(text)).rstrip("はをが、?。")
    official = squeeze(" ".join(word for form, words in query.plain if form in text for word in words))
    others, exact = f"{official} {squeeze(' '.join(query.other_names))}", set(map(squeeze, query.other_names))
    words, noun = table.words, _NOUN.search(head)
    found = []
    for column in table.names:
        said = {word for word in words[column] if len(word) >= _SHORTEST and (word in key or word in others)}
        said = {word for word in said if not any(word != other and word in other for other in said)}
        ends = any(head.endswith(word) for word in words[column]) or bool(noun and noun.group() in squeeze(column))
        named = ends or any(word in key or word in official or word in exact for word in said)
        if named and column not in table.subjects:
            plainness = sum(len(word) * (1 if word in key else _OTHER_WORD) for word in said) + _HEAD * ends
            found.append(Asked(column, plainness, _explained(table, column, words[column], text)))
    years = {date.first[:3] for date in find_dates(f"{text} {query.resolved}")}
    return sorted(
        found, key=lambda asked: (decade(asked.column) in years, asked.plainness, decade(asked.column)), reverse=True
    )


def _explained(table: Columns, column: str, words: frozenset[str], text: str) -> float:
    """Share of the content words of ``text`` that the column, its table, names of rows or what most rows say explain."""
    asked = {word for word in content_tokens(text) if _TOKEN_OF_DATE not in word and not _FIGURE.search(word)}
    known = frozenset(lemmas(" ".join([column, *words]))) | table.common_words
    return len(asked & known) / len(asked) if asked else 0.0
