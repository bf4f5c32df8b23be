"""The answer's own small markup, and that nothing else is markup."""

from __future__ import annotations

from fake_assistant import HOSTILE

from assistant.ui import escape
from assistant.ui.render import answer_html
from assistant.ui.words import words


def html(answer: str, *numbers: int) -> str:
    return answer_html(answer, 3, set(numbers), words("ja"))


def test_only_numbers_of_sources_become_links() -> None:
    shown = html("始まります[1]。前の版[2]。", 1)
    assert 'href="#source-3-1" data-turn="3" data-n="1" aria-label="出典1を見る">[1]</a>。' in shown
    assert "前の版[2]。" in shown


def test_hostile_text_is_escaped_everywhere() -> None:
    for answer in (HOSTILE, f"| {HOSTILE} |\n|---|\n| {HOSTILE} |", f"1. {HOSTILE}", f"・{HOSTILE}"):
        shown = html(answer, 1)
        assert "<img" not in shown and "<script" not in shown and "<strong" not in shown
        assert "&lt;img src=&quot;http://outside.example/a.png&quot;" in shown
        assert "![絵](http://outside.example/b.png)" in shown and "&amp;amp;" in shown


def test_table_with_row_names_marks_and_escaped_bars() -> None:
    shown = html("| | 甲 |\n|---|:--:|\n| 大臣 | a\\|b[1] |", 1)
    assert '<th scope="col">甲</th>' in shown and '<th scope="row">大臣</th>' in shown
    assert "<td>a|b<a " in shown


def test_bars_without_a_rule_are_no_table() -> None:
    assert "<table" not in html("|x| は絶対値です。\n|y| も同じです。")


def test_steps_keep_their_numbers_and_asterisks_stay() -> None:
    assert '<ol><li value="3">提出します</li><li value="4">実施します</li></ol>' in html("3. 提出します\n4. 実施します")
    assert "<ul><li>*海洋</li><li>**宇宙</li></ul>" in html("・*海洋\n- **宇宙")
    assert html("-5%です。") == "<p>-5%です。</p>"


def test_lines_and_paragraphs() -> None:
    assert html("一\n二\n\n三") == "<p>一<br>二</p><p>三</p>"


def test_characters_that_cannot_be_shown_are_replaced() -> None:
    assert escape.text("a\x00b\u202ec\ud800d") == "a\ufffdb\ufffdc\ufffdd"
