"""Search over a small index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from index.index_samples import LetterEmbedder
from samples import VOCABULARY

from assistant.assistant import Assistant
from assistant.index.data import IndexData
from assistant.index.store import open_index, write_index
from assistant.retrieve.retriever import Retriever
from assistant.retrieve.understand import understand

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"


@pytest.fixture(scope="module")
def retriever(small_assistant: Assistant) -> Retriever:
    return small_assistant.retriever


def test_the_passage_that_answers_comes_first(retriever: Retriever):
    for question, words in [
        (BUDGET, "総額120億円"),
        ("応募は何件ありましたか", "48件の応募"),
        ("委員長は誰ですか", "青葉教授"),
        ("河川の水位", "河川水位の予測技術"),
    ]:
        assert words in retriever.search(understand(question, VOCABULARY))[0].passage.text, question


def test_hits_come_best_first_and_not_more_than_asked_for(retriever: Retriever):
    hits = retriever.search(understand(BUDGET, VOCABULARY), 3)
    assert len(hits) == 3
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and scores[-1] > 0
    assert len({hit.passage.passage_id for hit in hits}) == 3


def test_a_hit_says_what_matched(retriever: Retriever):
    for hit in retriever.search(understand(BUDGET, VOCABULARY)):
        assert hit.best and 0 <= hit.lexical <= 1 and 0 <= hit.dense <= 1.0001
        assert len(hit.sentence_scores) == len(hit.passage.sentences)


def test_the_sentence_that_answers_scores_best(retriever: Retriever):
    hit = retriever.search(understand("委員長は誰ですか", VOCABULARY))[0]
    best = max(zip(hit.sentence_scores, hit.passage.sentence_texts(), strict=True))
    assert "青葉教授" in best[1]


def test_one_document_only(retriever: Retriever):
    hits = retriever.search(understand(BUDGET, VOCABULARY), 10, "mirai-review")
    assert hits and {hit.passage.doc_id for hit in hits} == {"mirai-review"}
    assert retriever.search(understand(BUDGET, VOCABULARY), 10, "nowhere") == []


def test_nothing_that_was_not_known_yet(retriever: Retriever):
    query = replace(understand("応募は何件ありましたか", VOCABULARY), as_of="2024-12-31")
    assert {hit.passage.doc_id for hit in retriever.search(query)} == {"mirai-outline"}
    assert retriever.search(replace(query, as_of="1999-12-31")) == []


def test_the_same_question_gives_the_same_hits(retriever: Retriever):
    query = understand(BUDGET, VOCABULARY)
    assert retriever.search(query) == retriever.search(query)


@pytest.mark.parametrize("text", ["🚀", "<script>alert(1)</script>", "予" * 3000, "zzzz qqqq", "。"])
def test_odd_questions_do_no_harm(retriever: Retriever, text: str):
    assert all(hit.score > 0 for hit in retriever.search(understand(text, VOCABULARY)))


def test_an_empty_index_finds_nothing(tmp_path: Path):
    embedder = LetterEmbedder()
    write_index(tmp_path, IndexData.empty(embedder.dim), embedder)
    empty = Retriever(open_index(tmp_path, embedder), embedder)
    assert empty.search(understand(BUDGET, VOCABULARY)) == []
