"""Candidates whose worth is known, for fitting the judgement: each piece of evidence with whether it answers.

From the development questions: what holds the accepted forms or the evidence answers; nothing answers an unanswerable
one. From the corpus: each everyday question is asked with itself taken out of the index, and its own passage answers.
Questions on other topics can be added: nothing answers those.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer.conversation import resolve
from assistant.answer.evidence import collect
from assistant.answer.judge import candidates_of
from assistant.answer.parts import split_parts
from assistant.answer.reading import Reading
from assistant.answer.signals import Signals
from assistant.assistant import Assistant
from assistant.evaluation.metrics import contains_evidence, fold, meets
from assistant.evaluation.questions import EvalQuestion
from assistant.model import Hit, Passage, Query
from assistant.retrieve.duplicates import trigrams
from assistant.retrieve.understand import understand

_HITS = 12
# Everyday questions taken of each passage; one that shares this much of its trigrams with another goes out with it.
_OF_A_PASSAGE, _ALIKE = 1, 0.6
# A passage that shares this much of its trigrams with the answering one may answer as well: it is left out.
_SAYS_THE_SAME = 0.4


@dataclass(frozen=True)
class Example:
    """The candidates of one question, in the order in which they were found."""

    question_id: str
    source: str  # "questions", "corpus", "off-topic"
    answerable: bool
    reading: Reading
    signals: tuple[Signals, ...]
    answers: tuple[bool, ...]


def of_questions(assistant: Assistant, questions: Sequence[EvalQuestion]) -> Iterator[Example]:
    """The examples of the development questions over one index."""
    for question in questions:
        complete = resolve(question.question, question.turns, assistant.glossary, assistant.attributes).question
        single = split_parts(complete, assistant.glossary)[0]
        query = understand(question.question, assistant.vocabulary, single, question.as_of)
        hits = assistant.retriever.search(query, _HITS)
        answering = {hit.passage.passage_id for hit in hits if question.answerable and _answers(question, hit.passage)}
        yield from _examples(assistant, (question.id, "questions", question.answerable), query, hits, answering)


def of_corpus(assistant: Assistant, seed: int = 5) -> Iterator[Example]:
    """The examples of the everyday questions that the index holds."""
    index, chance = assistant.index, random.Random(seed)
    asked: dict[int, list[int]] = {}
    for number, unit in enumerate(index.units):
        if unit.kind == "question":
            asked.setdefault(unit.passage, []).append(number)
    for passage, units in asked.items():
        gold = index.passages[passage]
        for number in chance.sample(units, min(_OF_A_PASSAGE, len(units))):
            text = index.units[number].text
            alike = [unit for unit in units if _overlap(index.units[unit].text, text) > _ALIKE]
            told = {index.units[unit].text for unit in alike}
            query = understand(text, assistant.vocabulary)
            hits = [
                _untold(hit, told)
                for hit in assistant.retriever.search(query, _HITS, without=alike)
                if hit.passage.passage_id == gold.passage_id or _overlap(hit.passage.text, gold.text) < _SAYS_THE_SAME
            ]
            yield from _examples(assistant, (f"corpus-{number}", "corpus", True), query, hits, {gold.passage_id})


def off_topic(assistant: Assistant, questions: Sequence[str]) -> Iterator[Example]:
    """The examples of questions that the documents have nothing to do with."""
    for number, text in enumerate(questions):
        query = understand(text, assistant.vocabulary)
        hits = assistant.retriever.search(query, _HITS)
        yield from _examples(assistant, (f"off-topic-{number}", "off-topic", False), query, hits, set())


def _examples(
    assistant: Assistant, named: tuple[str, str, bool], query: Query, hits: list[Hit], answering: set[str]
) -> Iterator[Example]:
    """One example, or none where nothing was found. ``named``: id, source, answerable."""
    reading = Reading(query, assistant.index.lexical, assistant.glossary)
    found = candidates_of(reading, collect(query, hits, assistant.tables.unnamed(query, hits)), assistant.editions)
    if found:
        answers = tuple(evidence.hit.passage.passage_id in answering for evidence, _ in found)
        yield Example(*named, reading, tuple(signals for _, signals in found), answers)


def _answers(question: EvalQuestion, passage: Passage) -> bool:
    text = " ".join([passage.locator, passage.subject, passage.text])
    return contains_evidence(question, text) or meets(question.accept, fold(text))


def _untold(hit: Hit, questions: set[str]) -> Hit:
    """The hit without the everyday questions that are being asked."""
    kept = tuple(question for question in hit.passage.questions if question not in questions)
    return replace(hit, passage=replace(hit.passage, questions=kept))


def _overlap(one: str, other: str) -> float:
    first, second = trigrams(one), trigrams(other)
    return len(first & second) / max(1, min(len(first), len(second)))
