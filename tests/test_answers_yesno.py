"""What users notice of questions that yes or no answers, over the bundled corpus."""

from __future__ import annotations

import pytest
from shared import Ask


@pytest.mark.parametrize(
    ("question", "opening", "told"),
    [
        # a complete list
        ("放送は基幹インフラの14分野に入りますか", "はい", "放送"),
        ("肥料は特定重要物資ですか", "はい", "肥料"),
        ("タングステンは特定重要物資ですか", "はい", "重要鉱物"),
        ("フュージョンエネルギーは12の重要技術領域に入っていますか", "はい", "フュージョンエネルギー関連技術領域"),
        ("図書館は基幹インフラの対象分野ですか", "いいえ", "14件"),
        ("木材は特定重要物資に指定されていますか", "いいえ", "12件"),
        ("デュー・ディリジェンスの13項目に趣味は含まれますか", "いいえ", "趣味"),
        # a value
        ("蓄電池の所管は経済産業省ですか", "はい", "経済産業省"),
        ("永久磁石の所管は文部科学省ですか", "いいえ", "経済産業省"),
        ("光学アンテナの構想の資金配分機関はNEDOですか", "いいえ", "JST"),
        ("手順書の運用開始は2026年4月ですか", "はい", "2026年4月"),
        ("特定重要物資は現在も11物資ですか", "いいえ", "12物資"),
        # what is said in other words
        ("研究開発ビジョン（第二次）は改正されましたか", "はい", "改定"),
        ("デュー・ディリジェンスで特許の出願状況は調べられますか", "はい", "特許"),
        ("12領域はまだ案ですか", "はい", "案"),
    ],
)
def test_yes_or_no_with_what_settles_it(ask: Ask, question: str, opening: str, told: str):
    answer = ask(question).answer
    assert answer.startswith(opening) and told in answer


def test_what_shares_only_a_word_with_an_item_gets_neither(ask: Ask):
    assert not ask("船舶は特定重要物資ですか").answer.startswith(("はい", "いいえ"))


def test_a_change_in_the_wrong_direction_is_denied(ask: Ask):
    answer = ask("日本のTop10%補正論文数の順位が13位から4位に上がったのはなぜですか")
    assert answer.status == "not_found" and "上がった」という記載は資料には見当たりません" in answer.answer
    assert "第4位から第13位" in answer.citations[0].quote


def test_the_opposite_of_what_happened_is_denied(ask: Ask):
    answer = ask("風況観測技術の構想が継続になったのはなぜですか")
    assert answer.status == "not_found" and "「風況観測技術の構想が継続になった」という記載は" in answer.answer
    assert "中止" in answer.citations[0].text


@pytest.mark.parametrize(
    "question",
    [
        "蓄電池の供給確保計画で支援を受けた企業は",
        "金属積層造形の構想の研究責任者の名前は",
    ],
)
def test_names_and_acts_that_nothing_tells_of(ask: Ask, question: str):
    assert ask(question).status == "not_found"
