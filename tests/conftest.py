"""Shared fixtures. Nothing here reaches the network."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shared import MARK, ROOT, Ask, Built, Ran

from assistant import pipeline
from assistant.assistant import Assistant
from assistant.cli import main
from assistant.index.embedder import open_embedder
from assistant.model import Answer

# One encoder for all commands that a test runs: its weights take half a second to load.
_open_embedder = cache(open_embedder)


@pytest.fixture(autouse=True)
def _no_language_model(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Whoever runs the tests may have a language model set; only the tests of a real one ask it."""
    if "real_model" not in request.keywords:
        for name in [name for name in os.environ if name.startswith("POLICY_ASSISTANT_LLM_")]:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of official documents, which the project does not contain."""
    folder = ROOT.parent / "shared" / "originals"
    if not folder.is_dir():
        pytest.skip("the official documents (../shared/originals) are not here")
    return folder


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The bundled corpus, indexed once for all tests, which do not change it."""
    return _built(ROOT / "corpus", tmp_path_factory.mktemp("bundled"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Two invented documents about an invented programme, indexed once for all tests, which do not change it."""
    return _built(ROOT / "tests" / "small_corpus", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small_assistant(small: Built) -> Assistant:
    """One assistant over ``small``, for tests that only ask."""
    return small.assistant()


@pytest.fixture
def own(small: Built, tmp_path: Path) -> Built:
    """A copy of ``small`` that a test may change."""
    shutil.copytree(small.corpus, tmp_path / "corpus")
    shutil.copytree(small.index.parent, tmp_path / "indexes")
    return Built(tmp_path / "corpus", tmp_path / "indexes" / small.index.name)


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Ran]:
    """Runs the command line in this process, in an empty folder: cli("ask", "…", "--json") -> Ran."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "open_embedder", _open_embedder)

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["policy-assistant", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question that the assistant is asked from now on."""
    questions: list[str] = []
    ask = Assistant.ask

    def noted(self: Assistant, question: str, *rest: Any, **given: Any) -> Answer:
        questions.append(question)
        return ask(self, question, *rest, **given)

    monkeypatch.setattr(Assistant, "ask", noted)
    return questions


def _built(corpus: Path, folder: Path) -> Built:
    made = Built(corpus, folder / "default")
    report = pipeline.build([corpus], made.index, pipeline.embedder_of(made.settings()))
    assert not report.problems, report.problems
    return made


@pytest.fixture(scope="module")
def assistant(bundled: Built) -> Assistant:
    """An assistant over the bundled corpus."""
    return bundled.assistant()


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    """Asks, and checks what holds for every answer."""

    def asked(question: str, *turns: str, **given: str) -> Answer:
        answer = assistant.ask(question, turns, **given)
        assert answer.question == question.strip()
        assert all(c.quote and c.text[c.start : c.end] == c.quote for c in answer.citations), question
        marks = {int(mark) for mark in MARK.findall(answer.answer)}
        assert marks == {citation.n for citation in answer.citations}, question
        assert len(MARK.sub("", answer.answer)) <= 700, question
        assert bool(answer.citations) or answer.status == "not_found", question
        return answer

    return asked
