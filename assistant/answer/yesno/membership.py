"""Whether a thing stands in a list that is complete: 「港湾は基幹インフラに入りますか」.

A list is complete when its lead line says how many things it holds, and it holds that many. Then what does not stand in it,
by no other name and as no part of an item, is not in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from assistant.answer import wording
from assistant.answer.claims import Claim
from assistant.answer.list_marks import NUMBERED
from assistant.answer.near_misses import anothers
from assistant.answer.table.conditions import Columns
from assistant.answer.yesno.supposed import asks_yes_no
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Passage, Query, Span
from assistant.retrieve.editions import Editions

_FEWEST = 4  # shorter lists are parts of something else
_NAMES = 0.7  # share of the items that are names, not clauses
_ALIKE = 0.7  # share of the items from which two lists are editions of one
_CLEAR = 0.5  # share of a lead's words from which a phrase means that list among several
_SHORTEST, _LONGEST = 2, 24
_NAMED_CHARS = 220  # room for the names of all items
_COUNT = re.compile(r"(?<![\d.,])\d+(?![\d.,年月日時])")
_COUNTED = re.compile(r"\d+(?:つ|件|個)?の?")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\d+年(?:\d+月)?(?:\d+日)?(?:時点)?の?")
_EXPLAINED = re.compile(r"[（(][^（）()]{9,}[）)]?")
_CLAUSE = re.compile(r"(?:こと|とき|[るたいすむく])$")
_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(rf"^(?:\s*(?:[・\-*]|{NUMBERED}))+\s*")


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "membership.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class ClosedList:
    """A list that says how many things it holds: their names, and the place of each in the passage."""

    passage: Passage
    names: tuple[str, ...]
    spans: tuple[Span, ...]

    @cached_property
    def lead(self) -> str:
        """The lead line's first sentence without what stands in brackets and dates."""
        return _ASIDE.sub("", self.passage.text.split("\n")[0].split("。")[0])

    @cached_property
    def words(self) -> frozenset[str]:
        """The lemmas of the lead line, figures left aside."""
        return frozenset(word for word in lemmas(self.lead) if not word.isdecimal())

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names as search keys, without what stands in brackets behind them."""
        return frozenset(map(_outer, self.names))

    @cached_property
    def told(self) -> frozenset[str]:
        """Those, and the abbreviations in brackets."""
        return frozenset(lemmas(_EXPLAINED.sub("", self.passage.text.split("\n")[0].split("。")[0])))


@dataclass(frozen=True)
class Membership:
    """The answer: "yes" or "no", and the claims that show it; "" where the list is near the thing, but settles nothing."""

    word: str
    thing: str
    claims: tuple[Claim, ...] = ()


class ClosedLists:
    """The complete lists of an index."""

    def __init__(self, passages: Iterable[Passage], editions: Editions) -> None:
        self._passages = [passage for passage in passages if passage.kind == "list"]
        self._editions = editions

    @cached_property
    def _lists(self) -> list[ClosedList]:
        return [found for passage in self._passages if (found := _closed(passage))]

    def meant(self, phrase: str, query: Query, glossary: Glossary) -> ClosedList | None:
        """The list that a phrase names: its lead line has all the phrase's words; of several editions the newest known."""
        known = [one for one in self._lists if not query.as_of or self._editions.known(one.passage) <= query.as_of]
        key = squeeze(query.resolved)
        known = [one for one in known if not anothers(key, squeeze(one.lead))]
        named = [one for one in known if _names_list(phrase, one, glossary)]
        if not named:
            return None
        words = frozenset(lemmas(phrase))
        best = max(named, key=lambda one: len(words & one.words) / len(one.words))
        same = [one for one in known if len(one.keys & best.keys) >= _ALIKE * len(one.keys | best.keys)]
        clear = bool(_COUNT.search(phrase)) or len(words & best.words) >= _CLEAR * len(best.words)
        if not clear and any(one not in same for one in named):
            return None
        asked = query.edition or max(query.years, default="")
        in_force = [one for one in same if not asked or self._editions.known(one.passage) <= asked]
        return max(in_force, key=lambda one: self._editions.date(one.passage), default=best)


