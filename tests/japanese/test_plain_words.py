"""Everyday words and the official words for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from shared import ROOT

from assistant.errors import InputError
from assistant.japanese.normalize import squeeze
from assistant.japanese.plain_words import PlainWords

TOML = """
[[word]]
plain = ["お金", "おカネ"]
official = ["資金", "助成"]

[[word]]
plain = ["お金を配る所"]
official = ["資金配分機関"]

[[word]]
plain = ["電池"]
official = ["蓄電池"]

[[word]]
plain = ["国の人"]
official = ["府省"]
"""


@pytest.fixture
def words(tmp_path: Path) -> PlainWords:
    path = tmp_path / "plain_words.toml"
    path.write_text(TOML, encoding="utf-8")
    return PlainWords.load(path)


def test_the_longest_form_wins(words: PlainWords):
    assert words.find("お金を配る所とお金") == ["お金を配る所", "お金"]
    assert words.official["お金を配る所"] == ("資金配分機関",)


def test_spelling_makes_no_difference(words: PlainWords):
    assert words.find("おｶﾈがほしい") == [squeeze("おカネ")]
    assert words.find("お 金 がほしい") == ["お金"]


def test_the_first_official_word_stands_in_its_place(words: PlainWords):
    assert words.translate("お金を配る所はどこ") == "資金配分機関はどこ"
    assert words.translate("お金とお金") == "資金と資金"
    assert words.translate("予算はいくら") == "予算はいくら"


def test_nothing_is_found_inside_an_official_word(words: PlainWords):
    assert words.find("蓄電池の構想") == []
    assert words.translate("蓄電池と電池") == "蓄電池と蓄電池"


def test_the_end_of_the_name_of_a_country_is_no_everyday_word(words: PlainWords):
    assert words.find("外国の人が参加する") == []
    assert words.find("担当する国の人") == ["国の人"]


@pytest.mark.parametrize("text", ["", " ", "🚀", "お", "zzz"])
def test_nothing_to_find(words: PlainWords, text: str):
    assert words.find(text) == []


def test_no_file_means_no_words(tmp_path: Path):
    empty = PlainWords.load(tmp_path / "none.toml")
    assert empty.official == {} and empty.find("お金") == [] and empty.translate("お金") == "お金"


@pytest.mark.parametrize(
    "content", [b"[[word", b'[[word]]\nplain = ["x"]', b'[[word]]\nofficial = ["x"]', b"\xff\xfe\x00", b"word = 3"]
)
def test_a_bad_file_is_named(tmp_path: Path, content: bytes):
    path = tmp_path / "plain_words.toml"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        PlainWords.load(path)
    assert "plain_words.toml" in caught.value.ja and "plain_words.toml" in caught.value.en


def test_the_bundled_words_can_be_used():
    words = PlainWords.load(ROOT / "corpus" / "plain_words.toml")
    assert len(words.official) > 50
    assert all(len(form) > 1 and official and all(official) for form, official in words.official.items())
