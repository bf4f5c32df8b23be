"""Answers in English hold nothing that their sources do not hold."""

from __future__ import annotations

import re

import pytest
from samples import DOCUMENTS, GLOSSARY, hit, lines, passage, row
from shared import Built

from assistant.answer.claims import Claim
from assistant.answer.compose import Citations
from assistant.answer.english.held import unheld_in_english
from assistant.answer.english.names import EnglishNames
from assistant.answer.english.writer import EnglishWriter
from assistant.assistant import Assistant
from assistant.model import Answer, Citation, Passage, Query

WRITER = EnglishWriter(EnglishNames(GLOSSARY))
QUESTIONS = (
    "Which agency funds the AUV concept?",
    "How many plans have been certified for semiconductors?",
    "When will the research security procedure start to operate?",
    "What is the total budget of the K Program?",
    "Are all competitive research funds covered by the research security procedure?",
    "Compare the number of certified plans for semiconductors and storage batteries.",
    "Which items are checked in due diligence?",
    "What is the budget of the brain tech concept?",
)
_QUOTED = re.compile("“.*?”", re.DOTALL)


def said(found: Passage, *kinds: str) -> str:
    claim = Claim(found.text, hit(found), (0, len(found.text)))
    citations = Citations({document.doc_id: document for document in DOCUMENTS})
    return WRITER.paragraph(Query("", "", kinds=kinds or ("fact",)), [claim], citations)


def test_a_cell_is_said_by_column_subject_and_value():
    told = said(row("深海観測機", {"資金配分機関": "NEDO", "設置大臣": "経済産業大臣"}))
    assert "Funding agency of deep ocean vehicle: NEDO" in told and "Minister of Economy" in told and "[1]" in told


def test_a_statement_gives_what_is_asked_and_its_own_words():
    told = said(passage("運用は2026年4月（令和8年4月）に始まる予定です。"), "date")
    assert (
        told.startswith("April 2026")
        and "(a plan)" in told
        and "“運用は2026年4月（令和8年4月）に始まる予定です。”" in told
    )


def test_yes_and_no_come_first():
    assert said(passage("いいえ、対象ではありません。"), "yesno").startswith("No.")
    assert said(passage("はい、対象です。"), "yesno").startswith("Yes.")


def test_a_list_says_how_many_and_names_what_it_can():
    told = said(lines("対象は次の2領域です。\n・深海観測機\n・知らない領域"), "list")
    assert "2 areas" in told and "・deep ocean vehicle (深海観測機)" in told and "・“知らない領域”" in told


@pytest.fixture(scope="module")
def answers(bundled: Built) -> list[Answer]:
    assistant: Assistant = bundled.assistant()
    return [assistant.ask(question) for question in QUESTIONS]


def test_the_number_an_item_has_in_its_source_stays_before_its_english_name():
    told = said(passage("確認する事項は2項目です。\n・(1)学歴\n・(2)研究費の取得歴"), "list")
    assert "・(1) educational background" in told


def test_english_questions_are_answered_in_english(answers: list[Answer]):
    for answer in answers:
        plain = re.sub(r"\([^()]*\)", "", _QUOTED.sub("", answer.answer))
        assert not re.search("[ぁ-ん]", plain), answer.answer
    assert [answer.status for answer in answers][-1] == "not_found"


def test_no_figure_date_or_name_that_the_sources_do_not_hold(answers: list[Answer]):
    assert all(unheld_in_english(answer) == [] for answer in answers if answer.status == "answered")


@pytest.mark.parametrize(
    ("told", "lacking"),
    [
        ("April 2027. The source says: “運用は2026年4月から”", ["April 2027"]),
        ("JPY 50 billion (500億円)", ["JPY 50 billion (500億円)", "JPY 50 billion"]),
        ("3 times (2回)", ["3"]),
        ("Japan Coast Guard (海上保安庁)", ["Japan Coast Guard (海上保安庁)"]),
        ("April 2026; JPY 5 billion (50億円); 2 times (2回)", []),
    ],
)
def test_what_is_not_held_is_found(told: str, lacking: list[str]):
    text = "運用は2026年4月（令和8年4月）から、50億円で、2回です。"
    citation = Citation(1, "d", "題", "府", "", "", "", "", "p", text, text, 0, len(text))
    found = unheld_in_english(Answer("q", "answered", f"{told} [1].", (citation,)))
    assert found[: len(lacking)] == lacking and bool(found) == bool(lacking)


def test_counts_are_said_with_what_they_count():
    assert "2 times (2回)" in said(row("深海観測機", {"協議会開催回数": "2"}))


def test_items_have_their_english_whatever_stands_around_them():
    names = EnglishNames(GLOSSARY)
    assert names.item("(1)学歴") == names.item("学歴") != ""
    assert names.item("① 科学の再興（基礎研究力の強化・人材育成）").startswith("revival of science")
    assert names.item("・名のないもの") == ""


def test_a_long_list_is_said_in_english_alone():
    items = [
        "(1)学歴",
        "(2)研究経歴・職歴",
        "(3)研究費の取得歴",
        "(6)特許の出願状況",
        "保全審査",
        "保全指定",
        "補償",
    ] * 2
    told = said(lines("確認するものは次のとおりです：\n" + "\n".join(f"・{item}" for item in items)), "list")
    assert len(told) < 600 and "history of research funds received" in told and "研究費の取得歴" not in told


def test_the_place_of_a_row_is_told_where_it_is_asked_for():
    found = row("(7) 深海観測機", {"番号": "(7)", "技術": "深海観測機"})
    claim = Claim(found.text, hit(found), (0, len(found.text)))
    told = WRITER.claim(Query("", "装備の7番目は何ですか", kinds=("fact",)), claim)
    assert told == "Number 7 in the list: deep ocean vehicle{n}."
