"""Sentences are cut where a reader would cut them."""

from __future__ import annotations

import pytest

from assistant.japanese.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("対象は二つです。次に移ります！本当ですか？", ["対象は二つです。", "次に移ります！", "本当ですか？"]),
        (
            "長官は「急ぐ。必ずやる。」と述べた。会議は終わった。",
            ["長官は「急ぐ。必ずやる。」と述べた。", "会議は終わった。"],
        ),
        ("審査（非公開。結果は後日。）を行う。以上である。", ["審査（非公開。結果は後日。）を行う。", "以上である。"]),
        ("研究を続ける。（注：予算は未定。）会議を開く。", ["研究を続ける。", "（注：予算は未定。）", "会議を開く。"]),
        ("・海洋\n・宇宙・航空\nバイオ", ["・海洋", "・宇宙・航空", "バイオ"]),
        ("①\n海洋の技術\n(2)\n宇宙の技術", ["①\n海洋の技術", "(2)\n宇宙の技術"]),
        ("はい。対象になります。手続が要ります。", ["はい。対象になります。", "手続が要ります。"]),
        ("閉じない「括弧の文。次の文も切れる。", ["閉じない「括弧の文。", "次の文も切れる。"]),
        ("It costs 1.5 billion yen. See Fig. 2 for details. Done here.", 3),
        ("U.S. rules apply, e.g. the EAR. They changed.", ["U.S. rules apply, e.g. the EAR.", "They changed."]),
        ("本当ですか？！そうですとも。", ["本当ですか？！", "そうですとも。"]),
        ("　前後の空白　\n\n \n次の段落", ["前後の空白", "次の段落"]),
        ("見出し\n①", ["見出し", "①"]),
        ("", []),
        (" \n\u3000", []),
    ],
)
def test_cuts(text: str, expected: list[str] | int) -> None:
    found = sentences(text)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_every_visible_character_is_in_exactly_one_sentence() -> None:
    text = "前文。「引用。」と（注。）書く。\n1.\n項目 A. 次。\n短い。です！？」終わり"
    spans = split_sentences(text)
    covered = [i for start, end in spans for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert "".join(text[i] for i in covered).split() == text.split() or not [
        c for i, c in enumerate(text) if i not in set(covered) and not c.isspace()
    ]
    assert spans == sorted(spans)


def test_many_unbalanced_brackets_stay_fast() -> None:
    assert len(split_sentences("「（" * 20000 + "文です。" * 10 + "」" * 20000)) > 0
