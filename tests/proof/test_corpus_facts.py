from __future__ import annotations

import pytest

from assistant.japanese.glossary import Entry, Glossary
from assistant.proof.facts import Facts, facts_of, figures_of, last_year

GLOSSARY = Glossary([Entry("第7期計画", "document", everyday=("次の計画",)), Entry("観測", "term")])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("予算は1兆2,500億円", "12500億円"),
        ("令和7年度に開始", "2025年度"),
        ("過去3年分", "3年"),
        ("⑬その他", "13項目"),
        ("第二章", "第2章"),
        ("2022年\n8月1日 施行", "2022年8月1日"),
        ("令和6年4月5日、同年8月", "2024年8月"),
        ("３．５％", "3.5%"),
        ("第7期計画の期間", "第7期計画"),
        ("⺠間の⻑期計画", "「民間の長期計画」"),
    ],
)
def test_the_same_fact_in_other_writing_is_held(place, said):
    (fact,) = facts_of(said, GLOSSARY)
    assert Facts(place, GLOSSARY).holds(fact)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("予算は250億円", "250円"),
        ("過去3年分、第5回", "5年"),
        ("2022年9月16日、2024年4月5日", "2024年9月16日"),
        ("令和7年度", "令和8年度"),
        ("次の計画の期間", "「第7期計画」"),
    ],
)
def test_another_fact_is_not(place, said):
    assert not all(Facts(place, GLOSSARY).holds(fact) for fact in facts_of(said, GLOSSARY))


def test_this_year_is_that_of_the_document():
    (fact,) = facts_of("2025年4月", GLOSSARY)
    assert Facts("令和6年6月の提言。本年4月から開催", GLOSSARY, this_year="2025").holds(fact)


def test_everyday_words_and_words_of_the_field_are_no_names():
    assert facts_of("次の計画の観測", GLOSSARY) == []


def test_numbers_of_formulas_and_list_items_are_no_figures():
    assert [fact.text for fact in figures_of("① β-Ga₂O₃のウエハ（2）※1 6,500件")] == ["6,500件"]


def test_the_last_year_that_a_text_names():
    assert last_year("2022年の話。令和5年3月の話。") == "2023" and last_year("3月の話。") == ""
