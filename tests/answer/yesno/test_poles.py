"""On which side of a pair of opposites a text stands."""

from __future__ import annotations

import pytest

from assistant.answer.yesno.poles import sides, stand


@pytest.mark.parametrize(
    ("text", "pole", "side"),
    [
        ("報告が要ります", "duty", 1),
        ("届け出なければならない", "duty", 1),
        ("届け出なくてもいい", "duty", -1),
        ("手順書の対象になります", "scope", 1),
        ("該当しない", "scope", -1),
        ("責任を負うものではない", "duty", -1),
        ("まだ案の段階です", "decided", -1),
        ("設計はもう終わって", "done", 1),
        ("成果は非公開が原則", "open", -1),
        ("研究は今も続いている", "goes_on", 1),
        ("港を調べる", "", 0),
        ("発表しない研究も調べる", "", 0),  # something else is said behind it
    ],
)
def test_what_a_question_asks(text: str, pole: str, side: int):
    found = stand(text)
    assert (found.pole, found.side) == (pole, side)


def test_a_sentence_is_told_by_its_last_form_unless_its_parts_contradict():
    assert sides("固定ではなく、随時改訂されます")["kept"] == -1
    assert sides("提案された段階の案で、まだ確定したリストではありません")["decided"] == -1
    assert sides("対象に含まれますが、一部は除外されます")["scope"] == 0


def test_within_the_scope_there_is_the_duty():
    assert sides("申告の対象です")["duty"] == 1
