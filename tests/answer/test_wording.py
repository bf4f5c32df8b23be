"""The fixed sentences, in both languages."""

from __future__ import annotations

from samples import DRAFT, NEW

from assistant.answer import wording


def test_not_found_says_so_and_what_was_searched():
    text = wording.not_found("月の石の値段", "", 14, "ja")
    assert "見当たりません" in text and "14件" in text and "月の石の値段" in text and "\n" not in text
    english = wording.not_found("price of moon rock", "", 14, "en")
    assert "do not" in english and "14" in english and "price of moon rock" in english


def test_what_is_near_stands_on_a_line_of_its_own():
    first, second = wording.not_found("予算", "期間は5年です[1]。", 14, "ja").split("\n")
    assert "見当たりません" in first and "期間は5年です[1]。" in second


def test_braces_in_a_question_are_text():
    assert "{0} {documents}" in wording.not_found("{0} {documents}", "{claim}", 14, "ja")


def test_a_draft_is_called_a_draft_once():
    assert wording.notices([NEW], "ja") == ()
    [notice] = wording.notices([DRAFT, NEW, DRAFT], "ja")
    assert DRAFT.title in notice and "案の段階" in notice
    [english] = wording.notices([DRAFT], "en")
    assert "draft" in english


def test_statements_that_say_that_nothing_is_said():
    assert wording.says_nothing("構想ごとの予算は示されていません。")
    assert not wording.says_nothing("予算は3億円です。") and not wording.says_nothing("")


def test_every_sentence_is_there_in_both_languages():
    for name, values in [
        ("searched", {"documents": 1, "words": "甲"}),
        ("draft", {"title": "甲"}),
        ("understood", {"question": "甲"}),
    ]:
        japanese, english = (wording.sentence(name, lang, **values) for lang in ("ja", "en"))
        assert "甲" in japanese and "甲" in english and japanese != english
