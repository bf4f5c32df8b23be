"""Yes or no first, where the question asks for it and the words of the claim settle it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.answer.claims import Claim
from assistant.answer.table.cells import same_value, value_put_forward
from assistant.answer.yesno.amounts import differ, puts_amount_forward, same_amount
from assistant.answer.yesno.poles import stand
from assistant.answer.yesno.supposed import Supposed, asks_yes_no, is_hedged, supposed
from assistant.answer.yesno.weighed import alike, names_last, opposed, side_told, speaks_against, weighed
from assistant.japanese.era import find_dates
from assistant.japanese.polarity import Clause, clauses, yes_or_no
from assistant.japanese.tokens import lemmas
from assistant.model import Query

# Shares of the question's words that the clause which settles it must hold, and the claim as a whole.
_CLAUSE, _CLAIM = 0.5, 0.75
# The encoder's cosine from which two questions are much alike, and the share of words for which it need not be.
_ALIKE, _OWN = 0.75, 0.4
_OPENING = re.compile(r"^(?:はい|いいえ)[、。]")
# 「XにYは入っていますか」: what lists both says yes.
_INCLUDES = {"入る", "含む", "含める", "有る", "参加"}
# 「報告が必要ですか」「発表してもいいですか」: what is said of an act answers too.
_ACTS = ("duty", "may")
# Running text that names both may set them beside each other: 「競争的研究費や基盤的経費」.
_LISTS = ("list", "row", "steps")
_TOPIC = re.compile("(?<![でにと])は")
_DATED = re.compile(r"（[^（）]*\d{4}年[^（）]*(?:（[^（）]*）[^（）]*)*）")


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "yesno.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[int, int]]:
    """For each word its group, and that of the words for the opposite (0: none)."""
    groups = [_rules()["rising"], _rules()["falling"], *_rules()["same"]]
    opposite = {1: 2, 2: 1}
    return {word: (n, opposite.get(n, 0)) for n, words in enumerate(groups, 1) for word in words}


def puts_forward(query: Query) -> bool:
    """Whether the question asks if a value is the one that it names: 「機関はJSTですか」."""
    return asks_yes_no(query.resolved) and value_put_forward(query) != ""


def answered_yes_no(query: Query, claims: Sequence[Claim]) -> tuple[str, list[Claim]]:
    """The word that opens the answer ("yes", "no" or ""), and the claims, the one that settles it first.

    A claim that opens with yes or no itself says it to a question of its own. Its first sentence settles this one too;
    where it does not, the word stands when the two questions are much alike, and is taken back otherwise.
    """
    if not asks_yes_no(query.resolved):
        return "", list(claims)
    told = [(claim, word) for claim in claims if (word := _word_of(query, claim, claim is claims[0]))]
    if not told:
        return "", [without_opening(claim) for claim in claims]
    claim, word = told[0] if len({word for _, word in told}) == 1 else max(told, key=lambda pair: _newest(pair[0]))
    rest = [without_opening(other) for other in claims if other is not claim]
    rest = [other for other in rest if not opposed(query.resolved, claim, other)]
    says_so = word == yes_or_no(claim.text)
    return ("" if says_so else word), [claim if says_so else without_opening(claim), *rest]


def _word_of(query: Query, claim: Claim, first: bool) -> str:
    """What a claim says to the question; the first claim of an answer also by the word that it opens with."""
    opening = yes_or_no(claim.text)
    opened = replace(claim, text=claim.text.split("。")[0] + "。") if opening else claim
    return answer_word(query, opened) or (opening if first and _own_question(query, claim) else "")


def _newest(claim: Claim) -> str:
    """The last date in a claim: of two that say different things the newer one holds."""
    return max((mention.last for mention in find_dates(claim.text)), default="")


def without_opening(claim: Claim) -> Claim:
    """The claim without the yes or no that it opens with."""
    return replace(claim, text=_OPENING.sub("", claim.text))


def _own_question(query: Query, claim: Claim) -> bool:
    """Whether the question is much like those that the claim's passage answers with yes or no."""
    if told := side_told(query, claim):
        return told == yes_or_no(claim.text)
    around = f"{claim.hit.passage.subject} {claim.text}"
    near = claim.hit.dense >= _ALIKE or (alike(query, around) >= _OWN and names_last(query, around))
    return near and _stands_alike(query, claim)


def _stands_alike(query: Query, claim: Claim) -> bool:
    """Whether the question stands on the same side as the one among the passage's own that is most like it."""
    own = [question for question in claim.hit.passage.questions if asks_yes_no(question)]
    words = frozenset(lemmas(query.resolved))
    nearest = max(own, key=lambda question: len(words & frozenset(lemmas(question))), default="")
    one, other = (stand(supposed(question).text) for question in (query.resolved, nearest))
    return bool(nearest) and (one.pole, one.side) == (other.pole, other.side)


