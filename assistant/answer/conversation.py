"""Follow-up questions: what an incomplete question means in the light of the earlier turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.topic import Topic, is_attribute, topic_of
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import search_key

# Earlier turns that are taken into account.
_TURNS = 3
# Longer questions (in characters of their search key) that name nothing are taken as complete all the same.
_SHORT = 28
# 「Xは？」 asks the earlier question of another thing when X is at most this long.
_NAME = 25
_OPENER = re.compile(
    r"^(じゃあ|じゃ|では|それでは|それなら|なら(?!び)|ちなみに|あと|それと|そしたら|でも|で(?=、)|また|さらに|and\b|then\b|so\b|ok\b)[、,\s]*",
    re.IGNORECASE,
)
_THANKS = re.compile(r"ありがと|どうも|了解|わかりました|分かりました|thank|ok$", re.IGNORECASE)
_INTERROGATIVE = re.compile(r"何|いつ|どこ|誰|だれ|なぜ|どう|どの|どん|いくつ|いくら")
_POINTER = re.compile(
    r"(?P<of>(?:その|この|あの)(?!他|後|ほか|時点|うち)(?:(?:構想|技術|領域|プログラム|プロジェクト|制度|計画|手順書|物資)(?=の|で|は|に|を|が))?"
    r"|\b(?:its|their)\b)"
    r"|(?P<self>それら|それ|これら|これ|そこ|そちら|上記|前者|同じもの|\b(?:it|they|that one|this)\b)"
)
_TIME = re.compile(
    r"^\D{0,4}(?:\d{4}年|令和\S{1,2}年|平成\d+年|[RH]\d+)[^、]{0,14}?(?:時点|当時|版)?(?:では|には|は|だと|なら)?$",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?:今|いま|現在|最新|現時点)(?:は|では|だと|のは)?")
# The date with which a question begins.
_DATED = re.compile(r"^\D{0,4}(?:\d{4}年|令和\S{1,2}年|平成\d+年)[^、は]{0,14}?(?:時点|当時)?(?:では|には|で|の)、?")
_TIME_END = re.compile(r"(?:の(?:とき|時))?(?:では|には|は|だと|なら)$")


@dataclass(frozen=True)
class Resolved:
    """The complete question, and what to show the user when it differs from what was typed."""

    question: str
    understood: str = ""


def resolve(
    question: str, turns: Sequence[str], glossary: Glossary, attributes: frozenset[str] = frozenset()
) -> Resolved:
    """``question`` made complete with what the earlier user ``turns`` (oldest first) were about.

    ``attributes`` are the words by which the tables' columns are asked for: they tell a new attribute of the same
    thing (じゃあ協議会は) from the same attribute of a new thing (じゃあ止血製剤の構想は).
    """
    earlier = [turn for turn in turns if turn.strip()][-_TURNS:]
    if not earlier:
        return Resolved(question)
    previous = earlier[0]
    for turn in earlier[1:]:
        previous = _complete(turn, previous, glossary, attributes) or turn
    complete = _complete(question, previous, glossary, attributes)
    return Resolved(complete, complete) if complete else Resolved(question)


def _complete(question: str, previous: str, glossary: Glossary, attributes: frozenset[str]) -> str:
    """The complete form, or "" when the question is complete in itself."""
    bare = _OPENER.sub("", question.strip()).rstrip("。?？ ")
    if _THANKS.match(bare):
        return ""
    before = topic_of(previous, glossary)
    if _NOW.fullmatch(bare):
        return _DATED.sub("", previous)
    if _TIME.match(bare):
        return f"{_TIME_END.sub('', bare)}では、{_DATED.sub('', previous)}"
    if pointer := _POINTER.search(bare):
        return _pointed(bare, pointer, before)
    if _INTERROGATIVE.match(bare):
        return f"{before.phrase}は{bare}"
    now = topic_of(bare, glossary)
    if is_attribute(now.phrase, attributes) and not now.attribute:
        return f"{before.entity}の{bare}"
    opened = bare != question.strip().rstrip("。?？ ")
    if not now.rest and (opened or bare.endswith("は")) and len(search_key(now.entity)) <= _NAME:
        return _same_of(now.phrase, before)
    if now.attribute and now.rest:
        return ""  # 「手順書の運用はいつ…」 names its own thing and attribute
    if glossary.find(bare) or len(search_key(bare)) > _SHORT:
        return f"{before.entity}の{bare}" if opened and not glossary.find(bare) else ""
    return f"{before.entity}の{bare}"


def _pointed(bare: str, pointer: re.Match[str], before: Topic) -> str:
    """The pointer replaced by what it points at."""
    noun = f"{before.entity}の" if pointer["of"] else before.phrase
    if bare[pointer.end() :].startswith("の"):
        noun = before.entity
    return f"{bare[: pointer.start()]}{noun}{bare[pointer.end() :]}"


def _same_of(entity: str, before: Topic) -> str:
    """The earlier question about another thing."""
    phrase = Topic(entity, before.attribute).phrase
    return f"{phrase}は{before.rest}" if before.rest else f"{phrase}は"
