"""Casual turns: without は, in another order, with a correction, with sums over two turns."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.conversation import resolve
from assistant.answer.followup.context import Probe
from assistant.answer.followup.spoken import spelled_out

COLUMNS = frozenset({"協議会", "資金配分機関", "設置大臣", "予算", "認定件数", "役所"})
FIRST = "深海観測機の資金配分機関はどこですか"


def understood(question: str, *turns: str, probe: Probe | None = None) -> str:
    return resolve(question, turns, GLOSSARY, COLUMNS, probe).question


@pytest.mark.parametrize(
    ("turn", "written"),
    [
        ("担当の役所どこ？", "担当の役所はどこ"),
        ("深海観測機の認定、何件？", "深海観測機の認定は何件"),
        ("みらいPどうなってる？", "みらいPはどうなってる"),
        ("中止になった構想ある？", "中止になった構想はある"),
        ("誰が入るの、その協議会", "その協議会は誰が入るの"),
        ("いくつあるの、重要技術領域って", "重要技術領域はいくつあるの"),
    ],
)
def test_a_spoken_turn_gets_its_particle_and_order(turn: str, written: str):
    assert spelled_out(turn) == written


@pytest.mark.parametrize(
    "turn", ["今何件？", "予算はいくら？", "それで何が変わる", "どうしてですか", "詳しく教えて", "合計何件"]
)
def test_a_turn_that_needs_nothing_stays(turn: str):
    assert spelled_out(turn) == turn


def test_a_spoken_attribute_is_asked_of_the_same_thing():
    assert understood("設置大臣どこ？", "深海観測機の認定、何件？") == "深海観測機の設置大臣はどこ"


@pytest.mark.parametrize("turn", ["深海観測機じゃなくてみらいPは？", "深海観測機ではなく、みらいPのほう"])
def test_what_is_not_wanted_gives_its_place_to_what_is(turn: str):
    assert understood(turn, FIRST).startswith("みらいPの資金配分機関は")


def test_the_one_of_another_thing():
    assert understood("みらいPのは？", FIRST).startswith("みらいPの資金配分機関")


@pytest.mark.parametrize("turn", ["両方合わせると何件ですか", "足すといくつ？", "合計で何件？"])
def test_the_values_of_two_turns_are_added_up(turn: str):
    found = understood(turn, "深海観測機の認定件数は", "みらいPは？")
    assert found.startswith("深海観測機とみらいPの認定件数の合計は")


def test_another_thing_may_be_added_to_the_one_before():
    assert understood("みらいPと合わせると？", "深海観測機の認定件数は").startswith(
        "深海観測機とみらいPの認定件数の合計は"
    )


@pytest.mark.parametrize("turn", ["その前は？", "以前はどうでしたか", "前は何位でした？"])
def test_what_it_was_before(turn: str):
    assert understood(turn, "深海観測機の順位は今何位ですか") == "深海観測機の順位は以前は何位ですか"


def test_an_event_is_asked_for_its_date_after_a_date():
    assert understood("施行は？", "みらい法はいつ成立しましたか") == "みらい法の施行はいつですか"
    assert understood("始まったのは？", "深海観測機の公募の締切はいつ").endswith("が始まったのはいつですか")


def test_when_is_asked_of_what_was_done():
    assert understood("いつ？", "みらいPの柱は誰が決めた") == "みらいPの柱はいつ決めた"


def test_yes_or_no_is_asked_of_the_thing_not_of_its_attribute():
    assert understood("それは採択されていますか", FIRST) == "深海観測機は採択されていますか"


def test_another_country_keeps_what_was_asked_of_the_first():
    assert understood("米国、どこまで落ちた？", "中国の論文のシェアは何%ですか") == "米国の論文のシェアは何%ですか"
    assert understood("日本は？", "カナダの特許の罰則は") == "日本の特許の罰則は"


def test_an_item_of_a_list_in_a_sentence_can_be_asked_about():
    held = Probe(items=lambda question: ["人工知能技術", "量子情報の技術", "宇宙利用の技術"])
    assert understood("その最後のやつの中身", "戦略領域の3つを教えて", probe=held) == "宇宙利用の技術の中身"


def test_a_short_question_is_taken_alone_only_when_the_documents_answer_it_surely():
    unsure = Probe(support=lambda question, words: 0.6 * (question == "論文は何本出た"))
    sure = Probe(support=lambda question, words: 0.95 * (question == "論文は何本出た"))
    assert understood("論文は何本出た？", FIRST, probe=unsure) == "深海観測機の論文は何本出た"
    assert understood("論文は何本出た？", FIRST, probe=sure) == "論文は何本出た？"


def test_which_others_are_in_the_same_state():
    assert understood("公募中なのは他には？", "深海観測機の構想は公募中ですか") == "公募中の構想はどれですか"


def test_what_there_is_can_be_pointed_at():
    held = Probe(says=lambda question: "中止になったものは「深海観測機」の1件です。")
    assert understood("それの予算は", "中止になった構想ある？", probe=held) == "深海観測機の予算は"


def test_both_of_two_things_are_set_side_by_side():
    found = understood("両方の設置大臣は？", "深海観測機の協議会は", "みらいPは？")
    assert found == "深海観測機とみらいPでは、設置大臣はどう違いますか"
