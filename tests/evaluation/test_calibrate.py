"""Examples from which the decision to answer is fitted."""

from __future__ import annotations

from dataclasses import astuple

from assistant.assistant import Assistant
from assistant.evaluation.calibrate import Example, examples
from assistant.evaluation.questions import EvalQuestion, read_questions


def questions(tmp_path, *rows: str) -> list[EvalQuestion]:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return read_questions(path)


ANSWERABLE = (
    '{"id": "a", "split": "dev", "type": "number", "question": "みらい防災育成プログラムの予算は総額いくらですか",'
    ' "accept": [["120億円"]], "evidence": [["総額120億円"]]}'
)
UNANSWERABLE = '{"id": "u", "split": "dev", "type": "unanswerable", "question": "月の石の値段はいくらですか"}'


def test_an_answerable_question_gives_an_example_of_each_side(small_assistant: Assistant, tmp_path):
    good, left_out = list(examples(small_assistant, questions(tmp_path, ANSWERABLE)))
    assert good.answers and not left_out.answers
    assert left_out.weight < good.weight
    assert good.signals.covered > left_out.signals.covered


def test_an_unanswerable_question_speaks_against_and_weighs_most(small_assistant: Assistant, tmp_path):
    found = list(examples(small_assistant, questions(tmp_path, ANSWERABLE, UNANSWERABLE)))
    refused: Example = found[-1]
    assert not refused.answers and refused.weight == max(example.weight for example in found)


def test_signals_are_shares(small_assistant: Assistant, tmp_path):
    for example in examples(small_assistant, questions(tmp_path, ANSWERABLE, UNANSWERABLE)):
        assert all(0.0 <= value <= 1.0 for value in astuple(example.signals))
