"""Search terms of a text: lemmas, character bigrams, date tokens.

Lemmas (fugashi with unidic-lite) meet across inflection and spelling; bigrams find the names that the dictionary does
not know; date tokens make 令和7年度 and 2025年度 one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.japanese.era import date_tokens
from assistant.japanese.normalize import fold, search_key

_RUNS = re.compile(r"[\u30a1-\u30faー]+|[\u3400-\u9fff々〆\uf900-\ufaff\U00020000-\U0003ffff]+")
_KATAKANA = re.compile(r"[\u30a1-\u30faー]+")
_KATAKANA_WORD = re.compile(r"[\u30a1-\u30fa][\u30a1-\u30faー]*")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_DECIMAL = re.compile(r"(?<![0-9.])[0-9]+\.[0-9]+(?![0-9.])")
# What MeCab prints for each word: lemma, part of speech, surface. Words it does not know have no lemma.
_FORMAT = r"-O '' -F '%f[7]\t%f[0]-%f[1]-%f[2]\t%m\n' -U '\t%f[0]-%f[1]-%f[2]\t%m\n' -E ''"


@dataclass(frozen=True)
class Word:
    """A word as the dictionary analyses it: ``lemma`` is "" for a word that it does not know."""

    surface: str
    lemma: str
    word_class: str  # 名詞-固有名詞-人名, 助動詞--, …


@dataclass(frozen=True)
class _Rules:
    dropped: tuple[str, ...]
    stop: frozenset[str]
    long_vowel_from: int


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads(Path(__file__).with_name("tokens.toml").read_text(encoding="utf-8"))
    stop = frozenset(data["stop_lemmas"]) | frozenset(data["stop_words"])
    return _Rules(tuple(data["dropped"]), stop, data["long_vowel_from"])


@lru_cache(maxsize=1)
def _parse() -> Callable[[str], str]:
    """MeCab's parser: one line a word, tab-separated. Made on first use: the dictionary loads slowly."""
    import fugashi

    return fugashi.Tagger(_FORMAT).parse


def fold_long_vowels(text: str) -> str:
    """Katakana runs of four and more characters without their final ー, so that センサー and センサ meet."""
    return _KATAKANA_WORD.sub(_without_long_vowel, text) if "ー" in text else text


def _without_long_vowel(match: re.Match[str]) -> str:
    word = match.group()
    return word.rstrip("ー") if len(word) >= _rules().long_vowel_from else word


def lemmas(text: str) -> list[str]:
    """Dictionary forms of the content words, in order, repeated as often as they occur.

    Widths, case and look-alike characters are folded; particles, auxiliaries, signs and very common words left out.
    Numbers lose their grouping commas (5,000 → 5000), decimals come whole besides their parts; counters are kept.
    """
    plain = _GROUPED.sub("", fold(text))
    found: list[str] = []
    for line in plain.split("\n"):
        if line and not line.isspace():
            found += [token for token in map(_token, _parse()(line).split("\n")) if token]
    return found + _DECIMAL.findall(plain)


def words(text: str) -> list[Word]:
    """Every word of ``text`` in order, particles and signs included; blanks are left out."""
    found = []
    for line in text.split("\n"):
        if line and not line.isspace():
            for analysed in filter(None, _parse()(line).split("\n")):
                lemma, word_class, surface = analysed.split("\t")
                found.append(Word(surface, lemma.split("-")[0].strip("*"), word_class))
    return found


@lru_cache(maxsize=200_000)
def _token(analysed: str) -> str:
    """The term of one line of MeCab's output; "" for what is left out."""
    if not analysed:
        return ""
    lemma, word_class, surface = analysed.split("\t")
    if word_class.startswith(_rules().dropped):
        return ""
    # Loan words carry their origin or use after a hyphen: センサー-sensor, 円-助数詞.
    lemma = lemma.split("-")[0].strip("*") or surface
    term = fold_long_vowels(lemma.lower())
    return "" if term in _rules().stop else term


def bigrams(text: str) -> list[str]:
    """Character pairs of every run of kanji and every run of katakana; a run of one character stands for itself."""
    found: list[str] = []
    for run in _RUNS.findall(search_key(text)):
        word = fold_long_vowels(run) if _KATAKANA.match(run) else run
        found += [word] if len(word) == 1 else [a + b for a, b in pairwise(word)]
    return found


def index_tokens(text: str) -> list[str]:
    """All terms of a text for the lexical channel: lemmas, bigrams with the prefix "b:", dates with the prefix "d:"."""
    return [*lemmas(text), *("b:" + pair for pair in bigrams(text)), *date_tokens(text)]
