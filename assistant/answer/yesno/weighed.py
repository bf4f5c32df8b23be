"""What the sentence that speaks of the same says to a yes/no question: by its amounts, by what it is said of, by its side."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.answer.claims import Claim
from assistant.answer.yesno.amounts import compared, differ, same_amount
from assistant.answer.yesno.poles import Stand, sides, stand
from assistant.answer.yesno.supposed import (
    Supposed,
    any_is_enough,
    denied_partly,
    is_hedged,
    supposed,
    told_alone,
    told_of_all,
)
from assistant.japanese.normalize import squeeze
from assistant.japanese.polarity import clauses
from assistant.japanese.tokens import lemmas
from assistant.model import Query
from assistant.retrieve.understand import stopwords

# Shares of the question's words that the claim must hold, and the sentence that is weighed.
_CLAIM, _SENTENCE = 0.6, 0.4
_NAME_LEFT_OUT = 0.5
# From this share on one of the last two words will do.
_MOST = 0.7
_ENDING = re.compile("(?:は|が|を|も|に|の)?(?:し|さ|せ)?$")
_NUMBER = re.compile(r"[\d.,]+|[百千万億兆]")
_TOPIC = re.compile("(?<![でにと])は")
# Pairs that rules speak of: what must be, and what may be.
_DUTY, _MAY = "duty", "may"


@dataclass(frozen=True)
class _Rules:
    empty: frozenset[str]  # words left aside
    alike: dict[str, frozenset[str]]  # for each word those that stand for it
    opposites: dict[str, frozenset[str]]  # for each word those that say the opposite


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads((files(__package__) / "weighed.toml").read_text(encoding="utf-8"))
    return _Rules(frozenset(data["empty"]), _others(data["alike"]), _others(data["opposites"]))


def _others(groups: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each word the others of its groups."""
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            found[word] = found.get(word, frozenset()) | (frozenset(group) - {word})
    return found


def weighed(query: Query, asked: Supposed, claim: Claim) -> str:
    """ "yes", "no", or "" where no sentence of the claim settles it."""
    where = stand(asked.text)
    for sentence, of_it in _speaking(query, where, claim):
        if word := _said(asked, where, sentence, of_it, claim.text):
            return word
    return ""


def alike(query: Query, told: str) -> float:
    """The share (0..1) of the question's words that a text has."""
    return _Words(query, stand(supposed(query.resolved).text).before).held(told)


def speaks_against(asked: Supposed, claim: Claim) -> bool:
    """Whether a sentence of the claim stands on the other side than the question, whatever it speaks of."""
    where = stand(asked.text)
    told = (sides(sentence).get(where.pole, 0) for sentence in _sentences(claim) if not denied_partly(sentence))
    return where.side != 0 and -where.side in told


def names_last(query: Query, told: str) -> bool:
    """Whether a text has what the question asks of, the last of its words."""
    return _Words(query, stand(supposed(query.resolved).text).before).has_last(told)


def side_told(query: Query, claim: Claim) -> str:
    """What the side of the claim's first sentence says to the question, whatever else the two speak of; "" for nothing."""
    where = stand(supposed(query.resolved).text)
    told = sides(_sentences(claim)[0]).get(where.pole, 0)
    return _word(where.side == told) if where.side and told else ""


def opposed(question: str, claim: Claim, other: Claim) -> bool:
    """Whether two claims stand on different sides of what the question asks: beside the first the other would confuse."""
    pole = stand(supposed(question).text).pole
    one, two = sides(claim.text).get(pole, 0), sides(other.text).get(pole, 0)
    return one * two < 0


def _sentences(claim: Claim) -> list[str]:
    return [sentence for sentence in re.split("[。\\n]", claim.text) if sentence.strip()]


