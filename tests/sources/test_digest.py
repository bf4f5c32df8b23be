from __future__ import annotations

from pathlib import Path

from assistant.model import Block
from assistant.sources.digest import read_digest
from assistant.sources.problem import Problem

HEAD = '+++\ndocument = "rules"\n+++\n'
DIGEST = (
    HEAD
    + """
# 規則の要約

## 対象

- 対象は河川の観測です（甲規則）。
  - 出典: 規則 > 第1章
  - 時点: 2025-04-01
  - 主題: 観測の対象
  - 問: 何を測るの
  - 問: scope of observation
- 一覧: 観測の種類は2つです。
  * 水位の観測
  ・流量の観測
  - 出典: 規則 > 第2章
## 手続
- 手順：届け出は次の順に行います。
  1. 届け出る
  2. 確かめる
  - 出典: 規則 > 第3章
  - 問: 届け出の流れは
"""
)


def read(folder: Path, text: str) -> tuple[str, list[Block], list[Problem]]:
    (folder / "rules.md").write_text(text, encoding="utf-8")
    return read_digest(folder / "rules.md")


def test_statements_carry_place_date_subject_and_questions(tmp_path):
    doc_id, (statement, _, _), problems = read(tmp_path, DIGEST)
    assert doc_id == "rules" and problems == []
    assert statement == Block(
        kind="statement", text="対象は河川の観測です（甲規則）。", place="規則 > 第1章", as_of="2025-04-01",
        subject="対象 観測の対象", questions=("何を測るの", "scope of observation"),
    )  # fmt: skip


def test_lists_and_procedures_have_a_span_for_every_line(tmp_path):
    _, (_, listed, steps), _ = read(tmp_path, DIGEST)
    assert listed.kind == "list" and listed.text == "観測の種類は2つです。\n・水位の観測\n・流量の観測"
    assert [listed.text[a:b] for a, b in listed.spans] == listed.text.split("\n")
    assert steps.kind == "steps" and steps.subject == "手続" and steps.questions == ("届け出の流れは",)
    assert [steps.text[a:b] for a, b in steps.spans][1:] == ["1. 届け出る", "2. 確かめる"]


def test_what_cannot_be_read_is_named_with_its_line_and_the_rest_comes_in(tmp_path):
    text = HEAD + "- 甲です。\n  * 一覧でない項目\n地の文\n- 乙です。\n  - 出典: 第1章\n"
    _, statements, problems = read(tmp_path, text)
    assert [statement.text for statement in statements] == ["甲です。", "乙です。"]
    assert [problem.path for problem in problems] == ["rules.md:5", "rules.md:6", "rules.md:4"]
    assert "一覧でない項目" in problems[0].ja and "出典" in problems[2].ja


def test_the_front_matter_is_needed(tmp_path):
    for text, told in (("- 甲です。\n", "+++"), ("+++\ndocument = \n+++\n- 甲です。\n", "TOML")):
        doc_id, statements, (problem,) = read(tmp_path, text)
        assert (doc_id, statements) == ("", []) and told in problem.ja and problem.path == "rules.md:1"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert read(tmp_path, "\ufeff" + DIGEST)[0] == "rules"