def membership(query: Query, lists: ClosedLists, tables: Sequence[Columns], glossary: Glossary) -> Membership | None:
    """Yes with the item, or no with the list; None when the question is of another kind."""
    if not asks_yes_no(query.resolved) or re.search(_rules()["denied"], query.resolved):
        return None
    for thing, phrase in _readings(query.resolved):
        found = lists.meant(phrase, query, glossary)
        counted = found and frozenset(lemmas(thing)) <= found.told  # 「特定重要物資は11物資ですか」 asks for its count
        if found and not counted and not _is_of_another_kind(thing, found):
            return _looked_up(thing, phrase, found, tables, glossary)
    return None


def _looked_up(thing: str, phrase: str, found: ClosedList, tables: Sequence[Columns], glossary: Glossary) -> Membership:
    forms = _forms(thing, glossary)
    item = next((name for name in found.names if any(_same(form, name) for form in forms)), "")
    if item:
        return Membership("yes", thing, (_is_listed(phrase, item, found),))
    rows = _rows(found, tables)
    if part := next((pair for row in rows if (pair := _part(forms, row, found))), None):
        name, claim = part
        return Membership("yes", thing, (_is_listed(phrase, name, found), claim))
    told = squeeze(" ".join([found.passage.text, *(" ".join([row.text, *row.questions]) for row in rows)]))
    if any(form in told or any(_near(form, name) for name in found.names) for form in forms):
        return Membership("", thing)  # near one of them, in some way: the passages themselves tell more
    return Membership("no", thing, (_is_not_listed(thing, phrase, found),))


def _is_of_another_kind(thing: str, found: ClosedList) -> bool:
    """Whether ``thing`` is somebody, and the list is no list of such: students are no item of what is checked of people."""
    actor = re.compile(_rules()["actors"])
    alike = sum(actor.search(name) is not None for name in found.names)
    return actor.search(thing) is not None and alike < len(found.names) / 2


def _readings(question: str) -> Iterator[tuple[str, str]]:
    """(thing, list) for every way to read the question as one for a member of a list."""
    rules, bare = _rules(), question.strip().rstrip("。？? ")
    orders = (("endings", "between", False), ("endings_of_item", "between_list_first", True))
    for endings, joints, list_first in orders:
        for ending in rules[endings]:
            end = re.search(ending, bare)
            for joint in rules[joints] if end else ():
                for match in re.finditer(joint, bare[: end.start()]) if end else ():
                    one, other = bare[: match.start()], bare[match.end() : end.start() if end else 0]
                    thing, phrase = (other, one) if list_first else (one, other)
                    thing, phrase = thing.strip("「」 、"), phrase.strip(" 、")
                    if _is_name(thing) and len(phrase) >= _SHORTEST:
                        yield thing, phrase


def _is_name(thing: str) -> bool:
    return _SHORTEST <= len(thing) <= _LONGEST and not re.search(_rules()["no_name"], thing)


def _closed(passage: Passage) -> ClosedList | None:
    """The passage as a complete list of names; None when it is none."""
    spans = [match.span() for match in _LINE.finditer(passage.text)][1:]
    names = [_name(passage.text[start:end]) for start, end in spans]
    if len(names) < _FEWEST or sum(not _CLAUSE.search(name) for name in names) < _NAMES * len(names):
        return None
    lead = passage.text.split("\n")[0]
    if str(len(names)) not in _COUNT.findall(squeeze(lead.split("。")[0])) or "うち" in lead:
        return None
    return ClosedList(passage, tuple(names), tuple(spans))


def _name(item: str) -> str:
    """The name in an item: 「半導体：26件（経産）」 is called 半導体."""
    return re.split(r"[：:]", _LABEL.sub("", item.strip()))[0].strip()