def _said(asked: Supposed, where: Stand, sentence: str, of_it: bool, whole: str) -> str:
    """What one sentence says, which names what the question asks of or not; ``whole`` is all that the claim says."""
    told = sides(sentence).get(where.pole, 0)
    if _opposite_told(asked.text, sentence):
        return ""
    if asked.without and (where.pole, where.side) == (_MAY, 1):
        return "no" if sides(sentence).get(_DUTY, 0) == 1 else ""
    if asked.deciding:
        return "no" if where.side == 1 and told == -1 else ""
    if is_hedged(sentence) and not asked.hedged and where.pole != "decided":
        return ""
    if (fits := compared(asked.text, sentence)) is not None:
        return _word(fits == (where.side >= 0))
    if asked.all and not (where.pole == _DUTY and "必ず" in asked.text):
        if any_is_enough(whole):
            return "no"
        said = told_of_all(whole)
        return _word(said > 0) if said and where.side >= 0 and (said < 0 or told >= 0) else ""
    if not where.side < 0 and (exact := same_amount(asked.text, sentence, whole)) is not None:
        return "" if exact and _denies(sentence) else _word(exact)
    if asked.only:
        alone = told_alone(sentence)
        return _word(alone > 0 and not _denies(sentence)) if alone else ""
    if told and where.side and of_it and not denied_partly(sentence):
        word = _word(where.side == told)
        return "no" if word == "yes" and differ(asked.text, sentence) else word
    return ""


def _denies(sentence: str) -> bool:
    """Whether a sentence denies what it speaks of."""
    found = clauses(sentence)
    return bool(found) and found[-1].denied


def _opposite_told(question: str, sentence: str) -> bool:
    """Whether the sentence has a word for the opposite of one in the question, and not that word itself."""
    told = frozenset(lemmas(sentence))
    return any(_rules().opposites.get(word, frozenset()) & told and word not in told for word in lemmas(question))


def _word(holds: bool) -> str:
    return "yes" if holds else "no"


def _speaking(query: Query, where: Stand, claim: Claim) -> Iterator[tuple[str, bool]]:
    """The sentences that hold many words of the question, the most first, when the claim holds most of them.

    With each, whether it names what the question asks of, the last of its words.
    """
    words = _Words(query, where.before)
    if words.held(f"{claim.hit.passage.subject} {claim.text}") < _CLAIM:
        return
    around, found = "", []
    for sentence in _sentences(claim):
        around = sentence if _TOPIC.search(sentence) else f"{around}。{sentence}"  # what goes on with the same topic
        found.append((words.held(around), sentence, words.has_last(around)))
    for share, sentence, of_it in sorted(found, key=lambda one: -one[0]):
        if share >= _SENTENCE:
            yield sentence, of_it


class _Words:
    """The words and names of a question that a statement which speaks of the same has."""

    def __init__(self, query: Query, text: str) -> None:
        key = squeeze(text)
        forms = [(squeeze(form), [squeeze(name) for name in names]) for form, names in query.named]
        self._names = [names for form, names in forms if form in key]
        ends = {key.rfind(form) + len(form): names for form, names in forms if form in key}
        last = max(ends, default=0)
        self._last_name = [] if self._telling(key[last:]) else ends.get(last, [])
        for form, _ in forms:
            key = key.replace(form, " ")
        self._words = self._telling(key)
        self._plain = query.plain

    def has_last(self, told: str) -> bool:
        """Whether a text has one of the last words, of which the question says something: 罰則 of 「罰則はありますか」."""
        own, key = frozenset(lemmas(told)), squeeze(told)
        if self._last_name:
            return any(name in key for name in self._last_name)
        last = self._words[-2:] if self.held(told) >= _MOST else self._words[-1:]
        return not last or any(self._has(word, own, key) for word in last)

    @staticmethod
    def _telling(key: str) -> list[str]:
        empty = stopwords() | _rules().empty
        words = (word for word in lemmas(_ENDING.sub("", key)) if word not in empty)
        return [word for word in dict.fromkeys(words) if not _NUMBER.fullmatch(word)]

    def held(self, told: str) -> float:
        """The share (0..1) that a text has, in whatever form; a name that it leaves out counts for half."""
        own, key = frozenset(lemmas(told)), squeeze(told)
        words = sum(self._has(word, own, key) for word in self._words)
        names = sum(any(name in key for name in names) for names in self._names)
        total = len(self._words) + names + _NAME_LEFT_OUT * (len(self._names) - names)
        return (words + names) / total if total else 0.0

    def _has(self, word: str, own: frozenset[str], key: str) -> bool:
        if word in own or _rules().alike.get(word, frozenset()) & own:
            return True
        official = (name for form, names in self._plain if word in lemmas(form) for name in names)
        return any(squeeze(name) in key for name in official)
