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


def read(
    folder: Path, rows: str, reading: str | None = READING, charset: str = "utf-8"
) -> tuple[list[tuple[str, Block]], list[Problem]]:
    (folder / "t.csv").write_bytes(rows.encode(charset))
    if reading is not None:
        (folder / "t.toml").write_text(reading, encoding="utf-8")
    entries, problems = read_table(folder / "t.csv")
    return [(entry.doc_id, entry.block) for entry in entries], problems


def test_a_row_may_hold_at_a_month(tmp_path):
    rows, problems = read(tmp_path, HEADER + "rules,第2章,2023-10,,北川,国,,\nrules,第2章,2023-13,,南川,国,,\n")
    assert [row.as_of for _, row in rows][:1] == ["2023-10"]
    assert len(problems) == 1 and "2023-13" in str(problems[0])


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
    wrong = ["rules,第1章,,", "rules,,,,西川,国,,", ",第1章,,,西川,国,,", "rules,第1章,,,西川,国,,,余り"]
    rows, problems = read(tmp_path, HEADER + "\n".join([*wrong, "rules,第1章,,,西川,国,,\n"]))
    assert len(rows) == 1
    assert [problem.where for problem in problems] == ["t.csv:2:5", "t.csv:3:2", "t.csv:4:1", "t.csv:5:9"]
    assert "列が4個" in problems[0].ja and "出典" in problems[1].ja and "列が9個" in problems[3].ja


def test_a_row_over_several_lines_is_named_by_its_first(tmp_path):
    rows, problems = read(tmp_path, HEADER + 'rules,第1章,,,"西\n川",国,,\nrules,第1章,,\n')
    assert len(rows) == 1 and [problem.where for problem in problems] == ["t.csv:4:5"]


def test_dates_that_do_not_exist_are_named_with_their_column(tmp_path):
    text = HEADER + "rules,第1章,2025-02-30,,西川,国,,\nrules,第1章,,,西川,平成40年1月1日,,\n"
    assert [problem.where for problem in read(tmp_path, text)[1]] == ["t.csv:2:3", "t.csv:3:6"]


def test_excels_encodings_are_read_and_garbage_is_named(tmp_path):
    text = HEADER + "rules,第1章,,,西川,国,,\n"
    for charset in ("utf-8-sig", "cp932", "utf-16"):
        rows, problems = read(tmp_path, text.replace("\n", "\r\n"), charset=charset)
        assert len(rows) == 1 and problems == []
    (tmp_path / "t.csv").write_bytes(text.encode() + b"\x83\x00\xff")
    (problem,) = read_table(tmp_path / "t.csv")[1]
    assert problem.where == "t.csv:3:1" and "文字" in problem.ja


def test_a_former_value_needs_its_source(tmp_path):
    reading = 'title = "推移"\nsubject = "{項目}"\n'
    text = "項目,旧値,文書,出典,旧文書,旧出典\n甲,1,rules,一,notes,二\n乙,1,rules,一,notes,\n丙,,rules,一,,\n"
    rows, problems = read(tmp_path, text, reading)
    assert len(rows) == 2 and [problem.where for problem in problems] == ["t.csv:3:2"] and "旧出典" in problems[0].ja


def test_quotes_that_do_not_close_are_named(tmp_path):
    (problem,) = read(tmp_path, HEADER + 'rules,第1章,,,"西川"国,,,\n')[1]
    assert problem.where == "t.csv:2:1" and "引用符" in problem.ja


def test_columns_that_are_missing_or_given_twice(tmp_path):
    _, problems = read(tmp_path, "文書,観測所,観測所,管理者,水位,単位\n")
    assert [(problem.where, problem.ja) for problem in problems] == [
        ("t.csv:1:1", "「出典」の列がありません"),
        ("t.csv:1:3", "3番目の列の名前が空か重複です「観測所」"),
    ]


def test_a_table_needs_its_reading(tmp_path):
    assert read(tmp_path, HEADER, None)[1][0].path == "t.toml"
    assert read(tmp_path, HEADER, "title = ")[1][0].where == "t.toml:1:9"
    assert "表の読み方" in read(tmp_path, HEADER, 'title = "x"\n')[1][0].ja
    (problem,) = read(tmp_path, HEADER, READING.replace('"水位", "単位"', '"水深"'))[1]
    assert problem.where == "t.toml:11:11" and "水深" in problem.ja


def test_further_places_of_a_row_and_of_all_rows(tmp_path):
    (tmp_path / "t.csv").write_text("文書,出典,観測所,管理者,水位,単位,併せて\nrules,一,北,国,,,notes > 二\n", "utf-8")
    (tmp_path / "t.toml").write_text('also = ["plan > 三"]\n' + READING, encoding="utf-8")
    ((entry,), problems) = read_table(tmp_path / "t.csv")
    assert problems == [] and entry.cited() == [("rules", "一"), ("plan", "三"), ("notes", "二")]
