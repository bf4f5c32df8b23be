"""What a question takes for granted: 「Xの構想が延期されたのはなぜ」 has a 構想 X, and has it put off."""

from __future__ import annotations

import re

from assistant.answer.yesno.supposed import supposed
from assistant.japanese.normalize import search_key

# 「…が延期されたのはなぜ」 takes for granted what stands before; the last part of it says what is to have happened.
_GRANTED = re.compile(r"(?P<clause>.+た)(?:のは|理由|経緯|原因|きっかけ|背景)")
_WHY = re.compile("(?:なぜ|何故|なんで|どうして)、?")
_LAST_PART = re.compile(r".*(?:[をがはへ]|から)")
_SUBJECT = re.compile(
    r"([^、。はがをにでと「」の\s]{2,30})(?:の(?:研究開発)?|(?<=[a-zA-Zァ-ヶー]))(?:構想|課題|プロジェクト|研究(?![者費代]))"
)
# What tells no thing from another: 「別々の構想」「このプログラム」.
_NO_SUBJECT = re.compile("別々|それぞれ|同じ|ほか|他の|この|その|どの|すべて|全て|[二三四五2-9]つ")


def happened(question: str) -> str:
    """What is to have happened: 「2027年に延期された」; "" when the question takes nothing for granted."""
    match = _GRANTED.search(question)
    return _LAST_PART.sub("", match["clause"]) if match else ""


def clause_of(question: str) -> str:
    """The whole of it, of a question why in any form: 「Xの構想が延期された」; "" for other questions."""
    if match := _GRANTED.search(question):
        return match["clause"]
    asked, why = _WHY.subn("", question.strip())
    text = supposed(asked).text if why else ""
    return asked[: len(text)] if search_key(asked[: len(text)]) == text else text  # in its own letters


def subjects(question: str) -> list[str]:
    """X of 「Xの構想」, else of what is to have happened: a passage about another one does not name it."""
    named = [found[1] for found in _SUBJECT.finditer(question) if not _NO_SUBJECT.search(found[1])]
    if not named and (match := _GRANTED.search(question)):
        named = _LAST_PART.findall(match["clause"])
    return [words for words in named if not _NO_SUBJECT.search(words)]
