"""Comparisons answered from the rows of one table: a verdict first, then the values."""

from __future__ import annotations

import pytest
from samples import DOCUMENTS, GLOSSARY, asked, hit, lexical, lines, passage, row

from assistant.answer.answerer import Answerer
from assistant.answer.table.tables import Tables
from assistant.japanese.tokens import index_tokens
from assistant.model import Hit, Passage, Query
from assistant.retrieve.editions import Editions

SUPPLIES = [
    row(name, {"物資": name, "所管": ministry, "認定件数": count, "支援措置": support}, table="物資の表")
    for name, ministry, count, support in [
        ("ポンプ", "水産省", "26件", "備蓄、研究開発"),
        ("水門", "水産省", "35件", "生産の強化、備蓄"),
        ("浮き桟橋", "建築省", "5件", "研究開発"),
        ("測深機", "建築省", "5件", "生産の強化"),
    ]
]
RANKS = [
    row(name, {"国": name, "順位2000年代": old, "順位2020年代": new}, "old", table="国別の順位")
    for name, old, new in [("日本", "4", "13"), ("米国", "1", "2"), ("中国", "8", "1"), ("ドイツ", "3", "5")]
]
LISTS = [
    lines("甲州のリストは3つの分野です。\n・先端の量子技術\n・深海の地図\n・人工知能"),
    lines("乙州のリストは2つの分野です。\n・量子の情報\n・人工知能（AI）"),
]
PASSAGES = [*SUPPLIES, *RANKS, *LISTS, passage("水産省は水門の更新を支援します。")]


def said(question: str, passages: list[Passage] = PASSAGES) -> str:
    """The answer; the search ranks by the share of the question's words that a passage holds."""

    def find(question: str) -> tuple[Query, list[Hit]]:
        query = asked(question)
        held = [(len(set(query.terms) & set(index_tokens(found.text))), found) for found in passages]
        ranked = sorted((pair for pair in held if pair[0]), key=lambda pair: -pair[0])
        return query, [hit(found, count / max(1, len(query.terms))) for count, found in ranked]

    editions = Editions(DOCUMENTS)
    documents = {document.doc_id: document for document in DOCUMENTS}
    tables = Tables(passages, editions)
    return Answerer(find, documents, lexical(*passages), GLOSSARY, editions, tables).answer(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "ポンプと水門では、認定件数はどちらが多いですか",
        "水門の認定件数はポンプより何件多いですか",
        "ポンプと水門だと、認定件数が多いのはどっち",
        "ポンプより水門のほうが認定件数は何件多いですか",
    ],
)
def test_which_is_more_and_by_how_much(question: str):
    first, *rest = said(question).split("\n")
    assert first == "多いのは水門です。差は9件です。"
    assert sorted(line[:8] for line in rest if line.startswith("・")) == ["・ポンプ：26件", "・水門：35件["]


def test_a_supposed_order_is_confirmed_or_denied():
    assert said("水門はポンプより認定件数が多いですか").startswith("はい。")
    assert said("ポンプは水門より認定件数が多いですか").startswith("いいえ。多いのは水門です。")


def test_the_difference():
    assert said("ポンプと浮き桟橋で、認定件数の差はいくつですか").startswith("差は21件です。")


@pytest.mark.parametrize("words", ["同じですか", "違いはありますか", "差はあるの"])
def test_whether_there_is_a_difference(words: str):
    assert said(
        f"浮き桟橋と測深機の認定件数に{words}" if "差" in words else f"浮き桟橋と測深機の認定件数は{words}"
    ).startswith("同じです。")
    assert said(f"ポンプと測深機の所管は{words}").startswith("異なります。")


def test_what_both_have_and_what_one_has_alone():
    assert said("ポンプと水門の支援措置で、両方にあるのは何ですか").startswith("共通するのは、備蓄です。")
    alone = said("ポンプと水門の支援措置のうち、片方にしか無いものは")
    assert alone.startswith("ポンプだけにあるのは、研究開発です。水門だけにあるのは、生産の強化です。")
    assert said("浮き桟橋と測深機の支援措置に共通するものは").startswith("両方にあるものはありません。")


def test_members_of_two_lists():
    shared = said("甲州のリストと乙州のリストに共通する分野は何ですか")
    assert "人工知能" in shared.split("\n")[0] and "深海の地図" not in shared
    first = said("甲州のリストにあって乙州のリストに無い分野は").split("\n")[0]
    assert "深海の地図" in first and "人工知能" not in first


def test_countries_written_by_one_letter_each_and_the_newest_of_two_periods():
    table = said("日米中の順位をそれぞれ教えて")
    assert "| 日本 | 13位[" in table and "| 米国 | 2位[" in table and "| 中国 | 1位[" in table
    old = said("日米の2000年代の順位はどちらが上ですか")
    assert old.startswith("上なのは米国です。") and "4位" in old and "13位" not in old


def test_rows_compared_as_a_whole():
    table = said("ポンプと水門の違いは何ですか").split("\n")
    assert table[0] == "| | ポンプ | 水門 |"
    assert any(line.startswith("| 認定件数 | 26件[1] | 35件[2] |") for line in table)
    shared = said("ポンプと水門で共通することは何ですか")
    assert "| 所管 | 水産省[1] | 水産省[2] |" in shared and "認定件数" not in shared


