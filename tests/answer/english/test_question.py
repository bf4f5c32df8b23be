"""An English question is read in the terms of the documents."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.english.pieces import is_english
from assistant.answer.english.question import parts_of, read


@pytest.mark.parametrize(
    ("question", "japanese"),
    [
        ("Which agency funds the deep ocean vehicle project?", "深海観測機の構想の資金配分機関はどこですか"),
        ("How many plans are certified for the deep ocean vehicle?", "深海観測機の認定件数は何件ですか"),
        ("Which ministry is in charge of the deep ocean vehicle?", "深海観測機の所管はどの省ですか"),
        ("When was the deep ocean vehicle announced?", "深海観測機の公表はいつですか"),
        ("What is a deep ocean vehicle?", "深海観測機とは何ですか"),
    ],
)
def test_names_attributes_and_what_is_asked(question: str, japanese: str):
    assert read(question, GLOSSARY).japanese == japanese


def test_the_date_of_a_count_is_the_date_as_of_which_it_is_asked():
    found = read("How many plans were certified for the deep ocean vehicle in August 2023?", GLOSSARY).japanese
    assert found.startswith("2023年8月時点の深海観測機")


def test_two_things_are_compared_side_by_side():
    found = read("How does the budget differ between the deep ocean vehicle and the DOV?", GLOSSARY).japanese
    assert found.startswith("深海観測機とDOVでは、予算")


def test_a_question_of_which_little_is_known_has_no_reading():
    found = read("What will the weather be like tomorrow?", GLOSSARY)
    assert not found.japanese and "weather" in found.unknown


def test_a_second_question_asks_about_the_same_thing():
    parts = parts_of("Which agency funds the deep ocean vehicle and when was it announced?", GLOSSARY)
    assert len(parts) == 2 and "deep ocean vehicle" in parts[1]


@pytest.mark.parametrize(("text", "english"), [("What is it?", True), ("NEDOとは", False), ("2023?", False)])
def test_english_is_what_has_no_japanese(text: str, english: bool):
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("question", "japanese"),
    [
        ("What is the role of the think tank?", "シンクタンクの役割は何ですか"),
        ("Why was the deep ocean vehicle cancelled?", "深海観測機の中止の理由は何ですか"),
        ("List the critical materials of the US", "米国の重要の物資をすべて挙げてください"),
        ("Give me the list of the twelve areas", "12の領域をすべて挙げてください"),
        ("What does DOV stand for?", "DOVは何の略ですか"),
        ("How much money has been allocated to the DOV?", "DOVの予算の総額はいくらですか"),
    ],
)
def test_words_stand_in_the_order_of_japanese(question: str, japanese: str):
    assert read(question, GLOSSARY).japanese == japanese


def test_which_projects_an_agency_funds():
    found = read("Which projects does JST fund in the ocean domain?", GLOSSARY).japanese
    assert found.startswith("JSTが資金配分機関の") and "海洋" in found and found.endswith("構想は何ですか")


def test_amounts_are_written_as_the_documents_write_them():
    assert "2,500億円" in read("Who provides the 250 billion yen of the DOV?", GLOSSARY).japanese


@pytest.mark.parametrize(
    ("question", "detail"),
    [
        ("What is the GDP of Japan?", "gdp"),
        ("What salary do researchers get?", "salary"),
        ("How many engineers work on the DOV project?", "engineers"),
    ],
)
def test_an_unknown_detail_is_what_the_documents_must_hold(question: str, detail: str):
    assert read(question, GLOSSARY).details == (detail,)


@pytest.mark.parametrize(
    ("question", "japanese"),
    [
        (
            "Are airports part of the 14 critical infrastructure sectors?",
            "14の基幹インフラの分野に空港は入っていますか",
        ),
        ("Does the US list include hypersonics?", "米国に極超音速は入っていますか"),
        ("How many more plans have storage batteries than semiconductors?", "蓄電池と半導体の認定件数の差は何件ですか"),
        ("What happened on 7 March 2025?", "2025年3月7日に何がありましたか"),
        ("What was China's rank in 2000-2002?", "2000～2002年の中国の順位は何位ですか"),
        ("What are the 12 areas?", "12の領域をすべて挙げてください"),
    ],
)
def test_shapes_of_their_own(question: str, japanese: str):
    assert read(question, GLOSSARY).japanese == japanese


def test_an_unknown_name_has_to_be_in_the_documents():
    assert "musk" in read("What is the view of Elon Musk on the DOV?", GLOSSARY).details
    assert read("What is the funding agency of the DOV?", GLOSSARY).details == ()


@pytest.mark.parametrize("question", ["Which body surveys with the DOV?", "Which organisation runs DOV programmes?"])
def test_words_for_who_is_asked_for_are_no_details(question: str):
    assert not {"body", "organisation", "programmes"} & set(read(question, GLOSSARY).details)


def test_the_countries_that_a_question_names_are_told():
    assert read("What is the rank of South Korea?", GLOSSARY).names == ("韓国",)


@pytest.mark.parametrize(
    ("question", "japanese"),
    [
        ("What is item number 10 on the list of the US?", "米国の10番目は何ですか"),
        ("Which field is the 3rd in the list of the EU?", "EUの分野の3番目は何ですか"),
        ("What is item (7) of the DOV?", "DOVの7番目は何ですか"),
        ("What is the fifth sector of the critical infrastructure?", "基幹インフラの分野の5番目は何ですか"),
    ],
)
def test_the_place_of_a_list(question: str, japanese: str):
    assert read(question, GLOSSARY).japanese == japanese


@pytest.mark.parametrize(
    ("question", "japanese"),
    [
        ("Does the economy ministry oversee the deep ocean vehicle?", "深海観測機の所管は経済産業省ですか"),
        ("Is finance one of the 14 critical infrastructure sectors?", "14の基幹インフラの分野に金融は入っていますか"),
        ("Are airports a critical infrastructure sector?", "基幹インフラの分野に空港は入っていますか"),
        ("Was the deep ocean vehicle cancelled?", "深海観測機は中止されましたか"),
    ],
)
def test_what_is_put_forward_is_asked_for(question: str, japanese: str):
    assert read(question, GLOSSARY).japanese == japanese


@pytest.mark.parametrize(
    "question",
    ["Is gambling one of the 14 critical infrastructure sectors?", "Is steel a specified critical material?"],
)
def test_what_no_list_has_a_word_for_must_be_found(question: str):
    assert read(question, GLOSSARY).details == (question.split()[1],)
