"""What a question takes to have moved one way, where the source has it move the other way."""

from __future__ import annotations

import pytest

from assistant.answer.moved import turned


@pytest.mark.parametrize(
    ("granted", "told", "expected"),
    [
        ("論文の順位が9位から2位に上がった", "論文の順位は2位から9位に後退しました。", True),
        ("論文の順位が上がった", "論文の順位は大きく後退しました。", True),
        ("論文の順位が下がった", "論文の順位は大きく後退しました。", False),
        ("橋の数が増えた", "論文の順位は大きく後退しました。", False),
        ("論文の順位が決まった", "論文の順位は後退しました。", False),
        ("論文の順位が上がった", "論文の順位は12位です。", False),
    ],
)
def test_the_other_way(granted: str, told: str, expected: bool):
    assert turned(granted, told) is expected
