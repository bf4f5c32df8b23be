"""Answers and hits as plain text."""

from __future__ import annotations

import json

from samples import DOCUMENTS, NEW, hit, passage

from assistant.model import Answer, Citation
from assistant.plain import answer_text, hit_text, hits_json
from assistant.retrieve.editions import Editions

EDITIONS = Editions(DOCUMENTS)
TEXT = "予算は\n3億円です。期間は5年です。"
CITED = Citation(
    1, NEW.doc_id, NEW.title, NEW.issuer, NEW.date, NEW.status, NEW.source_file, "2. 予算 > 3ページ", "new-1",
    TEXT, TEXT[:9], 0, 9,
)  # fmt: skip
ANSWER = Answer("予算は", "answered", "予算は3億円です[1]。", (CITED,), NEW.date, ("案の段階の資料です。",))
HIT = hit(passage(TEXT, heading=("みらいの報告", "2. 予算")), 0.51234)


def test_an_answer_with_its_notice_and_its_source():
    lines = answer_text(ANSWER).split("\n")
    assert lines[0] == ANSWER.answer and "案の段階の資料です。" in lines[1]
    text = answer_text(ANSWER)
    for words in ("[1]", NEW.title, NEW.issuer, NEW.date, NEW.status, CITED.locator, "「予算は 3億円です」"):
        assert words in text.split("出典", 1)[1], words
    assert "Sources" in answer_text(ANSWER, "en")


def test_an_answer_without_sources_is_its_words_only():
    assert answer_text(Answer("？", "not_found", "資料には見当たりません。")) == "資料には見当たりません。"


def test_what_is_unknown_of_a_source_leaves_no_gap():
    bare = Citation(1, "x", "題", "", "2025-01-01", "", "", "", "x-1", "語", "語", 0, 1)
    assert "（2025-01-01）" in answer_text(Answer("？", "answered", "語[1]。", (bare,)))


def test_a_hit_on_two_lines():
    first, second = hit_text(3, HIT, EDITIONS).split("\n")
    assert first.split()[0] == "3." and "0.51" in first and NEW.date in first and "みらいの報告 > 2. 予算" in first
    assert second.strip() == "予算は 3億円です。期間は5年です。"


def test_hits_as_json():
    data = json.loads(json.dumps(hits_json("予算", [HIT, HIT], EDITIONS), ensure_ascii=False))
    assert data["question"] == "予算" and [found["rank"] for found in data["hits"]] == [1, 2]
    assert set(data["hits"][0]) == {"rank", "score", "passage_id", "doc_id", "date", "locator", "text"}
    assert data["hits"][0]["text"] == TEXT and data["hits"][0]["date"] == NEW.date
    assert hits_json("予算", [], EDITIONS)["hits"] == []
