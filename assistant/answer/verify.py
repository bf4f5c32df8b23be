"""Before an answer is shown: every quote stands in its passage, every figure of a claim in what it cites."""

from __future__ import annotations

import re

from assistant.answer.claims import Claim
from assistant.japanese.normalize import search_key

_FIGURE = re.compile(r"\d[\d,.]*")


def supported(claim: Claim) -> bool:
    """Whether the claim says nothing that its passage does not hold: an exact quote, and every number in it."""
    text = claim.hit.passage.text
    start, end = claim.quote
    if not 0 <= start < end <= len(text):
        return False
    return figures(claim.text) <= figures(" ".join([*claim.hit.passage.heading, claim.hit.passage.subject, text]))


def figures(text: str) -> set[str]:
    """The numbers of a text, folded, without thousands separators and without the marks of citations."""
    key = search_key(re.sub(r"\[\d+\]|（ほか\d+件）", "", text))
    return {match.rstrip(".,").replace(",", "") for match in _FIGURE.findall(key)}
