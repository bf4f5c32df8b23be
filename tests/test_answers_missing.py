"""What users notice when the documents do not say it, and of whatever else is typed."""

from __future__ import annotations

import re

import pytest
from shared import START, Ask

from assistant.assistant import Assistant
from assistant.errors import InputError

_OF_ANOTHER_THING = "先進的サイバー防御の構想の予算額は"


# Not found


@pytest.mark.parametrize(
    "question", ["月の石の値段はいくらですか", "経済安全保障担当大臣の電話番号は", _OF_ANOTHER_THING]
)
def test_what_is_not_there_is_said_to_be_missing_and_not_padded(ask: Ask, question: str):
    answer = ask(question)
    assert answer.status == "not_found" and answer.answer.startswith("資料には見当たりません")
    assert len(answer.citations) <= 1, "one statement near it at most"
    assert len(answer.answer) <= 400


def test_what_happened_to_another_thing_is_no_answer(ask: Ask):
    answer = ask("手順書の運用が2027年に延期されたのはなぜですか")
    assert answer.status == "not_found" and answer.answer.startswith("「2027年に延期された」という記載は")


@pytest.mark.parametrize("question", ["What is the GDP of Japan?", "What salary do K Program researchers get?"])
def test_a_detail_that_nothing_is_known_for_is_refused(ask: Ask, question: str):
    assert ask(question).status == "not_found"


# Whatever is typed


@pytest.mark.parametrize(
    "question",
    [
        f"🚀{START}🎉",
        f"  {START}\n",
        f"\u200b{START}\ufeff",
        "手順書の　運用は いつ始まりますか？？",
        f"{START}" + "！" * 200,
    ],
)
def test_what_does_not_matter_does_not_matter(assistant: Assistant, question: str):
    answer = assistant.ask(question)
    assert "2026年4月" in answer.answer and answer.citations[0].doc_id == "research-security-2025-12"


def test_markup_in_a_question_stays_literal(ask: Ask):
    question = "<b>月の石</b>の**値段**は <script>alert(1)</script> ![x](http://x.example/a.png) {0} %s はいくら"
    answer = ask(question)
    assert "&lt;" not in answer.answer and "&amp;" not in answer.answer
    answer = ask("<b>手順書</b>の運用は**いつ**始まりますか <script>alert(1)</script>")
    assert "2026年4月" in answer.answer and "<script>" not in answer.answer


def test_a_very_long_question_is_read_or_refused(ask: Ask, assistant: Assistant):
    ask(START + "背景を説明します。" * 400)
    with pytest.raises(InputError):
        assistant.ask("予" * 100_000)


@pytest.mark.parametrize("question", ["", " \n\t", "🚀🎉", "\u0000\u0001", "！？", "\u200b"])
def test_what_is_no_question_is_refused(assistant: Assistant, question: str):
    with pytest.raises(InputError):
        assistant.ask(question)


def test_every_passage_has_a_date_that_can_be_told(assistant: Assistant):
    dates = {assistant.editions.date(passage) for passage in assistant.index.passages}
    assert all(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", date) for date in dates)
