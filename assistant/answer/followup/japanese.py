"""Japanese follow-ups: rules in order, the first that fits gives the complete question."""

from __future__ import annotations

import re

from assistant.answer.compare.contrast import comparison_of
from assistant.answer.followup.again import beside_another, same_again
from assistant.answer.followup.context import Context, begins_with_attribute
from assistant.answer.followup.dates import redated, split_date, without_dates
from assistant.answer.followup.readings import best, joined, named
from assistant.answer.followup.same import asked_short, asks_when, formerly, of_both, reason, together, which_of_them
from assistant.answer.followup.things import container_of, gone_back, listed_item, same_of, swapped
from assistant.answer.followup.turned import ASKS, all_of_them, asks_alike, opposite
from assistant.answer.followup.words import pattern
from assistant.answer.topic import ends_as_thing, is_clause, topic_of
from assistant.japanese.normalize import search_key
from assistant.retrieve.understand import kinds_of

# 「Xは？」 asks the earlier question of another thing when X is at most this long.
_NAME = 25
# A question up to so many characters without a thing of its own is completed unless the documents answer it surely
# (_SURE) and better by at least _TRUST as it stands; a longer one only when they answer it (_ANSWERS) no other way.
_SHORT, _TRUST, _ANSWERS, _SURE = 16, 0.35, 0.5, 0.85
# One that begins with an attribute is completed as soon as the documents have something of the whole.
_FAINT = 0.2
_INTERROGATIVE = re.compile(r"^(?:何|いつ|どこ|誰|だれ|なぜ|どう|どの|どん|いくつ|いくら)")
_NAMELESS_INTERROGATIVE = 14
_THAT_OF = re.compile(r"の[はも]?$")  # 「暗号のは」
_OWN_NOUN = re.compile(r"(?<![何一-龠])(?!何)[一-龠ァ-ヶー]{2,}")
_BESIDE = re.compile(r"の(?:ほう|方|場合|件|やつ)(?=は|って|も|だと)")
_COUNTER = re.compile(r"何[一-龠]|いくつ|いくら")
# 「研究機関は誰を調べる」: a subject, what is asked for and a verb.
_CLAUSE_OF_OWN = re.compile(r"^[^、。はがを]{2,15}は(?:誰|だれ|何|どこ)[をにがでと].*[一-龠].*$")
_PARTICLE = re.compile(r"^[のはがをにでとも]")
_OF_IT = ("その", "この", "あの", "同", "上記", "あれ")


def complete(typed: str, context: Context) -> str:
    """The complete form of a turn; "" when it is complete in itself."""
    asked = typed.strip().rstrip("。?？ ")
    asked, changed = _without_change(asked)
    bare = _stripped(asked)
    bare, replaced = _wanted(bare, context)
    if replaced:
        return replaced
    opened = bare != asked
    if not bare or (changed and (len(search_key(bare)) > _SHORT or context.names_thing(bare))):
        return ""
    thing, rest = gone_back(bare, context)
    if thing:
        return _about(thing, rest, context)
    if rest != bare:
        return rest
    whole = _by_rules(bare, opened, context)
    if asks_when(bare, context) and (not whole or whole.endswith(bare)):
        return f"{whole or bare}いつですか"
    return whole


def _by_rules(bare: str, opened: bool, context: Context) -> str:
    return (
        redated(bare, context.previous)
        or formerly(bare, context)
        or together(bare, context)
        or of_both(bare, context)
        or opposite(bare, context)
        or all_of_them(bare, context)
        or same_again(bare, context)
        or beside_another(bare, context)
        or _at_date(bare, opened, context)
        or listed_item(bare, context)
        or reason(bare, context)
        or _pointed(bare, context)
        or which_of_them(bare, context)
        or _another(bare, opened, context)
        or _other_of_kind(bare, context)
        or _omitted(bare, opened, context)
    )


def is_small_talk(turn: str) -> bool:
    """Whether a turn asks nothing: ありがとう, 了解です."""
    return pattern("small_talk", "^{}[。！!、\\s]*$").match(turn.strip()) is not None


def _without_change(asked: str) -> tuple[str, bool]:
    """The turn without words that announce another topic (話は変わりますが), and whether it has some."""
    rest = pattern("new_topic", r"^(?:{}[、,\s]*)+").sub("", asked)
    return rest, rest != asked


def _stripped(asked: str) -> str:
    """Without openers and words of correction."""
    bare = asked
    while True:
        shorter = pattern("corrections", r"^{}[、。,\s]+").sub("", bare)
        shorter = pattern("openers", r"^{}[、,\s]*").sub("", shorter)
        if shorter == bare or not shorter:
            return bare
        bare = shorter


