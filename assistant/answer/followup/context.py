"""What the rules for follow-ups know: the earlier questions, the names of things, what the documents answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answer.compare.contrast import comparison_of
from assistant.answer.followup.words import listed, pattern
from assistant.answer.topic import Topic, ends_as_thing, is_attribute, is_clause, is_noun_of_things, topic_of
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.model import Span

# Kinds of glossary entries that are asked about in the same way.
_ALIKE = {"technology": "thing", "material": "thing", "concept": "thing"}
# Kinds of names that a question without a subject may hold too.
_GENERAL = {"organisation", "term"}
_ATTRIBUTE_CHARS = 12
_QUOTED = re.compile(r"「([^「」]{2,80})」")
# 「赤外線センサの構想、進捗は」
_THING_FIRST = re.compile(
    r"^([^、。はがを]{2,40}(?:構想|技術|領域|制度|計画|プログラム|手順書))、(?=[^、]{1,12}$|[^、]{1,12}は)"
)
_LED = re.compile(r"(?:へ|から|まで|として|による|との|での)$")
# What an answer says stands at a place of a list.
_PLACED = re.compile(r"^[^「」]{0,6}「([^「」]{2,60})」")
# What may stand between two parts of one name.
_GAP = re.compile(r"[けなるたいした的]{1,3}$")
# Names of an answer that a follow-up may point at.
_NAMES = 3
# Names of things begin and end with such characters; a part of a name this long, that few things have, names them too.
_RUN = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9]{3,}")
_FEW = 4


def _unsure(question: str, words: str) -> float:
    return 0.0


def _nothing(question: str) -> list[str]:
    return []


def _silent(question: str) -> str:
    return ""


@dataclass(frozen=True)
class Probe:
    """What the documents answer to a complete question.

    ``support`` (0..1) says whether they answer it with a passage that holds the given words; ``items`` gives the list
    in the answer, if it has one; ``says`` what the answer says first, ``answer`` the whole of it.
    """

    support: Callable[[str, str], float] = _unsure
    items: Callable[[str], list[str]] = _nothing
    says: Callable[[str], str] = _silent
    answer: Callable[[str], str] = _silent


@dataclass(frozen=True)
class Context:
    """What is known when a turn is read."""

    glossary: Glossary
    attributes: frozenset[str]
    probe: Probe
    earlier: tuple[str, ...]  # the earlier questions, complete, oldest first; at least one

    @property
    def previous(self) -> str:
        """The question before, without its question mark."""
        return self.earlier[-1].strip().rstrip("。?？ ")

    @cached_property
    def before(self) -> Topic:
        """What the question before was about; of a clause (「無届けで投資したらどうなりますか」) what it says of that.

        A place in a list (「領域の⑨」) is what stands there, when the answer names it.
        """
        topic = topic_of(_THING_FIRST.sub(r"\1の", self.earlier[-1]), self.glossary)
        if pattern("place", ".の{}(?:の(?:項目|分野|領域|もの|技術))?$").search(topic.phrase):
            named = _PLACED.match(self.probe.says(self.earlier[-1]))
            return Topic(named[1] if named else topic.phrase, "", topic.rest)
        if _LED.search(topic.entity):  # 「国外移転への対応」 is one thing
            topic = Topic(topic.phrase, "", topic.rest)
        asked = pattern("interrogative").search(topic.phrase)
        if topic.rest or not asked:
            return topic
        said = topic.phrase[: asked.start()].rstrip("はがを、")
        thing = said.rstrip("でに")
        return Topic((thing if ends_as_thing(thing) else said) or topic.phrase)

    def answered(self) -> list[str]:
        """The names in the answer to the question before, when that asks which one: 「一番認定が多いのはどれ」."""
        entity = topic_of(self.previous, self.glossary).entity
        if not pattern("asks_which").search(self.previous) or "thing" in self.kinds(entity):
            return []
        said = re.split("[。\n]", self.probe.says(self.earlier[-1]))[0]
        names = [said[start:end] for start, end in sorted(self.mentions(said, {"thing"}))]
        names = names or _QUOTED.findall(said)
        names = names or [said[start:end] for start, end in sorted(self.mentions(said, self.kinds(said) - {"thing"}))]
        return list(dict.fromkeys(name for name in names if name not in self.previous))[:_NAMES]

    def things(self) -> list[str]:
        """The things asked about so far, in order, each once; both sides of a comparison."""
        found: list[str] = []
        for question in self.earlier:
            comparison = comparison_of(question)
            found += list(comparison.sides) if comparison else [topic_of(question, self.glossary).entity]
        return list(dict.fromkeys(found))

    def subjects(self) -> list[str]:
        """What a question without a subject may be about: the entity before, and the thing that it is part of."""
        entity = self.before.entity
        spans = self.mentions(entity, self.kinds(entity) - _GENERAL)
        first = min(spans, default=None)
        if first is None:
            return [entity]
        whole = entity[: first[1]] if entity[first[1] :].startswith("の") else entity
        named = entity[first[0] : first[1]] if is_clause(entity) else entity
        return list(dict.fromkeys([entity, whole, named]))

    def answered_as(self, noun: str) -> str:
        """What the answer named when the question before asked which ``noun``: 「どのビジョンに基づきますか」; else ""."""
        if not noun or not re.search(f"(?:どの|どんな|何の){noun}", self.previous):
            return ""
        named = re.search(
            rf"[一-龠々ァ-ヶーA-Za-z0-9・]*{noun}(?:[（(][^（）()]+[）)])?", self.probe.says(self.earlier[-1])
        )
        return named[0] if named and named[0] != noun else ""

    def names_attribute(self, phrase: str) -> bool:
        """Whether a phrase names an attribute of some thing, not a thing: 設置大臣, 主な支援措置, 協議会の開催回数."""
        core = pattern("attribute_modifiers").sub("", phrase.strip("「」 、"))
        return bool(core) and all(self._is_attribute(part) for part in core.split("の"))

    def _is_attribute(self, word: str) -> bool:
        key = squeeze(word)
        if key in {squeeze(own) for own in listed("attributes")}:
            return True
        if not key or len(key) > _ATTRIBUTE_CHARS or is_noun_of_things(word):
            return False
        return is_attribute(word, self.attributes) and not pattern("interrogative").search(word)

    def names_thing(self, text: str) -> bool:
        """Whether a text names a thing that can be asked about alone; bodies and general terms are no such things."""
        return bool(self.kinds(text) - _GENERAL)

    def kinds(self, text: str) -> set[str]:
        """The kinds of the things that a text names."""
        found = {_ALIKE.get(entry.kind, entry.kind) for entry in self.glossary.find(text)}
        if _countries(text):
            found.add("country")
        if "thing" not in found and any(names_partly(run[0], self.glossary) for run in _RUN.finditer(text)):
            found.add("thing")
        return found

    def mentions(self, text: str, kinds: set[str]) -> list[Span]:
        """Where things of these kinds are named in ``text``, without overlaps, as the text writes them."""
        names = [
            alias
            for entry in self.glossary.find(text)
            if _ALIKE.get(entry.kind, entry.kind) in kinds
            for alias in entry.aliases()
        ]
        names += _countries(text) if "country" in kinds else []
        if "thing" in kinds:
            names += [run[0] for run in _RUN.finditer(text) if names_partly(run[0], self.glossary)]
        spans: list[Span] = []
        for name in sorted(set(names), key=len, reverse=True):
            start = text.lower().find(name.lower())
            if start >= 0 and all(start >= end or start + len(name) <= begin for begin, end in spans):
                spans.append((start, start + len(name)))
        return _joined(text, spans) if "thing" in kinds else spans

    def after(self, earlier: Sequence[str]) -> Context:
        """The same with other earlier questions."""
        return Context(self.glossary, self.attributes, self.probe, tuple(earlier))


def _countries(text: str) -> list[str]:
    """The countries that a text names; 日本版 names none."""
    return [match[0] for match in pattern("countries", "{}(?!版|語|人|製|学術)").finditer(text)]


def begins_with_attribute(text: str) -> bool:
    """Whether a text begins with an attribute that only things have: 対象になるのは, 有識者は."""
    return pattern("attributes", "^{}").match(text) is not None


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """The spans as wide as the words that they are parts of; parts of one name as one: 船舶向け通信衛星."""
    runs = [run.span() for run in _RUN.finditer(text)]
    found: list[Span] = []
    for start, end in sorted(spans):
        start = next((first for first, last in runs if first <= start < last), start)
        end = next((last for first, last in runs if first < end <= last), end)
        if found and (start < found[-1][1] or _GAP.match(text[found[-1][1] : start])):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=512)
def names_partly(words: str, glossary: Glossary) -> bool:
    """Whether words are a part of the names of a few things, and so name them: 風況観測, レーザー加工."""
    key = squeeze(words)
    if is_noun_of_things(words) or ends_as_thing(words) or pattern("vague", "^{}$").match(words):
        return False
    holding = [
        entry
        for entry in glossary.entries
        if entry.kind in _ALIKE and any(key in squeeze(name) for name in (entry.name, *entry.variants))
    ]
    return 0 < len(holding) <= _FEW
