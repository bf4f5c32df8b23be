"""Yes or no first."""

from __future__ import annotations

import pytest
from samples import asked, hit, passage, row

from assistant.answer.claims import Claim
from assistant.answer.yesno import answer_word
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
