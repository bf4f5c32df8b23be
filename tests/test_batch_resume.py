from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading

import pytest
from batch_rows import BUDGET, CHAIR, ROWS, read, write

from assistant.batch import BatchResult, run_batch
from assistant.errors import AssistantError, InputError


def test_resume_answers_only_what_is_missing_and_redoes_a_half_written_line(small_assistant, tmp_path, asked):
    source, out = write(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    run_batch(small_assistant, source, out)
    whole = out.read_bytes()
    first, second, _ = whole.splitlines(keepends=True)
    out.write_bytes(first + second[: len(second) // 2])
    asked.clear()

    done = run_batch(small_assistant, source, out, resume=True, workers=2)

    assert done == BatchResult(3, 0)
    assert sorted(asked) == sorted([CHAIR, "公募はいつ始まりますか"])
    assert out.read_bytes().startswith(first), "the row that stood already is kept as it was"
    assert [row["id"] for row in read(out)] == ["a", 7, "c"]


def test_resume_keeps_the_order_of_the_input_and_asks_changed_questions_again(small_assistant, tmp_path, asked):
    out = tmp_path / "out.jsonl"
    run_batch(small_assistant, write(tmp_path / "in.jsonl", *ROWS), out)
    asked.clear()
    changed = [{"id": "new", "question": BUDGET}, ROWS[0], {"id": 7, "question": BUDGET}, ROWS[2]]

    run_batch(small_assistant, write(tmp_path / "in.jsonl", *changed), out, resume=True)

    assert asked == [BUDGET, BUDGET]
    assert [row["id"] for row in read(out)] == ["new", "a", 7, "c"]
    assert "120億円" in read(out)[2]["answer"]


def test_resume_of_a_whole_output_asks_nothing(small_assistant, tmp_path, asked):
    rows = [*ROWS, {"id": "a", "question": CHAIR}, {"question": ""}]  # with a duplicate and a row that fails
    source, out = write(tmp_path / "in.jsonl", *rows), tmp_path / "out.jsonl"
    first = run_batch(small_assistant, source, out)
    whole = out.read_bytes()
    asked.clear()

    assert run_batch(small_assistant, source, out, resume=True) == first
    assert out.read_bytes() == whole and not asked


def test_resume_refuses_the_output_of_something_else(small_assistant, tmp_path):
    source, out = write(tmp_path / "in.jsonl", ROWS[0]), tmp_path / "out.jsonl"
    for other in ('{"id": "stranger", "question": "?"}\n', "メモ\nメモ\n", '[1]\n{"id": 1}\n'):
        out.write_text(other, encoding="utf-8")
        with pytest.raises(InputError, match="-o に別の名前を指定"):
            run_batch(small_assistant, source, out, resume=True)
        assert out.read_text(encoding="utf-8") == other


def test_a_killed_batch_keeps_every_row_it_had_answered(small_assistant, small, tmp_path):
    """A real process, killed while it answers its third row."""
    source, out = write(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    program = f"""
import os, signal
from pathlib import Path
from assistant.assistant import Assistant
from assistant.batch import run_batch
from assistant.config import Settings
ask = Assistant.ask
def dying(self, question, *rest, **given):
    if question.startswith("公募"):
        os.kill(os.getpid(), signal.SIGKILL)
    return ask(self, question, *rest, **given)
Assistant.ask = dying
run_batch(Assistant(Settings(index=Path({str(small.index)!r}))), Path({str(source)!r}), Path({str(out)!r}))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)

    assert ended.returncode == -9, ended.stderr.decode()
    assert [row["id"] for row in read(out)] == ["a", 7]
    run_batch(small_assistant, source, out, resume=True)
    assert [row["id"] for row in read(out)] == ["a", 7, "c"]


def test_a_full_disk_ends_the_batch_and_loses_no_row(small_assistant, tmp_path, monkeypatch):
    source, out = write(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    written: list[int] = []
    real = os.write

    def full(file: int, data: bytes) -> int:
        if threading.current_thread() is threading.main_thread() and data.startswith(b'{"id"'):
            written.append(file)
            if len(written) == 3:
                real(file, data[:20])
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(AssistantError, match="ディスクの空きが足りない") as failed:
        run_batch(small_assistant, source, out, workers=2)
    monkeypatch.undo()

    assert failed.value.exit_code == 1 and "--resume" in failed.value.ja and "--resume" in failed.value.en
    run_batch(small_assistant, source, out, resume=True)
    assert [row["id"] for row in read(out)] == ["a", 7, "c"]


def test_progress_counts_what_was_kept(small_assistant, tmp_path):
    source, out = write(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    told: list[tuple[int, int]] = []
    run_batch(small_assistant, source, out, progress=lambda done, total: told.append((done, total)))
    out.write_bytes(out.read_bytes().split(b"\n")[0])
    run_batch(small_assistant, source, out, resume=True, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3), (2, 3), (3, 3)]
