from __future__ import annotations

import pytest

from assistant.japanese.polarity import clauses, turned_around, yes_or_no

SOURCE = (
    "企業の自主研究は対象ではありません。協議会はまだ開催されていません。成果は公開を前提とする。"
    "申請には届出が必要です。不正があれば資金配分機関は支払いを停止する。"
)


@pytest.mark.parametrize(
    "claimed",
    [
        "企業の自主研究は対象外です。",
        "企業の自主研究は対象に含まれません。",
        "協議会は未開催です。",
        "届出をしなければなりません。",
        "成果の公開が前提です。",
        "不正だけでなく、資金配分機関は支払いを停止します。",
    ],
)
def test_the_same_in_other_words(claimed: str):
    assert turned_around(claimed, SOURCE) == ""


@pytest.mark.parametrize(
    "claimed",
    [
        "企業の自主研究は対象です。",
        "企業の自主研究も該当します。",
        "協議会は開催されました。",
        "届出は不要です。",
        "成果は非公開です。",
        "成果を公開してはいけません。",
        "資金配分機関は支払いを停止しない。",
    ],
)
def test_turned_around(claimed: str):
    assert turned_around(claimed, SOURCE)


def test_a_denial_needs_one_in_the_source_but_not_in_the_extracted_answer():
    assert turned_around("大学は応募できません。", SOURCE)
    assert not turned_around("大学は応募できません。", SOURCE, strict=False)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("はい、対象です。", "yes"), ("いいえ。対象外です", "no"), ("Yes, it is", "yes"), ("No.", "no"),
     ("はいる場所", ""), ("Nobody knows", ""), ("対象です", "")],
)  # fmt: skip
def test_how_a_text_opens(text: str, answer: str):
    assert yes_or_no(text) == answer


def test_a_denied_noun_is_one_clause():
    [clause] = clauses("研究者が責任を負うものではないとされています")
    assert clause.predicate == "負う" and clause.denied
