from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from batch_rows import BUDGET, CHAIR, ROWS, read, untimed, write

from assistant.assistant import Assistant
from assistant.batch import BatchResult, run_batch
from assistant.errors import AssistantError, InputError
from assistant.model import Answer


def test_rows_come_out_in_order_with_their_ids_and_the_public_answer(small_assistant, tmp_path):
    source, out = write(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"

    done = run_batch(small_assistant, source, out, resume=False, workers=1, progress=None)

    rows = read(out)
    assert done == BatchResult(3, 0)
    assert [row["id"] for row in rows] == ["a", 7, "c"]
    assert list(rows[0]) == [
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
    assert "120億円" in rows[0]["answer"] and "青葉教授" in rows[1]["answer"]
    assert all(c["text"][c["start"] : c["end"]] == c["quote"] for row in rows for c in row["citations"])


def test_threads_give_the_same_rows_in_the_same_order(small_assistant, tmp_path):
    rows = [{"id": n, "question": question} for n, question in enumerate([BUDGET, CHAIR, "", "対象とする技術は"] * 6)]
    source = write(tmp_path / "in.jsonl", *rows)

    run_batch(small_assistant, source, tmp_path / "one.jsonl", resume=False, workers=1)
    run_batch(small_assistant, source, tmp_path / "four.jsonl", resume=False, workers=4)

    assert untimed(read(tmp_path / "four.jsonl")) == untimed(read(tmp_path / "one.jsonl"))


def test_the_last_turn_is_answered_in_the_light_of_the_others(small_assistant, tmp_path):
    rows = [
        {"id": 1, "turns": ["みらい防災育成プログラムの公募はいつ始まりますか", "予算は"]},
        {"id": 2, "turns": [CHAIR], "question": BUDGET},
    ]
    out = tmp_path / "out.jsonl"

    run_batch(small_assistant, write(tmp_path / "in.jsonl", *rows), out, resume=False, workers=1)

    assert [row["question"] for row in read(out)] == ["予算は", BUDGET]
    assert all("120億円" in row["answer"] for row in read(out))


def test_a_row_may_name_its_document_and_date(small_assistant, tmp_path):
    rows = [
        {"id": 1, "question": BUDGET, "doc": "mirai-review"},
        {"id": 2, "question": BUDGET, "doc": "nowhere"},
        {"id": 3, "question": BUDGET, "as_of": "someday"},
        {"id": 4, "question": BUDGET, "as_of": "2024年12月"},
    ]
    out = tmp_path / "out.jsonl"

    run_batch(small_assistant, write(tmp_path / "in.jsonl", *rows), out, resume=False, workers=1)

    only, nowhere, someday, then = read(out)
    assert all(citation["doc_id"] == "mirai-review" for citation in only["citations"])
    assert "nowhere" in nowhere["error"] and "someday" in someday["error"]
    assert "120億円" in then["answer"]


def test_a_row_that_fails_carries_its_error_and_the_batch_goes_on(small_assistant, tmp_path, monkeypatch):
    rows = [
        {"id": "empty", "question": " \u200b "},
        {"id": "emoji", "question": "🎌🎌🎌"},
        {"id": "long", "question": "長" * 100_000},
        {"id": "control", "question": "\u0000\u0001\u0002"},
        {"id": "none"},
        "{half a line",
        '["a list"]',
        {"id": ["list"], "question": BUDGET},
        {"id": "number", "question": {"a": 1}},
        {"id": "turns", "turns": "['x"},
        {"id": "check", "description": "海中ロボットの研究"},
        {"id": "bug", "question": "爆発する質問"},
        {"id": "good", "question": BUDGET},
        {"id": "good", "question": CHAIR},
        {"question": BUDGET},
    ]
    ask = Assistant.ask

    def exploding(self: Assistant, question: str, *rest: Any, **given: Any) -> Answer:
        if "爆発" in question:
            raise ZeroDivisionError("boom")
        return ask(self, question, *rest, **given)

    monkeypatch.setattr(Assistant, "ask", exploding)
    out = tmp_path / "out.jsonl"

    done = run_batch(small_assistant, write(tmp_path / "in.jsonl", *rows), out, resume=False, workers=2)

    found = read(out)
    told = {str(row["id"]): row["error"] for row in found if "error" in row}
    assert [row["id"] for row in found] == [
        "empty", "emoji", "long", "control", "none", 6, 7, 8, "number", "turns", "check", "bug", "good", "good", 15
    ]  # fmt: skip
    assert done == BatchResult(15, 12)
    assert "空です" in told["empty"] and "空です" in told["none"] and "空です" in told["control"]
    assert "絵文字" in told["emoji"] and "100,000字" in told["long"]
    assert "6行目は JSON ではありません" in told["6"] and "7行目" in told["7"] and "id は文字か数" in told["8"]
    assert "question は文字" in told["number"]
    assert "索引にありません" in told["check"]  # this index lacks the rules
    assert "ZeroDivisionError: boom" in told["bug"]
    assert "id「good」は前の行にもあります" in told["good"]
    assert "120億円" in found[-1]["answer"] and "120億円" in found[-3]["answer"]


def test_errors_are_in_the_language_of_the_settings(small, tmp_path):
    english = Assistant(small.settings(language="en"))
    run_batch(english, write(tmp_path / "in.jsonl", {"id": 1, "question": ""}), tmp_path / "out.jsonl")
    assert read(tmp_path / "out.jsonl")[0]["error"].startswith("The question is empty.")


def test_a_row_without_id_never_takes_the_id_of_another(small_assistant, tmp_path):
    source = write(tmp_path / "in.jsonl", {"question": BUDGET}, {"id": 1, "question": CHAIR})
    run_batch(small_assistant, source, tmp_path / "out.jsonl")
    assert [row["id"] for row in read(tmp_path / "out.jsonl")] == ["row-1", 1]


def test_a_damaged_index_ends_the_batch_before_anything_is_written(own, tmp_path):
    source, out = write(tmp_path / "in.jsonl", *ROWS), tmp_path / "out.jsonl"
    out.write_text("earlier results\n", encoding="utf-8")
    (own.index / "CURRENT").unlink()
    with pytest.raises(AssistantError, match="索引がありません"):
        run_batch(own.assistant(), source, out)
    assert out.read_text(encoding="utf-8") == "earlier results\n"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("in.jsonl", b"", "行がありません"),
        ("in.jsonl", b" \n\n", "行がありません"),
        ("in.jsonl", b"\x00\x01\x02\xff\xfe" * 50, "読めません"),
        ("in.jsonl", b"not json\n", "1行目は JSON ではありません"),
        ("in.jsonl", b'{"id": 1, "text": "?"}\n', "question"),
        ("in.csv", b"", "行がありません"),
        ("in.csv", b"id,question\n", "行がありません"),
        ("in.csv", "番号,本文\n1,予算は\n".encode(), "question"),
        ("in.csv", "question,質問\nあ,い\n".encode(), "2つ"),
        ("in.xlsx", b"PK\x03\x04 no workbook", "壊れています"),
        ("in.xlsx", b"plain text", "壊れています"),
        ("in.docx", b"x", ".jsonl、.csv、.xlsx"),
        ("none.jsonl", None, "開けません"),
    ],
)
def test_unusable_input_is_named_with_what_to_do(small_assistant, tmp_path, name, content, told):
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(InputError) as refused:
        run_batch(small_assistant, source, tmp_path / "out.jsonl")
    assert told in refused.value.ja and refused.value.en
    assert not (tmp_path / "out.jsonl").exists()


