"""A follow-up is read in the light of the earlier questions."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.conversation import Resolved, resolve
from assistant.answer.followup.context import Probe

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


KNOWN = Probe(items=lambda question: ["深海観測機", "みらい防災"] if "領域" in question else [])


@pytest.mark.parametrize("turn", ["いや、令和5年の", "2023年では？", "2023年8月時点だと", "間違えました、2023年です"])
def test_a_corrected_year_asks_the_same_at_that_date(turn: str):
    found = understood(turn, "深海観測機の認定は何件ですか")
    assert found.endswith("深海観測機の認定は何件ですか") and ("2023年" in found or "令和5年" in found)


def test_a_date_takes_the_place_of_another():
    found = understood("2025年は？", "2023年8月時点の深海観測機の認定件数は？")
    assert "2025年" in found and "2023年" not in found
    assert "2023" not in understood("現在は？", "支援対象の技術は2023年11月時点でいくつでしたか")


@pytest.mark.parametrize(
    "turn", ["みらいPのほうは？", "みらいPの場合は", "みらいPについても教えて", "みらいPだとどうですか"]
)
def test_a_switch_to_another_thing_is_said_in_many_ways(turn: str):
    assert understood(turn, FIRST).startswith("みらいPの資金配分機関")


def test_it_goes_back_to_an_earlier_thing():
    turns = ["深海観測機の予算は", "みらいPは？"]
    assert understood("深海観測機に戻って、設置大臣は？", *turns) == "深海観測機の設置大臣は"
    assert understood("最初のほうの設置大臣は", *turns) == "深海観測機の設置大臣は"
    assert understood("後者の設置大臣は", *turns) == "みらいPの設置大臣は"


@pytest.mark.parametrize("turn", ["2番目のは何ですか", "二つ目は", "最後のは何", "②は何ですか", "(2)は"])
def test_one_of_a_list(turn: str):
    found = resolve(turn, ["3つの領域を挙げてください"], GLOSSARY, COLUMNS, KNOWN).question
    assert "みらい防災" in found


def test_a_comparison_goes_on_with_another_attribute():
    found = understood("設置大臣は？", "深海観測機とみらいPでは、資金配分機関はどう違いますか")
    assert "深海観測機" in found and "みらいP" in found and "設置大臣" in found and "資金配分機関" not in found


def test_why_asks_for_the_reason_of_what_was_asked():
    assert understood("なぜですか", "深海観測機は延長されましたか").startswith("なぜ深海観測機は延長されました")


def test_thanks_are_no_question():
    assert understood("予算は？", FIRST, "ありがとう") == "深海観測機の予算は"
    assert resolve("ありがとうございます", [FIRST], GLOSSARY, COLUMNS).understood == ""


@pytest.mark.parametrize(
    "question",
    [
        "深海観測機とみらいPの違いは何ですか",
        "よその国の深海観測機はどこの会社が作りますか",
        "防災技術庁とは何ですか",
        "それぞれの深海観測機は何台ですか",
    ],
)
def test_words_that_only_look_like_pointers_change_nothing(question: str):
    assert resolve(question, ["みらい防災育成プログラムの予算は"], GLOSSARY, COLUMNS) == Resolved(question)


def test_the_documents_decide_whether_a_word_is_an_attribute_or_another_thing():
    held = Probe(support=lambda question, words: float("みらい防災育成プログラムの柱" in question))
    found = resolve("柱は何ですか", ["みらい防災育成プログラムはいつ始まりますか"], GLOSSARY, COLUMNS, held).question
    assert found == "みらい防災育成プログラムの柱は何ですか"


def test_a_decade_is_no_year():
    assert understood("2000年代は？", "2020年代の深海観測機の論文数は何件ですか").startswith("2000年代では、深海観測機")


def test_a_place_in_a_list_is_asked_within_the_list():
    found = understood("何番目ですか", "深海観測機は12領域の案に入っていますか")
    assert found == "深海観測機は12領域の案の何番目ですか"
