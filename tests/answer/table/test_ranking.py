"""Questions over the order of the rows of a table, and over their sum."""

from __future__ import annotations

import pytest
from samples import GLOSSARY, asked, row

from assistant.answer.table.conditions import Columns
from assistant.answer.table.looked_up import TableAnswer
from assistant.answer.table.table_questions import table_answer

SUPPLIES = Columns(
    [
        row(name, {"物資": name, "所管": ministry, "認定件数": count}, table="物資の表")
        for name, ministry, count in [
            ("ポンプ", "水産省", "26件"),
            ("水門", "水産省", "35件"),
            ("浮き桟橋", "建築省", "5件"),
            ("測深機", "建築省", "5件"),
            ("防舷材", "水産省", "1件"),
        ]
    ]
)
RANKS = Columns(
    [
        row(name, {"国": name, "順位2000年代": old, "順位2020年代": new}, table="国別の順位")
        for name, old, new in [("日本", "4", "13"), ("米国", "1", "2"), ("中国", "8", "1"), ("ドイツ", "3", "5")]
    ]
)


def answered(question: str, table: Columns = SUPPLIES) -> TableAnswer:
    found = table_answer(asked(question), table, GLOSSARY)
    assert found is not None, question
    return found


def named(question: str, table: Columns = SUPPLIES) -> list[str]:
    return [claim.hit.passage.subject.strip("「」") for claim in answered(question, table).claims]


def test_the_row_at_a_place_those_with_the_same_number_share_one():
    assert named("認定件数が2番目に多い物資は") == ["ポンプ"]
    assert named("3番目に認定件数が多い物資は") == ["浮き桟橋", "測深機"]
    assert named("認定件数が二番目に少ない物資は") == ["浮き桟橋", "測深機"]


@pytest.mark.parametrize("words", ["認定件数の多い順に2つ挙げて", "認定件数の上位2つの物資", "認定件数トップ2の物資"])
def test_the_first_rows(words: str):
    assert named(words) == ["水門", "ポンプ"]


def test_the_last_rows():
    assert named("認定件数の少ない物資ワースト1") == ["防舷材"]
    assert named("認定件数が少ない順に3つ") == ["防舷材", "浮き桟橋", "測深機"]


def test_the_row_after_another():
    assert named("水門の次に認定件数が多い物資は") == ["ポンプ", "水門"]
    assert named("防舷材の次に認定件数が少ないのは") == ["浮き桟橋", "測深機", "防舷材"]


def test_the_place_of_a_row():
    found = answered("ポンプの認定件数は何番目に多いですか")
    assert "5件のうち、2番目に多い" in found.lead and "26件" in found.claims[0].text
    assert "2番目に多い" in answered("ポンプは何番目に認定件数が多い物資ですか").lead


def test_the_sum_over_the_rows_that_are_described():
    found = answered("水産省が所管する物資の認定件数は合わせて何件ですか")
    assert "62件" in found.lead and "3件の認定件数" in found.lead and len(found.claims) == 3
    assert table_answer(asked("水産省が所管する物資は何件ですか"), SUPPLIES, GLOSSARY) is None


def test_the_highest_rank_is_the_least_number_of_the_newest_period():
    assert named("順位が一番高い国は", RANKS) == ["中国"]
    assert named("一番順位が高い国は", RANKS) == ["中国"]
    assert named("2000年代に順位が最も高かった国は", RANKS) == ["米国"]
    assert named("順位の上位2つの国", RANKS) == ["中国", "米国"]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("5位の国はどこですか", ["ドイツ"]),
        ("2000年代に3位だった国", ["ドイツ"]),
        ("2位以内の国は", ["米国", "中国"]),
        ("上位5位までの国", ["米国", "中国", "ドイツ"]),
        ("5位以下の国", ["日本", "ドイツ"]),
    ],
)
def test_rows_by_their_rank(question: str, rows: list[str]):
    (condition,) = RANKS.described(question)
    assert [found.subject.strip("「」") for found in RANKS.rows if found.passage_id in condition.rows] == rows


def test_what_is_not_so_of_a_row():
    table = Columns(
        [
            row(name, {"物資": name, "研究開発支援": told})
            for name, told in [("水門", "対象（3つの一つ）"), ("ポンプ", "対象外"), ("筏", "対象外")]
        ]
    )
    (condition,) = table.described("研究開発支援の対象になっていない物資は")
    assert [found.subject for found in table.rows if found.passage_id in condition.rows] == ["「ポンプ」", "「筏」"]


def test_an_ordinal_means_the_value_that_others_add_to():
    visions = ["ビジョン（第一次）", "ビジョン（第二次）", "ビジョン（第二次）", "ビジョン（第二次）一部改定"] * 2
    table = Columns([row(f"技術{at}", {"技術": f"技術{at}", "ビジョン": vision}) for at, vision in enumerate(visions)])
    (condition,) = table.described("第二次の技術は")
    assert condition.value == "ビジョン（第二次）" and len(condition.rows) == 4
