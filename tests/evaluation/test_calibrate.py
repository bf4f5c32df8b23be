"""Examples from which the judgement is fitted, and the fit."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.evaluation.calibrate import fit_confidence, fit_standing
from assistant.evaluation.examples import Example, of_corpus, of_questions, off_topic
from assistant.evaluation.questions import read_questions

ROWS = [
    {"id": "budget", "question": "みらい防災育成プログラムの予算は総額いくらですか", "accept": [["120億円"]],
     "evidence": [["総額120億円"]]},
    {"id": "call", "question": "みらい防災育成プログラムの公募はいつ始まりますか", "accept": [["6月3日"]],
     "evidence": [["6月3日"]]},
    {"id": "moon", "question": "月の石の値段はいくらですか"},
    {"id": "phone", "question": "みらい防災育成プログラムの電話番号は"},
]  # fmt: skip


@pytest.fixture(scope="module")
def examples(small_assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    path: Path = tmp_path_factory.mktemp("set") / "set.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    return list(of_questions(small_assistant, read_questions(path)))


def test_the_candidates_that_answer_are_known(examples: list[Example]):
    assert [example.answerable for example in examples] == [True, True, False, False]
    assert any(examples[0].answers) and not any(examples[2].answers) and not any(examples[3].answers)
    assert all(len(example.signals) == len(example.answers) for example in examples)


def test_signals_are_shares(examples: list[Example]):
    assert all(0 <= value <= 1 for example in examples for signals in example.signals for value in astuple(signals))


def test_questions_on_other_topics_have_no_answer(small_assistant: Assistant):
    (example,) = off_topic(small_assistant, ["みらい防災育成プログラムの歌は"])
    assert not example.answerable and not any(example.answers)


def test_everyday_questions_are_asked_without_themselves(bundled):
    example = next(of_corpus(bundled.assistant()))
    assert example.source == "corpus" and sum(example.answers) <= 1


def test_the_fit_puts_what_answers_first(examples: list[Example]):
    standing = fit_standing(examples, [1.0] * len(examples))
    values = np.array([astuple(signals) for signals in examples[0].signals])
    assert examples[0].answers[int(standing.of(values).argmax())]
    assert fit_confidence(examples, standing).weights.shape > standing.weights.shape