def _names_list(phrase: str, found: ClosedList, glossary: Glossary) -> bool:
    """Whether the lead line of a list has the words of ``phrase``, by whatever name, and its count when one is given."""
    key, lead = squeeze(phrase), squeeze(found.lead)
    counts = _COUNT.findall(key)
    if counts and str(len(found.names)) not in counts:
        return False
    for form, entries in glossary.forms(phrase):
        if any(squeeze(alias) in lead for entry in entries for alias in entry.aliases()):
            key = key.replace(squeeze(form), " ")
    generic = frozenset(_rules()["generic"])
    words = frozenset(lemmas(_COUNTED.sub(" ", key)))
    told = words - generic
    if told or (key != squeeze(phrase)):
        return told <= found.told
    return bool(counts) and any(len(word) > 1 for word in words) and words <= found.told


def _forms(thing: str, glossary: Glossary) -> list[str]:
    """The thing as a search key, and its other names where the glossary knows it as a whole."""
    key = squeeze(thing)
    names = [
        squeeze(alias)
        for entry in glossary.find(thing)
        if any(squeeze(alias) == key for alias in entry.aliases())
        for alias in entry.aliases()
    ]
    return list(dict.fromkeys([key, *names]))


def _same(form: str, name: str) -> bool:
    """Whether a form is the name of an item, or one of the things that the item joins: AI of AI・先端ロボット関連技術領域."""
    whole = squeeze(name)
    outer, _, inner = whole.rstrip(")").partition("(")
    parts = [part for piece in (outer, inner) for part in re.split("[・、,/]|及び|並びに", piece)]
    bare = _bare(form)
    return form == whole or any(bare == _bare(part) for part in [outer, *parts] if part)


def _near(form: str, name: str) -> bool:
    """Whether a form contains the name of an item, or shares more with it than the word for the kind of thing."""
    words = lemmas(form)
    return squeeze(name) in form or bool(set(words[:-1]) & set(lemmas(name)))


def _outer(name: str) -> str:
    """半導体 of 「半導体（経産）」."""
    return squeeze(name).partition("(")[0]


def _bare(name: str) -> str:
    """A name without the ending that says only what kind of thing it is."""
    for ending in _rules()["endings_of_names"]:
        if name.endswith(ending) and len(name) - len(ending) >= _SHORTEST:
            return name.removesuffix(ending)
    return name


def _rows(found: ClosedList, tables: Sequence[Columns]) -> tuple[Passage, ...]:
    """The rows of the table about the same things, when there is one."""
    for table in tables:
        if found.keys <= set(map(_outer, table.things)) and len(table.rows) == len(found.names):
            return table.rows
    return ()


def _part(forms: Sequence[str], row: Passage, found: ClosedList) -> tuple[str, Claim] | None:
    """The item whose row says that the thing belongs to it, with the sentence that says so."""
    asked = frozenset(_rules()["asked_for_parts"])
    for (start, end), words in zip(row.sentences, row.asks, strict=False):
        sentence = squeeze(row.text[start:end])
        if asked & set(words) and any(_stands_in(form, sentence) for form in forms):
            name = next((name for name in found.names if squeeze(name) in squeeze(row.subject)), "")
            return (name, Claim(row.text[start:end], Hit(row, 0.0), (start, end))) if name else None
    return None


def _stands_in(form: str, sentence: str) -> bool:
    """Whether a thing is one of those listed in a sentence, not a part of another word: 「リチウム、ニッケル」."""
    return re.search(rf"(?:^|[、・(「,は]|及び){re.escape(form)}(?:$|[、・)」,で]|及び|など|等)", sentence) is not None


def _is_listed(phrase: str, name: str, found: ClosedList) -> Claim:
    at = found.names.index(name)
    text = wording.sentence("listed", "ja", list=_called(phrase, found), item=name)
    return Claim(text, Hit(found.passage, 0.0), found.spans[at])


def _is_not_listed(thing: str, phrase: str, found: ClosedList) -> Claim:
    text = wording.sentence("unlisted", "ja", list=_called(phrase, found), item=thing)
    names = "、".join(found.names)
    if len(names) <= _NAMED_CHARS:
        text += wording.sentence("all_listed", "ja", items=names)
    return Claim(text, Hit(found.passage, 0.0), (0, len(found.passage.text)))


def _called(phrase: str, found: ClosedList) -> str:
    count = "" if _COUNT.search(squeeze(phrase)) else f"（{len(found.names)}件）"
    return f"{phrase}の一覧{count}"
