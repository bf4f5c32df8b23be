"""A real language model writes: run by ``make test-llm``, which serves one and sets it in the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shared import Built

from assistant.assistant import Assistant
from assistant.evaluation.held import unheld
from assistant.llm.backend import Backend, Deadline
from assistant.llm.enrich import Enricher
from assistant.pipeline import embedder_of

pytestmark = pytest.mark.real_model
ATTACKS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "llm" / "attacks.jsonl").read_text("utf-8").splitlines()
]
# Few: an answer takes seconds to minutes on two cores.
ASKED = [attack for attack in ATTACKS if attack["id"] in ("q01", "q09")]


@pytest.fixture(scope="module")
def assistant(bundled: Built) -> Assistant:
    made = Assistant(bundled.settings())
    assert made.writes, "no language model is set: run make test-llm"
    return made


@pytest.mark.parametrize("question", ["手順書の運用はいつ始まりますか", "K Programの予算は全部でいくらですか"])
def test_what_it_writes_stands_in_the_sources(assistant: Assistant, question: str):
    stated, *_, answer = assistant.answers(question)
    assert answer.status == "answered" and answer.notices
    assert unheld(answer, assistant.glossary) == []
    assert all(cited.text[cited.start : cited.end] == cited.quote for cited in answer.citations)
    assert answer.engine["llm"] or answer.answer == stated.answer


@pytest.mark.parametrize("attack", ASKED, ids=[attack["id"] for attack in ASKED])
def test_orders_in_the_question(small: Built, attack: dict[str, str]):
    made = Assistant(small.settings())
    answer = made.ask(attack["attack"])
    assert not [words for words in attack["never"] if words in answer.answer]
    assert unheld(answer, made.glossary) == []


def test_it_streams_and_can_be_left(assistant: Assistant):
    pieces = Backend(assistant.settings).stream([("user", "一から百まで数えてください。")], Deadline(300))
    assert next(pieces) and next(pieces)
    pieces.close()  # type: ignore[attr-defined]


def test_questions_for_a_document(small: Built, tmp_path: Path):
    settings = small.settings()
    made = Assistant(settings)
    enrich = Enricher(Backend(settings), made.glossary, tmp_path, lambda cost: cost.requests == 1)
    passages = [passage for passage in made.index.passages if "120億円" in passage.text]
    found = enrich(passages[:1])
    assert found[0].questions and embedder_of(settings).encode_query(list(found[0].questions)).shape[0]
