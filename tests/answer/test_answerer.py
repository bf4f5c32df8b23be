"""From hits to one answer, over a few passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from samples import DOCUMENTS, GLOSSARY, asked, hit, lexical, lines, passage, row

from assistant.answer.answerer import Answerer
from assistant.answer.table.tables import Tables
from assistant.japanese.tokens import index_tokens
from assistant.model import Answer, Hit, Passage, Query
from assistant.retrieve.editions import Editions

BUDGET = passage("みらい防災育成プログラムの予算は総額120億円です。")
CALL = passage("みらい防災育成プログラムの公募は2024年6月3日に始まります。", "old")
GUIDE = passage("みらいの指針では、みらい防災育成プログラムの委員長は青葉教授です。", "draft")
GOALS = lines("みらい防災育成プログラムの対象とする技術は3つです。\n・水位の予測\n・揺れのセンサー\n・混雑の通知")
COST = passage("みらい防災育成プログラムの研究課題ごとの予算額は示されていません。")
ROWS = [
    row(f"{name}の構想", {"設置大臣": "甲大臣", "資金配分機関": agency})
    for name, agency in [("潜水機", "甲機構"), ("通信", "甲機構"), ("電池", "乙財団"), ("磁石", "乙財団")]
]
PASSAGES = [BUDGET, CALL, GUIDE, GOALS, *ROWS]


def answerer(passages: Sequence[Passage] = PASSAGES) -> Answerer:
    """Its search ranks by the share of the question's words that a passage holds."""

    def find(question: str) -> tuple[Query, list[Hit]]:
        query = asked(question)
        held = [
            (len(set(query.terms) & set(index_tokens(found.text))) / max(1, len(query.terms)), found)
            for found in passages
        ]
        ranked = sorted((pair for pair in held if pair[0]), key=lambda pair: -pair[0])
        return query, [hit(found, share) for share, found in ranked]

    editions = Editions(DOCUMENTS)
    documents = {document.doc_id: document for document in DOCUMENTS}
    return Answerer(find, documents, lexical(*passages), GLOSSARY, editions, Tables(passages, editions))


@pytest.fixture(scope="module")
def ask() -> Callable[..., Answer]:
    return answerer().answer


def test_one_fact_cited_and_dated(ask: Callable[..., Answer]):
    answer = ask("みらい防災育成プログラムの予算はいくらですか")
    assert answer.status == "answered" and "120億円" in answer.answer and "2025年9月30日" in answer.answer
    assert answer.citations[0].quote == BUDGET.text and answer.as_of == "2025-09-30"
    assert "青葉" not in answer.answer, "it is not padded"


def test_both_parts_are_answered(ask: Callable[..., Answer]):
    answer = ask("みらい防災育成プログラムの予算はいくらですか。また、公募はいつ始まりますか。")
    assert answer.status == "answered"
    assert "120億円" in answer.answer and "2024年6月3日" in answer.answer
    assert {citation.doc_id for citation in answer.citations} == {"new", "old"}
    assert answer.as_of == "2025-09-30"


def test_a_part_that_is_not_there_is_said_to_be_missing(ask: Callable[..., Answer]):
    answer = ask("みらい防災育成プログラムの予算はいくらですか。深海観測機の重さは何トンですか。")
    assert answer.status == "partial"
    assert "120億円" in answer.answer and "見当たりません" in answer.answer


def test_not_found_is_said_with_what_was_searched_for(ask: Callable[..., Answer]):
    answer = ask("月の石の値段はいくらですか")
    assert (answer.status, answer.citations, answer.as_of) == ("not_found", (), "")
    assert "見当たりません" in answer.answer and "月の石" in answer.answer


def test_a_statement_that_nothing_is_said_is_not_an_answer():
    answer = answerer([COST]).answer("みらい防災育成プログラムの研究課題ごとの予算額はいくらですか")
    assert answer.status == "not_found" and "見当たりません" in answer.answer


def test_a_draft_is_called_a_draft(ask: Callable[..., Answer]):
    answer = ask("みらいの指針の委員長は誰ですか")
    assert "青葉教授" in answer.answer
    assert any("案" in notice and "みらいの指針" in notice for notice in answer.notices)


def test_a_list_with_all_its_items(ask: Callable[..., Answer]):
    answer = ask("みらい防災育成プログラムの対象とする技術の一覧").answer
    assert all(words in answer for words in ("3つ", "水位の予測", "揺れのセンサー", "混雑の通知"))


def test_rows_of_a_table_are_counted_and_each_is_cited(ask: Callable[..., Answer]):
    answer = ask("乙財団が資金配分機関の構想は何件ありますか")
    assert "2件" in answer.answer and "電池の構想[1]" in answer.answer and "磁石の構想[2]" in answer.answer
    assert all("乙財団" in citation.quote for citation in answer.citations)


def test_a_comparison_is_a_table(ask: Callable[..., Answer]):
    answer = ask("潜水機の構想と電池の構想では、設置大臣と資金配分機関はどう違いますか")
    rows = [line for line in answer.answer.split("\n") if line.startswith("|")]
    assert len(rows) == 4 and "甲機構[" in rows[3] and "乙財団[" in rows[3]


def test_a_comparison_with_something_unknown_is_not_made_up(ask: Callable[..., Answer]):
    answer = ask("潜水機の構想と月の石では、設置大臣と資金配分機関はどう違いますか")
    assert not [line for line in answer.answer.split("\n") if line.startswith("|")]


def test_the_same_words_are_not_said_twice(ask: Callable[..., Answer]):
    answer = ask("みらい防災育成プログラムの予算はいくらですか。みらい防災育成プログラムの予算はいくらですか。")
    assert answer.answer.count("120億円") == 1


def test_nothing_to_search():
    answer = answerer([]).answer("みらい防災育成プログラムの予算はいくらですか")
    assert answer.status == "not_found" and answer.citations == ()


def test_in_english(ask: Callable[..., Answer]):
    assert "do not say" in ask("price of moon rocks", "en").answer
    assert "30 September 2025" in ask("みらい防災育成プログラムの予算はいくらですか", "en").answer
