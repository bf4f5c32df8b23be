from __future__ import annotations

from pathlib import Path

from assistant.model import Block
from assistant.sources.problem import Problem
from assistant.sources.tables_csv import read_table

READING = """
title = "観測所の一覧"
subject = "「{観測所}」"

[[sentence]]
columns = ["管理者"]
text = "{subject}の管理者は{管理者}です。"
asks = ["誰が管理"]

[[sentence]]
columns = ["水位", "単位"]
text = "{subject}の水位は{水位}{単位}です。"
"""
HEADER = "文書,出典,時点,問,観測所,管理者,水位,単位\n"


def read(folder: Path, rows: str, reading: str | None = READING) -> tuple[list[tuple[str, Block]], list[Problem]]:
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    if reading is not None:
        (folder / "t.toml").write_text(reading, encoding="utf-8")
    return read_table(folder / "t.csv")


def test_a_row_is_read_aloud_in_sentences(tmp_path):
    rows, problems = read(tmp_path, HEADER + "rules,第2章,2025-04-01,どこが管理｜who runs it,北川,国,3.5,m\n")
    ((doc_id, row),) = rows
    assert doc_id == "rules" and problems == [] and row.kind == "row"
    assert row.text == "「北川」の管理者は国です。「北川」の水位は3.5mです。"
    assert [row.text[a:b] for a, b in row.spans] == ["「北川」の管理者は国です。", "「北川」の水位は3.5mです。"]
    assert row.asks == (("管理者", "誰が管理"), ("水位", "単位"))
    assert row.cells == (("観測所", "北川"), ("管理者", "国"), ("水位", "3.5"), ("単位", "m"))
    assert (row.place, row.as_of, row.questions) == ("第2章", "2025-04-01", ("どこが管理", "who runs it"))
    assert (row.subject, row.table) == ("「北川」", "観測所の一覧")


def test_what_is_not_stated_is_not_read(tmp_path):
    ((_, row),), _ = read(tmp_path, HEADER + "rules,第2章,,,南川,,2,\n")
    assert row.text == "" and row.spans == () and row.questions == ()
    assert row.cells == (("観測所", "南川"), ("水位", "2"))


def test_cells_may_hold_commas_quotes_and_braces(tmp_path):
    ((_, row),), problems = read(tmp_path, HEADER + 'rules,第2章,,,"東{川},""上流""",国,,\n')
    assert row.text == '「東{川},"上流"」の管理者は国です。' and problems == []


def test_wrong_rows_are_named_with_their_line_and_the_rest_comes_in(tmp_path):
    text = HEADER + "rules,第1章,,\n" + "rules,,,,西川,国,,\n" + ",第1章,,,西川,国,,\n" + "rules,第1章,,,西川,国,,\n"
    rows, problems = read(tmp_path, text)
    assert len(rows) == 1
    assert [problem.path for problem in problems] == ["t.csv:2", "t.csv:3", "t.csv:4"]
    assert "列が4個" in problems[0].ja and "出典" in problems[1].ja


def test_a_table_needs_its_reading(tmp_path):
    assert read(tmp_path, HEADER, None)[1][0].path == "t.toml"
    assert "表の読み方" in read(tmp_path, HEADER, "title = ")[1][0].ja
    assert "表の読み方" in read(tmp_path, HEADER, 'title = "x"\n')[1][0].ja
