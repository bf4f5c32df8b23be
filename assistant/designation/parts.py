"""A description of several projects: its parts, each of which is looked at by itself."""

from __future__ import annotations

import re

from assistant.designation.text import Text

# What a sentence begins with that opens another project: （1）, ②, 一つ目は, 第二に, テーマB, もう一つは, Second …
_OPENING = re.compile(
    r"(?:[(（【\[]?(?:[0-9０-９]{1,2}|[①-⑨]|[一二三四五])[)）】\]．.、:：]?(?:つ目|件目|本目|番目)?|第[一二三四五]に|"
    r"(?:テーマ|課題|研究|プロジェクト|案件)[0-9０-９A-EＡ-Ｅ一二三]|[A-EＡ-Ｅ][).．:：]|"
    r"(?:もう(?:一つ|ひとつ)|さらに別|これとは別|それとは別|別の研究|次に、|最後に、)|"
    r"(?:first|second|third|fourth|another|finally|project [0-9a-e])\b)",
    re.IGNORECASE,
)
_MOST = 6
_SHORTEST = 15  # characters of a part


def parts_of(text: Text, aside: frozenset[int]) -> list[frozenset[int]]:
    """The sentence numbers of each part, without those of ``aside``; empty when it is one description."""
    parts: list[list[int]] = [[]]
    for number, sentence in enumerate(text.sentence_texts()):
        if _OPENING.match(sentence):
            parts.append([])
        if number not in aside:
            parts[-1].append(number)
    sentences = text.sentence_texts()
    long = [frozenset(part) for part in parts if sum(len(sentences[n]) for n in part) >= _SHORTEST]
    return long[:_MOST] if len(long) > 1 else []
