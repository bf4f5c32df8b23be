"""Keys meet, shown text keeps its words."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.japanese.normalize import clean_text, search_key
from assistant.japanese.offsets import to_original


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国⺠の⽣活", "国民の生活"),
        ("⻑官", "長官"),
        ("Ｋ　Ｐｒｏｇｒａｍ", "k program"),
        ("経済 安全　保障", "経済安全保障"),
        ("１２月５日～", "12月5日〜"),
        ("2000–02", "2000-02"),
        ("先端的技术", "先端的技術"),
        ("參考資料", "参考資料"),
        ("マイクロバイオーー", "マイクロバイオー"),
        ("ｾﾝｻ", "センサ"),
        ("⑫", "12"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_spellings_of_the_same_words_share_a_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


def test_a_wave_is_neither_dropped_nor_made_a_long_vowel() -> None:
    assert search_key("12月5日～") == "12月5日~"


def test_key_keeps_blanks_between_latin_words() -> None:
    assert search_key(" Research  Security ") == "research security"


def test_every_radical_with_an_equivalent_becomes_an_ordinary_ideograph() -> None:
    radicals = "".join(chr(code) for code in [*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)])
    shown, _ = clean_text(radicals)
    assert len(shown) == len(radicals)
    assert not any("RADICAL" in unicodedata.name(char) for char in shown)


def test_shown_text_keeps_what_nfkc_would_destroy() -> None:
    text = "① 100㎡、Ｋ Ｐｒｏｇｒａｍ（案）～"
    assert clean_text(text)[0] == text


def test_dropped_characters_leave_a_map_to_the_original() -> None:
    text = "\ufeff国⺠\u200bの\r\n⽣活\x00だ\ud800"
    shown, origin = clean_text(text)
    assert shown == "国民の\n生活だ"
    for index, char in enumerate(shown):
        original = text[to_original(origin, index)]
        assert unicodedata.normalize("NFKC", clean_text(original)[0]) == char


def test_empty_text() -> None:
    assert clean_text("") == ("", ())
    assert search_key(" \u3000\n") == ""
