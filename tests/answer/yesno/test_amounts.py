"""Amounts of a question held against those of a statement."""

from __future__ import annotations

import pytest

from assistant.answer.yesno.amounts import compared, differ, same_amount


@pytest.mark.parametrize(
    ("question", "told", "fits"),
    [
        ("認定は100件以上ありますか", "認定は計135件です。", True),
        ("予算は1兆円を超えますか", "計5,000億円が措置されています。", False),
        ("能力を15%増やすと対象ですか", "能力が10%を超えて増える場合です。", True),
        ("持分の4分の1を持つ人の報告は要りますか", "株式の1/3以上を持つ者がいる場合に報告します。", False),
        ("認定は3件ですか", "認定は5件です。", None),
        ("認定は100件以上ありますか", "甲は135件、乙は20件です。", None),
    ],
)
def test_a_limit_is_held_against_a_number(question: str, told: str, fits: bool | None):
    assert compared(question, told) is fits


def test_an_amount_put_forward_is_the_one_or_not():
    assert same_amount("期間は5年間続く", "期間は契約後3年間です", "期間は契約後3年間です。") is False
    assert same_amount("期間は3年間", "期間は契約後3年間です", "期間は契約後3年間です。") is True
    assert same_amount("20領域は指定した技術", "20領域は例示です", "20領域は例示です。") is None, "it is only the topic"
    assert same_amount("案は20領域", "案が決まるまでは20領域です", "案は12領域、それまでは20領域です。") is None


def test_another_number_in_its_place():
    assert differ("契約後5年間", "契約後3年間") and not differ("契約後5年間", "契約後5年間")
