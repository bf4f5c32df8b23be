from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.llm.names import missing_names

SOURCE = "「みらい防災育成プログラム」の事務局は防災技術庁です。DOVは海底を調べます。委員長は、みなと工科大学の青葉教授です。"


@pytest.mark.parametrize(
    "sentence",
    [
        "みらいPの事務局は防災の役所です。",
        "深海観測機は海底を調べます。",
        "deep ocean vehicle が海底を調べます。",
        "「みらい防災育成プログラム」の委員長は青葉教授です。",
        "その方法は手法によります。",
    ],
)
def test_other_names_for_what_the_source_names(sentence: str):
    assert missing_names(sentence, SOURCE, GLOSSARY) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("事務局は防災整備庁です。", "防災整備庁"),
        ("委員長は田中教授です。", "田中"),
        ("「みらい防災」を「あした防災」と呼びます。", "あした防災"),
        ("NEDOが資金を配ります。", "NEDO"),
        ("委員長は、みさき工科大学の教授です。", "みさき"),
    ],
)
def test_names_that_the_source_does_not_hold(sentence: str, name: str):
    assert name in "、".join(missing_names(sentence, SOURCE, GLOSSARY))


def test_a_thing_of_the_glossary_that_the_source_leaves_out():
    assert missing_names("深海観測機が動きます。", "海底を調べます。", GLOSSARY)
