"""What the chat tab does, without a browser."""

from __future__ import annotations

import asyncio
import json
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fake_assistant import FakeAssistant

from assistant.model import Answer
from assistant.ui.chat import Chat, chat_api
from assistant.ui.conversation import Turn, Turns
from assistant.ui.words import words


@pytest.fixture(scope="module")
def chat() -> Chat:
    gr = pytest.importorskip("gradio")
    with gr.Blocks(analytics_enabled=False):
        return Chat(FakeAssistant(), words("ja"))  # type: ignore[arg-type]


def views(chat: Chat, question: str | None, turns: Turns = (), as_of: str | None = None) -> list[Any]:
    async def run() -> list[Any]:
        chat.threads = None  # belongs to an event loop
        return [view async for view in chat.ask(question, turns, as_of, None)]

    return asyncio.run(run())


def test_question_is_shown_at_once_then_its_answer(chat: Chat) -> None:
    waiting, done = views(chat, " いつですか ")
    assert waiting[0] == (Turn("いつですか"),) and "資料を調べています" in waiting[1] and waiting[-1] == ""
    assert done[0][0].answer.status == "answered" and "#source-1-1" in done[1] and 'id="source-1-1"' in done[2]


class Writing(FakeAssistant):
    """Has a language model that changes the answer."""

    writes = True

    def answers(self, question: str, *rest: Any) -> Iterator[Answer]:
        stated = self.ask(question)
        yield stated
        if "止まる" in question:
            raise RuntimeError("a secret path")
        yield replace(stated, answer="言語モデルの文です[1]。")


def test_the_extracted_answer_is_shown_while_a_model_writes(monkeypatch: pytest.MonkeyPatch, chat: Chat) -> None:
    monkeypatch.setattr(chat, "assistant", Writing())
    _, stated, written, done = views(chat, "いつですか")
    assert "出典と照合しています" in stated[1] and "運用開始" in stated[1] and stated[0][0].pending
    assert "言語モデルの文です" in written[1] and "出典と照合しています" in written[1]
    assert "言語モデルの文です" in done[1] and "出典と照合しています" not in done[1] and not done[0][0].pending
    kept = chat.stop(stated[0], "")
    assert "運用開始" in kept[1] and not kept[0][0].pending and kept[-1] == ""
    failed = views(chat, "止まる")[-1]
    assert "もう一度お試しください" in failed[1] and not failed[0][0].pending


def test_stopped_and_failed_questions_are_no_earlier_turns(chat: Chat) -> None:
    answered = views(chat, "いつですか")[-1][0]
    turns = (*answered, Turn("止めた", message="中止しました。"), Turn("誤り", message="長すぎます", failed=True))
    views(chat, "では対象は", turns, "2025-11-01")
    assert chat.assistant.asked[-1] == ("では対象は", ("いつですか",), "2025-11-01", "", "ja")  # type: ignore[attr-defined]


def test_empty_questions_do_not_pile_up(chat: Chat) -> None:
    (once,) = views(chat, None)
    (twice,) = views(chat, "  ", once[0])
    assert len(twice[0]) == 1 and "質問が空です" in twice[1]
    assert len(views(chat, "いつですか", twice[0])[-1][0]) == 1


def test_second_click_while_waiting_does_nothing(chat: Chat) -> None:
    assert views(chat, "いつですか", (Turn("待っている"),)) == []


def test_failure_is_logged_and_not_shown(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    failed = views(chat, "壊れた質問")[-1]
    assert "もう一度お試しください" in failed[1] and "secret" not in failed[1] and failed[-1] == "壊れた質問"
    assert "a secret path" in caplog.text


def test_stop_gives_the_question_back(chat: Chat) -> None:
    view = chat.stop((Turn("待つ"),), "")
    assert view[-1] == "待つ" and "中止しました" in view[1]
    assert chat.stop((Turn("待つ"),), "書きかけ")[-1] == "書きかけ"
    answered = views(chat, "いつですか")[-1][0]
    assert chat.stop(answered, "")[0] == answered  # the answer was faster


def test_api_returns_data_and_one_sentence_for_a_mistake() -> None:
    gr = pytest.importorskip("gradio")
    api = chat_api(FakeAssistant(), words("en"))  # type: ignore[arg-type]
    assert api("いつですか", ["前の質問"])["citations"][0]["quote"] == "2026年4月に運用を始める"
    with pytest.raises(gr.Error, match="too long"):
        api("あ" * 5000)


def test_four_questions_are_answered_at_the_same_time(served_fake: tuple[str, FakeAssistant]) -> None:
    url, assistant = served_fake
    assistant.asked.clear()
    assistant.release.clear()
    body = json.dumps({"data": ["待つ", None, "", ""]}).encode()
    for _ in range(4):
        call = urllib.request.Request(f"{url}/gradio_api/call/chat", body, {"content-type": "application/json"})
        assert urllib.request.urlopen(call, timeout=10).status == 200
    deadline = time.monotonic() + 10
    while len(assistant.asked) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    assistant.release.set()
    assert len(assistant.asked) == 4
