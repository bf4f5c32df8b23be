from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shared import ROOT, Built, Ran

Cli = Callable[..., Ran]
BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"
HEAVY = {"torch", "gradio", "llama_index", "sentence_transformers", "transformers", "spacy", "openpyxl", "docx", "pptx"}


def one_line(ran: Ran, code: int, *words: str) -> None:
    """The command ended with this code, one line of complaint, and nothing on stdout."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert ran.err.endswith("\n") and ran.err.count("\n") == 1 and "Traceback" not in ran.err, ran.err
    assert all(word in ran.err for word in words), ran.err


def as_json(ran: Ran) -> dict[str, Any]:
    """The one JSON object on stdout."""
    assert ran.code == 0 and ran.out.count("\n") == 1, ran
    found: dict[str, Any] = json.loads(ran.out)
    return found


def process(*arguments: object, folder: Path, **environment: str) -> Ran:
    """The command in a process of its own, without a terminal and with a bare C locale."""
    ended = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=folder, capture_output=True, timeout=120, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C", **environment},
    )  # fmt: skip
    return Ran(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))


# Answers and hits


def test_ask_prints_the_answer_with_its_source(cli: Cli, small: Built):
    ran = cli("ask", BUDGET, "--index", small.index)
    assert ran.code == 0 and ran.err == ""
    assert "120億円" in ran.out.splitlines()[0] and "[1]" in ran.out
    assert "みらい防災育成プログラムの概要（防災技術庁、2024-04-01" in ran.out
    assert "Sources" in cli("ask", BUDGET, "--index", small.index, "--lang", "en").out


def test_ask_json_is_the_contract(cli: Cli, small: Built):
    answer = as_json(cli("ask", BUDGET, "--json", "--index", small.index))
    assert list(answer) == [
        "id",
        "question",
        "status",
        "answer",
        "citations",
        "as_of",
        "notices",
        "engine",
        "timing_ms",
    ]
    assert (answer["id"], answer["question"], answer["status"]) == (None, BUDGET, "answered")
    assert answer["as_of"] == "2024-04-01" and isinstance(answer["notices"], list)
    assert list(answer["engine"]) == ["embedder", "llm"] and answer["engine"]["llm"] is None
    assert {"retrieve", "total"} <= answer["timing_ms"].keys()
    (citation,) = answer["citations"]
    assert list(citation) == [
        "n", "doc_id", "title", "issuer", "date", "status", "source_file", "locator", "passage_id", "text", "quote",
        "start", "end",
    ]  # fmt: skip
    assert citation["n"] == 1 and citation["doc_id"] == "mirai-outline"
    assert citation["source_file"] == "mirai-outline.md" and "予算と期間" in citation["locator"]
    assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_what_is_not_in_the_documents_is_an_answer_too(cli: Cli, small: Built):
    answer = as_json(cli("ask", "月の石の値段はいくらですか", "--json", "--index", small.index))
    assert answer["status"] == "not_found" and "見当たりません" in answer["answer"]


def test_search_json_is_the_contract(cli: Cli, small: Built):
    found = as_json(cli("search", "中間評価の委員長", "-k", 2, "--json", "--index", small.index))
    assert list(found) == ["question", "hits"] and found["question"] == "中間評価の委員長"
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert list(found["hits"][0]) == ["rank", "score", "passage_id", "doc_id", "date", "locator", "text"]
    assert "青葉教授" in found["hits"][0]["text"] and found["hits"][0]["date"] == "2025-09-30"
    assert found["hits"][0]["score"] >= found["hits"][1]["score"]
    assert cli("search", "中間評価の委員長", "--index", small.index).out.startswith(" 1. [")


def test_docs_and_doctor_json_are_the_contract(cli: Cli, small: Built):
    documents = as_json(cli("docs", "--json", "--index", small.index))["documents"]
    assert [document["doc_id"] for document in documents] == ["mirai-review", "mirai-outline"], "newest first"
    assert len(documents[0]["sha256"]) == 64

    found = as_json(cli("doctor", "--json", "--index", small.index))
    assert {"version", "index", "encoder", "llm"} <= found.keys()
    assert found["index"]["path"] == str(small.index) and found["index"]["passages"] > 3
    assert found["encoder"]["dim"] == 512 and found["encoder"]["name"]
    assert (Path(found["encoder"]["path"]) / "modules.json").is_file()


def test_doctor_says_what_is_wrong_instead_of_failing(cli: Cli, own: Built):
    (own.index / "CURRENT").unlink()
    found = as_json(cli("doctor", "--json", "--index", own.index))
    assert found["index"]["passages"] == 0 and "policy-assistant build" in found["index"]["error"]


# Bad usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing command"),
        (["frobnicate"], "frobnicate"),
        (["ask"], "question"),
        (["ask", "予算は", "--colour"], "--colour"),
        (["search", "予算", "-k", "0"], "-k"),
        (["batch", "in.jsonl"], "--out"),
        (["batch", "in.jsonl", "-o", "out.jsonl", "--workers", "0"], "--workers"),
        (["serve", "--port", "70000"], "--port"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(cli: Cli, arguments: list[str], words: str):
    one_line(cli(*arguments), 2, words, "指定が正しくありません")


def test_bad_usage_in_english(cli: Cli):
    one_line(cli("ask", "--lang", "en"), 2, "Bad usage", "--help")
    one_line(cli("ask", "?", "--lang", "fr"), 2, "language")


def test_every_command_has_help_and_a_version(cli: Cli):
    for command in ("build", "add", "remove", "docs", "verify", "doctor", "ask", "search", "batch", "eval", "serve"):
        ran = cli(command, "--help")
        assert ran.code == 0 and "--lang" in ran.out
    assert cli("version").out.strip()


@pytest.mark.parametrize(
    ("question", "ja", "en"),
    [
        ("", "質問が空です", "empty"),
        (" \u3000\n\t", "質問が空です", "empty"),
        ("\x01\x02\x1b\x7f\u200b", "質問が空です", "empty"),
        ("\udcff\udcfe", "質問が空です", "empty"),
        ("🎌🎏😀", "絵文字", "emoji"),
        ("？！…", "記号", "signs"),
        ("予算" * 50_000, "100,000字", "100,000 characters"),
    ],
)
def test_questions_that_are_none(cli: Cli, small: Built, question: str, ja: str, en: str):
    for command in ("ask", "search"):
        one_line(cli(command, question, "--index", small.index, "--json"), 2, ja)
        one_line(cli(command, question, "--index", small.index, "--lang", "en"), 2, en)


def test_a_question_with_control_characters_is_read_without_them(cli: Cli, small: Built):
    answer = as_json(
        cli("ask", "みらい\x00防災\u200b育成プログラムの\x1b予算は総額いくらですか", "--json", "--index", small.index)
    )
    assert answer["question"] == BUDGET and "120億円" in answer["answer"]


def test_unknown_documents_and_dates(cli: Cli, small: Built):
    one_line(cli("ask", BUDGET, "--doc", "nowhere", "--index", small.index), 2, "nowhere", "policy-assistant docs")
    one_line(cli("ask", BUDGET, "--as-of", "いつか", "--index", small.index), 2, "いつか", "2025-12-26")
    one_line(cli("remove", "nowhere", "--index", small.index), 2, "nowhere")
    one_line(cli("remove", "nowhere", "--index", small.index, "--lang", "en"), 2, "nowhere", "policy-assistant docs")


# Indexes that cannot be used


def test_a_missing_index(cli: Cli, tmp_path: Path):
    for command in (["ask", BUDGET], ["search", "予算"], ["docs"], ["verify"], ["remove", "x"]):
        one_line(cli(*command, "--index", tmp_path / "none"), 1, "索引がありません", "policy-assistant build")
        one_line(cli(*command, "--index", tmp_path / "none", "--lang", "en"), 1, "no index", "policy-assistant build")


def test_a_half_written_index(cli: Cli, own: Built):
    generation = next(own.index.glob("gen-*"))
    passages = generation / "passages.jsonl"
    passages.write_bytes(passages.read_bytes()[:-100])
    one_line(cli("ask", BUDGET, "--index", own.index), 1, "passages.jsonl", "policy-assistant build")
    one_line(cli("verify", "--index", own.index), 1, "passages.jsonl", "policy-assistant build")
    (generation / "manifest.json").write_text("{", encoding="utf-8")
    one_line(cli("ask", BUDGET, "--index", own.index, "--lang", "en"), 1, "manifest.json", "policy-assistant build")


def test_an_index_of_another_version(cli: Cli, own: Built):
    manifest = next(own.index.glob("gen-*")) / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"schema": 1', '"schema": 99'), encoding="utf-8")
    one_line(cli("ask", BUDGET, "--index", own.index), 1, "別の版", "99", "policy-assistant build")


def test_a_sound_index(cli: Cli, small: Built):
    assert cli("verify", "--index", small.index) == Ran(0, "索引に問題はありません。\n", "")


# Documents in and out


def test_build_and_add_tell_what_came_in(cli: Cli, small: Built, tmp_path: Path):
    index = tmp_path / "new" / "default"
    built = cli("build", "--corpus", small.corpus, "--index", index)
    assert built.code == 0 and "2文書" in built.out and str(index) in built.out

    (tmp_path / "extra.txt").write_text(
        "ひかり観測基金の運営\n\nひかり観測基金の上限額は3億円です。\n", encoding="utf-8"
    )
    added = cli("add", tmp_path / "extra.txt", "--index", index)
    assert added.code == 0 and "1文書" in added.out
    assert "3億円" in as_json(cli("ask", "ひかり観測基金の上限額は", "--json", "--index", index))["answer"]

    assert cli("remove", "extra", "--index", index) == Ran(0, "「extra」を除きました。\n", "")
    assert "3億円" not in cli("ask", "ひかり観測基金の上限額は", "--json", "--index", index).out


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(cli: Cli, tmp_path: Path):
    corpus, index = tmp_path / "corpus", tmp_path / "ix" / "default"
    corpus.mkdir()
    text = "ひかり観測基金の運営\n\nひかり観測基金の上限額は{}です。これは決定です。\n"
    (corpus / "sjis.txt").write_bytes(text.format("3億円").encode("cp932"))
    (corpus / "euc.txt").write_bytes(text.replace("ひかり", "みどり").format("5億円").encode("euc_jp"))
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (corpus / "gone.txt").symlink_to(tmp_path / "nowhere")
    (corpus / "cut.xlsx").write_bytes(b"PK\x03\x04 cut short")

    ran = cli("build", "--corpus", corpus, "--index", index)

    assert ran.code == 0 and "2文書" in ran.out
    *named, last = ran.err.splitlines()
    assert sorted(Path(line.split(":")[0]).name for line in named) == [
        "binary.txt",
        "cut.xlsx",
        "empty.txt",
        "gone.txt",
    ]
    assert "4件" in last
    for name, amount in (("ひかり", "3億円"), ("みどり", "5億円")):
        assert amount in as_json(cli("ask", f"{name}観測基金の上限額は", "--json", "--index", index))["answer"]
    english = cli("build", "--corpus", corpus, "--index", index, "--lang", "en")
    assert "The file is empty." in english.err and english.err.splitlines()[-1].startswith("Left out: 4")


def test_nothing_to_read_is_an_input_error(cli: Cli, own: Built, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    before = cli("docs", "--index", own.index).out
    one_line(cli("build", "--corpus", tmp_path / "empty", "--index", own.index), 2, "empty")
    one_line(cli("add", tmp_path / "binary.txt", "--index", own.index), 2, "binary.txt")
    one_line(cli("add", tmp_path / "nowhere.txt", "--index", own.index), 2, "nowhere.txt", "がありません")
    assert cli("docs", "--index", own.index).out == before, "the index in use is as it was"


def test_hostile_names_and_contents_are_shown_as_they_are(cli: Cli, own: Built, tmp_path: Path):
    hostile = "${7*7} {{7*7}} %s%n \\n '; DROP TABLE"
    name = "<img src=x onerror=alert(1)> ${7*7} '; --"
    text = f"# くろがね計画\n\nくろがね計画の合言葉は{hostile}です。<script>alert(2)</script>\n"
    (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")

    assert cli("add", tmp_path / f"{name}.md", "--index", own.index).code == 0

    answer = as_json(cli("ask", "くろがね計画の合言葉は何ですか", "--json", "--index", own.index))
    assert answer["citations"][0]["source_file"] == f"{name}.md"
    assert hostile in answer["answer"] and hostile in answer["citations"][0]["quote"]
    found = as_json(cli("search", "くろがね計画の合言葉", "-k", 1, "--json", "--index", own.index))
    assert found["hits"][0]["doc_id"] == name and hostile in found["hits"][0]["text"]
    assert cli("remove", name, "--index", own.index).code == 0


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


# A process of its own


def test_a_question_is_answered_without_loading_what_is_slow(small: Built, tmp_path: Path):
    program = (
        "import sys; from assistant.cli import main; "
        f"sys.argv = ['policy-assistant', 'ask', {BUDGET!r}, '--json', '--index', {str(small.index)!r}]; main(); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "120億円" in json.loads(ended.stdout)["answer"]
    assert not HEAVY & set(ended.stderr.split())


def test_the_real_command_in_a_bare_locale(small: Built, tmp_path: Path):
    ran = process("ask", BUDGET, "--json", "--index", small.index, folder=tmp_path)
    assert ran.err == "" and "120億円" in as_json(ran)["answer"]
    one_line(process("ask", "", "--index", small.index, folder=tmp_path), 2, "質問が空です")
    in_english = process("docs", "--index", tmp_path / "none", folder=tmp_path, POLICY_ASSISTANT_LANGUAGE="en")
    one_line(in_english, 1, "no index")


def test_a_reader_that_goes_away_leaves_no_traceback(small: Built, tmp_path: Path):
    command = f'"{sys.executable}" -m assistant search 予算 --index "{small.index}" | head -c 1'
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=tmp_path, capture_output=True, text=True, timeout=120,
        check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ended.returncode in (0, 1) and ended.stderr == ""
