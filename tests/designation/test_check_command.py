"""The command `check` and rows with a description in a batch."""

from __future__ import annotations

import json
from pathlib import Path

from shared import Built, Cli, as_json, one_line

from assistant.batch import run_batch

WALL = "トカマクの壁を研究する。"


def test_json_is_one_object_and_text_names_verdict_and_steps(cli: Cli, bundled: Built) -> None:
    data = as_json(cli("check", WALL, "--competitive", "--results-public", "--json", "--index", bundled.index))
    assert data["check"]["programme"]["verdict"] == "may_be_specified"
    assert data["check"]["areas12"][0]["no"] == 11 and data["as_of"] == "2025-12-26"
    told = cli("check", WALL, "--index", bundled.index).out
    assert told.startswith("このままでは判断できません") and "確かめたいこと" in told
    assert cli("check", WALL, "--lang", "en", "--index", bundled.index).out.startswith("Cannot be told yet")


def test_files_and_a_checklist(cli: Cli, bundled: Built, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text(WALL, encoding="utf-8")
    (tmp_path / "call.txt").write_text("本公募は競争的研究費で、成果は論文で公開する。", encoding="utf-8")
    ran = cli("check", "mine.txt", "--call", "call.txt", "--checklist", "list.md", "--index", bundled.index)
    assert ran.code == 0 and ran.out.startswith("指定される可能性があります")
    saved = (tmp_path / "list.md").read_text(encoding="utf-8")
    assert saved.count("- [ ]") >= 8 and "トカマクの壁" not in saved


def test_bad_input_is_one_line(cli: Cli, bundled: Built) -> None:
    one_line(cli("check", " ", "--index", bundled.index), 2, "空です")
    one_line(cli("check", "牛乳、卵、パン", "--index", bundled.index), 2, "読み取れません")


def test_rows_with_descriptions_and_their_resume(bundled: Built, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        {"id": "d", "description": WALL, "call": "競争的研究費の公募。成果は公開する。"},
        {"id": "q", "question": "手順書の運用はいつ始まりますか"},
        {"id": "both", "description": WALL, "question": "いつ"},
        {"id": "list", "description": "牛乳、卵、パン"},
    ]
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assistant = bundled.assistant()
    assert run_batch(assistant, source, out).errors == 2
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in found] == ["d", "q", "both", "list"]
    assert found[0]["check"]["programme"]["verdict"] == "may_be_specified"
    assert "description" not in found[0] and WALL not in json.dumps(found[0], ensure_ascii=False)
    assert found[1]["status"] == "answered" and "両方" in found[2]["error"] and "読み取れません" in found[3]["error"]
    done: list[int] = []
    run_batch(assistant, source, out, resume=True, progress=lambda n, _: done.append(n))
    assert done == []
    table = tmp_path / "out.csv"
    run_batch(assistant, source, table)
    assert "may_be_specified" in table.read_text(encoding="utf-8-sig")
