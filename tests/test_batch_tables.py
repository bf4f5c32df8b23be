from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.batch import run_batch
from assistant.batch import runner as batch_runner
from assistant.batch.log import line_of
from assistant.batch.reading import read_rows
from assistant.batch.tables import read_table_results, write_table
from assistant.errors import AssistantError, InputError
from assistant.spreadsheets import neutral

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"
COLUMNS = ["id", "question", "status", "answer", "as_of", "sources", "notices", "error", "json"]


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def asked(path: Path) -> list[tuple[Any, tuple[str, ...], str]]:
    return [(row.id, row.turns, row.question) for row in read_rows(path)]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_csv_is_read_in_japanese_character_sets(tmp_path, charset):
    path = tmp_path / "in.csv"
    path.write_bytes("id,質問\r\n一,予算はいくらですか\r\n二,だれがきめますか\r\n".encode(charset))
    assert asked(path) == [("一", (), "予算はいくらですか"), ("二", (), "だれがきめますか")]


def test_turns_stand_in_one_cell_or_in_several_columns(tmp_path):
    (tmp_path / "cell.csv").write_text(
        'id,turns\n1,"予算は\n公募は\n\n締切は"\n2,"[""甲は"",""乙は""]"\n', encoding="utf-8"
    )
    (tmp_path / "columns.csv").write_text(
        "ID,turns1,Turn 2,発言3\n1,予算は,公募は,\n2,甲は,乙は,丙は\n", encoding="utf-8"
    )
    assert asked(tmp_path / "cell.csv") == [("1", ("予算は", "公募は"), "締切は"), ("2", ("甲は",), "乙は")]
    assert asked(tmp_path / "columns.csv") == [("1", ("予算は",), "公募は"), ("2", ("甲は", "乙は"), "丙は")]


def test_tabs_and_semicolons_separate_too(tmp_path):
    (tmp_path / "tab.csv").write_text("id\tquestion\n1\t予算は, 総額で\n", encoding="utf-8")
    (tmp_path / "semi.csv").write_text("id;question\n1;予算は\n", encoding="utf-8")
    assert asked(tmp_path / "tab.csv") == [("1", (), "予算は, 総額で")]
    assert asked(tmp_path / "semi.csv") == [("1", (), "予算は")]


def test_an_unquoted_comma_is_named_instead_of_cutting_the_question(tmp_path):
    (tmp_path / "in.csv").write_text("id,question\n1,予算は,いくらですか\n2,公募は\n", encoding="utf-8")
    first, second = read_rows(tmp_path / "in.csv")
    assert first.error and "1行目の列が見出しより多く" in first.error.ja
    assert second.error is None and second.question == "公募は"


def test_workbooks_hold_numbers_dates_blank_rows_and_other_sheets(tmp_path):
    path = tmp_path / "in.xlsx"
    book = Workbook()
    book.active.append(["この本の使い方"])
    sheet = book.create_sheet("質問")
    sheet.append(["番号", "質問", "時点"])
    sheet.append([1.0, BUDGET, datetime.datetime(2025, 4, 1)])
    sheet.append([None, None, None])
    sheet.append([None, 2025, None])
    book.save(path)
    first, second = read_rows(path)
    assert (first.id, first.question, first.as_of) == (1, BUDGET, "2025-04-01")
    assert (second.id, second.question, second.as_of) == (2, "2025", "")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_comes_out_with_its_columns_and_the_whole_json(small_assistant, tmp_path, suffix):
    source = workbook(tmp_path / "in.xlsx", ["id", "question"], ["a", BUDGET], ["b", ""], [3, "月の石の値段は"])
    out = tmp_path / f"out{suffix}"

    run_batch(small_assistant, source, out)

    if suffix == ".csv":
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        header, rows = list(table(out)[0]), table(out)
    else:
        header, *values = [[cell.value for cell in row] for row in load_workbook(out).active.iter_rows()]
        rows = [dict(zip(header, [value or "" for value in row], strict=True)) for row in values]
    assert header == COLUMNS
    assert [str(row["id"]) for row in rows] == ["a", "b", "3"]
    assert rows[0]["status"] == "answered" and "120億円" in rows[0]["answer"]
    assert rows[0]["sources"].startswith("[1] みらい防災育成プログラムの概要（防災技術庁、2024-04-01")
    assert len(rows[0]["sources"].splitlines()) == len(json.loads(rows[0]["json"])["citations"])
    assert "空です" in rows[1]["error"] and json.loads(rows[1]["json"])["error"] == rows[1]["error"]
    assert rows[2]["status"] == "not_found" and rows[2]["error"] == ""
    assert [result["id"] for result in read_table_results(out)] == ["a", "b", 3]
    assert not (tmp_path / f"out{suffix}.partial.jsonl").exists()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_is_resumed_from_the_rows_beside_it_and_from_itself(small_assistant, tmp_path, monkeypatch, suffix):
    rows = [["id", "question"], ["a", BUDGET], ["b", "公募は"], ["c", "対象とする技術は"]]
    source, out = workbook(tmp_path / "in.xlsx", *rows), tmp_path / f"out{suffix}"
    partial = tmp_path / f"out{suffix}.partial.jsonl"
    questions: list[str] = []
    ask = type(small_assistant).ask

    def failing(self, question, *rest, **given):
        questions.append(question)
        if question.startswith("対象") and len(questions) == 3:
            raise KeyboardInterrupt
        return ask(self, question, *rest, **given)

    monkeypatch.setattr(type(small_assistant), "ask", failing)
    with pytest.raises(KeyboardInterrupt):
        run_batch(small_assistant, source, out)
    assert not out.exists() and len(partial.read_bytes().splitlines()) == 2

    run_batch(small_assistant, source, out, resume=True)
    assert questions[3:] == ["対象とする技術は"]
    assert [result["id"] for result in read_table_results(out)] == ["a", "b", "c"] and not partial.exists()

    workbook(source, *rows, ["d", BUDGET])
    run_batch(small_assistant, source, out, resume=True)
    assert questions[4:] == [BUDGET]
    assert [result["id"] for result in read_table_results(out)] == ["a", "b", "c", "d"]


