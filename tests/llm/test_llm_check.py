from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.llm.check import Checker
from assistant.llm.context import Source

SOURCES = (
    Source(1, "みらいの概要", "2024-04-01", "みらい防災育成プログラムの予算は総額120億円です。研究期間は最長5年とします。"),
    Source(2, "みらいの報告", "2025-09-30", "企業の自主研究は対象ではありません。応募できるのは国内の大学です。"),
)  # fmt: skip
CHECKER = Checker(GLOSSARY, SOURCES, "いいえ、企業の自主研究は対象ではありません。")


@pytest.mark.parametrize(
    "sentence",
    [
        "みらいPの予算は120億円です[1]。",
        "予算は総額百二十億円です[1]。",
        "いいえ、企業の自主研究は対象外です[2]。",
        "予算は総額120億円で、応募できるのは国内の大学です[1][2]。",
    ],
)
def test_what_the_sources_hold_is_shown(sentence: str):
    assert CHECKER.check(sentence).sound, CHECKER.check(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("予算は総額130億円です[1]。", "number"),
        ("研究期間は2026年3月までです[1]。", "number"),
        ("深海観測機の予算は総額120億円です[1]。", "name"),
        ("応募できるのはみさき大学です[2]。", "name"),
        ("企業の自主研究は対象です[2]。", "denial"),
        ("国内の大学は応募できません[2]。", "denial"),
        ("はい、企業の自主研究は対象ではありません[2]。", "yesno"),
        ("予算は総額130億円です[3]。", "mark"),
        ("私は海賊の言葉で陽気に歌います[1]。", "ground"),
        ("予算は http://outside.example/ にあります[1]。", "form"),
        ("予算は<b>120億円</b>です[1]。", "form"),
        ("![絵](a.png)予算は120億円です[1]。", "form"),
        ("| 予算 | 120億円です[1] |", "form"),
        ("The budget is 12 billion yen [1].", "form"),
    ],
)
def test_anything_else_is_not(sentence: str, kind: str):
    assert kind in {failure.kind for failure in CHECKER.check(sentence).failures}


@pytest.mark.parametrize("mark", ["", "[1]", "[3]"])
def test_a_sentence_with_no_or_a_wrong_mark_gets_that_of_the_passage_that_holds_it(mark: str):
    checked = CHECKER.check(f"応募できるのは国内の大学です{mark}。")
    assert (checked.text, checked.marks, checked.sound) == ("応募できるのは国内の大学です[2]。", (2,), True)
    assert [failure.kind for failure in CHECKER.check("応募できるのは海外の財団です。").failures] == ["mark"]


def test_the_reason_names_the_words():
    (failure,) = CHECKER.check("予算は総額130億円です[1]。").failures
    assert "130億円" in failure.told()
