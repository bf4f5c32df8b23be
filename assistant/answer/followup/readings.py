"""How a thing and what is asked of it are put together, and which of several readings is meant."""

from __future__ import annotations

import re

from assistant.answer.followup.context import Context
from assistant.answer.followup.words import pattern

# What a clause ends with when something follows from it, or is said of it.
_CONDITION = re.compile(r"(?:たら|れば|ば|ると|とき|場合は?|として|については?|[にで])$")
_NOMINAL = re.compile(r"(?<=[たるうくすつぬむぐぶ])の$")


def is_condition(entity: str) -> bool:
    """Whether something follows from what was asked about: 「無届けで投資したら」."""
    return _CONDITION.search(entity) is not None


def joined(subject: str, bare: str) -> str:
    """``bare`` of a subject; behind a condition (「無届けで投資したら」) it is the main clause."""
    if is_condition(subject):
        return f"{subject}、{bare}"
    return f"{named(subject)}{'は' if pattern('adverbs').match(bare) else 'の'}{bare}"


def named(entity: str) -> str:
    """The entity as a noun: 「要件に追加されたの」 becomes 「要件に追加されたこと」."""
    return _NOMINAL.sub("こと", entity)


def best(readings: list[str], words: str, context: Context) -> str:
    """The reading that the documents answer best with a passage that holds ``words``; the first of equals."""
    known = [reading for reading in dict.fromkeys(readings) if reading]
    if len(known) < 2:
        return known[0] if known else ""
    return max(known, key=lambda reading: round(context.probe.support(reading, words), 1))
