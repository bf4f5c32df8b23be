"""Questions whose Japanese has a shape of its own: whether a list holds something, sums and differences, what happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer.english.pieces import Found, rules

_YES_NO = r"^(?:is|are|was|were|does|do|did|can|has|have) "
# 「Are airports part of the 14 sectors」「Does the list include drones」
_PART_OF = re.compile(
    _YES_NO + r"(?P<thing>.+?) (?:{}) (?P<whole>.+)$".replace("{}", "|".join(rules()["membership"]["within"]))
)
_HOLDS = re.compile(
    _YES_NO + r"(?P<whole>.+?) (?:{}) (?P<thing>.+)$".replace("{}", "|".join(rules()["membership"]["holds"]))
)
_DIFFERENCE = re.compile(
    r"\bhow (?:many|much) (?:more|fewer|less)\b|\bdifference in (?:the )?(?:number|amount)|\bby how (?:many|much)\b.*\bthan\b"
)
_TOTAL = re.compile(r"\b(?:combined|together|in total|sum of|add(?:ed)? up|altogether)\b")
_HAPPENED = re.compile(r"^what (?:happened|took place|was (?:done|decided|announced))(?: (?:on|in|at))?\s*$")


def membership(text: str, things: Sequence[Found], noun_phrase: Callable[[list[Found]], str]) -> str:
    """「基幹インフラの14分野に空港は入っていますか」; "" when the question does not ask that of two named things."""
    for shape in (_PART_OF, _HOLDS):
        if not (match := shape.match(text)):
            continue
        thing, whole = (
            noun_phrase(
                [piece for piece in things if match.start(side) <= piece.start and piece.end <= match.end(side)]
            )
            for side in ("thing", "whole")
        )
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
