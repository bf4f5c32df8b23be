"""A description as the check reads it: sentences, and a search key whose characters know where they stood."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.japanese.normalize import clean_text, fold
from assistant.japanese.sentences import split_sentences
from assistant.model import Span

_HALF_KANA = re.compile("[\uff66-\uff9f]+")
_BETWEEN = re.compile(r"[\s、，,・;；/／]+")  # what parts the items of a list
_TITLE_CHARS, _ITEM_CHARS = 12, 9  # a title is at least so long; an item of a mere list seldom longer
_JAPANESE = re.compile("[\u3001-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Text:
    """A cleaned text with its sentences; those that read like orders to the tool are apart."""

    text: str
    sentences: tuple[Span, ...]
    orders: tuple[Span, ...]

    @cached_property
    def keyed(self) -> tuple[str, list[int]]:
        """The search key, and for each of its characters the place in ``text``. Orders are blanked."""
        return _keyed(_blanked(self.text, self.orders))

    @property
    def key(self) -> str:
        """The search key alone."""
        return self.keyed[0]

    @cached_property
    def key_sentences(self) -> list[Span]:
        """The sentences as spans of the key, in their order."""
        at = self.keyed[1]
        cuts = [bisect_right(at, start - 1) for start, _ in self.sentences] + [len(at)]
        return [(cuts[i], cuts[i + 1]) for i in range(len(self.sentences))]

    def sentence_texts(self, without: Sequence[Span] = ()) -> list[str]:
        """The sentences as strings, blanks for what stands at the spans of the key in ``without``."""
        at = self.keyed[1]
        text = _blanked(self.text, tuple((at[start], at[end - 1] + 1) for start, end in without))
        return [text[start:end] for start, end in self.sentences]

    def shown(self, span: Span) -> str:
        """The writer's own words at a span of the key."""
        at = self.keyed[1]
        return " ".join(self.text[at[span[0]] : at[span[1] - 1] + 1].split())


def read_text(raw: str) -> Text:
    """The description as it is checked."""
    text = _HALF_KANA.sub(lambda kana: unicodedata.normalize("NFKC", kana.group()), clean_text(raw)[0]).strip()
    spans = split_sentences(text)
    orders = tuple(span for span in spans if is_order(text[span[0] : span[1]]))
    return Text(text, tuple(span for span in spans if span not in orders), orders)


def is_order(sentence: str) -> bool:
    """Whether a sentence reads like an order to the tool."""
    return _orders().search(fold(sentence)) is not None


def reads_as_work(text: Text) -> bool:
    """Whether it can be a description or title of research: neither a few words nor a list of things."""
    if _research().search(text.key):
        return True
    items = [item for item in _BETWEEN.split(text.text) if item]
    return len(text.key) >= _TITLE_CHARS and len(text.key) / max(len(items), 1) > _ITEM_CHARS


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[str] | str]:
    return tomllib.loads(Path(__file__).with_name("orders.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _rules()["patterns"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _research() -> re.Pattern[str]:
    return re.compile(str(_rules()["research"]))


def _blanked(text: str, spans: tuple[Span, ...]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(maxsize=20_000)
def _folded(char: str) -> str:
    return fold(char)


def _keyed(text: str) -> tuple[str, list[int]]:
    """Character by character as ``search_key`` does it: folded, blanks that mean nothing between Japanese left out."""
    key: list[str] = []
    places: list[int] = []
    blank = -1
    for place, char in enumerate(text):
        if char.isspace():
            blank = place
            continue
        folded = _folded(char)
        if blank >= 0 and key and folded and not (_JAPANESE.match(key[-1]) and _JAPANESE.match(folded)):
            key.append(" ")
            places.append(blank)
        blank = -1
        for part in folded:
            key.append(part)
            places.append(place)
    return "".join(key), places
