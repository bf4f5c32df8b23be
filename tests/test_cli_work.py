from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from shared import Built, Cli, as_json, one_line

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"


# Batch, evaluation, server


def test_batch_tells_how_many_rows_and_errors(cli: Cli, small: Built, tmp_path: Path):
    (tmp_path / "in.csv").write_text(f"id,question\n1,{BUDGET}\n2,\n", encoding="utf-8")
    ran = cli("batch", "in.csv", "-o", "out.jsonl", "--workers", 2, "--index", small.index)
    assert (ran.code, ran.out) == (0, "") and "2件" in ran.err and "誤り 1件" in ran.err
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert "120億円" in rows[0]["answer"] and "空です" in rows[1]["error"]
    assert cli("batch", "in.csv", "-o", "out.xlsx", "--index", small.index, "--lang", "en").err.startswith(
        "Wrote 2 rows"
    )


def test_batch_refuses_what_it_cannot_use(cli: Cli, small: Built, tmp_path: Path):
    (tmp_path / "in.txt").write_text("予算は\n", encoding="utf-8")
    one_line(cli("batch", "in.txt", "-o", "out.jsonl", "--index", small.index), 2, ".jsonl、.csv、.xlsx")
    one_line(
        cli("batch", "no.csv", "-o", "out.csv", "--index", small.index, "--lang", "en"), 2, "Cannot open", "no.csv"
    )
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "予算は"}\n', encoding="utf-8")
    one_line(cli("batch", "in.jsonl", "-o", "in.jsonl", "--index", small.index), 2, "入力と同じ")
    one_line(cli("batch", "in.jsonl", "-o", "out.jsonl", "--index", tmp_path / "none"), 1, "索引がありません")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_batch_on_a_full_disk(cli: Cli, small: Built, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "予算は"}\n', encoding="utf-8")
    (tmp_path / "full.jsonl").symlink_to("/dev/full")
    ran = cli("batch", "in.jsonl", "-o", "full.jsonl", "--index", small.index)
    one_line(ran, 1, "ディスクの空きが足りない", "--resume")


def test_eval_prints_and_records_the_measures(cli: Cli, small: Built, tmp_path: Path):
    questions = [
        {"id": "1", "split": "dev", "question": BUDGET, "accept": [["120億円"]], "evidence": [["総額120億円"]]},
        {"id": "2", "split": "heldout", "type": "unanswerable", "question": "月の石の値段はいくらですか"},
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    measured = as_json(cli("eval", "--set", "set.jsonl", "--report", "report", "--json", "--index", small.index))
    assert measured["summary"]["dev"]["right_and_supported"] == 1.0 and measured["summary"]["dev"]["hit@1"] == 1.0
    assert measured["summary"]["heldout"]["refused"] == 1.0
    assert json.loads((tmp_path / "report" / "results.json").read_text("utf-8"))["summary"] == measured["summary"]
    assert "hit@10" in cli("eval", "--set", "set.jsonl", "--index", small.index).out


def test_eval_names_what_is_wrong_with_the_set(cli: Cli, small: Built, tmp_path: Path):
    (tmp_path / "set.jsonl").write_text('{"id": "1", "question": "予算は"}\n{half\n', encoding="utf-8")
    one_line(cli("eval", "--set", "set.jsonl", "--index", small.index), 2, "set.jsonl", "2行目")
    one_line(cli("eval", "--set", "none.jsonl", "--index", small.index), 2, "none.jsonl")
    (tmp_path / "set.jsonl").write_text('{"id": "1", "question": "予算は"}\n', encoding="utf-8")
    one_line(cli("eval", "--set", "set.jsonl", "--split", "heldout", "--index", small.index), 2, "heldout")


def test_serve_refuses_a_port_in_use_and_an_open_address(cli: Cli, small: Built):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        one_line(cli("serve", "--port", port, "--index", small.index), 1, str(port), "使用中", "--port")
        one_line(cli("serve", "--port", port, "--index", small.index, "--lang", "en"), 1, str(port), "in use")
    one_line(cli("serve", "--host", "0.0.0.0", "--index", small.index), 2, "0.0.0.0", "--auth")
    one_line(cli("serve", "--auth", "user", "--index", small.index), 2, "--auth")
