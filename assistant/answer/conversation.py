"""Follow-up questions: what an incomplete question means in the light of the earlier turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.english.pieces import is_english
from assistant.answer.followup import english, japanese
from assistant.answer.followup.context import Context, Probe
from assistant.answer.followup.spoken import spelled_out
from assistant.answer.followup.words import pattern
from assistant.japanese.glossary import Glossary

# Earlier turns that are taken into account.
_TURNS = 3
_MEANING = re.compile(r"\w")
_QUESTION_END = re.compile(r"(?<=[?？])\s*|(?<=か。)\s*")


@dataclass(frozen=True)
class Resolved:
    """The complete question, and what to show the user when it differs from what was typed."""

    question: str
    understood: str = ""
    lang: str = ""  # the language in which the turn asks to be answered: "ja", "en"; "" when it does not say


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
    known = probe or Probe()
    asking = [part for turn in turns for part in _questions_of(turn) if not japanese.is_small_talk(part)]
    earlier: list[str] = []
    for turn in asking[-_TURNS:]:
        asked = spelled_out(_without_language(turn)[0])
        earlier.append(_complete(asked, earlier, glossary, attributes, known) or asked or turn)
    rest, lang = _without_language(question)
    if not rest:
        return Resolved(earlier[-1], earlier[-1], lang) if earlier else Resolved(question)
    complete = _complete(spelled_out(rest), earlier, glossary, attributes, known)
    return Resolved(complete, complete, lang) if complete else Resolved(rest, lang=lang)


def _questions_of(turn: str) -> list[str]:
    """The questions of an earlier turn; a statement stays with the question behind it."""
    return [part for part in _QUESTION_END.split(turn) if _MEANING.search(part)]


def _without_language(turn: str) -> tuple[str, str]:
    """A turn without its wish for a language, and that language: 「英語で教えて」; unchanged without such a wish."""
    for lang, name in (("en", "in_english"), ("ja", "in_japanese")):
        rest = pattern(name).sub("", turn.strip().rstrip("。.!！ "))
        if rest != turn.strip().rstrip("。.!！ "):
            return ("" if pattern("only_language", "^{}*$").match(rest) else rest), lang
    return turn, ""


def _complete(turn: str, earlier: Sequence[str], glossary: Glossary, attributes: frozenset[str], probe: Probe) -> str:
    if not earlier or japanese.is_small_talk(turn):
        return ""
    rules = english if is_english(turn) else japanese
    return rules.complete(turn, Context(glossary, attributes, probe, tuple(earlier)))
