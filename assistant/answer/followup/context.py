"""What the rules for follow-ups know: the earlier questions, the names of things, what the documents answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.contrast import comparison_of
from assistant.answer.followup.words import listed, pattern
from assistant.answer.topic import Topic, is_attribute, is_noun_of_things, topic_of
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.model import Span

# Kinds of glossary entries that are asked about in the same way.
_ALIKE = {"technology": "thing", "material": "thing", "concept": "thing"}
# Kinds of names that a question without a subject may hold too.
_GENERAL = {"organisation", "term"}
_ATTRIBUTE_CHARS = 12


def _unsure(question: str, words: str) -> float:
    return 0.0


def _nothing(question: str) -> list[str]:
    return []


@dataclass(frozen=True)
class Probe:
    """What the documents answer to a complete question.

    ``support`` (0..1) says whether they answer it with a passage that holds the given words; ``items`` gives the list
    in the answer, if it has one.
    """

    support: Callable[[str, str], float] = _unsure
    items: Callable[[str], list[str]] = _nothing


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

    @property
    def before(self) -> Topic:
        """What the question before was about."""
        return topic_of(self.earlier[-1], self.glossary)

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
        whole = entity[: first[1]] if first and entity[first[1] :].startswith("の") else entity
        return list(dict.fromkeys([entity, whole]))

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
        return found | ({"country"} if any(country in text for country in listed("countries")) else set())

    def mentions(self, text: str, kinds: set[str]) -> list[Span]:
        """Where things of these kinds are named in ``text``, without overlaps, as the text writes them."""
        names = [
            alias
            for entry in self.glossary.find(text)
            if _ALIKE.get(entry.kind, entry.kind) in kinds
            for alias in entry.aliases()
        ]
        names += listed("countries") if "country" in kinds else []
        spans: list[Span] = []
        for name in sorted(set(names), key=len, reverse=True):
            start = text.lower().find(name.lower())
            if start >= 0 and all(start >= end or start + len(name) <= begin for begin, end in spans):
                spans.append((start, start + len(name)))
        return spans

    def after(self, earlier: Sequence[str]) -> Context:
        """The same with other earlier questions."""
        return Context(self.glossary, self.attributes, self.probe, tuple(earlier))


def begins_with_attribute(text: str) -> bool:
    """Whether a text begins with an attribute that only things have: 対象になるのは, 有識者は."""
    return pattern("attributes", "^{}").match(text) is not None