def _wanted(bare: str, context: Context) -> tuple[str, str]:
    """「AUVじゃなくて止血製剤」: what is wanted, and the question before with it in the place of what is not."""
    match = pattern("not_that").match(bare)
    if not match or len(search_key(match["rest"])) > _NAME:
        return bare, ""
    thing = pattern("same_tail", "{}+$").sub("", match["rest"]).strip("、, ")
    unwanted, previous = match["unwanted"], context.previous
    if thing and unwanted in previous and not is_clause(thing) and not pattern("interrogative").search(thing):
        return bare, swapped(thing, thing, context) or previous.replace(unwanted, thing, 1)
    return match["rest"], ""


def _at_date(bare: str, opened: bool, context: Context) -> str:
    """「2023年11月では何件でしたか」: a date, and a rest that is a follow-up of its own."""
    date, rest = split_date(bare)
    if not date or not rest or len(search_key(rest)) > _NAME:
        return ""
    inner = context.after([*context.earlier[:-1], without_dates(context.previous)])
    whole = _another(rest, opened, inner) or (asked_short(rest, inner) if _INTERROGATIVE.match(rest) else "")
    return f"{date}では、{whole}" if whole else ""


def _about(thing: str, rest: str, context: Context) -> str:
    """What ``rest`` asks of ``thing``; without a rest, the question before."""
    if not rest or pattern("same_tail", "^{}+$").match(rest):
        return swapped(thing, thing, context) or same_of(thing, context.before)
    joined = rest if _PARTICLE.match(rest) else f"の{rest}"
    return f"{thing}{joined}"


def _pointed(bare: str, context: Context) -> str:
    """The pointer replaced by what it points at."""
    match = pattern("pointer").match(bare)
    if not match or pattern("no_pointer").match(bare[match.start("pointer") :]):
        return ""
    before, rest = context.before, bare[match.end() :]
    lead, pointer = match["before"] or "", match["pointer"]
    if pointer in _OF_IT and rest.startswith(("うち", "中")):
        return f"{lead}{before.phrase}の{rest}"
    whole = pattern("pointed_person").match(rest) if pointer in _OF_IT else None
    if whole:
        return f"{lead}{named(before.phrase)}{rest[whole.end() :]}"
    thing = before.phrase if pointer not in _OF_IT and not rest.startswith("の") else before.entity
    if pointer in _OF_IT:
        noun = re.match(pattern("pointed_noun").pattern, rest)
        if noun and (which := context.answered_as(noun[0])):
            return f"{lead}{which}{rest[noun.end() :]}"
        replaced = noun and (noun[0] in thing or not context.names_attribute(noun[0]))
        rest = rest[noun.end() :] if noun and replaced else f"の{rest}"
    meant = _meant(thing, context)
    if pointer not in _OF_IT:  # 「それは採択されていますか」 of the project, not of its funding agency
        meant = [before.entity, *meant] if kinds_of(rest)[0] == "yesno" else [*meant, before.entity]
    return best([f"{lead}{named(thing)}{rest}" for thing in meant], rest, context)


def _meant(thing: str, context: Context) -> list[str]:
    """What a pointer may point at: what was asked about, or what the answer named; the likelier first."""
    answered = context.answered()
    return [*answered, thing] if ends_as_thing(thing) or is_clause(thing) else [thing, *answered]


def _another(bare: str, opened: bool, context: Context) -> str:
    """Another attribute of the same thing, or the same attribute of another thing."""
    thing = pattern("same_tail", "{}+$").sub("", bare).strip("、, ")
    if (
        not thing
        or len(search_key(thing)) > _NAME
        or is_clause(thing)
        or "は、" in thing
        or _INTERROGATIVE.match(thing)
    ):
        return ""
    opened = opened or _THAT_OF.search(bare) is not None
    if "definition" in kinds_of(bare):
        return ""
    if beside := _asked_so(thing, bare, context):
        return beside
    if context.names_attribute(thing) and not context.names_thing(thing):
        same = _attribute(thing, bare, context)
        of_another = "の" in pattern("attribute_modifiers").sub("", thing)
        return best([same, bare], thing, context) if of_another else same
    own = topic_of(thing, context.glossary)
    fragment = thing != bare or opened
    if not fragment or (own.attribute and (not opened or context.names_attribute(own.attribute))):
        return ""
    other = swapped(thing, bare, context)
    same = same_of(thing, context.before) if other or _is_fragment(bare, thing, opened) else ""
    is_thing = context.names_thing(thing) or ends_as_thing(thing) or bool(container_of(context.before))
    attributes = [] if is_thing or not same else _of_the_same(bare, context)
    alone = _same_alone(thing, context) if other else ""
    if other and alone == "" and _only_owns(context):
        return other
    first = [same, *attributes] if opened else [*attributes, same]
    return best([other, *first, alone], thing, context)


