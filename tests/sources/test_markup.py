"""What is markup and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.sources.markup import clean_inline, is_bold
from assistant.sources.traced import Traced


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("**広場**を作る", "広場を作る"),
        ("（**4位**（前回）→ **13位**（今回））", "（4位（前回）→ 13位（今回））"),
        ("広場の整備技術**", "広場の整備技術**"),
        ("花壇の技術*、水路の技術**", "花壇の技術*、水路の技術**"),
        ("*は、第一期。**は、第二期。***は、第三期。", "*は、第一期。**は、第二期。***は、第三期。"),
        ("**所管する省が指定**するもの*", "所管する省が指定するもの*"),
        ("<b>半分</b><br>（2件）", "半分（2件）"),
        ("<第一条：目的>", "<第一条：目的>"),
        ('<ul style="list-style-type: none;"> 項目', "項目"),
        ("3 < 5 > 2", "3 < 5 > 2"),
        ("[案内のページ](https://example.org/a_b)を見る", "案内のページを見る"),
        ("[令和3年度の予算]", "[令和3年度の予算]"),
        (r"領域横断\* と snake\_case", "領域横断* と snake_case"),
        ("A&amp;B &lt;注&gt;", "A&B <注>"),
        ("**P**ost-**Q**uantum", "Post-Quantum"),
    ],
)
def test_clean_inline(raw: str, shown: str) -> None:
    piece = clean_inline(Traced.of(raw))
    assert piece.text == shown
    for start, original, length in piece.origin:
        assert piece.text[start : start + length] == raw[original : original + length]


def test_is_bold() -> None:
    assert is_bold("**全体**") and is_bold("<b>名前</b><br><b>（2件）</b>")
    assert not is_bold("**前半**と後半") and not is_bold("技術**") and not is_bold("")
