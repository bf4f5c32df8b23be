"""Measures of the designation check, on outcomes whose figures are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shared import ROOT, Built

from assistant.designation.evaluate import report, run, summary, wrong
from assistant.designation.examples import read_examples
from assistant.designation.model import VERDICTS
from assistant.designation.vocabulary import LISTS, names
from assistant.errors import InputError

ROW = {
    "id": "T1", "kind": "plain", "form": "summary", "lang": "ja", "call": "",
    "description": "トカマクのプラズマの乱れを調べる。科研費で行い、論文で発表する。",
    "areas12": ["フュージョンエネルギー関連技術領域"], "areas20": ["先端エネルギー・蓄エネルギー技術"], "kprogram": [],
    "verdict": "may_be_specified", "facts": {"competitive": True, "results_public": True, "aims_social_implementation": None},
}  # fmt: skip


def written(folder: Path, *rows: dict) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_measures_of_a_right_and_a_wrong_row(bundled: Built, tmp_path: Path) -> None:
    other = {**ROW, "id": "T2", "areas12": ["量子関連技術領域"], "verdict": "unlikely"}
    outcomes = run(bundled.assistant(), read_examples(written(tmp_path, ROW, other)))
    found = summary(outcomes)
    assert found["areas12"]["first"] == 0.5 and found["verdict_right"] == 0.5
    assert found["confusion"]["unlikely"]["may_be_specified"] == 1
    assert found["facts_right"]["competitive"] == 1.0
    assert "Verdict right: 0.500" in report(found, "set", "encoder")
    assert any(line.startswith("T2 areas12") for line in wrong(outcomes))


def test_a_file_that_is_no_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"set\.jsonl"):
        read_examples(written(tmp_path, {"id": "x"}))


@pytest.mark.parametrize("name", ["designation-dev.jsonl", "designation-heldout.jsonl"])
def test_the_recorded_sets_name_what_the_lists_name(name: str) -> None:
    examples = read_examples(ROOT / "eval" / name)
    assert len(examples) == 80
    for example in examples:
        assert set(example.verdicts) <= set(VERDICTS)
        for list_name in LISTS:
            known = set(names()[list_name].values())
            assert {*example.expected(list_name), *example.tolerated(list_name)} <= known
