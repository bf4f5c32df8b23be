"""Passages on the topic of a question that do not tell what is asked."""

from __future__ import annotations

import pytest

from assistant.answer.near_misses import asks_names, opposite_told, rank_missing


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