def _only_owns(context: Context) -> bool:
    """Whether the one country before is whose something is: 「カナダの特許の罰則」 goes on as 「日本の特許の罰則」."""
    entity = context.before.entity
    countries = context.mentions(entity, {"country"})
    return len(countries) == 1 and entity[countries[0][1] :].startswith("の")


def _other_of_kind(bare: str, context: Context) -> str:
    """「米国はどこまで落ちた」 after a question about China: the same of the United States, as it names nothing else."""
    own = topic_of(_BESIDE.sub("", bare), context.glossary)
    if own.attribute or not _INTERROGATIVE.match(own.rest) or _OWN_NOUN.search(own.rest):
        return ""
    if "definition" in kinds_of(bare) or pattern("defines").search(bare):
        return ""
    thing = own.entity
    for question in reversed(context.earlier):
        if asks_alike(own.rest, question) and (other := swapped(thing, thing, context.after([question]))):
            return other
        if asks_alike(own.rest, question) and own.entity != bare and _BESIDE.search(bare):
            return same_of(thing, topic_of(question, context.glossary))
    if not context.names_thing(thing):
        return ""
    if ASKS.search(context.before.rest) and not _COUNTER.search(own.rest):
        return swapped(thing, thing, context)
    several = len(ASKS.findall(own.rest)) > 1
    about = context.before.entity if several else context.before.phrase
    other = swapped(thing, thing, context.after([about]))
    return f"{other}は{own.rest}" if other else ""


def _same_alone(thing: str, context: Context) -> str:
    """The question before about ``thing`` alone, where what followed の is part of a name: 「米国のCETsは何分野」「EUは？」."""
    before = context.before
    return f"{thing}は{before.rest}" if before.rest and context.names_thing(before.attribute) else ""


def _is_fragment(bare: str, thing: str, opened: bool) -> bool:
    return opened or (bare.startswith(thing) and len(bare) - len(thing) <= _NAMELESS_INTERROGATIVE)


def _of_the_same(bare: str, context: Context) -> list[str]:
    """``bare`` asked of what the question before was about."""
    return [joined(subject, bare) for subject in context.subjects()]


def _asked_so(thing: str, bare: str, context: Context) -> str:
    """「公募のほうは」 after 「手順書の運用開始はいつから」: the same asked of it, when it is set beside the attribute before."""
    before, beside = context.before, pattern("beside_it").match(bare[len(thing) :])
    if not (beside and before.attribute and before.rest) or context.names_thing(thing):
        return ""
    return f"{before.entity}の{thing}は{before.rest}"


def _attribute(thing: str, bare: str, context: Context) -> str:
    comparison = comparison_of(context.previous)
    if comparison:
        return f"{'と'.join(comparison.sides)}では、{thing}はどう違いますか"
    return joined(context.before.entity, bare)


def _omitted(bare: str, opened: bool, context: Context) -> str:
    """A question that has left its subject out: completed when the documents answer that better than as it stands."""
    if _names_its_thing(bare, context):
        return ""
    if _INTERROGATIVE.match(bare) and len(search_key(bare)) <= _NAMELESS_INTERROGATIVE:
        return asked_short(bare, context)
    support = context.probe.support
    words = pattern("empty").sub(" ", bare)
    wholes = _of_the_same(bare, context)
    if pattern("every", "^{}").match(bare):
        return wholes[0]
    whole = best(wholes, words, context)
    together, alone = support(whole, words), support(bare, words)
    if _CLAUSE_OF_OWN.match(bare) and alone >= max(together, _SURE):
        return ""
    if opened or (len(search_key(bare)) <= _NAME and begins_with_attribute(bare) and together >= _FAINT):
        return whole
    if len(search_key(bare)) > _SHORT or pattern("defines").search(bare):
        return whole if together >= _ANSWERS > alone else ""
    unsure = alone < _SURE and not topic_of(bare, context.glossary).attribute
    return whole if unsure or together >= min(alone, _ANSWERS) - _TRUST else ""


def _names_its_thing(bare: str, context: Context) -> bool:
    """Whether the question names a thing that can be asked about alone, and not just an attribute of one."""
    own = topic_of(bare, context.glossary).entity
    if (count := pattern("own_count").match(bare)) and count[0] not in context.previous:
        return True
    kind = pattern("kind_described").match(bare)
    if kind and context.before.entity.endswith(kind["noun"]):
        return True
    return context.names_thing(bare) and (context.names_thing(own) or not context.names_attribute(own))
