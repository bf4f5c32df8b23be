"""The cited passages, the copied text, the list of documents and of search results."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_assistant import DOCUMENTS, HOSTILE, START, FakeAssistant, cite

from assistant.errors import IndexUnusable
from assistant.model import Answer, Hit
from assistant.own_words import OwnWords
from assistant.ui.documents import documents_html
from assistant.ui.memo import memo_text
from assistant.ui.search import found_spans, results_html
from assistant.ui.sources import joined, marked, sources_html
from assistant.ui.words import words

JA = words("ja")


def test_source_shows_what_one_needs_to_cite_it() -> None:
    shown = sources_html(2, "いつ", [cite(1, DOCUMENTS[1], START, "2026年4月")], True, JA)
    assert 'id="source-2-1"' in shown and "手順書は<mark>2026年4月</mark>に運用" in shown
    for fact in ("研究のための手順書", "試験省", "2025年12月26日", "決定", "3. 手順 &gt; (1) 時期", "one.txt"):
        assert fact in shown
    assert "hidden" not in shown and " hidden>" in sources_html(2, "いつ", [], False, JA)


def test_draft_stands_out_and_what_is_unknown_is_left_out() -> None:
    draft = replace(cite(1, DOCUMENTS[0], START, "手順書"), issuer="", source_file="", date="")
    shown = sources_html(1, "", [draft], True, JA)
    assert '<span class="badge draft">案</span>' in shown and "発行者" not in shown and "記載なし" in shown


def test_the_originals_own_words_stand_beside_the_digest() -> None:
    own = OwnWords("file-01", "手順書", "original.txt", "3. <手順>", "<b>運用は4月。</b>公募は別。", ((3, 9),))
    shown = sources_html(1, "", [cite(1, DOCUMENTS[1], START, "手順書")], True, JA, {1: own})
    assert "この資料集の要約" in shown and "原本の記述" in shown and "3. &lt;手順&gt; ／ original.txt" in shown
    assert "&lt;b&gt;<mark>運用は4月。</mark>&lt;/b&gt;公募は別。" in shown
    assert "原本の記述" not in sources_html(1, "", [cite(1, DOCUMENTS[1], START, "手順書")], True, JA)


def test_marks_are_joined_and_escaped() -> None:
    assert joined([(4, 6), (0, 2), (1, 3), (5, 5)]) == [(0, 3), (4, 6)]
    assert marked("<a>&<b>", [(0, 3)]) == "<mark>&lt;a&gt;</mark>&amp;&lt;b&gt;"


def test_memo_holds_answer_and_sources() -> None:
    answer = Answer(
        "いつ",
        "answered",
        "4月です[1]。",
        (cite(1, DOCUMENTS[1], START, "2026年4月"),),
        "2025-12-26",
        ("案とは違います。",),
    )
    assert memo_text(answer, JA).split("\n") == [
        "【質問】いつ",
        "【回答】4月です[1]。",
        "（2025年12月26日時点の情報です）",
        "※ 案とは違います。",
        "",
        "【出典】",
        "[1] 「研究のための手順書」（試験省、2025年12月26日、決定）",
        "    3. 手順 > (1) 時期 ／ one.txt",
        "    「2026年4月」",
    ]  # fmt: skip


def test_date_is_not_told_twice() -> None:
    answer = Answer("いつ", "answered", "4月です（2025年12月26日時点）。", (), "2025-12-26")
    assert memo_text(answer, JA).count("2025年12月26日") == 1


def test_documents_newest_first_with_newer_edition() -> None:
    shown = documents_html(DOCUMENTS, JA)
    assert shown.index("2025年12月26日") < shown.index("ID: draft") < shown.index("ID: hostile")
    assert "新しい版：研究のための手順書（2025年12月26日）" in shown
    assert "<img" not in shown and "policy-assistant add" in documents_html([], JA)


@pytest.mark.parametrize(
    ("query", "best", "marks"),
    [
        ("2026年4月 手順書", "", ["手順書", "2026年4月"]),
        ("AUV auv", "", ["AUV"]),
        (
            "いつからですか",
            "対象の公募は2026年1月以降に始まる予定です。",
            ["対象の公募は2026年1月以降に始まる予定です。"],
        ),
        ("いつからですか", "everyday question that stands nowhere", []),
        ("(", "", []),
    ],
)
def test_found_words_or_else_the_best_sentence_are_marked(query: str, best: str, marks: list[str]) -> None:
    text = START.replace("公募は2026", "公募は2026") + ("AUV" if "AUV" in query else "")
    assert [text[a:b] for a, b in found_spans(text, query, best)] == marks


def test_search_results_and_messages() -> None:
    shown = results_html(FakeAssistant(), "手順書", JA)
    assert "2件の箇所" in shown and "研究のための手順書" in shown and "3. 手順 &gt; p. 4" in shown
    assert "<img" not in shown and "&lt;img" in shown
    assert "入力してから" in results_html(FakeAssistant(), "  ", JA)
    assert "見つかりませんでした" in results_html(FakeAssistant(), "無い言葉", JA)
    assert HOSTILE not in results_html(FakeAssistant(), HOSTILE, JA)


def test_search_tells_what_is_wrong_with_the_index() -> None:
    class Broken(FakeAssistant):
        def search(self, words: str, k: int = 10) -> list[Hit]:
            raise IndexUnusable("索引がありません。build を実行してください。", "No index: run build.")

    assert "build を実行してください。" in results_html(Broken(), "手順書", JA)
    assert "run build" in results_html(Broken(), "手順書", words("en"))


def test_an_answer_in_the_other_language_tells_its_date_once() -> None:
    answer = Answer(question="", status="answered", answer="JST [1]. (as of 26 December 2025)", as_of="2025-12-26")
    assert "2025年12月26日" not in memo_text(answer, JA)
