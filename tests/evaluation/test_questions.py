from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.evaluation.questions import read_questions
from assistant.evaluation.runner import recorded_sets


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "set.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_set_is_read_with_its_defaults(tmp_path):
    path = written(
        tmp_path,
        {"id": 1, "question": "予算は", "accept": [["1億円"]]},
        "",
        {"id": "b", "turns": ["甲は", "乙は"], "split": "heldout", "type": "unanswerable", "as_of": "2025-01-01"},
    )
    first, second = read_questions(path)
    assert (first.id, first.split, first.type, first.turns) == ("1", "dev", "factoid", ())
    assert first.answerable and not second.answerable
    assert (second.turns, second.question, second.as_of) == (("甲は",), "乙は", "2025-01-01")
    assert read_questions(path, split="heldout") == [second]


@pytest.mark.parametrize("row", ["{half", "[1]", {"id": "b"}, {"question": "予算は"}, {"id": "b", "turns": []}])
def test_the_line_that_is_wrong_is_named(tmp_path, row):
    path = written(tmp_path, {"id": "a", "question": "予算は"}, row)
    with pytest.raises(InputError, match="2行目"):
        read_questions(path)


def test_an_empty_choice_is_an_error(tmp_path):
    with pytest.raises(InputError, match="heldout"):
        read_questions(written(tmp_path, {"id": "a", "question": "予算は"}), split="heldout")
    (tmp_path / "set.jsonl").write_bytes("予算".encode("cp932"))
    with pytest.raises(InputError, match=r"set\.jsonl"):
        read_questions(tmp_path / "set.jsonl")


def test_the_recorded_sets_are_complete():
    questions = read_questions(*recorded_sets())
    assert len({question.id for question in questions}) == len(questions) >= 80
    assert len({question.type for question in questions}) >= 14
    for question in questions:
        assert question.answerable == (question.type != "unanswerable"), question.id
        assert bool(question.evidence) == question.answerable, question.id
        assert all(form for group in question.accept for form in group), question.id
        assert bool(question.turns) == (question.type == "followup"), question.id