def test_resume_refuses_a_table_that_no_batch_wrote(small_assistant, tmp_path):
    source = workbook(tmp_path / "in.xlsx", ["id", "question"], ["a", BUDGET])
    for text in ("id,question\na,b\n", "id,json\na,[1]\n", "id,json\na,{}\n"):
        (tmp_path / "out.csv").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="結果ではない"):
            run_batch(small_assistant, source, tmp_path / "out.csv", resume=True)
        assert (tmp_path / "out.csv").read_text(encoding="utf-8") == text


def test_a_table_that_cannot_be_written_leaves_the_rows_beside_it(small_assistant, tmp_path, monkeypatch):
    source = workbook(tmp_path / "in.xlsx", ["id", "question"], ["a", BUDGET])
    out = tmp_path / "out.xlsx"

    def full(path: Path, results: object) -> None:
        raise AssistantError("ディスクの空きが足りない", "The disk is full.")

    monkeypatch.setattr(batch_runner, "write_table", full)
    with pytest.raises(AssistantError):
        run_batch(small_assistant, source, out)
    monkeypatch.undo()
    assert [json.loads(line)["id"] for line in (tmp_path / "out.xlsx.partial.jsonl").open()] == ["a"]
    run_batch(small_assistant, source, out, resume=True)
    assert [result["id"] for result in read_table_results(out)] == ["a"]


HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "\t=1", " =HYPERLINK(1)", "#N/A"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_cell_is_a_formula_and_the_json_keeps_the_text(tmp_path, suffix):
    out = tmp_path / f"out{suffix}"
    results = [{"id": text, "question": text, "error": text} for text in HOSTILE]
    write_table(out, results)

    if suffix == ".csv":
        cells = [value for row in csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"))) for value in row]
    else:
        found = [cell for row in load_workbook(out).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in found if cell.value} == {"s"}
        cells = [str(cell.value or "") for cell in found]
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝")]
    assert read_table_results(out) == results


def test_plain_numbers_and_ordinary_text_stay_as_they_are():
    assert [neutral(text) for text in ("-5", "+3.5", "予算=総額", "・-", "")] == ["-5", "+3.5", "予算=総額", "・-", ""]


def test_what_a_cell_cannot_hold_is_kept_in_the_json(tmp_path):
    result = {"id": "\ud800 half", "question": "長=" * 40_000 + "\x0b", "error": "x"}
    for suffix in (".csv", ".xlsx"):
        write_table(tmp_path / f"out{suffix}", [result, {"id": 1, "question": "短い", "error": "y"}])
        assert read_table_results(tmp_path / f"out{suffix}")[0] == result


def test_a_line_of_json_can_always_be_written():
    assert json.loads(line_of({"id": "\ud800"}).encode()) == {"id": "\ud800"}
    assert "予算" in line_of({"id": "予算"})