def test_unusable_outputs_are_refused_before_anything_is_asked(small_assistant, tmp_path, asked):
    source = write(tmp_path / "in.jsonl", *ROWS)
    before = source.read_bytes()
    os.link(source, tmp_path / "linked.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    write(tmp_path / "t.csv.partial.jsonl", *ROWS)

    def refused(out: str, words: str, given: Path = source) -> None:
        with pytest.raises(InputError, match=words):
            run_batch(small_assistant, given, tmp_path / out)

    refused("in.jsonl", "入力と同じ")
    refused("linked.jsonl", "入力と同じ")
    refused("../" + tmp_path.name + "/in.jsonl", "入力と同じ")
    refused("t.csv", "入力と同じ", tmp_path / "t.csv.partial.jsonl")
    refused("folder.jsonl", "書き込めません")
    refused("nowhere/out.jsonl", "書き込めません")
    refused("out.txt", "jsonl")
    assert source.read_bytes() == before and not asked


def test_an_id_that_json_cannot_hold_is_refused(small_assistant, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": 1e400, "question": "予算は総額いくらですか"}\n', encoding="utf-8")
    assert run_batch(small_assistant, tmp_path / "in.jsonl", tmp_path / "out.jsonl") == BatchResult(1, 1)
    (row,) = read(tmp_path / "out.jsonl")
    assert row["id"] == 1 and "id は文字か数" in row["error"]
