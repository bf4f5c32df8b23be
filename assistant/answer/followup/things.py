"""Follow-ups that go over to another thing, back to an earlier one, or to one of a list."""

from __future__ import annotations

import re

from assistant.answer.followup.context import Context
from assistant.answer.followup.readings import best
from assistant.answer.followup.turned import other_of_two
from assistant.answer.followup.words import listed, pattern
from assistant.answer.topic import Topic
from assistant.japanese.normalize import squeeze

_NUMERALS = "一二三四五六七八九十"
_NOUN = re.compile(r"(?:の)?(?:構想|技術|領域|プログラム|制度|計画|物資)$")
# 「3つ目は何ですか」 asks what it is.
_WHICH = re.compile(r"^(?:は|って|とは|が)?(?:何|なに|どれ|どこ|どんな.*)?(?:です|でした)?か?$")
_LAST_CHARS = 60
_EXAMPLES = re.compile(r"(?<=[^（）]{4})（[^（）]*）$")
_SHORT_ITEM = 6
# 「国家戦略技術領域にAIは入っていますか」
_WITHIN, _HOLDS = re.compile(r"^(.{2,40})に[^に]{1,25}$"), re.compile(r"^(?:入|含|載|挙|あ[りる])")
# 「公募中の構想はありますか」
_EXISTS = re.compile(r"^(?:あり|い)ま(?:す|した)か?$|^(?:ある|いる)(?:の|んですか)?$")


def swapped(thing: str, bare: str, context: Context) -> str:
    """The question before with ``thing``, which is what ``bare`` names, in the place of the one thing of its kind; else ""."""
    return _in_series(bare, context) or _of_kind(thing, context)


def _of_kind(thing: str, context: Context) -> str:
    previous = context.previous
    spans = context.mentions(previous, context.kinds(thing))
    if len(spans) != 1:
        return ""
    start, end = spans[0]
    noun = _NOUN.search(thing)  # 「止血製剤の構想」 takes the place of 「AUVの構想」, not only of 「AUV」
    tail = previous[end:]
    for ending in [noun[0], noun[0].removeprefix("の")] if noun else []:
        tail = tail.removeprefix(ending)
    return f"{previous[:start]}{thing}{tail}"


def _in_series(bare: str, context: Context) -> str:
    """第二次 in the place of 第一次, ③ in that of ②."""
    for mark in listed("series"):
        new, old = re.match(mark, bare), re.findall(mark, context.previous)
        if new and len(old) == 1 and old[0] != new[0]:
            until = context.previous[: context.previous.index(old[0])]
            rest = bare[new.end() :].strip("、, ")
            if rest.rstrip("はもで") == "":
                return context.previous.replace(old[0], new[0])
            return f"{until}{new[0]}{rest}"
    return ""


def same_of(thing: str, before: Topic) -> str:
    """The question before about another thing."""
    if _EXISTS.match(before.rest):
        return f"{thing}は{before.entity}ですか"
    if container := container_of(before):
        return f"{container}に{thing}は{before.rest}"
    about = Topic(thing, before.attribute).phrase
    return f"{about}は{before.rest}"


def container_of(before: Topic) -> str:
    """What the question before asks to hold a thing: 「国家戦略技術領域にAIは入っていますか」; else ""."""
    within = _WITHIN.match(before.entity)
    return within[1] if within and _HOLDS.match(before.rest) else ""


def gone_back(bare: str, context: Context) -> tuple[str, str]:
    """「AUVに戻って、…」「さっきの半導体の…」「前者の…」: the thing that is meant, and what is asked of it; else ("", bare)."""
    for rule in listed("back"):
        if match := re.match(rule, bare):
            named = match.groupdict().get("thing") or ""
            rest = bare[match.end() :].strip("、, ") if named else match["named"] + bare[match.end() :]
            return _earlier(named, context), rest
    things = context.things()
    for name, number in (("first", 0), ("second", -1)):
        if (match := pattern(name).match(bare)) and len(things) > 1:
            return things[number], bare[match.end() :].removeprefix("の")
    return other_of_two(bare, context)


def _earlier(named: str, context: Context) -> str:
    """The earlier thing that is called ``named``; the words themselves when none is."""
    key = squeeze(named.strip("「」『』"))
    kept = [thing for thing in context.things() if key in squeeze(thing)]
    return kept[0] if kept else named


def listed_item(bare: str, context: Context) -> str:
    """The question about one item of the list in the last answer; "" when it has no such item."""
    match = pattern("numbered").match(bare)
    if not match:
        return ""
    items = context.probe.items(context.earlier[-1])
    number = _number(match, len(items))
    if not 0 < number <= len(items):
        return f"{context.before.phrase}の{bare}" if pattern("place_first").match(bare) else ""
    item = _EXAMPLES.sub("", items[number - 1])[:_LAST_CHARS]
    rest = match["rest"].strip("、, ")
    rest = rest.removeprefix("の") if rest.startswith(("のは", "のが", "のを", "のに")) else rest
    asked = "とは何ですか" if _WHICH.match(rest) else rest if rest[0] in "のはにをがでも" else f"の{rest}"
    if len(item) > _SHORT_ITEM:
        return f"{item}{asked}"
    owned = f"{context.before.phrase}の{item}"  # 「宇宙」 of the areas before, not anything in space
    return best([f"{owned}{asked}", f"{item}{asked}"], f"{context.before.entity}の{item}{rest}", context)


def _number(match: re.Match[str], count: int) -> int:
    if match["last"]:
        return count
    if match["top"]:
        return 1
    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    digits = match["n"] or match["braced"]
    if digits.isdigit():
        return int(digits)
    tens, _, ones = digits.rpartition("十")
    if "十" not in digits:
        return _NUMERALS.index(digits[-1]) + 1
    return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + (_NUMERALS.index(ones) + 1 if ones else 0)
