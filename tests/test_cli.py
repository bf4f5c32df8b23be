from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared import ROOT, Built, Cli, Ran, as_json, one_line

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"
HEAVY = {"torch", "gradio", "llama_index", "sentence_transformers", "transformers", "spacy", "openpyxl", "docx", "pptx"}


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
    assert (found["encoder"]["dim"], found["encoder"]["indexed"]) == (1536, 512) and found["encoder"]["name"]
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
    one_line(cli("ask", "?", "--lang", "fr"), 2, "--lang")


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
