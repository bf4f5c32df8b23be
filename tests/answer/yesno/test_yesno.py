"""Yes or no first."""

from __future__ import annotations

import pytest
from samples import asked, hit, passage, row

from assistant.answer.claims import Claim
from assistant.answer.yesno.yesno import answer_word, answered_yes_no
from assistant.model import Passage


def word(question: str, found: Passage) -> str:
    return answer_word(asked(question), Claim(found.text, hit(found), (0, len(found.text))))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("協議会には代表者の同意が必要ですか", "協議会の設置には、代表者の同意が必要です。", "yes"),
        ("微生物を野外で使うことは想定されていますか", "微生物を野外で使うことは想定されていません。", "no"),
        ("協議会には代表者の同意が必要ですか", "協議会は毎年開かれます。", ""),
        ("協議会の同意は何ですか", "協議会の設置には、代表者の同意が必要です。", ""),
        ("機関は甲ですか乙ですか", "機関は乙です。", ""),
    ],
)
def test_only_what_the_words_settle(question: str, text: str, expected: str):
    assert word(question, passage(text)) == expected


def test_what_lists_both_says_yes():
    council = row("水門の協議会", {"構成": "防災技術庁、港湾庁"})
    assert word("水門の協議会に港湾庁は入っていますか", council) == "yes"
    assert word("水門の協議会に気象庁は入っていますか", council) == ""


def test_running_text_that_names_both_beside_each_other_says_nothing():
    both = passage("競争的研究費や基盤的経費による支援を強めます。")
    assert word("競争的研究費に基盤的経費は含まれますか", both) == ""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("水門の構想の機関はABCですか", "yes"),
        ("水門の構想の機関はXYZですか", "no"),
        ("水門の構想の所管は防災省ですか", "yes"),
        ("水門の構想の所管は環境省ですか", "no"),
        ("水門の構想の開催回数は3回ですか", "yes"),
        ("水門の構想の開催回数は今も2回ですか", "no"),
        ("水門の構想の機関は赤いですか", ""),
        ("水門の構想の機関はどこですか", ""),
        ("水門の構想の機関はABCだと教えてもらえますか", ""),
    ],
)
def test_a_value_put_forward_is_the_one_of_the_row_or_not(question: str, expected: str):
    assert word(question, row("水門の構想", {"機関": "ABC", "所管": "防災省（防災）", "開催回数": "3回"})) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("運用の開始は2026年4月ですか", "運用の開始は2026年4月（令和8年4月）です。", "yes"),
        ("運用の開始は2027年4月ですか", "運用の開始は2026年4月（令和8年4月）です。", "no"),
        ("支援する技術は今も50ですか", "支援は51の重要技術に決まっています。", "no"),
        ("支援する技術は51ですか", "支援は51の重要技術に決まっています。", "yes"),
        ("協議会は5回開かれましたか", "協議会は、2回開催されています。", "no"),
        ("協議会は2回開かれましたか", "協議会は、2回開催されています。", "yes"),
        ("学歴は調べられますか", "学歴は、面接で確認する9項目の一つです。", "yes"),
        ("研究者の順位は上がりましたか", "研究者の順位は、4位から9位へ後退しました（2025年の報告（案））。", "no"),
        ("研究者の順位は下がりましたか", "研究者の順位は、4位から9位へ後退しました（2025年の報告（案））。", "yes"),
        ("指針の対象になりますか", "指針の対象は、公募で選んだ研究です。", ""),
        ("水門の構想は採択されていますか", "水門の構想は採択が公表されています。", "yes"),
    ],
)
def test_other_words_and_figures_for_the_same(question: str, text: str, expected: str):
    assert word(question, passage(text)) == expected


def test_a_word_said_to_another_question_is_taken_back():
    text = "いいえ、一覧はまだ決定ではありません。2025年に示された案です。"
    found = Claim(text, hit(passage(text)), (0, len(text)))
    said, claims = answered_yes_no(asked("一覧はまだ案ですか"), [found])
    assert said == "yes" and claims[0].text.startswith("一覧はまだ決定では")
    assert answered_yes_no(asked("一覧はもう決定ですか"), [found]) == ("", [found]), "it says so itself"


def test_the_claim_that_settles_it_comes_first():
    other, settling = (
        Claim(text, hit(passage(text)), (0, len(text))) for text in ("指針は案です。", "指針は改定されました。")
    )
    assert answered_yes_no(asked("指針は改定されましたか"), [other, settling]) == ("yes", [settling, other])


def test_what_else_a_row_denies_does_not_take_its_yes_away():
    place = passage(
        "「空港」は基幹の14分野の9番目です。「空港」の全ての事業者が対象になるわけではありません。", kind="row"
    )
    assert word("基幹の14分野に空港は入っていますか", place) == "yes"


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("水門の点検は報告しなきゃいけませんか", "水門の点検の結果は、防災省に報告が必要です。", "yes"),
        ("水門の点検の報告はしなくていいよね", "水門の点検の結果は、防災省に報告が必要です。", "no"),
        ("水門の一覧はもう決まったんですか", "水門の一覧は2025年に示された案です。", "no"),
        (
            "水門の補助は水門ならすべて対象になりますか",
            "水門の補助の対象は、水門のうち防災省が指定したものです。",
            "no",
        ),
        ("水門の協議会は同意がなくても作れますか", "水門の協議会を作るには、代表者の同意が必要です。", "no"),
        ("水門の検査は試作品の検査だけですか", "水門の検査は試作品の検査のうえ、現地の検査も可能です。", "no"),
        ("水門の故障はありませんか", "水門の故障が必要に応じて調べられます。", ""),
        ("水門の点検は自分で行えますか", "水門の点検を行えます。", ""),
        ("水門の全ての型が対象になりますか", "水門の型を検討するとしています。", ""),
        ("水門の研究は対象になりますか", "港の道路は対象です。", ""),
    ],
)
def test_the_side_on_which_the_statement_stands_settles_it(question: str, text: str, expected: str):
    assert word(question, passage(text)) == expected


def test_a_claim_beside_it_that_says_the_opposite_of_another_thing_is_left_out():
    one, other = (
        Claim(text, hit(passage(text)), (0, len(text)))
        for text in ("水門の点検は届出の対象です。", "港の道路の工事は届出の対象外です。")
    )
    assert answered_yes_no(asked("水門の点検は届出の対象ですか"), [one, other]) == ("yes", [one])


def test_of_two_values_the_newer_one_answers():
    old, new = (
        Claim(text, hit(passage(text)), (0, len(text)))
        for text in ("2023年8月時点で、水門の認定は55件です。", "2025年10月時点で、水門の認定は135件です。")
    )
    said, claims = answered_yes_no(asked("水門の認定は100件以上ありますか"), [old, new])
    assert said == "yes" and claims[0] == new
