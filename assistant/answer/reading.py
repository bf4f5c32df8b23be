"""A question, read so that evidence can be held against it: measures the signals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

from assistant.answer.compounds import Compounds
from assistant.answer.counted_lists import told_count
from assistant.answer.evidence import Evidence, figure_missing
from assistant.answer.granted import clause_of, happened, subjects
from assistant.answer.moved import turned
from assistant.answer.near_misses import (
    asks_names,
    event_told,
    event_untold,
    opposite_told,
    other_country,
    rank_missing,
)
from assistant.answer.numbers import Numbers, numbers_in
from assistant.answer.signals import Signals
from assistant.answer.topic import is_name, is_telling, saying_little, topic_of
from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.glossary import Entry, Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Query
from assistant.retrieve.understand import content_tokens, kinds_of

# Nouns of two ideographs used as verbs.
_ACT = re.compile(r"(?<![一-龠々])([一-龠々]{2})(?=さ[れせ]|し[たてまなよ]|する)")
# Acts of the one who asks: 列挙してください.
_REQUEST = re.compile(
    r"(?:し?て(?:ください|下さい|ほしい|欲しい|くれ|もらえ|いただ)?|せよ|しなさい|したい)?[。?？!！]*$"
)
# Kinds of questions that a figure, a date or a name answers.
_VALUES = {"number", "amount", "date", "person", "company", "contact", "total"}
# Kinds of glossary entries that are things of which there are many alike.
_THINGS = {"technology", "material", "concept"}
# About the highest score that evidence reaches.
_HIGHEST = 1.5
# The most telling words of a question that its answer should have, and the words from which a question is long.
_RAREST, _LONG = 2, 12
# Share of unknown compound nouns from which, and shares of known ones and confidence below which, a passage is about something else.
_UNKNOWN, _HALF, _LITTLE, _SURE = 0.19, 0.45, 0.5, 0.72


class Reading:
    """A question, read so that evidence can be held against it."""

    def __init__(self, query: Query, lexical: LexicalIndex, glossary: Glossary) -> None:
        """``lexical`` tells how rare a word is, ``glossary`` which names the question contains."""
        self.query = query
        self._lexical = lexical
        self._glossary = glossary
        self._entries = glossary.find(query.resolved)
        self._asked = topic_of(query.resolved, glossary).attribute
        self._attribute = content_tokens(self._asked)
        self._numbers = Numbers(query.resolved)

    def unknown(self) -> float:
        """Share (by idf) of the question's words that stand nowhere in the documents."""
        words = [token for token in self.query.terms if ":" not in token]
        return self._share(words, lambda token: token not in self._lexical.vocabulary)

    def length(self) -> float:
        """0..1: how long the question is."""
        return min(sum(":" not in token for token in self.query.terms), _LONG) / _LONG

    def long_compound(self) -> float:
        """0..1: how long the longest compound noun of the question is."""
        return self._compounds.length()

    def unknown_compounds(self) -> float:
        """0..1: how much of its compound nouns stands nowhere in the documents."""
        return self._compounds.unknown(self._lexical.vocabulary)

    def signals(self, evidence: Evidence, date: str = "", best: float = 0.0) -> Signals:
        """The signals for answering with ``evidence``; ``date`` (ISO) is when its passage holds, ``best`` the best score."""
        passage, hit = evidence.hit.passage, evidence.hit
        whole = passage_text(passage)
        inside = _tokens(" ".join([whole, *passage.questions]))
        sentence = _tokens(" ".join([*passage.heading[-1:], passage.subject, evidence.text]))
        key = squeeze(" ".join([whole, passage.locator, *passage.questions, told_count(passage)]))
        compounds, least_compound = self._compounds.held(inside, key)
        other_act = any(act not in key and not self._told_otherwise(act, inside) for act in self._acts)
        return Signals(
            dense=hit.dense,
            own_words=hit.own_dense,
            lexical=hit.lexical,
            score=_unit(evidence.score / _HIGHEST),
            share=_unit(evidence.score / best) if best > 0 else 1.0,
            covered=max(self._share(self._terms, inside.__contains__), self._covered_as_official(inside)),
            told=self._share(self._terms, sentence.__contains__),
            rarest=_mean(token in inside for token in self._rarest),
            official=_mean(any(_tokens(word) <= inside for word in words) for _, words in self.query.plain),
            attribute=self._attribute_share(evidence, inside),
            asked=evidence.asked,
            absent=float(self._is_absent(inside) and not evidence.asked),
            kind_met=float(evidence.kind_met),
            formed=float(passage.kind in self.query.kinds),
            row=float(passage.kind == "row"),
            whole=float(passage.kind in ("list", "steps")),
            prepared=float(bool(passage.questions) and passage.kind != "cover"),
            unnamed=float(evidence.unnamed),
            figure_missing=float(figure_missing(self.query, passage.text)),
            other_number=self._numbers.lacking(key, passage, f"{whole} {passage.locator}", date),
            other_thing=_missing([entry for entry in self._entries if entry.kind in _THINGS], key),
            other_name=_missing(self._entries, key),
            granted=self._lacking(self._granted, inside),
            other_subject=self._lacking(self._subject, inside),
            other_act=float(other_act),
            act_of_value=float(other_act and bool(_VALUES & set(self.query.kinds))),
            opposite=float(opposite_told(self.query.resolved, evidence.text, whole)),
            names=float(asks_names(self.query.resolved)),
            compounds=compounds,
            least_compound=least_compound,
            other_rank=float(rank_missing(squeeze(self.query.resolved), key)),
        )

    def names_it(self, signals: Signals) -> bool:
        """Whether the passage with these signals names all things that the question names, and it names some."""
        return bool(self._entries) and not signals.other_name and not signals.other_subject

    def is_elsewhere(self, signals: Signals, evidence: Evidence, sure: float) -> bool:
        """Whether the passage speaks of something else.

        It does when it is not a sure answer (``sure``, 0..1) and holds little of a question with nouns that no document
        holds; when a figure, a date or a name is asked for, of a thing that it does not name; and when it speaks of
        another country.
        """
        passage = evidence.hit.passage
        unsure = sure < _SURE and signals.covered < _HALF
        unknown = self.query.language == "ja" and unsure and self.unknown_compounds() >= _UNKNOWN
        value = sure < _SURE and bool(_VALUES & set(self.query.kinds))
        unnamed = value and signals.other_name == 1.0 and signals.covered < _LITTLE
        whole = squeeze(" ".join([passage_text(passage), passage.locator, *passage.questions]))
        return unknown or unnamed or other_country(squeeze(self.query.resolved), whole)

    def untold_acts(self, text: str) -> list[str]:
        """The acts that the question speaks of and ``text`` does not name: 削除 of 「削除された技術」."""
        inside = _tokens(text)
        return [act for act in self._acts if act not in squeeze(text) and not self._told_otherwise(act, inside)]

    @cached_property
    def _compounds(self) -> Compounds:
        return Compounds(self.query, self._entries)

    @cached_property
    def _terms(self) -> tuple[str, ...]:
        """The words looked for: of an English question those that the documents, being Japanese, know, and its names."""
        if self.query.language == "ja":
            return self.query.terms
        names = [token for form in self.query.other_names for token in content_tokens(form)]
        return tuple(token for token in dict.fromkeys([*self.query.terms, *names]) if token in self._lexical.vocabulary)

    @cached_property
    def _rarest(self) -> list[str]:
        words = {token for token in self._terms if ":" not in token and token in self._lexical.vocabulary}
        return sorted(words, key=lambda token: (-self._lexical.idf(token), token))[:_RAREST]

    @cached_property
    def _acts(self) -> list[str]:
        key = squeeze(self.query.resolved)
        return [
            match[1]
            for match in _ACT.finditer(key)
            if match[1] not in saying_little() and not _REQUEST.fullmatch(key, match.end())
        ]

    @cached_property
    def _subject(self) -> list[str]:
        """The words of X in 「Xの構想」, and in 「Xが延期されたのはなぜ」: a passage about another one does not name them."""
        named = [words for words in subjects(self.query.resolved) if not is_name(words, self._glossary)]
        return [token for words in named for token in content_tokens(words) if ":" not in token]

    def _told_otherwise(self, word: str, inside: frozenset[str]) -> bool:
        """Whether the passage has an official word for the everyday form in which ``word`` stands in the question."""
        return any(
            _tokens(official) <= inside
            for form, words in self.query.plain
            if word in form or word in _tokens(form)
            for official in words
        )

    def _lacking(self, words: Sequence[str], inside: frozenset[str]) -> float:
        """Share of the words that the passage has neither themselves nor in official words."""
        return 1.0 - _mean(word in inside or self._told_otherwise(word, inside) for word in words)

    def denied(self, evidence: Evidence) -> str:
        """What the question takes to have happened when the evidence has none of its words; else ""."""
        inside = _tokens(passage_text(evidence.hit.passage))
        return (
            happened(self.query.resolved) if self._granted and not any(word in inside for word in self._granted) else ""
        )

    def contradicted(self, evidence: Evidence) -> str:
        """What the question takes to have happened when the evidence has the opposite happen; else ""."""
        clause, passage = clause_of(self.query.resolved), evidence.hit.passage
        whole = f"{passage.subject} {passage.text}"
        opposite = turned(clause, evidence.text) or opposite_told(clause, evidence.text, passage.text)
        things = [entry for entry in self._glossary.find(clause) if entry.kind in _THINGS]
        named = squeeze(" ".join([passage_text(passage), passage.locator, *passage.questions]))
        other = event_told(clause) and bool(things) and _missing(things, named) == 1.0
        return clause if clause and (opposite or other or event_untold(clause, whole)) else ""

    @cached_property
    def _granted(self) -> list[str]:
        words = (
            token
            for token in content_tokens(happened(self.query.resolved))
            if ":" not in token and not numbers_in(token)
        )
        return [word for word in words if len(word) > 1 and word not in saying_little()]

    def _share(self, tokens: Sequence[str], holds: Callable[[str], bool]) -> float:
        total = sum(map(self._lexical.idf, tokens))
        return sum(self._lexical.idf(token) for token in tokens if holds(token)) / total if total else 0.0

    def _attribute_share(self, evidence: Evidence, inside: frozenset[str]) -> float:
        if not self._attribute:
            return 1.0
        share = max(evidence.asked, self._share(self._attribute, inside.__contains__))
        if kinds_of(self._asked) != ("fact",):
            share = max(share, float(evidence.kind_met))  # 日付, 数, 理由: any date, number or reason is one
        return share

    def _is_absent(self, inside: frozenset[str]) -> bool:
        """Whether the last word of a telling attribute, its head, is missing in the passage."""
        words = [token for token in self._attribute if ":" not in token]
        return (
            is_telling(self._asked)
            and not is_name(self._asked, self._glossary)
            and bool(words)
            and words[-1] not in inside
            and not self._told_otherwise(words[-1], inside)
        )

    def _covered_as_official(self, inside: frozenset[str]) -> float:
        """Share (by idf) of the question that the passage holds when any official word for an everyday one will do."""
        if not self.query.plain:
            return 0.0
        rest, held, total = squeeze(self.query.resolved), 0.0, 0.0
        for form, words in self.query.plain:
            rest = rest.replace(form, " ", 1)
            tokens = [_tokens(word) for word in words]
            weight = max((self._lexical.idf(token) for found in tokens for token in found), default=0.0)
            total += weight
            held += weight * any(found and found <= inside for found in tokens)
        for token in content_tokens(rest):
            total += self._lexical.idf(token)
            held += self._lexical.idf(token) * (token in inside)
        return held / total if total else 0.0


@lru_cache(maxsize=8192)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(index_tokens(text))


def _missing(entries: Sequence[Entry], key: str) -> float:
    """Share of the names that a text (squeezed) has in none of their forms."""
    return 1.0 - _mean(any(squeeze(alias) in key for alias in entry.aliases()) for entry in entries)


def _mean(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 1.0


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
