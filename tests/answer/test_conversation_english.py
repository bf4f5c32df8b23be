"""English follow-ups are read in the light of the earlier questions."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.conversation import Resolved, resolve
from assistant.answer.followup.context import Probe

FIRST = "Which agency funds the deep ocean vehicle project?"


def understood(question: str, *turns: str) -> str:
    return resolve(question, turns, GLOSSARY).question


@pytest.mark.parametrize("question", ["And its minister?", "and the ministry?", "What about the ministry?"])
def test_another_attribute_of_the_same_thing(question: str):
    assert "deep ocean vehicle" in understood(question, FIRST) and "minist" in understood(question, FIRST)


def test_the_same_of_another_thing():
    found = understood("What about permanent magnets?", FIRST)
    assert found == "Which agency funds the permanent magnets"


def test_the_same_at_another_date():
    question = "How many plans are certified for the deep ocean vehicle?"
    found = understood("and in August 2023?", question)
    assert "deep ocean vehicle" in found and found.endswith("as of August 2023")
    assert "2023" not in understood("And today?", question, "and in August 2023?")


def test_a_complete_question_stays():
    question = "How many plans are certified for the deep ocean vehicle?"
    assert resolve(question, ["What is due diligence?"], GLOSSARY) == Resolved(question)


def test_languages_may_change_between_turns():
    assert "深海観測機" in understood("and its agency?", "深海観測機の予算はいくらですか")


COUNT = "How many plans are certified for the deep ocean vehicle?"


@pytest.mark.parametrize("turn", ["And in 2023?", "What about 2023?", "How many in 2023?"])
def test_a_lone_year_asks_the_same_of_that_year(turn: str):
    found = resolve(turn, [COUNT], GLOSSARY, frozenset()).question
    assert "deep ocean vehicle" in found and found.endswith("in 2023")


@pytest.mark.parametrize("turn", ["Tell me more", "More details, please", "Can you elaborate?"])
def test_more_of_the_same_in_english(turn: str):
    assert resolve(turn, [COUNT], GLOSSARY, frozenset()).question.startswith(COUNT.rstrip("?"))


def test_another_country_takes_the_place_of_the_first():
    found = resolve("And China's?", ["What are the EU's critical technology areas?"], GLOSSARY, frozenset()).question
    assert found == "What are China's critical technology areas"


def test_why_in_english_asks_for_the_reason_of_what_was_asked():
    found = resolve("Why?", ["Was the deep ocean vehicle cancelled?"], GLOSSARY, frozenset()).question
    assert found == "Why was the deep ocean vehicle cancelled"


@pytest.mark.parametrize("turn", ["Not the deep ocean vehicle but NEDO's magnet", "What about semiconductors instead?"])
def test_a_correction_says_what_is_wanted(turn: str):
    found = resolve(turn, [COUNT], GLOSSARY, frozenset()).question
    assert found.startswith("How many plans are certified") and "deep ocean vehicle" not in found


def test_a_thing_alone_asks_the_same_of_it():
    assert understood("And semiconductors?", COUNT) == "How many plans are certified for the semiconductors"


def test_an_attribute_without_a_thing_is_asked_of_the_thing_before():
    found = understood("Which ministry is in charge of that?", COUNT)
    assert "deep ocean vehicle" in found
    assert understood("How many plans have been certified?", FIRST).endswith("of the deep ocean vehicle project")
    total = "How many plans have been certified in total?"
    assert understood(total, FIRST) == total


def test_some_of_a_list_are_asked_about_with_the_list():
    found = understood("Which four are the most sensitive?", "List China's seven semiconductors.")
    assert found == "Which four are the most sensitive of China's seven semiconductors"


def test_one_of_a_list_in_english():
    held = Probe(items=lambda question: ["観測の技術", "量子の技術"])
    found = resolve("And the second one?", ["List the areas"], GLOSSARY, frozenset(), held).question
    assert found == "量子の技術とは何ですか"


def test_one_takes_the_noun_of_the_thing_before():
    assert understood("What about the semiconductor one?", FIRST) == "Which agency funds the semiconductor project"


@pytest.mark.parametrize(
    ("turn", "whole"),
    [
        ("By whom?", "By whom was the second R&D Vision decided"),
        ("Where?", "Where was the second R&D Vision decided"),
        ("And the first one?", "When was the first R&D Vision decided"),
    ],
)
def test_the_question_before_with_another_word_that_asks_or_another_number(turn: str, whole: str):
    assert understood(turn, "When was the second R&D Vision decided?") == whole


def test_all_together_is_asked_of_no_single_thing():
    question = "How many certified plans are there for the deep ocean vehicle?"
    assert understood("and in total?", question) == "How many certified plans are there in total"


def test_an_attribute_of_what_has_no_known_name():
    question = "What is the target for overseas dispatch?"
    assert understood("What is the current number?", question) == "What is the current number of the overseas dispatch"
