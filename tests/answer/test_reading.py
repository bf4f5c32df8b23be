"""What speaks for and against a piece of evidence."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from samples import GLOSSARY, asked, hit, lexical, passage

from assistant.answer.evidence import collect
from assistant.answer.reading import Reading
from assistant.answer.signals import Signals
from assistant.model import Passage

BUDGET = passage("みらい防災育成プログラムの予算は総額120億円です。")
CALL = passage("公募は2024年6月3日に始まります。")
VEHICLE = passage("深海観測機は海底を調べます。")
ITEMS = lexical(
    BUDGET, CALL, VEHICLE, passage("中間評価は専門家7名による委員会が行います。"), passage("応募は48件でした。")
)


def signals(question: str, found: Passage = BUDGET, date: str = "", score: float = 0.6) -> Signals:
    query = asked(question)
    return Reading(query, ITEMS, GLOSSARY).signals(collect(query, [hit(found, score)])[0], date)


def test_signals_are_shares():
    for question in ("みらいPの予算はいくらですか", "月の石の値段は", "第5条は2020年に何と定めていますか", "", "🚀"):
        assert all(0.0 <= value <= 1.0 for value in astuple(signals(question))), question


def test_the_words_of_the_question_are_covered_by_what_is_cited():
    assert signals("みらい防災育成プログラムの予算").covered == pytest.approx(1.0)
    assert signals("月の石の値段はいくらですか").covered < 0.3
    assert signals("みらい防災育成プログラムの委員長").covered < signals("みらい防災育成プログラムの予算").covered


def test_any_official_word_covers_an_everyday_one():
    found = passage("資金配分機関は甲機構です。")
    assert signals("お金を配る所", found).covered > 0.9


def test_an_everyday_question_of_the_passage_counts_as_its_words():
    found = replace(CALL, questions=("募集の締切はどうなっていますか",))
    assert signals("募集の締切", found).covered > signals("募集の締切", CALL).covered


def test_the_attribute_that_is_asked_for():
    assert (
        signals("みらい防災育成プログラムの予算は").attribute > signals("みらい防災育成プログラムの委員長は").attribute
    )


def test_what_kind_of_thing_is_asked_for():
    assert signals("みらいPの予算はいくらですか").kind_met == 1.0
    late = signals("みらい防災育成プログラムはいつ始まりますか")
    assert late.kind_met == 0.0 and late.figure_missing == 1.0


def test_a_date_or_article_that_the_passage_does_not_have():
    assert signals("2024年6月3日に始まるのは何ですか", CALL).other_number == 0.0
    assert signals("令和6年6月3日に始まるのは何ですか", CALL).other_number == 0.0
    assert signals("2019年6月3日に始まるのは何ですか", CALL).other_number > 0.4
    assert signals("第5条の公募とは何ですか", CALL).other_number == 1.0
    assert signals("第三次の公募とは何ですか", passage("第3次の公募です。")).other_number == 0.0
    assert signals("第三次の公募とは何ですか", passage("公募は3回です。")).other_number == 1.0
    assert signals("予算は", CALL).other_number == 0.0
    assert signals("2025年9月時点の予算は", BUDGET, "2025-09-30").other_number == 0.0, "it holds at that date"
    assert signals("2025年9月時点の予算は", BUDGET).other_number > 0


def test_an_english_question_is_covered_by_the_names_that_it_stands_for():
    assert signals("deep ocean vehicle", VEHICLE).covered > 0.9
    assert signals("deep ocean vehicle", BUDGET).covered < 0.1


def test_what_the_question_takes_for_granted():
    question = "みらい防災育成プログラムの公募が延期されたのはなぜですか"
    assert signals(question, CALL).granted == 1.0
    assert signals(question, passage("公募は準備のため延期されました。")).granted == 0.0
    assert signals(question, passage("衛星の打上げは2年延期されました。")).other_subject == 1.0
    assert signals("公募はいつ始まりますか", CALL).granted == 0.0


def test_a_name_is_asked_for_and_none_is_there():
    assert signals("採択された企業の名前", CALL).figure_missing == 1.0
    assert signals("採択された企業の名前", passage("みなと工業株式会社が採択された。")).figure_missing == 0.0
    assert signals("委員長は誰ですか", BUDGET).figure_missing == 1.0
    assert signals("委員長は誰ですか", passage("委員長は青葉教授です。")).figure_missing == 0.0


def test_a_number_is_asked_for_and_only_a_date_is_there():
    assert signals("応募の倍率はいくつですか", CALL).figure_missing == 1.0
    assert signals("応募の間接経費は何％ですか", passage("応募は48件でした。")).figure_missing == 1.0
    assert signals("応募した機関の数は", passage("応募した機関は48機関でした。")).figure_missing == 0.0
    assert signals("補助した目標額を教えて", CALL).figure_missing == 1.0


def test_why_something_ended_that_did_not():
    def contradicted(question: str, found: Passage) -> str:
        query = asked(question)
        return Reading(query, ITEMS, GLOSSARY).contradicted(collect(query, [hit(found, 0.6)])[0])

    ended = passage("深海観測機の開発は中止と判断されました。")
    assert contradicted("深海観測機の開発はなぜ打ち切られたのですか", VEHICLE) == "深海観測機の開発は打ち切られた"
    assert contradicted("深海観測機の開発はなぜ打ち切られたのですか", ended) == ""
    assert contradicted("深海観測機の開発はなんで始まったの", VEHICLE) == ""


def test_a_passage_about_something_else():
    def elsewhere(question: str, found: Passage, sure: float = 0.6) -> bool:
        query = asked(question)
        reading, evidence = Reading(query, ITEMS, GLOSSARY), collect(query, [hit(found, 0.6)])[0]
        return reading.is_elsewhere(reading.signals(evidence), evidence, sure)

    assert elsewhere("ふるさと納税の控除上限の計算方法は", BUDGET)
    assert not elsewhere("ふるさと納税の控除上限の計算方法は", BUDGET, 0.9), "everyday words for what it says"
    assert elsewhere("深海観測機の点検は何日かかりますか", CALL), "it names another thing, and holds little of the rest"
    assert not elsewhere("みらいPの予算の総額はいくらですか", BUDGET)


def test_a_question_in_unknown_words():
    reading = Reading(asked("月の石の値段"), ITEMS, GLOSSARY)
    assert reading.unknown() > 0.5 > Reading(asked("予算は総額"), ITEMS, GLOSSARY).unknown()
    assert 0 < reading.length() < 1
