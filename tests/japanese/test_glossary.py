"""Things are found under all their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.japanese.glossary import Glossary

TOML = """
[[entry]]
name = "深海観測機構"
kind = "organisation"
abbreviations = ["DOO", "観測機構"]
english = ["Deep Ocean Organisation"]
everyday = ["海の観測をする所"]

[[entry]]
name = "深海観測機"
kind = "technology"
abbreviations = ["DOV"]
variants = ["深海観側機"]

[[entry]]
name = "圧力センサー"
kind = "technology"
everyday = ["センサー", "ロボ"]

[[entry]]
name = "海の道具"
kind = "term"
everyday = ["DOV"]
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    path = tmp_path / "glossary.toml"
    path.write_text(TOML, encoding="utf-8")
    return Glossary.load(path)


def names(glossary: Glossary, text: str) -> list[str]:
    return [entry.name for entry in glossary.find(text)]


def test_the_longest_form_wins(glossary: Glossary) -> None:
    assert names(glossary, "深海観測機構の役割") == ["深海観測機構"]
    assert names(glossary, "深海観測機の役割") == ["深海観測機"]


def test_every_kind_of_form_is_found(glossary: Glossary) -> None:
    for text in ("ＤＯＯとは", "what is the deep ocean organisation?", "海の観測をする所はどこ", "深海 観測機構"):
        assert names(glossary, text) == ["深海観測機構"], text
    assert names(glossary, "深海観側機") == ["深海観測機"]


def test_latin_forms_are_whole_words(glossary: Glossary) -> None:
    assert names(glossary, "DOORとIDOO") == []
    assert names(glossary, "二つのDOOsと") == ["深海観測機構"]


def test_long_vowels_and_short_katakana(glossary: Glossary) -> None:
    assert names(glossary, "センサの精度") == ["圧力センサー"]
    assert names(glossary, "ロボットの腕") == []
    assert names(glossary, "ロボの腕") == ["圧力センサー"]


def test_a_shared_form_gives_every_thing(glossary: Glossary) -> None:
    assert names(glossary, "dov") == ["深海観測機", "海の道具"]


def test_expand_gives_the_official_words_that_are_missing(glossary: Glossary) -> None:
    assert glossary.expand("海の観測をする所の予算") == ["深海観測機構", "DOO", "観測機構"]
    assert glossary.expand("DOOの予算") == ["深海観測機構", "観測機構"]
    assert glossary.expand("何もない文") == []
    assert glossary.expand("") == []


@pytest.mark.parametrize("content", ['[[entry]]\nkind = "x"', '[[entry]]\nname = "x"\nenglish = "x"', "[[entry", None])
def test_a_bad_file_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "bad.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Glossary.load(path)
    assert "bad.toml" in caught.value.ja and "bad.toml" in caught.value.en
