from __future__ import annotations

import json
import re
import threading
from pathlib import Path

import pytest
from shared import ROOT, Built

from assistant.answer.conversation import resolve
from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.errors import IndexUnusable, InputError
from assistant.evaluation.questions import read_questions
from assistant.given import checked_date
from assistant.model import Answer
from assistant.pipeline import add, remove

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"
FUND = "ひかり観測基金の上限額はいくらですか"
# Questions of the development half that the tests over the bundled corpus ask: every fifth.
STEP = 5


@pytest.fixture(scope="session")
def answers(bundled: Built) -> list[Answer]:
    """Answers over the bundled corpus, of every type of question."""
    assistant = bundled.assistant()
    questions = read_questions(ROOT / "eval" / "questions.jsonl", split="dev")[::STEP]
    return [assistant.ask(question.question, question.turns, question.as_of) for question in questions]


# What holds for every answer


def test_every_quote_is_an_exact_part_of_its_passage(answers: list[Answer]):
    citations = [citation for answer in answers for citation in answer.citations]
    assert len(citations) > len(answers) / 2
    assert all(c.quote and c.text[c.start : c.end] == c.quote for c in citations)
    assert all(c.title and c.date and c.locator and c.source_file for c in citations)


def test_marks_and_citations_belong_together(answers: list[Answer]):
    for answer in answers:
        marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.answer)}
        numbers = [citation.n for citation in answer.citations]
        assert numbers == list(range(1, len(numbers) + 1)), answer.question
        assert marks == set(numbers), answer.question


def test_answered_means_cited_and_not_found_says_so(answers: list[Answer]):
    for answer in answers:
        if answer.status == "not_found":
            told = ("見当たりません", "記載はありません", "do not say")
            assert any(words in answer.answer for words in told), answer.question
        else:
            assert answer.citations and answer.as_of, answer.question


def test_answers_keep_their_length(answers: list[Answer]):
    assert max(len(re.sub(r"\[\d+\]", "", answer.answer)) for answer in answers) <= 700


def test_an_answer_is_plain_json(answers: list[Answer]):
    for answer in answers:
        assert json.loads(json.dumps(answer.to_json(), ensure_ascii=False))["question"] == answer.question
        assert answer.engine["llm"] is None and answer.timing_ms["total"] >= answer.timing_ms["retrieve"] > 0


# Over the small corpus


def test_the_newest_value_with_its_date(small_assistant: Assistant):
    answer = small_assistant.ask(BUDGET)
    assert answer.status == "answered" and answer.as_of == "2024-04-01"
    assert "120億円" in answer.answer and "[1]" in answer.answer and "2024年4月1日時点" in answer.answer


def test_a_follow_up_shows_how_it_was_understood(small_assistant: Assistant):
    answer = small_assistant.ask("じゃあ予算は", ["みらい防災育成プログラムの公募はいつ始まりますか"])
    assert "120億円" in answer.answer and "についてお答えします" in answer.answer.splitlines()[0]
    assert answer.question == "じゃあ予算は"


def test_blank_earlier_turns_do_no_harm(small_assistant: Assistant):
    assert "120億円" in small_assistant.ask(BUDGET, ["", "？！", "\u200b"]).answer


@pytest.mark.parametrize(
    "question", ["うちの大学の研究は重要技術領域に当たりますか", "Is my research project concerned?"]
)
def test_a_question_about_own_research_is_shown_the_check(small_assistant: Assistant, question: str):
    assert any("policy-assistant check" in notice for notice in small_assistant.ask(question).notices)
    assert not any("check" in notice for notice in small_assistant.ask("深海観測機の研究の対象は何ですか").notices)


def test_a_relative_date_is_read_against_the_newest_document_and_told(small_assistant: Assistant):
    newest = max(document.date for document in small_assistant.documents())
    found = small_assistant.ask("昨年の防災の取組は何ですか")
    assert any("昨年" in notice and f"{int(newest[:4]) - 1}年" in notice for notice in found.notices)
    given = small_assistant.ask("昨年の防災の取組は何ですか", as_of="2022-05-01")
    assert any("2021年" in notice for notice in given.notices)


def test_an_answer_in_english_is_given_when_the_turn_asks_for_it(small_assistant: Assistant):
    found = small_assistant.ask("英語で答えて", ["防災技術庁の予算はいくらですか"])
    assert "Understood as" in found.answer


def test_one_document_only(small_assistant: Assistant):
    answer = small_assistant.ask("みらい防災育成プログラムには何件の応募がありましたか", doc="mirai-review")
    assert {citation.doc_id for citation in answer.citations} == {"mirai-review"}
    assert all(hit.passage.doc_id == "mirai-outline" for hit in small_assistant.search("中間評価", doc="mirai-outline"))
    with pytest.raises(InputError, match="nowhere"):
        small_assistant.ask(BUDGET, doc="nowhere")


