"""What a question is about."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.topic import is_attribute, is_name, topic_of


@pytest.mark.parametrize(
    ("question", "entity", "attribute"),
    [
        ("みらいPの予算はいくらですか", "みらいP", "予算"),
        ("みらいPの予算を教えてください。", "みらいP", "予算"),
        ("深海観測機の構想の資金配分機関はどこですか？", "深海観測機の構想", "資金配分機関"),
        ("深海観測機の構想は何ですか", "深海観測機の構想", ""),
        ("みらいPとは", "みらいP", ""),
        ("手順書については", "手順書", ""),
        ("手順書", "手順書", ""),
    ],
)
def test_the_thing_and_its_attribute(question: str, entity: str, attribute: str):
    topic = topic_of(question, GLOSSARY)
    assert (topic.entity, topic.attribute) == (entity, attribute)


def test_the_phrase_puts_them_together_again():
    assert topic_of("みらいPの予算はいくらですか", GLOSSARY).phrase == "みらいPの予算"
    assert topic_of("手順書とは何ですか", GLOSSARY).phrase == "手順書"


def test_what_is_asked_is_kept():
    assert topic_of("みらいPの予算はいくらですか", GLOSSARY).rest == "いくらですか"
    assert topic_of("みらいPの予算", GLOSSARY).rest == ""


@pytest.mark.parametrize("question", ["", "。", "の", "は", "🚀", "の" * 300, "<b>手順書</b>"])
def test_anything_has_a_topic(question: str):
    assert topic_of(question, GLOSSARY).phrase in question


def test_names_and_attributes():
    assert is_name("ＤＯＶ", GLOSSARY) and is_name("「深海観測機」", GLOSSARY)
    assert not is_name("深海観測機の予算", GLOSSARY) and not is_name("月の石", GLOSSARY)
    columns = frozenset({"協議会", "資金配分機関"})
    assert is_attribute("協議会", columns) and is_attribute("「資金配分機関」", columns)
    assert is_attribute("予算", frozenset()), "an amount is asked by it"
    assert not is_attribute("深海観測機", columns)
