"""Follow-ups that keep what was said before and change how it is asked: why, when, what it was, how many together."""

from __future__ import annotations

import re

from assistant.answer.compare.contrast import comparison_of
from assistant.answer.followup.context import Context
from assistant.answer.followup.dates import without_dates
from assistant.answer.followup.readings import best, is_condition, joined, named
from assistant.answer.followup.words import pattern
from assistant.answer.topic import is_clause, topic_of
from assistant.retrieve.understand import kinds_of

_NAMELESS = 16
# 「継続ですか」: the noun that the question before puts forward.
_STATE = re.compile(r"^([一-龠ァ-ヶー]{2,6})(?:です|なのです|なんです|でしょう)か?$")
_WITHIN = re.compile(r"^([^はがを]{2,20}?)(?:の中|のうち)?に(?:は|も)?(?:入|含|載|挙)")
# 「いつですか」「誰が」: nothing but the word that asks.
_ONLY_ASKS = "^(?P<asks>(?:{})(?:から|まで|が|で|に|を)?)(?:です|でした|なの|なんです|だっけ)?か?$"
# What the question before says, with the word that asks in front: 「誰が決めた」.
_SAYS = "^(?:今|現在)?(?:{})[^はがをにで]{0,6}?(?:が|は|に|を|で|から|まで)?(?P<says>[一-龠].+)$"
_NOW = re.compile(r"(?:今|いま|現在|最新)(?:の|は|では)?")
_TWO = 2
# 「G20で制度がない国」: of whom it is said.
_AMONG = re.compile(r"^[^、がはを]{1,20}?(?:のうち|の中で|で)")
_HOW = ("どう", "今どう", "現在どう")
_ANSWERS = 0.5
# How a clause ends that says something of a noun.
_SAYS_OF = ("る", "た", "い")


def reason(bare: str, context: Context) -> str:
    """「なぜですか」「その理由は」: the reason of what the question before says, when that is a yes or no."""
    asks_why = pattern("why").match(bare) and len(bare) < _NAMELESS
    asks_reason = pattern("reason").match(bare) and not context.glossary.find(bare)
    if not (asks_why or asks_reason):
        return ""
    before = context.before
    if says := pattern("why", "{}(?:、|は)?(?P<says>[一-龠ぁ-ん]*[一-龠].*)$").match(bare) if asks_why else None:
        return f"なぜ{named(before.entity)}は{says['says']}"
    if noun := _STATE.match(before.rest):
        return f"{before.entity}の{noun[1]}の理由は何ですか"
    if before.rest.startswith(_HOW):
        return f"なぜ{context.previous}"
    if pattern("interrogative").search(before.rest):
        says = pattern("interrogative", _SAYS).match(before.rest)
        return best(
            [f"{before.entity}の理由は何ですか", f"なぜ{before.entity}は{says['says']}" if says else ""], bare, context
        )
    if kinds_of(context.previous)[0] == "yesno" or before.rest.endswith(("か", "の")):
        return f"なぜ{context.previous}"
    return f"{before.entity}の理由は何ですか"


def asked_short(bare: str, context: Context) -> str:
    """「何番目ですか」 of what the question before was about; within what it was said to be in."""
    before = context.before
    if is_condition(before.entity):
        return joined(before.entity, bare)
    within = _WITHIN.match(before.rest)
    if within:
        return f"{named(before.phrase)}は{within[1]}の{bare}"
    only, says = (
        pattern("interrogative", _ONLY_ASKS).match(bare),
        pattern("interrogative", _SAYS).match(before.rest),
    )
    if only and says:
        return f"{named(before.phrase)}は{only['asks']}{says['says']}"
    answered = context.answered() if pattern("asks_one").search(context.previous) else []
    if len(answered) == 1 and context.probe.support(f"{answered[0]}は{bare}", bare) >= _ANSWERS:
        return f"{answered[0]}は{bare}"
    subjects = [*answered, before.phrase, before.entity]
    return best([f"{named(subject)}は{bare}" for subject in subjects], bare, context)


def asks_when(bare: str, context: Context) -> bool:
    """Whether 「施行は」 asks for a date, as the question before does."""
    return pattern("events", "^(?:[^はがを]{2,30}の)?{}は$").match(bare) is not None and "date" in kinds_of(
        context.previous
    )


def formerly(bare: str, context: Context) -> str:
    """「その前は」「以前はどうでした」: the question before as of an earlier time."""
    if not pattern("formerly").match(bare):
        return ""
    before = topic_of(without_dates(context.previous), context.glossary)
    return f"{before.phrase}は以前は{_NOW.sub('', before.rest) or 'どうでしたか'}"


def together(bare: str, context: Context) -> str:
    """「両方合わせると」「蓄電池と合わせると」: the values of the last two things, or of this one too, added up."""
    beside = pattern("together_with").match(bare)
    if not beside and not pattern("together").match(bare):
        return ""
    comparison = comparison_of(context.previous)
    things = list(comparison.sides) if comparison else context.things()[-_TWO:]
    if beside:
        things = [*(comparison.sides if comparison else [context.before.entity]), beside["thing"]]
    attribute = (comparison.attributes or [""])[0] if comparison else _counted(context)
    if len(things) < _TWO or not attribute:
        return ""
    return f"{'と'.join(things)}の{attribute}の合計はいくつですか"


def of_both(bare: str, context: Context) -> str:
    """「両方の担当機関は」: the same of the last two things, side by side."""
    match, things = pattern("both").match(bare), context.things()[-_TWO:]
    comparison = comparison_of(context.previous)
    sides = list(comparison.sides) if comparison else things
    return f"{'と'.join(sides)}では、{match['asked']}はどう違いますか" if match and len(sides) > 1 else ""


def _counted(context: Context) -> str:
    """The attribute that was last asked for, or what was counted: 認定 of 「蓄電池は何件認定されていますか」."""
    for question in reversed(context.earlier):
        attribute = topic_of(question, context.glossary).attribute
        match = re.search(r"(?:何|いく)[一-龠つら]+([一-龠]{2})(?:され|し|でき)", question)
        if found := attribute or (match[1] if match else ""):
            return found
    return ""


def which_of_them(bare: str, context: Context) -> str:
    """「公募中なのは他には？」 of a project: which projects are; 「始まったのは？」 of a date: when that was."""
    match = pattern("that_which").match(bare) or pattern("kind_which").match(bare)
    if not match or context.names_thing(match["clause"]):
        return ""
    before, clause, found = context.before, match["clause"], match.groupdict()
    country = min(context.mentions(before.entity, {"country"}), default=None)
    if noun := found.get("noun"):
        return f"{before.entity[country[1] :].lstrip('の')}の{bare}" if country and noun == "国" else ""
    says = clause.endswith(_SAYS_OF)
    if "date" in kinds_of(context.previous) and not found["others"] and says:
        return f"{before.entity}が{clause}のはいつですか"
    nouns = [match[0] for match in pattern("pointed_noun").finditer(f"{before.entity}は")]
    if (
        nouns
        and says
        and not found["others"]
        and is_clause(before.entity)
        and pattern("asks_which").search(context.previous)
    ):
        within = _AMONG.match(before.entity)
        return f"{within[0] if within else ''}{clause}{nouns[-1]}はどれですか"
    kind = nouns[-1] if nouns and (found["others"] or kinds_of(context.previous)[0] == "yesno") else ""
    return f"{clause}{'' if says else 'の'}{kind}はどれですか" if kind else ""
