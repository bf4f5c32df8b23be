"""The compound nouns of a question."""

from __future__ import annotations

import pytest
from samples import GLOSSARY, asked

from assistant.answer.compounds import Compounds
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens


def held(question: str, text: str) -> tuple[float, float]:
    return compounds(question).held(set(index_tokens(text)), squeeze(text))


def compounds(question: str) -> Compounds:
    query = asked(question)
    return Compounds(query, GLOSSARY.find(query.resolved))


def test_a_passage_on_the_subject_holds_the_compounds():
    assert held("水門更新計画の予算額は", "水門更新計画の予算額は3億円") == (1.0, 1.0)


def test_one_that_is_missing_shows():
    whole, least = held("水門更新計画のサイレンは", "水門更新計画の予算額は3億円")
    assert least == 0.0 and 0.0 < whole < 1.0


def test_another_name_of_the_same_thing_counts():
    assert held("みらいPのサイレン", "みらい防災育成プログラムのサイレン") == pytest.approx((1.0, 1.0))


def test_the_longest_one_and_what_no_document_holds():
    found = compounds("水門更新計画のサイレンは")
    assert found.length() == pytest.approx(6 / 12)
    assert found.unknown(set(index_tokens("水門更新計画"))) == pytest.approx(4 / 12)
    assert compounds("それは").unknown(set()) == 0.0
