"""Web pages: the main text without the frame around it."""

from __future__ import annotations

import pytest

from assistant.sources.html import read_html
from assistant.sources.unreadable import Unreadable

PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>海洋観測のお知らせ</title>
<meta property="article:published_time" content="2025-10-29T10:00:00+09:00"></head><body>
<nav><ul><li><a href="/">ホーム</a></li><li><a href="/list">一覧</a></li></ul></nav>
<main><article><h1>観測の始まり</h1>
<p>国は2026年4月から沿岸の観測を始めます。観測は大学と研究機関が共同で行い、結果は毎月公開されます。</p>
<h2>対象<a href="#t">¶</a></h2>
<p>対象は潮位と水温で、全国の二十か所にある観測所で測ります。欠測があれば理由を示します。</p>
<ul><li>潮位の観測</li><li>水温の<b>定期</b>観測<ul><li>表面の水温</li></ul></li></ul>
<table><tr><th>観測所</th><th>台数</th></tr><tr><td>北港</td><td>3</td></tr><tr><td>南港</td><td>12</td></tr></table>
<p>問い合わせは担当の課で受け付けます。受付は平日の日中に限ります。<script>alert("x")</script></p>
</article></main><footer>Copyright 2020</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "euc_jp"])
def test_headings_items_and_rows(charset: str) -> None:
    document, _ = read_html(PAGE.format(charset=charset).encode(charset), "news.html", "")
    blocks = [(b.kind, b.text) for b in document.blocks]
    assert ("heading", "対象") in blocks
    items = [text for kind, text in blocks if kind == "item"]
    assert items == ["潮位の観測", "水温の定期観測", "表面の水温"]
    assert ("row", "観測所：南港｜台数：12") in blocks
    texts = " ".join(text for _, text in blocks)
    assert "alert" not in texts and "ホーム" not in texts and "Copyright" not in texts
    assert (document.title, document.date) == ("海洋観測のお知らせ", "2025-10-29")


def test_a_short_notice_keeps_its_headings_and_loses_its_menu() -> None:
    page = """<html><head><title>霧笛規程</title></head><body><nav>メニュー</nav><h1>霧笛規程</h1><h2>第1条 目的</h2>
    <p>この規程は、霧笛の保守について定めます。</p><h2>第2条 点検</h2><p>霧笛の点検は月に2回行います。</p>
    <table><tr><th>種別</th><th>周期</th></tr><tr><td>大型霧笛</td><td>毎週</td></tr></table></body></html>"""
    document, _ = read_html(page.encode(), "rule.html", "")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "霧笛規程"), ("heading", "第1条 目的"), ("paragraph", "この規程は、霧笛の保守について定めます。"),
        ("heading", "第2条 点検"), ("paragraph", "霧笛の点検は月に2回行います。"), ("row", "種別：大型霧笛｜周期：毎週"),
    ]  # fmt: skip


def test_a_page_without_text_is_named() -> None:
    for data in (b"<html><body></body></html>", b"<!-- -->"):
        with pytest.raises(Unreadable, match=r"bad\.html"):
            read_html(data, "bad.html", "")