def test_the_limit_of_a_question_is_a_setting(small: Built):
    strict = Assistant(small.settings(max_question_chars=100))
    with pytest.raises(InputError, match="100字以内"):
        strict.ask("予" * 101)


def test_several_threads_get_the_same_answers(small: Built):
    assistant = small.assistant()
    questions = [BUDGET, "公募はいつ始まりますか", "対象とする技術は何ですか", "中間評価の委員長は誰ですか"] * 3
    found: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda n=n, q=q: found.update({n: assistant.ask(q).answer}))
        for n, q in enumerate(questions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(len(questions))] == [assistant.ask(question).answer for question in questions]


# Documents in and out


def source(folder: Path, amount: str, name: str = "fund.txt") -> Path:
    path = folder / name
    path.write_text(
        f"ひかり観測基金の運営\n\n2025年1月10日\n\nひかり観測基金の上限額は{amount}です。\n", encoding="utf-8"
    )
    return path


def test_a_document_is_found_once_added_replaced_by_its_id_and_never_cited_once_removed(own: Built, tmp_path: Path):
    assistant = own.assistant()
    assert assistant.ask(FUND).status == "not_found"

    add([source(tmp_path, "3億円")], own.index, assistant.embedder)
    answer = assistant.ask(FUND)
    assert "3億円" in answer.answer and answer.citations[0].doc_id == "fund"
    assert [document.doc_id for document in assistant.documents()] == ["mirai-review", "fund", "mirai-outline"]

    add([source(tmp_path, "8億円")], own.index, assistant.embedder)
    assert "8億円" in assistant.ask(FUND).answer
    assert all("3億円" not in hit.passage.text for hit in assistant.search("ひかり観測基金の上限額", k=100))
    assert len(assistant.documents()) == 3

    remove("fund", own.index)
    answer = assistant.ask(FUND)
    assert not [citation for citation in answer.citations if citation.doc_id == "fund"]
    assert "8億円" not in answer.answer
    assert all(hit.passage.doc_id != "fund" for hit in assistant.search("ひかり観測基金の上限額", k=100))
    with pytest.raises(InputError):
        assistant.search("上限額", doc="fund")


def test_an_opened_assistant_notices_at_the_next_question(own: Built):
    assistant = own.assistant()
    assert "120億円" in assistant.ask(BUDGET).answer
    remove("mirai-outline", own.index)
    assert "120億円" not in assistant.ask(BUDGET).answer
    (own.index / "CURRENT").unlink()
    with pytest.raises(IndexUnusable):
        assistant.ask(BUDGET)


def test_a_question_keeps_the_index_that_it_began_with(own: Built, monkeypatch: pytest.MonkeyPatch):
    assistant = own.assistant()

    def removed_meanwhile(*arguments: object) -> object:
        monkeypatch.undo()
        remove("mirai-outline", own.index)
        return resolve(*arguments)

    monkeypatch.setattr("assistant.assistant.resolve", removed_meanwhile)
    assert "120億円" in assistant.ask(BUDGET).answer
    assert "120億円" not in assistant.ask(BUDGET).answer


def test_the_last_document_may_go_too(own: Built):
    for doc_id in ("mirai-outline", "mirai-review"):
        remove(doc_id, own.index)
    assistant = own.assistant()
    assert assistant.documents() == [] and assistant.search("予算") == []
    assert assistant.ask(BUDGET).status == "not_found"


# Which index


def test_the_default_index_is_built_on_first_use(small: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    index = tmp_path / "indexes" / "default"
    monkeypatch.setattr(Settings.model_fields["index"], "default", index)
    told: list[tuple[int, int]] = []
    assistant = Assistant(Settings(corpus=small.corpus, index=index), lambda done, total: told.append((done, total)))
    assert len(assistant.documents()) == 2
    assert (index / "CURRENT").is_file() and told[-1][0] == told[-1][1]


def test_an_index_that_was_named_is_not_built_by_itself(tmp_path: Path):
    with pytest.raises(IndexUnusable, match="policy-assistant build"):
        _ = Assistant(Settings(index=tmp_path / "ix" / "other")).index


def test_dates_as_people_write_them():
    assert checked_date("") == ""
    assert checked_date("2025-12-26") == "2025-12-26"
    assert checked_date("2025年12月") == "2025-12-31"
    assert checked_date("令和7年度") == "2026-03-31"
    for wrong in ("someday", "2025-13-40", "20251"):
        with pytest.raises(InputError, match=re.escape(wrong)):
            checked_date(wrong)
