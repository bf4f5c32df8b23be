"""A follow-up is read in the light of the earlier questions."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.conversation import Resolved, resolve

COLUMNS = frozenset({"協議会", "資金配分機関", "設置大臣", "予算"})
FIRST = "深海観測機の資金配分機関はどこですか"


def understood(question: str, *turns: str) -> str:
    return resolve(question, turns, GLOSSARY, COLUMNS).question


def test_a_first_question_stays():
    assert resolve(FIRST, [], GLOSSARY, COLUMNS) == Resolved(FIRST)
    assert resolve("予算は", ["", "  "], GLOSSARY, COLUMNS) == Resolved("予算は")


@pytest.mark.parametrize("question", ["じゃあ協議会は", "協議会は？", "では、協議会はどうですか", "その協議会は"])
def test_another_attribute_of_the_same_thing(question: str):
    found = understood(question, FIRST)
    assert "深海観測機" in found and "協議会" in found and "資金配分機関" not in found


@pytest.mark.parametrize("question", ["じゃあみらいPは", "みらいPは？", "では、みらいPは？"])
def test_the_same_attribute_of_another_thing(question: str):
    found = understood(question, FIRST)
    assert "みらいP" in found and "資金配分機関" in found and "深海観測機" not in found


def test_what_was_understood_is_told():
    found = resolve("じゃあ協議会は", [FIRST], GLOSSARY, COLUMNS)
    assert found.understood == found.question != "じゃあ協議会は"


def test_a_pointer_is_replaced_by_what_it_points_at():
    assert understood("それはいつ決まりましたか", "みらい防災育成プログラムとは何ですか").startswith(
        "みらい防災育成プログラム"
    )
    assert "みらい防災育成プログラムの予算" in understood("その予算は", "みらい防災育成プログラムとは何ですか")


def test_the_same_question_of_another_time_and_of_today():
    question = "支援対象の技術はいくつありますか"
    assert "2023年" in understood("2023年11月時点では", question) and question in understood(
        "2023年11月時点では", question
    )
    assert understood("今は？", "2023年11月時点では、支援対象の技術はいくつありますか") == question


def test_a_question_with_a_name_of_its_own_is_complete():
    question = "みらい防災育成プログラムの公募はいつ始まりますか"
    assert resolve(question, [FIRST], GLOSSARY, COLUMNS) == Resolved(question)


def test_a_chain_of_follow_ups_keeps_the_thing():
    found = understood("じゃあ予算は", FIRST, "協議会は", "設置大臣は")
    assert "深海観測機" in found and "予算" in found


def test_a_chain_goes_over_to_another_thing():
    found = understood("協議会は", FIRST, "じゃあみらいPは")
    assert "みらいP" in found and "協議会" in found and "深海観測機" not in found


@pytest.mark.parametrize("question", ["", "？", "🚀", "は", "<b>それ</b>は", "それ" * 500])
def test_odd_turns_do_no_harm(question: str):
    assert isinstance(resolve(question, [FIRST], GLOSSARY, COLUMNS).question, str)
    assert isinstance(resolve("予算は", [question], GLOSSARY, COLUMNS).question, str)
