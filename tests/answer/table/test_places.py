"""What stands at a place of a numbered list."""

from __future__ import annotations

import pytest
from samples import asked, lexical, passage, row

from assistant.answer.table.conditions import Columns
from assistant.answer.table.places import at_place, place_asked

NAMES = ["測深機", "水門", "浮き桟橋", "防舷材"]
FIELDS = Columns(
    [row(name, {"番号": f"({n})", "分野": name}, table="海の装備の4分野") for n, name in enumerate(NAMES, 1)]
)
OTHER = passage("会議の参加者は、山の装備の7分野と海の装備の4分野を3番目に話し合った。", "old")
LEXICAL = lexical(*FIELDS.rows, OTHER)


def named(question: str) -> list[str] | None:
    found = at_place(asked(question), [FIELDS], LEXICAL)
    return None if found is None else [claim.hit.passage.subject.strip("「」") for claim in found.claims]


@pytest.mark.parametrize(
    "question",
    [
        "海の装備の3番目は何ですか",
        "海の装備の(3)は？",
        "海の装備の③って何",
        "海の装備の4分野の三番目は何",
        "海の装備で3番は何の分野ですか",
    ],
)
def test_the_row_at_the_place_that_is_asked_for(question: str):
    assert named(question) == ["浮き桟橋"]


def test_a_list_that_ends_before_the_place_has_no_answer():
    assert named("海の装備の4分野の9番目は何ですか") == []


@pytest.mark.parametrize("question", ["山の装備の7分野の3番目は何ですか", "会議の参加者の3番目は誰と誰ですか"])
def test_a_place_of_another_list(question: str):
    assert named(question) is None


@pytest.mark.parametrize(
    "question", ["3番目に件数が多い分野は", "海の装備の(3)はいつ決まりましたか", "(3)は何ですか", "第3章は何ですか"]
)
def test_no_place_is_asked_for(question: str):
    assert place_asked(question) == 0
