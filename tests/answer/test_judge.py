"""Which evidence answers best, and whether it is strong enough."""

from __future__ import annotations

import pytest
from samples import DOCUMENTS, GLOSSARY, asked, hit, lexical, passage

from assistant.answer.evidence import collect
from assistant.answer.judge import Judged, confidence, judged
from assistant.answer.reading import Reading
from assistant.model import Passage
from assistant.retrieve.editions import Editions

BUDGET = passage("みらい防災育成プログラムの予算は総額120億円です。")
LEADER = passage("みらい防災育成プログラムの委員長は青葉教授です。")
FISH = passage("港では魚の数を毎年数えています。")
ITEMS = lexical(BUDGET, LEADER, FISH)
EDITIONS = Editions(DOCUMENTS)


def ranked(question: str, *passages: Passage, score: float = 0.6) -> tuple[Reading, list[Judged]]:
    query = asked(question)
    reading = Reading(query, ITEMS, GLOSSARY)
    hits = [hit(found, score, own_dense=score) for found in passages]
    return reading, judged(reading, collect(query, hits), EDITIONS)


def sure(question: str, *passages: Passage, score: float = 0.6) -> float:
    reading, found = ranked(question, *passages, score=score)
    return confidence(reading, found[0])


@pytest.mark.parametrize(("question", "best"), [("予算はいくらですか", BUDGET), ("委員長は誰ですか", LEADER)])
def test_of_passages_found_alike_the_one_that_answers_comes_first(question: str, best: Passage):
    _, found = ranked(f"みらい防災育成プログラムの{question}", FISH, BUDGET, LEADER)
    assert found[0].evidence.hit.passage == best
    assert [item.evidence.score for item in found] == sorted((i.evidence.score for i in found), reverse=True)
    assert found[0].evidence.score == 1.0


def test_confidence_is_a_probability_on_the_right_side():
    right = sure("みらい防災育成プログラムの予算は総額いくらですか", BUDGET, score=0.8)
    assert 0 < sure("月の石の値段はいくらですか", FISH, score=0.2) < 0.2 < 0.5 < right < 1


def test_the_right_thing_without_the_detail_is_not_enough():
    assert sure("みらい防災育成プログラムの担当課の電話番号を教えてください", BUDGET) < 0.5


def test_a_passage_is_judged_once():
    both = passage("みらい防災育成プログラムの予算は総額120億円です。期間は最長5年です。", kind="text")
    _, found = ranked("みらい防災育成プログラムの予算と期間", both)
    assert len(found) == 1
