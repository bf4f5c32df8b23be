"""Passages on the topic of a question that do not tell what is asked."""

from __future__ import annotations

import pytest

from assistant.answer.near_misses import (
    anothers,
    asks_names,
    event_told,
    event_untold,
    item_is_empty,
    opposite_told,
    other_country,
    rank_missing,
)
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("指定された事業の名称は", True),
        ("採択された大学名を一覧で", True),
        ("参加している会社の名前を教えて", True),
        ("一番認定が多い物資の名前は", False),
        ("七つの分野を挙げた計画の名称は", False),
        ("手順書の正式名称は", False),
        ("予算はいくらですか", False),
    ],
)
def test_names_are_asked_for(question: str, expected: bool):
    assert asks_names(question) is expected


def test_a_rank_or_one_of_a_series_that_the_passage_has_not():
    assert rank_missing("第三回の募集はいつですか", "募集は6月に始まります。")
    assert not rank_missing("第三回の募集はいつですか", "第3回の募集は6月です。")
    assert rank_missing("世界1位だったのはいつ", "13位です。以前は4位でした。")
    assert rank_missing("次回の会議はいつですか", "会議は6月に開かれました。")
    assert not rank_missing("次回の会議はいつですか", "会議は来年6月の予定です。")
    assert not rank_missing("3つの要件は", "要件を示します。")


@pytest.mark.parametrize(
    ("question", "told", "expected"),
    [
        ("水門の計画が打ち切られた理由は", "水門の計画は審査で継続が決まりました。", True),
        ("水門の計画が打ち切られた理由は", "水門の計画は打ち切られ、堤防は継続が決まりました。", False),
        ("継続が決まった計画は", "水門の計画は継続が決まりました。", False),
        ("一覧から削除された物資は", "一覧に加わった物資は乾電池です。", True),
        ("水門の計画の予算は", "水門の計画は継続が決まりました。", False),
    ],
)
def test_only_the_opposite_is_told(question: str, told: str, expected: bool):
    assert opposite_told(question, told, told) is expected


def test_an_end_that_no_source_tells_of():
    clause = "水門の計画が打ち切られた"
    assert event_untold(clause, "水門の計画は進んでいます。")
    assert not event_untold(clause, "水門の計画は中止と判断されました。")
    assert event_told(clause) and not event_told("水門の計画が始まった")


@pytest.mark.parametrize(
    ("question", "told", "expected"),
    [
        ("オーストラリアのリストは何分野ですか", "米国のリストは18分野です。", True),
        ("アメリカのリストは何分野ですか", "米国のリストは18分野です。", False),
        ("インドの順位は", "インドネシアの順位は30位です。", False),  # it names no country that is known here
        ("リストは何分野ですか", "米国のリストは18分野です。", False),
        ("韓国のリストは何分野ですか", "リストは12分野です。", False),
    ],
)
def test_a_passage_about_another_country(question: str, told: str, expected: bool):
    assert other_country(squeeze(question), squeeze(told)) is expected


def test_an_item_of_which_the_source_gives_nothing():
    text = "領域と例は次のとおりです。\n・強みのある領域：水門、堤防\n・外国に頼る領域（例の記載なし）"
    assert item_is_empty(index_tokens("外国に頼る領域の例は何ですか"), text)
    assert not item_is_empty(index_tokens("強みのある領域の例は何ですか"), text)


def test_the_list_of_another_country_is_not_the_list():
    assert anothers("重要技術領域に入りますか", "euの重要技術領域は10分野です")
    assert not anothers("euの重要技術領域に入りますか", "euの重要技術領域は10分野です")
    assert not anothers("euの重要技術領域に入りますか", "重要技術領域は12領域です")
