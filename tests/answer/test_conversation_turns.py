"""What people say in a conversation besides naming another thing or attribute."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.conversation import Resolved, resolve
from assistant.answer.followup.context import Probe

COLUMNS = frozenset({"協議会", "資金配分機関", "設置大臣", "予算", "認定件数"})
FIRST = "深海観測機の資金配分機関はどこですか"


def understood(question: str, *turns: str, probe: Probe | None = None) -> str:
    return resolve(question, turns, GLOSSARY, COLUMNS, probe).question


@pytest.mark.parametrize("turn", ["英語で", "英語で答えてください", "英語でお願いします", "In English"])
def test_the_same_in_english(turn: str):
    found = resolve(turn.replace("In English", "英語で教えて"), [FIRST], GLOSSARY, COLUMNS)
    assert (found.question, found.lang) == (FIRST, "en")


def test_a_question_may_ask_for_its_language():
    found = resolve("深海観測機の予算を英語で教えて", [], GLOSSARY, COLUMNS)
    assert (found.question, found.lang) == ("深海観測機の予算を教えて", "en")
    assert resolve("深海観測機は英語で何と言いますか", [], GLOSSARY, COLUMNS) == Resolved(
        "深海観測機は英語で何と言いますか"
    )


@pytest.mark.parametrize(
    "turn", ["もう少し詳しく教えてください", "もっと詳しく", "具体的に説明して", "詳細をお願いします"]
)
def test_more_of_the_same(turn: str):
    found = understood(turn, "深海観測機は延長されましたか")
    assert found.startswith("深海観測機は延長されました") and "詳しく" in found


@pytest.mark.parametrize("turn", ["出典は？", "どの資料に書いてありますか", "いつの資料ですか", "本当ですか"])
def test_the_source_stands_with_the_same_answer(turn: str):
    assert understood(turn, FIRST) == FIRST.rstrip("?？")


@pytest.mark.parametrize("turn", ["みらいPと比べるとどうですか", "みらいPとの違いは？", "みらいPと比較すると"])
def test_beside_another_thing(turn: str):
    found = understood(turn, FIRST)
    assert "深海観測機の資金配分機関" in found and "みらいPの資金配分機関" in found


@pytest.mark.parametrize(
    "turn", ["話は変わりますが、観測網の整備はいつから始まる予定ですか", "別の質問ですが、みらいPの柱は何ですか"]
)
def test_another_topic_is_not_mixed_with_the_earlier_one(turn: str):
    assert understood(turn, FIRST) == turn


def test_what_happens_then_is_asked_of_the_condition():
    found = understood("いつ届けますか", "無断で装置を売ったらどうなりますか")
    assert found == "無断で装置を売ったら、いつ届けますか"


def test_a_pointer_points_at_what_the_answer_named():
    held = Probe(says=lambda question: "最も多いのは「深海観測機」の9件です。")
    assert understood("その予算は？", "認定が一番多いのはどれですか", probe=held) == "深海観測機の予算は"
    assert understood("その予算は？", FIRST, probe=held) == "深海観測機の予算は"


def test_that_person_is_the_one_who_was_asked_for():
    assert understood("その人の所属は？", "みらいPの座長は誰ですか") == "みらいPの座長の所属は"


def test_two_questions_in_one_turn_are_two_questions():
    found = understood("協議会は？", "みらいPの設置大臣は誰ですか。深海観測機の設置大臣は？")
    assert found == "深海観測機の協議会は"


def test_an_attribute_of_something_else_is_complete_when_the_documents_say_so():
    held = Probe(support=lambda question, words: float(question == "海外派遣の予算は"))
    assert understood("海外派遣の予算は", "深海観測機の予算は", probe=held) == "海外派遣の予算は"


def test_which_one_it_is_comes_from_the_answer():
    held = Probe(says=lambda question: "深海観測機が対象とするのは観測ビジョン（第一次）の技術です。")
    found = understood("そのビジョンが決まったのはいつですか", "深海観測機はどのビジョンに基づきますか", probe=held)
    assert found == "観測ビジョン（第一次）が決まったのはいつですか"


def test_whether_a_list_holds_another_thing():
    assert understood("みらいPは？", "一覧に深海観測機は入っていますか") == "一覧にみらいPは入っていますか"


@pytest.mark.parametrize("turn", ["みらいPも同じ？", "みらいPも同じですか", "みらいPも一緒なんですか"])
def test_whether_it_is_the_same_for_another_thing(turn: str):
    assert understood(turn, FIRST).startswith("みらいPの資金配分機関")


def test_another_thing_may_have_a_name_of_two_nouns():
    assert understood("じゃあ港の観測船は？", "深海観測機の予算は") == "港の観測船の予算は"


def test_the_other_one_was_wanted():
    assert understood("資金配分機関が聞きたかったんです", "深海観測機の予算は").startswith("深海観測機の資金配分機関")
