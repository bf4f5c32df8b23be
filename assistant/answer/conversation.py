"""Follow-up questions: what an incomplete question means in the light of the earlier turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.english.pieces import is_english
from assistant.answer.followup import english, japanese
from assistant.answer.followup.context import Context, Probe
from assistant.japanese.glossary import Glossary

# Earlier turns that are taken into account.
_TURNS = 3
_MEANING = re.compile(r"\w")


@dataclass(frozen=True)
class Resolved:
    """The complete question, and what to show the user when it differs from what was typed."""

    question: str
    understood: str = ""


def resolve(
    question: str,
    turns: Sequence[str],
    glossary: Glossary,
    attributes: frozenset[str] = frozenset(),
    probe: Probe | None = None,
) -> Resolved:
    """``question`` made complete with what the earlier user ``turns`` (oldest first) were about.

    ``attributes`` are the words by which the tables' columns are asked for: they tell a new attribute of the same
    thing (じゃあ協議会は) from the same attribute of a new thing (じゃあ止血製剤の構想は). ``probe`` asks the documents where
    the words alone leave it open.
    """
    asking = [turn for turn in turns if _MEANING.search(turn) and not japanese.is_small_talk(turn)]
    earlier: list[str] = []
    for turn in asking[-_TURNS:]:
        earlier.append(_complete(turn, earlier, glossary, attributes, probe or Probe()) or turn)
    complete = _complete(question, earlier, glossary, attributes, probe or Probe())
    return Resolved(complete, complete) if complete else Resolved(question)


def _complete(turn: str, earlier: Sequence[str], glossary: Glossary, attributes: frozenset[str], probe: Probe) -> str:
    if not earlier or japanese.is_small_talk(turn):
        return ""
    rules = english if is_english(turn) else japanese
    return rules.complete(turn, Context(glossary, attributes, probe, tuple(earlier)))
