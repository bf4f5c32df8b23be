from __future__ import annotations

import pytest

from assistant.llm.sentences import arriving, sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("予算は120億円です[1]。公募は6月です[2]。", ["予算は120億円です[1]。", "公募は6月です[2]。"]),
        ("予算は120億円です。[1] 公募は6月です。[2]", ["予算は120億円です[1]。", "公募は6月です[2]。"]),
        ("[1] 予算は120億円です。[2] 公募は6月です。", ["予算は120億円です[1]。", "公募は6月です[2]。"]),
        ("予算は**120億円**です【資料1】。", ["予算は120億円です[1]。"]),
        ("予算は120億円です［1、2］。", ["予算は120億円です[1][2]。"]),
        ("回答：\n- 予算は120億円です[1]。\n- 公募は6月です[1]。", ["予算は120億円です[1]。", "公募は6月です[1]。"]),
        ("<think>予算は…</think>予算は120億円です[1]。", ["予算は120億円です[1]。"]),
    ],
)
def test_marks_and_decoration_come_into_one_form(text: str, sentences: list[str]):
    assert sentences_of(text) == sentences
    assert list(arriving(text)) == sentences  # a character at a time


def test_a_sentence_comes_as_soon_as_the_next_one_begins():
    pieces = iter(["予算は総額120億円です", "[1]。公募は2024年", "6月3日に始まります[1]。"])
    arrived = arriving(pieces)
    assert next(arrived) == "予算は総額120億円です[1]。"
    assert next(pieces) == "6月3日に始まります[1]。"


def test_a_sentence_that_broke_off_is_left_out():
    assert list(arriving(["予算は総額120億円です[1]。公募の締め切りは202"])) == ["予算は総額120億円です[1]。"]
