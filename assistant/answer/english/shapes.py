"""Questions whose Japanese has a shape of its own: whether a list holds something, sums and differences, what happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer.english.pieces import ATTRIBUTE, CONTEXT, Found, cell_called, rules

_YES_NO = r"^(?:is|are|was|were|does|do|did|can|has|have) "
# 「Are airports part of the 14 sectors」「Does the list include drones」
_PART_OF = re.compile(
    _YES_NO + r"(?P<thing>.+?) (?:{}) (?P<whole>.+)$".replace("{}", "|".join(rules()["membership"]["within"]))
)
_HOLDS = re.compile(
    _YES_NO + r"(?P<whole>.+?) (?:{}) (?P<thing>.+)$".replace("{}", "|".join(rules()["membership"]["holds"]))
)
# 「Is fertilizer a specified critical material」
_IS_A = re.compile(r"^(?:is|are|was|were) (?P<thing>.+?) (?:an?|counted as|regarded as) (?P<whole>(?:an? )?.+)$")
_SUPPORTS = re.compile(
    _YES_NO + r"(?P<whole>.+?) (?:{}) (?P<thing>.+)$".replace("{}", "|".join(rules()["membership"]["supports"]))
)
_SUPPORTED = re.compile(
    _YES_NO
    + r"(?P<thing>.+?) (?:{}) (?:by|in|under) (?P<whole>.+)$".replace("{}", "|".join(rules()["membership"]["supports"]))
)
_DIFFERENCE = re.compile(
    r"\bhow (?:many|much) (?:more|fewer|less)\b|\bdifference in (?:the )?(?:number|amount)|\bby how (?:many|much)\b.*\bthan\b"
)
_TOTAL = re.compile(r"\b(?:combined|together|in total|sum of|add(?:ed)? up|altogether)\b")
PLACE = "番目"
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
)  # fmt: skip
_LISTED = r"(?:items?|fields?|areas?|sectors?|technolog(?:y|ies)|entr(?:y|ies)|points?|position|place)"
_PLACE = re.compile(
    rf"\b(?:{_LISTED} )?(?:number|no\.?|#) ?\(?(?P<n>\d{{1,2}})\)?(?!\d)|\b{_LISTED} \(?(?P<m>\d{{1,2}})\)?(?![\d,])"
    rf"|\b(?:the )?(?:(?P<nth>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))(?= (?:{_LISTED}|one|in the|on the|of the|in [a-z]+'s)\b)"
)
_HAPPENED = re.compile(r"^what (?:happened|took place|was (?:done|decided|announced))(?: (?:on|in|at))?\s*$")


def place_in(text: str) -> Found | None:
    """The place of a list that is asked for, 「10番目」: item number 10, the 3rd field, (7); None when none is."""
    match = _PLACE.search(text)
    if not match:
        return None
    number = match["n"] or match["m"] or match["nth"] or str(_ORDINALS.index(match["word"]) + 1)
    return Found(*match.span(), ATTRIBUTE, f"{number}{PLACE}", ask="は何ですか")


def held(text: str, pieces: Sequence[Found]) -> Found | None:
    """What a list is asked to hold, 「Is finance one of the 14 sectors」, when it is no piece yet; ``ja`` is "" for the unknown."""
    for shape in (_PART_OF, _HOLDS, _SUPPORTS, _SUPPORTED, _IS_A):
        if match := shape.match(text):
            start, end = match.span("thing")
            if shape is _IS_A and not any(piece.start >= end and _is_group(piece.ja) for piece in pieces):
                return None
            if any(start <= piece.start and piece.end <= end for piece in pieces):
                return None
            return Found(start, end, CONTEXT, cell_called(match["thing"]))
    return None


def _is_group(name: str) -> bool:
    """Whether a name stands for all things of a list: 特定重要物資, 基幹インフラの分野."""
    return name.startswith(tuple(rules()["membership"]["groups"]))


def membership(text: str, things: Sequence[Found], noun_phrase: Callable[[list[Found]], str]) -> str:
    """「基幹インフラの14分野に空港は入っていますか」; "" when the question does not ask that of two named things."""
    for shape in (_PART_OF, _HOLDS, _SUPPORTS, _SUPPORTED, _IS_A):
        if not (match := shape.match(text)):
            continue
        of_programme = shape in (_SUPPORTS, _SUPPORTED)
        thing, whole = (
            noun_phrase(
                [piece for piece in things if match.start(side) <= piece.start and piece.end <= match.end(side)]
            )
            for side in ("thing", "whole")
        )
        if of_programme:
            whole = f"{whole}の支援対象" if whole in rules()["membership"]["supported"] else ""
        if shape is _IS_A and not _is_group(whole):
            continue
        if thing and whole:
            return f"{whole}に{thing}は入っていますか"
    return ""


def reckoned(text: str, sides: tuple[str, str], what: str) -> str:
    """「半導体と蓄電池の認定件数の差は何件ですか」, or their sum; "" when neither is asked for."""
    asked = "差" if _DIFFERENCE.search(text) else "合計" if _TOTAL.search(text) else ""
    return f"{'と'.join(sides)}の{what}の{asked}は何件ですか" if asked and what else ""


def asks_difference(text: str) -> bool:
    """Whether it is asked by how much two things differ, or what they come to together."""
    return (_DIFFERENCE.search(text) or _TOTAL.search(text)) is not None


def happened(text: str, when: str) -> str:
    """「2025年3月7日に何がありましたか」: ``text`` without its date asks for nothing but what happened then."""
    return f"{when}に何がありましたか" if when and _HAPPENED.match(text) else ""
