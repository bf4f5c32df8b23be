"""Follow-ups that turn an earlier question: its opposite, the other of two things, all that was counted."""

from __future__ import annotations

import re

from assistant.answer.compare.contrast import comparison_of
from assistant.answer.followup.context import Context
from assistant.answer.followup.readings import best
from assistant.answer.followup.words import pattern
from assistant.answer.topic import Topic, topic_of

# What is asked: 「何位」「どこ」.
ASKS = re.compile(r"何(?:番目|[一-龠]か国|か国|[一-龠%％])?|いくつ|いくら|いつ|どこ|誰|だれ|どなた|どちら|どの|どう")
_ORDER = r"(?P<way>多い?|少な[いく]?|高い|低い|大きい|小さい|早い|遅い|新しい|古い)"
_MOST = re.compile(rf"(?:一番|いちばん|最も|もっとも)(?P<between>[^、。はを]{{0,12}}?){_ORDER}|最(?P<short>多|少)")
_TURNED = {"最多": "一番多い", "最少": "一番少ない"}
_COUNTED = re.compile(r"何(?![件回人個年月日位番倍割度])([一-龠ァ-ヶー]{2,6})")
_PARTICLE_ASKS = re.compile(rf"^は?(?:{ASKS.pattern})")


def opposite(bare: str, context: Context) -> str:
    """「逆に一番少ないのは」: the question before with the other end of its order."""
    asked, before = _MOST.search(bare), _MOST.search(context.previous)
    if not asked or not before or context.names_thing(bare) or asked["between"] not in ("", before["between"]):
        return ""
    if not pattern("which_one").match(bare[asked.end() :]):
        return ""
    way = asked["way"] or _TURNED[asked[0]].removeprefix("一番")
    previous = context.previous
    if before["short"]:
        return f"{previous[: before.start()]}一番{way}{previous[before.end() :]}"
    return f"{previous[: before.start('way')]}{way}{previous[before.end('way') :]}"


def all_of_them(bare: str, context: Context) -> str:
    """「一覧で」「全部挙げて」: all of what the question before counted or asked for one of."""
    if not pattern("all_of_them", "^(?:{}[、,\\s]*)+$").match(bare):
        return ""
    before = context.before
    phrase = re.sub("の$", "もの", before.phrase)
    counted = _COUNTED.search(before.rest)
    whole = f"{phrase}の{counted[1]}" if counted and counted[1] not in phrase else ""
    return best([f"{each}をすべて挙げてください" for each in (whole, phrase) if each], "", context)


def other_of_two(bare: str, context: Context) -> tuple[str, str]:
    """「もう一方は何件」: of the last two things the one that the last answer did not begin with, and the rest."""
    match = pattern("other_one").match(bare)
    if not match:
        return "", bare
    comparison = comparison_of(context.previous)
    things = _sides(comparison.sides, context) if comparison else [Topic(thing) for thing in context.things()]
    if len(things) < 2:
        return "", bare
    first, second = things[-2:]
    if comparison:
        said = context.probe.answer(context.earlier[-1]).split("\n")[0]
        other = first if second.entity in said and first.entity not in said else second
        attribute = other.attribute or next(iter(comparison.attributes), "")
    else:
        other, attribute = first, context.before.attribute
    rest = bare[match.end() :]
    counted = attribute and (not rest.strip("はもって") or _PARTICLE_ASKS.match(rest))
    return (f"{other.entity}の{attribute}" if counted else other.entity), rest


def _sides(sides: tuple[str, ...], context: Context) -> list[Topic]:
    """The sides; what is asked of the last one, 「永久磁石と肥料の認定件数」, is asked of all."""
    last = topic_of(f"{sides[-1]}は", context.glossary)
    attribute = last.attribute if context.names_attribute(last.attribute) else ""
    return [*(Topic(side, attribute) for side in sides[:-1]), last if attribute else Topic(sides[-1])]


def asks_alike(asked: str, question: str) -> bool:
    """Whether a question asks with the same word: 何位, どこ."""
    return any(word[0] in question for word in ASKS.finditer(asked) if word[0] != "何")
