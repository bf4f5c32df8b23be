from __future__ import annotations

import threading
import time

import pytest
from local_model import NAME, LocalModel, Reply, serving

from assistant.config import Settings
from assistant.llm.backend import KEY_VARIABLE, Backend, Cancelled, Deadline, LlmFailed


def backend(model: LocalModel, **given: object) -> Backend:
    return Backend(Settings(llm_base_url=model.url, llm_model=NAME, **given))  # type: ignore[arg-type]


def ask(model: LocalModel, seconds: float = 20) -> str:
    made = backend(model)
    _ = made.llm
    return made.complete([("system", "規則"), ("user", "問い")], Deadline(seconds))


def test_the_answer_and_what_was_sent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(KEY_VARIABLE, "sk-123")
    with serving("予算は120億円です[1]。") as model:
        assert ask(model) == "予算は120億円です[1]。"
    (request,) = model.requests
    assert request["model"] == NAME and request["stream"] and request["temperature"] == 0
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert model.keys == ["Bearer sk-123"]


@pytest.mark.parametrize("bad", [Reply(status=500), Reply(status=429), Reply(cut=True), Reply(raw="<html>")])
def test_one_further_try(bad: Reply):
    with serving(bad, "二度目です。") as model:
        assert ask(model) == "二度目です。"
    assert len(model.requests) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "requests"),
    [
        (Reply(status=500), "down", 2),
        (Reply(status=404), "refused", 1),
        (Reply(status=401), "refused", 1),
        (Reply("途中まで", cut=True), "broken", 1),
        (Reply(raw="<html>busy</html>"), "broken", 2),
        (Reply(raw='{"error": "no"}'), "broken", 2),
        (Reply(raw="data: {half\n\n"), "broken", 2),
    ],
)
def test_failures_have_a_name_and_hide_what_the_server_wrote(reply: Reply, kind: str, requests: int):
    with serving(reply) as model, pytest.raises(LlmFailed) as failed:
        ask(model)
    assert failed.value.kind == kind and len(model.requests) == requests
    assert "secret" not in str(failed.value)


@pytest.mark.parametrize("text", ["", "途中まで"])
def test_a_server_that_hangs_is_left_at_the_deadline(text: str):
    with serving(Reply(text, hang=True)) as model, pytest.raises(LlmFailed) as failed:
        ask(model, seconds=0.5)
    assert failed.value.kind == "slow" and len(model.requests) == 1


def test_nobody_listens():
    with serving("x") as model:
        pass
    with pytest.raises(LlmFailed) as failed:
        ask(model)
    assert failed.value.kind == "down"


def test_cancelled_while_it_writes():
    stop = threading.Event()
    with serving(Reply("途中まで", hang=True)) as model:
        pieces = backend(model).stream([("user", "問い")], Deadline(30, stop))
        assert next(pieces)
        stop.set()
        with pytest.raises(Cancelled):
            list(pieces)


def test_a_server_that_keeps_failing_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch):
    with serving(Reply(status=404)) as model:
        made = backend(model)
        for _ in range(5):
            with pytest.raises(LlmFailed):
                made.complete([("user", "問い")], Deadline(20))
        assert len(model.requests) == 3
        later = time.monotonic() + 61
        monkeypatch.setattr(time, "monotonic", lambda: later)
        with pytest.raises(LlmFailed):
            made.complete([("user", "問い")], Deadline(20))
        assert len(model.requests) == 4
