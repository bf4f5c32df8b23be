"""Where the words of the vocabulary stand in a text, and how they are used there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.designation.text import Text
from assistant.designation.vocabulary import Topic
from assistant.model import Span

STRONG, WEAK = 1.0, 0.3
_SILENT = 0.3  # a word that counts so little where it stands says nothing to the encoder and the linear model either
_BEFORE, _AFTER = 16, 40  # characters that a context rule sees
_SHOWN = 24  # longest stretch of text shown for a pair of words
# Number of the topic, the words, what they count.
_Pair = tuple[int, tuple[str, ...], float]
_KATAKANA = re.compile("[\u30a1-\u30faー]")


@dataclass(frozen=True)
class Found:
    """A word of topic number ``topic`` (of several: once for each), where it stands in the key, what it counts there."""

    topic: int
    term: str
    span: Span
    sentence: int
    weight: float


@dataclass(frozen=True)
class Matches:
    """The words of a text, in order, and where a word of the vocabulary stands for something else: spans of the key."""

    found: tuple[Found, ...]
    silent: tuple[Span, ...]


@dataclass(frozen=True)
class _Rule:
    factor: float
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def fits(self, left: str, right: str) -> bool:
        return (self.before is None or self.before.search(left) is not None) and (
            self.after is None or self.after.match(right) is not None
        )


@dataclass(frozen=True)
class _Context:
    rules: tuple[_Rule, ...]
    idioms: re.Pattern[str]


@lru_cache(maxsize=1)
def _context() -> _Context:
    data = tomllib.loads(Path(__file__).with_name("context.toml").read_text(encoding="utf-8"))
    rules = (
        _Rule(
            rule["factor"],
            re.compile(f"(?:{rule['before']})$") if "before" in rule else None,
            re.compile(rule["after"]) if "after" in rule else None,
        )
        for rule in data["rule"]
    )
    return _Context(tuple(rules), re.compile("|".join(data["idioms"])))


class Matcher:
    """Finds the words of all topics in a text."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        """Makes the tables of words."""
        self._topics = topics
        self._owners: dict[str, list[tuple[int, float]]] = {}
        for number, topic in enumerate(topics):
            for word in topic.strong:
                self._owners.setdefault(word, []).append((number, STRONG))
            for word in topic.weak:
                if word not in topic.strong:
                    self._owners.setdefault(word, []).append((number, WEAK))
        lengths: dict[str, set[int]] = {}
        for word in self._owners:
            lengths.setdefault(word[:1], set()).add(len(word))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    @cached_property
    def _pairs(self) -> list[_Pair]:
        strong = [(n, pair, STRONG) for n, topic in enumerate(self._topics) for pair in topic.pairs]
        return strong + [(n, pair, WEAK) for n, topic in enumerate(self._topics) for pair in topic.weak_pairs]

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(part for _, pair, _ in self._pairs for part in pair)

    def find(self, text: Text) -> Matches:
        """All words and pairs of words, in order of appearance; of overlapping single words the longest."""
        found: list[Found] = []
        silent = [match.span() for match in _context().idioms.finditer(text.key)]
        parts = [part for part in self._parts if part in text.key]
        holds = frozenset(parts)
        pairs = [pair for pair in self._pairs if all(part in holds for part in pair[1])] if parts else []
        key = text.key
        for start, end in silent:
            key = key[:start] + " " * (end - start) + key[end:]
        for sentence, (start, end) in enumerate(text.key_sentences):
            for span in self._singles(key, start, end):
                factor = _factor(key, span)
                silent += [span] if factor <= _SILENT else []
                word = key[span[0] : span[1]]
                found += [Found(topic, word, span, sentence, weight * factor) for topic, weight in self._owners[word]]
            found += _paired(parts, pairs, key, (start, end), sentence)
        heard = sorted((one for one in found if one.weight), key=lambda one: one.span)
        return Matches(tuple(heard), tuple(sorted(silent)))

    def _singles(self, key: str, start: int, end: int) -> Iterator[Span]:
        at = start
        while at < end:
            size = self._longest(key, at, end)
            if size:
                yield at, at + size
            at += size or 1

    def _longest(self, key: str, at: int, end: int) -> int:
        for size in self._lengths.get(key[at], ()):
            if at + size <= end and key[at : at + size] in self._owners and _alone(key, at, at + size):
                return size
        return 0


def _paired(parts: list[str], pairs: list[_Pair], key: str, within: Span, sentence: int) -> Iterator[Found]:
    """The pairs, of those that the text may hold, whose words all stand in one sentence."""
    start, inside = within[0], key[within[0] : within[1]]
    places: dict[str, int] = {}
    for part in parts:
        at = inside.find(part)
        while at >= 0 and not _alone(inside, at, at + len(part)):
            at = inside.find(part, at + 1)
        if at >= 0:
            places[part] = start + at
    for topic, pair, weight in pairs:
        if all(part in places for part in pair):
            spans = [(places[part], places[part] + len(part)) for part in pair]
            factor = min(_factor(key, span, pair=True) for span in spans)
            if factor:
                yield Found(topic, "+".join(pair), _together(spans), sentence, weight * factor)


def _together(spans: list[Span]) -> Span:
    """From the first to the last of the words of a pair; only the first where they stand far apart."""
    first, last = min(spans), max(spans, key=lambda span: span[1])
    return (first[0], last[1]) if last[1] - first[0] <= _SHOWN else first


def _factor(key: str, span: Span, pair: bool = False) -> float:
    """How much a word counts by what stands around it; of a pair only what takes all meaning from it."""
    left, right = key[max(0, span[0] - _BEFORE) : span[0]], key[span[1] : span[1] + _AFTER]
    factor = min((rule.factor for rule in _context().rules if rule.fits(left, right)), default=1.0)
    return factor if not pair or factor <= 0.35 else 1.0


def _alone(key: str, start: int, end: int) -> bool:
    """Whether no word goes on over the edges: Latin words count whole, short katakana words outside longer ones."""
    before = key[start - 1] if start else " "
    after = key[end] if end < len(key) else " "
    if _latin(key[start]) and _latin(before):
        return False
    plural = after == "s" and not _latin(key[end + 1 : end + 2] or " ")
    if _latin(key[end - 1]) and _latin(after) and not plural:
        return False
    word = key[start:end]
    if len(word) <= 4 and all(_KATAKANA.match(char) for char in word):
        behind = _KATAKANA.match(before)
        return not behind and not (len(word) <= 3 and _KATAKANA.match(after) and after != "ー")
    return True


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
