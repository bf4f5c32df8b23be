"""What users notice of conversations and of questions of several parts."""

from __future__ import annotations

from shared import AGENCY, Ask


def test_a_follow_up_shows_what_was_understood(ask: Ask):
    answer = ask("じゃあ協議会は", AGENCY)
    understood, rest = answer.answer.split("\n", 1)
    assert "AUV" in understood and "協議会" in understood and "2回" in rest


def test_the_same_of_another_thing_and_of_another_time(ask: Ask):
    answer = ask("じゃあ止血製剤の構想は", AGENCY)
    assert "NEDO" in answer.answer and "止血製剤" in answer.answer.split("\n")[0]
    answer = ask("2023年11月時点では", "支援対象の技術はいくつありますか")
    assert "50" in answer.answer.split("\n")[1].split("。")[0]


def test_a_first_question_says_nothing_of_how_it_was_understood(ask: Ask):
    assert "についてお答えします" not in ask(AGENCY).answer


def test_both_parts_of_a_question_are_answered(ask: Ask):
    answer = ask("手順書の運用はいつ始まりますか。また、対象になるプログラムは何ですか")
    assert answer.status == "answered"
    assert "2026年4月" in answer.answer and "特定研究開発プログラム" in answer.answer


def test_a_pointer_may_point_at_what_an_answer_named(ask: Ask):
    answer = ask("その所管は？", "特定重要物資で一番認定が多いのはどれですか")
    assert "蓄電池" in answer.answer and "経済産業" in answer.answer


def test_a_relative_year_asks_for_the_edition_of_that_year(ask: Ask):
    answer = ask("2年前は？", "供給確保計画の認定は全部で何件ですか")
    assert "55件" in answer.answer and any("2023年" in notice for notice in answer.notices)


def test_the_same_answer_in_english(ask: Ask):
    assert "billion" in ask("英語で答えて", "K Programの予算総額はいくらですか").answer
