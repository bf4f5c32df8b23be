"""Follow-ups that turn the question before, and places of a list as what a question was about."""

from __future__ import annotations

from samples import GLOSSARY

from assistant.answer.conversation import resolve
from assistant.answer.followup.context import Probe

COLUMNS = frozenset({"協議会", "資金配分機関", "設置大臣", "予算", "認定件数", "順位"})


def understood(question: str, *turns: str, probe: Probe | None = None) -> str:
    return resolve(question, turns, GLOSSARY, COLUMNS, probe).question


def test_the_other_end_of_an_order():
    assert understood("逆に一番少ないのは", "認定件数が一番多い物資は") == "認定件数が一番少ない物資は"
    assert understood("一番少ないのはどれ？", "一番認定が多い物資は何ですか") == "一番認定が少ない物資は何ですか"


def test_the_other_one_of_two():
    told = Probe(answer=lambda question: "多いのは船の部品の認定件数です。")
    turns = "航空機の部品と船の部品では、認定件数はどちらが多いですか"
    assert understood("もう一方は何件", turns, probe=told) == "航空機の部品の認定件数は何件"


def test_all_of_what_was_counted():
    assert understood("一覧で", "海の装備は何分野ですか") == "海の装備の分野をすべて挙げてください"
    assert understood("全部教えてください", "海の装備はいくつですか") == "海の装備をすべて挙げてください"


def test_what_stands_at_a_place_is_asked_about_by_its_name():
    told = Probe(says=lambda question: "③「浮き桟橋」は、海の装備の4分野の一つです。")
    assert understood("なんで大事なの？", "海の装備の③って何", probe=told) == "なぜ浮き桟橋は大事なの"


def test_a_place_behind_a_statement_is_one_of_what_it_speaks_of():
    assert understood("13番は何", "海の装備は18分野ですね") == "海の装備の13番は何"


def test_a_date_said_in_the_place_of_another():
    found = understood("あ、ごめん2025年じゃなくて2023年", "深海観測機の認定は2025年に何件")
    assert "2023年" in found and "2025年" not in found and "深海観測機の認定" in found


def test_another_country_with_a_question_of_its_own():
    found = understood("フランスは何位で何本？", "英国の論文、2020年代の順位は3位なんですね")
    assert found == "フランスの論文、2020年代は何位で何本"


def test_the_question_that_asked_with_the_same_word_is_the_one_that_is_meant():
    turns = ("深海観測機の協議会は何回ですか", "設置大臣は？")
    assert understood("みらいPのほうは何回", *turns) == "みらいPの協議会は何回ですか"


def test_all_of_them_is_said_of_what_was_counted():
    assert understood("全部対応済み？", "国外移転への対応、該当する府省庁はいくつ？") == (
        "国外移転への対応、該当する府省庁は全部対応済み"
    )
