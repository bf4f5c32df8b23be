"""Follow-up questions: what an incomplete question means in the light of the earlier turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.parts import topic_of
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import search_key

# Earlier turns that are taken into account.
_TURNS = 3
_OPENER = re.compile(r"^(じゃあ|じゃ|では|それでは|それなら|なら|ちなみに|あと|それと|で|そしたら|and|then|so)[、,\s]*", re.IGNORECASE)
_POINTER = re.compile(r"(それら|それ|これら|これ|その(?!他|後)|この|あの|そこ|そちら|同じ(く|プロジェクト|構想|技術)|上記|前者|後者|\b(it|its|they|their|that one)\b)")
_SWITCH = re.compile(r"^(?P<topic>.{2,60}?)(?:の(?:構想|技術|場合|プロジェクト|ほう|方)?)?(?:は|だと|なら|については|の場合は?)?(?:どう(?:ですか|でしょうか|なの)?|いかがですか)?[?？。]?$")
_YEAR = re.compile(r"^\D{0,4}(?:\d{4}年|令和|平成)[^、]{0,12}?(?:時点)?(?:では|は|だと)?[?？。]?$")
_PREDICATE = re.compile(r"(?:では|には|とは|は|って)(?=[、\s]|いつ|何|どこ|誰|だれ|ど|な|い)")


@dataclass(frozen=True)
class Resolved:
    """The complete question, and what to show the user when it differs from what was typed."""

    question: str
    understood: str = ""


def resolve(question: str, turns: Sequence[str], glossary: Glossary) -> Resolved:
    """``question`` made complete with what the earlier user ``turns`` (oldest first) were about."""
    earlier = [turn for turn in turns if turn.strip()][-_TURNS:]
    if not earlier:
        return Resolved(question)
    bare = _OPENER.sub("", question.strip())
    previous = _complete_chain(earlier, glossary)
    topic = topic_of(previous, glossary)
    if not topic or not _is_incomplete(question, bare, glossary):
        return Resolved(question)
    complete = _join(bare, previous, topic, glossary)
    return Resolved(complete, complete)


def _complete_chain(earlier: list[str], glossary: Glossary) -> str:
    """The last earlier turn, itself completed by those before it."""
    complete = earlier[0]
    for turn in earlier[1:]:
        complete = resolve(turn, [complete], glossary).question
    return complete


def _is_incomplete(question: str, bare: str, glossary: Glossary) -> bool:
    if _POINTER.search(question) or bare != question.strip() or _YEAR.match(bare):
        return True
    named = glossary.find(bare)
    return len(search_key(bare)) <= 25 and not named


def _join(bare: str, previous: str, topic: str, glossary: Glossary) -> str:
    if _YEAR.match(bare):  # a corrected date: the same question for another time
        return f"{re.sub(r'[?？。]+$', '', re.sub(r'(では|は|だと)[?？。]*$', '', bare))}では、{previous}"
    if _POINTER.search(bare):
        pointed = _POINTER.sub(lambda match: _pointed(match[0], topic), bare, count=1)
        return pointed if topic in pointed else f"{topic}の{pointed}"
    asked = _PREDICATE.split(previous, maxsplit=1)
    switch = _SWITCH.match(bare)
    if glossary.find(bare) and switch and len(asked) == 2 and len(switch["topic"]) < len(bare):
        return f"{_other_topic(topic, switch['topic'])}は{asked[1]}"  # another thing, the same attribute
    return f"{topic}の{bare}"


def _pointed(pointer: str, topic: str) -> str:
    return f"{topic}の" if pointer in ("その", "この", "あの", "its", "their") else topic


def _other_topic(topic: str, new: str) -> str:
    """The new thing with the attribute that stood behind の in the old topic (AUVの構想の資金配分機関 → …)."""
    attribute = topic.rsplit("の", 1)
    return f"{new}の{attribute[1]}" if len(attribute) == 2 and attribute[1] not in new else new
