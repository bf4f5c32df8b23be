"""What a yes/no question supposes."""

from __future__ import annotations

import pytest

from assistant.answer.yesno.supposed import asks_yes_no, denied_partly, supposed, told_alone, told_of_all


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("外国から買っているって本当？", "外国から買っている"),
        ("対象から外れていたという理解で正しいですか。", "対象から外れていた"),
        ("計画の認定は1件だけって聞いたけど合ってる？", "計画の認定は1件だけ"),
        ("確認はしなくていいよね？", "確認はしなくていい"),
        ("協議会は2つ作られる予定ですか", "協議会は2つ作られる"),
    ],
)
def test_the_words_that_only_ask_are_taken_away(question: str, text: str):
    assert supposed(question).text == text


def test_what_else_decides_is_seen():
    assert supposed("研究費はすべて対象になりますか").all
    assert supposed("罰は刑事罰だけですか").only
    assert not supposed("渡すだけでも対象になりますか").only, "even so little"
    assert supposed("同意がなくても作れますか").without
    assert supposed("大学が自分で指定できますか").deciding
    assert supposed("例外はありませんか").open and not supposed("該当しないんですか").open


def test_what_a_statement_says_of_all_and_of_one_alone():
    assert told_of_all("7つの府省のすべてが改めました") == 1
    assert told_of_all("7つのうち5つが改めました") == -1
    assert told_alone("刑事罰の対象になるうえ、命令も可能です") == -1
    assert denied_partly("全ての事業者が対象になるわけではありません")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("もう決まったんだっけ", True),
        ("水門の構想はもう採択された", True),  # as a turn is made complete
        ("採択された水門の構想", False),
        ("申請はいらないよね", True),
        ("成果は秘密なんですか", True),
        ("いつも同じ重さですか", True),
        ("いつから始まりますか", False),
        ("なんと書いてありますか", False),
        ("増えた？減った？", False),
        ("対象を教えてもらえますか", False),
    ],
)
def test_whether_yes_or_no_answers(question: str, asks: bool):
    assert asks_yes_no(question) is asks
