"""Bad surroundings: no rights, no space, terminals without Japanese, and what nobody foresaw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared import ROOT, Built, Cli, Ran, as_json, one_line

from assistant import pipeline
from assistant.assistant import Assistant

NOTE = "# {0}計画について\n\n## 担当\n\n{0}計画の担当は海運局です。\n"
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")


def process(*arguments: object, out: str = "", **environment: str) -> Ran:
    """The command in a process of its own; ``out`` is a file for its standard output."""
    with open(out or os.devnull, "wb") as file:
        ended = subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, arguments)],
            stdout=file if out else subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )  # fmt: skip
    return Ran(ended.returncode, (ended.stdout or b"").decode("utf-8", "replace"), ended.stderr.decode("utf-8"))


def test_a_pipe_in_a_folder_is_named_and_not_waited_for(cli: Cli, tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.md").write_text(NOTE.format("港湾"))
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    ran = cli("build", "--corpus", tmp_path / "in", "--index", tmp_path / "index")
    assert ran.code == 0 and "pipe.txt: ふつうのファイルではありません。" in ran.err


def test_file_names_that_cannot_be_shown_give_ids_that_can(cli: Cli, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "two\nlines.md").write_text(NOTE.format("港湾"))
    (folder / os.fsdecode(b"half\xff.md")).write_text(NOTE.format("鉄道"))
    (folder / "empty\nfile.md").write_text("")
    ran = cli("build", "--corpus", folder, "--index", tmp_path / "index")
    assert ran.code == 0 and "empty file.md: ファイルが空です。" in ran.err
    documents = as_json(cli("docs", "--json", "--index", tmp_path / "index"))["documents"]
    assert {d["doc_id"]: d["source_file"] for d in documents} == {"two_lines": "two_lines.md", "half_": "half_.md"}
    assert len(cli("docs", "--index", tmp_path / "index").out.splitlines()) == 2
    assert cli("remove", "two_lines", "--index", tmp_path / "index").code == 0


@pytest.mark.parametrize("path", ["x" * 5000, "a\nb", "/dev/null/x"])
def test_paths_that_cannot_be(cli: Cli, small: Built, path: str):
    one_line(cli("add", path, "--index", small.index), 2)
    one_line(cli("ask", "予算", "--index", path), 1, "policy-assistant build")


def test_a_language_that_there_is_not(cli: Cli, small: Built):
    one_line(cli("docs", "--lang", "fr", "--index", small.index), 2, "--lang")


@pytest.mark.parametrize("name", ["gen-" + "x" * 5000, "gen-\0", "../..", ""])
def test_a_pointer_to_nowhere(cli: Cli, own: Built, name: str):
    (own.index / "CURRENT").write_text(name)
    one_line(cli("ask", "予算", "--index", own.index), 1, "CURRENT")


@as_user
def test_an_index_without_rights(cli: Cli, own: Built):
    (generation,) = own.index.glob("gen-*")
    (generation / "units.jsonl").chmod(0)
    one_line(cli("verify", "--index", own.index), 1, "units.jsonl")
    (own.index / "CURRENT").chmod(0)
    one_line(cli("ask", "予算", "--index", own.index), 1, "権限")
    own.index.parent.chmod(0)
    try:
        one_line(cli("docs", "--index", own.index), 1, "権限")
        one_line(cli("add", own.index / "a.txt", "--index", own.index), 2, "開けません")
    finally:
        own.index.parent.chmod(0o755)


def test_a_checksum_that_cannot_be_taken_is_a_problem_of_that_file(
    cli: Cli, small: Built, monkeypatch: pytest.MonkeyPatch
):
    def refused(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("assistant.index.store.file_sha256", refused)
    one_line(cli("verify", "--index", small.index), 1, "documents.json: 読めません")


def test_results_that_cannot_be_written_are_still_printed(cli: Cli, small: Built, tmp_path: Path):
    question = {"id": "a", "split": "dev", "type": "factoid", "question": "予算は総額いくらですか",
                "accept": [["120億円"]], "evidence": [["120億円"]]}  # fmt: skip
    (tmp_path / "set.jsonl").write_text(json.dumps(question, ensure_ascii=False))
    (tmp_path / "taken").write_text("")
    ran = cli("eval", "--set", tmp_path / "set.jsonl", "--report", tmp_path / "taken", "--index", small.index)
    assert ran.code == 1 and "hit@1" in ran.out and "taken に書き込めません" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_what_nobody_foresaw_is_one_line_too(cli: Cli, small: Built, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("1 / 0")

    monkeypatch.setattr(Assistant, "ask", broken)
    one_line(cli("ask", "予算", "--index", small.index), 1, "ZeroDivisionError: 1 / 0")
    english = cli("ask", "予算", "--lang", "en", "--index", small.index)
    one_line(english, 1, "test_cli_faults.py")
    assert english.err.startswith("Something unforeseen")


@pytest.mark.parametrize(("lang", "words"), [("ja", "中断しました"), ("en", "Interrupted")])
def test_ctrl_c_is_no_success(cli: Cli, small: Built, monkeypatch: pytest.MonkeyPatch, lang: str, words: str):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read_sources", interrupted)
    one_line(cli("build", "--lang", lang, "--index", small.index), 130, words)
    assert cli("verify", "--index", small.index).code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_an_output_on_a_full_disk(small: Built):
    ran = process("docs", "--index", small.index, out="/dev/full")
    one_line(ran, 1, "空きと権限")


def test_a_terminal_without_japanese(small: Built):
    ran = process("docs", "--json", "--index", small.index, PYTHONIOENCODING="ascii")
    assert ran.code == 0 and "みらい防災" in str(as_json(ran))
    ran = process("docs", "--index", small.index, PYTHONIOENCODING="cp932")
    assert ran.code == 0 and ran.err == ""
