from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.evaluation.report import summary_text, write_report
from assistant.evaluation.runner import Evaluation, Outcome, measures, run_evaluation

QUESTIONS = [
    {"id": "right", "question": "みらい防災育成プログラムの予算は総額いくらですか", "accept": [["120億円"]],
     "evidence": [["総額120億円"]]},
    {"id": "wrong", "question": "公募はいつ始まりますか", "type": "date", "accept": [["2031年"]],
     "evidence": [["2031年"]]},
    {"id": "follow", "turns": ["みらい防災育成プログラムの公募はいつ始まりますか", "予算は"], "type": "followup",
     "accept": [["120億円"]], "evidence": [["総額120億円"]]},
    {"id": "none", "split": "heldout", "type": "unanswerable", "question": "月の石の値段はいくらですか"},
]  # fmt: skip


@pytest.fixture(scope="module")
def result(small_assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    path = tmp_path_factory.mktemp("set") / "set.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in QUESTIONS), encoding="utf-8")
    return run_evaluation(small_assistant, [path])


def outcome(**given: object) -> Outcome:
    values = {
        "id": "1", "split": "dev", "type": "date", "question": "?", "answerable": True, "rank": 1, "status": "answered",
        "right": True, "supported": True, "chars": 10, "ms": 5.0, "retrieve_ms": 2.0, "answer": "",
    }  # fmt: skip
    return Outcome(**{**values, **given})  # type: ignore[arg-type]


def test_every_question_is_judged(result: Evaluation):
    right, wrong, follow, none = result.outcomes
    assert (right.right, right.supported, right.rank) == (True, True, 1)
    assert (wrong.right, wrong.supported, wrong.rank) == (False, False, 0)
    assert follow.right and follow.rank == 0, "retrieval is not measured on follow-ups"
    assert none.refused and not none.answerable and not none.right
    assert all(outcome.ms >= outcome.retrieve_ms > 0 for outcome in result.outcomes)


def test_each_channel_is_measured_by_itself(result: Evaluation):
    assert set(result.outcomes[0].ranks) == {"lexical", "dense", "fused"} and not result.outcomes[2].ranks
    rates = result.by_channel("dev")["all types"]
    assert rates["fused"]["hit@1"] == result.summary("dev")["hit@1"]
    assert all(channel["hit@1"] <= channel["hit@5"] <= channel["hit@10"] for channel in rates.values())
    assert result.by_channel("heldout") == {}, "an unanswerable question has no rank"
    assert "by channel" in summary_text(result)


def test_the_halves_and_types_add_up(result: Evaluation):
    assert result.splits() == ["dev", "heldout"]
    dev = result.summary("dev")
    assert dev["questions"] == 3 and dev["right"] == pytest.approx(2 / 3, abs=0.001)
    assert dev["hit@1"] == 0.5 and dev["mrr"] == 0.5, "two single questions, one found"
    assert result.summary("heldout")["refused"] == 1.0 and "right" not in result.summary("heldout")
    assert set(result.by_type("dev")) == {"factoid", "date", "followup"}


def test_measures_of_ranks_refusals_and_lengths():
    found = measures(
        [
            outcome(rank=1),
            outcome(rank=4, right=False, supported=False, status="not_found"),
            outcome(rank=0, supported=False, chars=40),
            outcome(answerable=False, right=False, supported=False, answer="そのような記載はありません。"),
        ]
    )
    assert (found["hit@1"], found["hit@5"], found["hit@10"]) == (0.333, 0.667, 0.667)
    assert found["mrr"] == round((1 + 0.25) / 3, 3)
    assert (found["right"], found["right_and_supported"]) == (0.667, 0.333)
    assert (found["over_refusal"], found["refused"]) == (0.333, 1.0)
    assert found["mean_chars"] == 17.5
    assert measures([]) == {"questions": 0}


def test_the_report_holds_the_figures_and_what_went_wrong_in_the_development_half(result: Evaluation, tmp_path: Path):
    write_report(result, tmp_path / "report")
    data = json.loads((tmp_path / "report" / "results.json").read_text("utf-8"))
    assert data["summary"]["dev"] == result.summary("dev") and len(data["outcomes"]) == 4
    report = (tmp_path / "report" / "report.md").read_text("utf-8")
    assert "- wrong (date" in report and "- right" not in report and "## heldout" in report
    text = summary_text(result)
    assert [line.split()[0] for line in text.splitlines()[1:4]] == ["dev", "heldout", "all"]
