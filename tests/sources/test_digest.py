from __future__ import annotations

from pathlib import Path

from assistant.model import Block
from assistant.sources.digest import read_digest
from assistant.sources.entry import Entry
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


def read(folder: Path, text: str, charset: str = "utf-8") -> tuple[list[Entry], list[Problem]]:
    (folder / "rules.md").write_bytes(text.encode(charset))
    return read_digest(folder / "rules.md")


def blocks(folder: Path, text: str) -> list[Block]:
    return [entry.block for entry in read(folder, text)[0]]


def test_statements_carry_place_date_subject_and_questions(tmp_path):
    entries, problems = read(tmp_path, DIGEST)
    statement = entries[0].block
    assert {entry.doc_id for entry in entries} == {"rules"} and problems == []
    assert [entry.where for entry in entries] == ["rules.md:9", "rules.md:15", "rules.md:20"]
    assert statement == Block(
        kind="statement", text="対象は河川の観測です（甲規則）。", place="規則 > 第1章", as_of="2025-04-01",
        subject="対象 観測の対象", questions=("何を測るの", "scope of observation"),
    )  # fmt: skip


def test_lists_and_procedures_have_a_span_for_every_line(tmp_path):
    _, listed, steps = blocks(tmp_path, DIGEST)
    assert listed.kind == "list" and listed.text == "観測の種類は2つです。\n・水位の観測\n・流量の観測"
    assert [listed.text[a:b] for a, b in listed.spans] == listed.text.split("\n")
    assert steps.kind == "steps" and steps.subject == "手続" and steps.questions == ("届け出の流れは",)
    assert [steps.text[a:b] for a, b in steps.spans][1:] == ["1. 届け出る", "2. 確かめる"]


def test_what_cannot_be_read_is_named_with_its_line_and_the_rest_comes_in(tmp_path):
    text = HEAD + "- 甲です。\n  * 一覧でない項目\n地の文\n- 乙です。\n  - 出典: 第1章\n"
    entries, problems = read(tmp_path, text)
    assert [entry.block.text for entry in entries] == ["甲です。", "乙です。"]
    assert [problem.where for problem in problems] == ["rules.md:5:3", "rules.md:6:1", "rules.md:4:1"]
    assert "一覧でない項目" in problems[0].ja and "出典" in problems[2].ja


def test_the_front_matter_is_needed(tmp_path):
    for text, told, where in (
        ("- 甲です。\n", "+++", "rules.md:1:1"),
        ("+++\ndocument = \n+++\n- 甲です。\n", "TOML", "rules.md:2:12"),
    ):
        entries, (problem,) = read(tmp_path, text)
        assert entries == [] and told in problem.ja and problem.where == where


def test_a_byte_order_mark_and_excels_encoding_do_no_harm(tmp_path):
    for charset in ("utf-8-sig", "cp932"):
        entries, problems = read(tmp_path, DIGEST, charset)
        assert len(entries) == 3 and problems == []


def test_further_places_and_own_figures(tmp_path):
    text = HEAD + "- 甲は計3件です。\n  - 出典: 第1章\n  - 併せて: notes > 第2章 > 一\n  - 補い: 3件、1割\n"
    ((entry,), problems) = read(tmp_path, text)
    assert problems == [] and entry.supplied == ("3件", "1割")
    assert entry.cited() == [("rules", "第1章"), ("notes", "第2章 > 一")]


def test_dates_that_do_not_exist_are_named(tmp_path):
    text = HEAD + "- 2025年2月30日に決定。\n  - 出典: 第1章\n  - 時点: 2025-13-01\n"
    found = [(problem.where, problem.ja) for problem in read(tmp_path, text)[1]]
    assert [where for where, _ in found] == ["rules.md:6:1", "rules.md:4:3"]
    assert "2025-13-01" in found[0][1] and "2025年2月30日" in found[1][1]


def test_a_list_without_items_is_named(tmp_path):
    (problem,) = read(tmp_path, HEAD + "- 一覧: 甲です。\n  - 出典: 第1章\n")[1]
    assert problem.where == "rules.md:4:1" and "項目" in problem.ja