def test_one_thing_that_may_be_on_both_sides_is_asked_of_each():
    answer = said("人工知能は甲州のリストと乙州のリストの両方にありますか").split("\n")
    assert answer[0].startswith("・甲州のリスト：") and "人工知能" in answer[0]
    assert answer[1].startswith("・乙州のリスト：") and "人工知能" in answer[1]


def test_what_stands_before_two_countries_is_asked_of_both():
    answer = said("2020年代の順位、日本とドイツの違いは").split("\n")
    assert answer[0].startswith("・日本：13位[") and answer[1].startswith("・ドイツ：5位[")


BOATS = [
    row(name, {"構想": name, "資金配分機関": agency, "参加機関": members, "開催回数": times}, table="構想の表")
    for name, agency, members, times in [
        ("無人艇による海洋の観測", "甲機構", "水産省、建築省、PD", "3"),
        ("無人艇による災害の予測", "乙機構", "水産省、環境省、PO", "1"),
        ("灯台の自動化", "乙機構", "建築省、水産省、PD", "2"),
    ]
]


@pytest.mark.parametrize(
    "question",
    [
        "無人艇の構想は二つありますが、海のほうと災害のほうで資金配分機関は同じですか",
        "無人艇、海のほうと災害のやつで、資金配分機関は一緒？",
        "無人艇による海洋の観測と灯台の自動化、資金配分機関は別々ですか",
    ],
)
def test_parts_of_a_group_are_compared_by_what_tells_them_apart(question: str):
    first, *rest = said(question, BOATS).split("\n")
    assert first == "異なります。"
    assert "甲機構[1]" in rest[0] and "乙機構[2]" in rest[1]


@pytest.mark.parametrize(
    "question",
    [
        "無人艇の2構想の資金配分機関は同じか",
        "無人艇は構想が二つあるけど、資金配分機関は別々？",
        "無人艇の2構想（海と災害）は資金配分機関が同じですか",
    ],
)
def test_the_things_of_one_name_are_the_sides(question: str):
    assert said(question, BOATS).split("\n")[:3] == [
        "異なります。",
        "・無人艇による海洋の観測：甲機構[1]",
        "・無人艇による災害の予測：乙機構[2]",
    ]


def test_a_name_of_fewer_things_than_is_said_is_no_group():
    assert not said("無人艇の3構想の資金配分機関は同じか", BOATS).startswith(("同じ", "異な"))


def test_what_is_asked_of_all_may_stand_behind_a_comma_or_the_last_name():
    told = "無人艇による海洋の観測だけにあるのは、建築省、PDです。"
    question = "無人艇による海洋の観測と無人艇による災害の予測、参加機関で片方にしか無いのは？"
    assert said(question, BOATS).startswith(told)
    assert said("浮き桟橋と測深機の認定件数って違うの").startswith("同じです。")


def test_values_that_the_question_names_are_found_for_each_side():
    two = "無人艇による海洋の観測と灯台の自動化"
    assert said(f"{two}、どっちも甲機構？", BOATS).split("\n")[:2] == [
        "いいえ。",
        "・無人艇による海洋の観測：甲機構[1]",
    ]
    assert said(f"{two}、どちらもPD？", BOATS).startswith("はい。")
    other = said("無人艇による海洋の観測と無人艇による災害の予測、参加するのはPDとPOのどちら？", BOATS)
    assert "・無人艇による海洋の観測：PD[1]" in other and "・無人艇による災害の予測：PO[2]" in other


def test_the_time_between_two_dates():
    dates = [
        passage("公募は2022年12月5日に始まりました。"),
        passage("最初の会議は2023年7月25日に開かれました。", "old"),
    ]
    assert said("公募が始まってから最初の会議まで何か月かかりましたか", dates).startswith("間は232日（約8か月）です。")


def test_the_same_of_two_things_is_told_without_a_word_that_compares():
    assert said("米国とドイツの順位は").split("\n")[:2] == ["・米国：2位[1]", "・ドイツ：5位[2]"]


def test_of_a_list_of_two_things_the_one_named_counts():
    assert said("ポンプと水門、どちらも備蓄の支援措置ですか").startswith("はい。")
    assert said("ポンプと浮き桟橋、どちらも備蓄の支援措置ですか").startswith("いいえ。")


def test_a_date_of_something_else_is_no_end_of_a_time():
    dates = [passage("公募は2022年12月5日に始まりました。"), passage("最初の採択の議論は2023年7月25日でした。", "old")]
    assert not said("公募が始まってから最初の会議が決まるまで何か月", dates).startswith("間は")


def test_two_things_may_be_named_in_a_sentence_of_their_own():
    told = said("ポンプと、浮き桟橋。所管と認定件数はどう違いますか").split("\n")
    assert told[0] == "| | ポンプ | 浮き桟橋 |"
    assert [line.split(" | ")[0] for line in told[2:4]] == ["| 所管", "| 認定件数"]
