"""Slides repeat: of near-duplicates one is kept, the newest."""

from __future__ import annotations

from samples import DOCUMENTS, hit, passage, row

from assistant.retrieve.duplicates import collapse, trigrams
from assistant.retrieve.editions import Editions

EDITIONS = Editions(DOCUMENTS)
TEXT = "みらい防災育成プログラムの予算は総額120億円で、研究期間は最長5年です。"


def test_the_newest_stands_at_the_place_of_the_best():
    other = hit(passage("応募は48件でした。"), 0.7)
    hits = [hit(passage(TEXT, "old"), 0.9), other, hit(passage(TEXT), 0.6)]
    first, second = collapse(hits, EDITIONS)
    assert (first.passage.doc_id, first.score) == ("new", 0.9)
    assert second == other


def test_an_older_copy_further_down_goes():
    hits = [hit(passage(TEXT), 0.9), hit(passage(TEXT, "old"), 0.8)]
    assert [found.passage.doc_id for found in collapse(hits, EDITIONS)] == ["new"]


def test_spelling_and_blanks_make_no_difference():
    spaced = TEXT.replace("120", "１２０").replace("の予算", "の 予算")
    assert len(collapse([hit(passage(TEXT)), hit(passage(spaced))], EDITIONS)) == 1


def test_different_words_stay():
    hits = [hit(passage(TEXT)), hit(passage("みらい防災育成プログラムの公募は2024年6月3日に始まります。"))]
    assert collapse(hits, EDITIONS) == hits


def test_a_long_passage_that_contains_a_short_one_stays():
    hits = [hit(passage(TEXT)), hit(passage(TEXT + "中間評価は外部の専門家7名による委員会が3年目に行います。" * 2))]
    assert collapse(hits, EDITIONS) == hits


def test_rows_of_one_table_differ_by_their_name_only():
    hits = [hit(row(name, {"資金配分機関": "みらい資金配分機構（防災技術庁所管）"})) for name in ("甲構想", "乙構想")]
    assert collapse(hits, EDITIONS) == hits


def test_short_and_empty_texts():
    assert len(collapse([hit(passage("可")), hit(passage("否"))], EDITIONS)) == 2
    assert collapse([], EDITIONS) == []
    assert trigrams("経済 安全") == trigrams("経済安全") == {"経済安", "済安全"}
