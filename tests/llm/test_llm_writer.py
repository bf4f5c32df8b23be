from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path

import pytest
from local_model import NAME, LocalModel, Reply, serving
from shared import Built, Cli, as_json

from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.evaluation.held import unheld
from assistant.index.embedder import Embedder
from assistant.llm.backend import KEY_VARIABLE, Cancelled
from assistant.model import Answer
from assistant.pipeline import embedder_of

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"


def assistant(small: Built, model: LocalModel, **given: object) -> Assistant:
    made = Assistant(small.settings(llm_base_url=model.url, llm_model=NAME, **given))
    made.embedder = _embedder(small.index)
    return made


@cache
def _embedder(index: Path) -> Embedder:
    """One for all tests: its weights take a while to load."""
    return embedder_of(Settings(index=index))


def asked(small: Built, *replies: Reply | str, question: str = BUDGET, **given: object) -> tuple[Answer, LocalModel]:
    with serving(*replies) as model:
        return assistant(small, model, **given).ask(question), model


def same_but_notice(answer: Answer, stated: Answer, word: str) -> None:
    """The answer taken from the documents stands, and the notice says why."""
    assert (answer.answer, answer.citations, answer.engine["llm"]) == (stated.answer, stated.citations, None)
    assert len(answer.notices) == 1 and word in answer.notices[0] and NAME in answer.notices[0]


@pytest.fixture(scope="module")
def stated(small_assistant: Assistant) -> Answer:
    return small_assistant.ask(BUDGET)


def test_sound_sentences_are_the_answer(small: Built):
    answer, model = asked(small, "みらい防災育成プログラムの予算は総額120億円です[1]。研究期間は最長5年です[1]。")
    assert answer.answer.startswith("みらい防災育成プログラムの予算は総額120億円です[1]。研究期間は最長5年です[1]。")
    assert "2024年4月1日時点" in answer.answer and answer.engine["llm"] == NAME and NAME in answer.notices[0]
    assert all(cited.text[cited.start : cited.end] == cited.quote for cited in answer.citations)
    assert len(model.requests) == 1 and BUDGET in model.asked() and "総額120億円" in model.asked()


def test_the_extracted_answer_comes_first_then_each_sentence_as_it_passes(small: Built, stated: Answer):
    with serving("予算は総額120億円です[1]。研究期間は最長5年です[1]。") as model:
        states = [answer.answer for answer in assistant(small, model).answers(BUDGET)]
    assert states[0] == stated.answer
    assert "5年" not in states[1] and "5年" in states[2] and states[-1] == states[2]


def test_a_failing_sentence_is_written_again_once(small: Built):
    answer, model = asked(
        small, "予算は総額130億円です[1]。研究期間は最長5年です[1]。", "予算は総額120億円です[1]。", "しません。"
    )
    assert answer.answer.startswith("予算は総額120億円です[1]。研究期間は最長5年です[1]。")
    assert len(model.requests) == 2 and "「130億円」" in model.asked(1) and len(answer.notices) == 1


def test_a_sentence_that_stays_wrong_is_dropped_and_counted(small: Built):
    answer, _ = asked(small, "予算は総額120億円です[1]。研究期間は最長8年です[1]。", "研究期間は最長9年です[1]。")
    assert "8年" not in answer.answer and "9年" not in answer.answer and "120億円[1]" not in answer.answer
    assert any("1文" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "text",
    [
        "予算は総額130億円です[1]。",
        "研究期間は最長5年です[1]。",  # sound, but not what was asked for
        "資料には記載がありません[1]。",
        "すもももももももものうち",
        "私は海賊です[1]。" * 50,
        "",
        "The budget is 12 billion yen [1].",
        "<script>alert(1)</script>",
    ],
)
def test_where_nothing_sound_is_left_the_extracted_answer_stands(small: Built, stated: Answer, text: str):
    answer, model = asked(small, text, "なし")
    same_but_notice(answer, stated, "確かめられなかった" if text else "")
    assert len(model.requests) <= 2


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (Reply(status=500), "つながらない"),
        (Reply(status=401), "受け付けない"),
        (Reply("予算は総額120億円です[1]。研究期", cut=True), "途中で切れた"),
        (Reply(raw="<html>"), "途中で切れた"),
        (Reply("予算は総額", hang=True), "時間内"),
    ],
)
def test_a_server_in_trouble(small: Built, stated: Answer, reply: Reply, word: str):
    answer, _ = asked(small, reply, llm_timeout=1)
    same_but_notice(answer, stated, word)


def test_a_repair_that_fails_leaves_what_was_sound(small: Built):
    answer, _ = asked(small, "予算は総額120億円です[1]。研究期間は最長8年です[1]。", Reply(status=500))
    assert answer.answer.startswith("予算は総額120億円です[1]。") and "8年" not in answer.answer


@pytest.mark.parametrize(
    "question", ["月の石の値段は", "対象とする技術は何ですか", "How large is the budget of the programme?"]
)
def test_the_model_is_not_asked(small: Built, small_assistant: Assistant, question: str):
    answer, model = asked(small, "応募は48件です[1]。", question=question)
    assert not model.requests and answer.answer == small_assistant.ask(question).answer and not answer.engine["llm"]


def test_cancelled(small: Built):
    stop = threading.Event()
    with serving(Reply("予算は総額120億円です[1]。研究期間は最長で5年とし", hang=True)) as model:
        states = assistant(small, model).answers(BUDGET, stop=stop)
        next(states)
        next(states)
        stop.set()
        with pytest.raises(Cancelled):
            list(states)


def test_batches_and_the_command_line(small: Built, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    rows = tmp_path / "in.jsonl"
    rows.write_text(json.dumps({"id": "a", "question": BUDGET}, ensure_ascii=False), encoding="utf-8")
    with serving("予算は総額120億円です[1]。") as model:
        monkeypatch.setenv("POLICY_ASSISTANT_LLM_BASE_URL", model.url)
        monkeypatch.setenv("POLICY_ASSISTANT_LLM_MODEL", NAME)
        monkeypatch.setenv(KEY_VARIABLE, "sk-123")
        assert as_json(cli("ask", BUDGET, "--json", "--index", small.index))["engine"]["llm"] == NAME
        assert cli("batch", rows, "-o", tmp_path / "out.jsonl", "--index", small.index).code == 0
        told = cli("doctor", "--json", "--index", small.index)
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["engine"]["llm"] == NAME
    found = as_json(told)["llm"]
    assert found == {"name": NAME, "base_url": model.url, "key": True, "models": [NAME]} and "sk-123" not in told.out
    gone = as_json(cli("doctor", "--json", "--index", small.index))["llm"]
    assert model.url in gone["error"] and "models" not in gone


def test_without_a_model_doctor_says_so(small: Built, cli: Cli):
    assert as_json(cli("doctor", "--json", "--index", small.index))["llm"] is None


def test_what_the_citations_do_not_hold_is_measured(small: Built, small_assistant: Assistant):
    answer, _ = asked(small, "予算は総額120億円です[1]。")
    assert unheld(answer, small_assistant.glossary) == []
    wrong = Answer(**{**vars(answer), "answer": "みさき市の予算は総額130億円です[1]。"})
    assert "130億円" in unheld(wrong, small_assistant.glossary) and len(unheld(wrong, small_assistant.glossary)) == 2