def answer_word(query: Query, claim: Claim) -> str:
    """ "yes", "no", or "" where nothing in the claim says the same as the question, or the opposite of it."""
    if not asks_yes_no(query.resolved):
        return ""
    if word := same_value(query, claim):
        return word
    asked = supposed(query.resolved)
    if asked.open:
        return ""
    if word := weighed(query, asked, claim):
        return word
    word = _settled(query, asked, claim)
    return "" if word == "yes" and speaks_against(asked, claim) else word


def _settled(query: Query, asked: Supposed, claim: Claim) -> str:
    """What a clause with the same predicate, or its opposite, says to the last clause of the question."""
    if asked.all or asked.only or (is_hedged(claim.text) and not asked.hedged):
        return ""
    where = stand(asked.text)
    texts = [asked.text, *([where.before] if where.pole in _ACTS and where.side > 0 else [])]
    asking = [clauses(_rewritten(text))[-1:] for text in texts]
    word = next((word for found in asking if found and (word := _told(found[0], claim))), "")
    if word == "yes" and puts_amount_forward(asked.text) and not same_amount(asked.text, claim.text, claim.text):
        return ""
    if (asked.deciding or asked.without) and word == "yes":
        return ""
    return "no" if word == "yes" and differ(asked.text, claim.text) else word


def moves(text: str) -> set[str]:
    """In which directions the text says that something moved: "rising", "falling"."""
    told = {word for clause in clauses(text) if not clause.denied for word in clause.content | {clause.predicate}}
    return {name for name in ("rising", "falling") if told & set(_rules()[name])}


def _told(asked: Clause, claim: Claim) -> str:
    """What the clauses of a claim say to the clause that is asked for."""
    told = _clauses(claim.text)
    subject = frozenset(lemmas(claim.hit.passage.subject))
    if asked.predicate in _INCLUDES:
        if claim.hit.passage.kind == "row":  # its first sentence says whose row it is
            told = _clauses(claim.text.partition("。")[0])
        lists = claim.hit.passage.kind in _LISTS or any(clause.predicate in _INCLUDES for clause in told)
        return "yes" if lists and _lists(asked, claim, subject) and not any(clause.denied for clause in told) else ""
    whole = subject.union(*(clause.content for clause in told))
    held = len(asked.content & whole) + (asked.predicate in asked.content - whole and bool(_settling(asked, told)))
    if held < _CLAIM * len(asked.content):
        return ""
    answers = {(clause.denied == asked.denied) == (sign > 0) for clause, sign in _settling(asked, told)}
    return ("yes" if answers.pop() else "no") if len(answers) == 1 else ""


def _clauses(text: str) -> list[Clause]:
    """The clauses of a text, each with the words of those before it on the same topic: that stands apart (「Xは、…」)."""
    found: list[Clause] = []
    words: frozenset[str] = frozenset()
    for sentence in _rewritten(text).split("。"):
        words = frozenset() if _TOPIC.search(sentence) else words
        for clause in clauses(sentence):
            words |= clause.content
            found.append(replace(clause, content=words))
    return found


def _settling(asked: Clause, told: Sequence[Clause]) -> list[tuple[Clause, int]]:
    """The clauses that speak of what was asked, with many of its words: 1 for the same predicate, -1 for its opposite."""
    found = []
    for clause in told:
        sign = _sign(asked.predicate, clause)
        shared = len(asked.content & clause.content) + (sign != 0 and asked.predicate not in clause.content)
        if sign and shared >= _CLAUSE * len(asked.content):
            found.append((clause, sign))
    return found


def _sign(predicate: str, clause: Clause) -> int:
    if clause.predicate == predicate:
        return 1
    group, opposite = _groups().get(predicate, (0, 0))
    other, _ = _groups().get(clause.predicate, (0, 0))
    return 1 if group and other == group else -1 if opposite and other == opposite else 0


def _lists(asked: Clause, claim: Claim, subject: frozenset[str]) -> bool:
    """Whether the claim, with what its passage is about, has every word of the question but the verb."""
    told = frozenset(lemmas(claim.text)) | subject
    names = asked.content - _INCLUDES
    return not asked.denied and bool(names) and names <= told


def _rewritten(text: str) -> str:
    text = _DATED.sub("", text)
    for pattern, other in _rules()["rewritten"].items():
        text = re.sub(pattern, other, text)
    return text
