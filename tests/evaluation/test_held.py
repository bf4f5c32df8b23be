from __future__ import annotations

from dataclasses import replace

import pytest
from samples import GLOSSARY

from assistant.evaluation.held import unheld
from assistant.model import Answer, Citation

TEXT = "「深海観測機」の構想は4件です。予算は総額120億円で、調査費は30億円です。"


def answer(text: str, status: str = "answered") -> Answer:
    cited = Citation(
        1, "d", "みらいの概要", "防災技術庁", "2025-09-30", "報告", "a.md", "1章", "p", TEXT, TEXT, 0, len(TEXT)
    )
    return Answer("問い", status, text, (cited,), "2025-09-30")


@pytest.mark.parametrize(
    "text",
    [
        "DOVの構想は四つです[1]。（2025年9月30日時点）",
        "「あした探査機の予算」についてお答えします。\n予算は総額120億円です[1]。",
        "「構想の表」のうち、庁が「防災技術庁」のものは2件です。\n・深海観測機[1]。",
        "「構想の表」の庁は、甲庁（25件）、乙庁（18件）です。例えば次のものがあります。\n・深海観測機[1]。",
        "多いのは予算です。差は90億円です。\n・予算：120億円[1]\n・調査費：30億円[1]\n（2025年9月30日時点）",
        "合わせて150億円です。\n・予算：120億円[1]\n・調査費：30億円[1]",
        "構想は4件です[1]。\n資料には見当たりません。（収録している14件の文書を「トヨタの予算」で探しました）",
        "防災技術庁の「みらいの概要」によると、予算は120億円です[1]。",
    ],
)
def test_what_a_citation_shows_is_held(text: str):
    assert unheld(answer(text), GLOSSARY) == []


def test_what_it_does_not_show_is_named():
    assert unheld(answer("予算は総額121億円です[1]。トヨタの構想です。"), GLOSSARY) == ["121億円", "トヨタ"]


def test_a_difference_that_the_sides_do_not_give_is_named():
    assert unheld(answer("差は80億円です。\n・予算：120億円[1]\n・調査費：30億円[1]"), GLOSSARY) == ["80億円"]


def test_a_refusal_holds_nothing():
    assert unheld(answer("「トヨタの構想」は見当たりません。", "not_found"), GLOSSARY) == []


def test_the_sides_are_named_as_the_question_names_them():
    told = answer("・トヨタの予算：120億円[1]\n・ホンダの予算：30億円[1]")
    assert unheld(replace(told, question="トヨタの予算とホンダの予算の違い"), GLOSSARY) == []
    assert unheld(replace(told, question="予算の違い"), GLOSSARY)
