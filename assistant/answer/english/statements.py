"""What a Japanese statement says, as far as it can be told without translating: yes or no, dates, figures, names."""

from __future__ import annotations

import re

from assistant.answer.claims import Claim
from assistant.answer.english.names import EnglishNames, terms
from assistant.answer.english.values import amounts_in, counts_in, dates_in
from assistant.answer.evidence import without_as_of
from assistant.japanese.normalize import search_key
from assistant.model import Query

_STATED_AT = re.compile(r"（[^（）]*?(?:時点|の資料|の報告|の論点（案）|の手順書)）")
_YES, _NO = re.compile(r"^はい、"), re.compile(r"^いいえ、")
_ASKS_YES_NO = re.compile(r"\s*(?:is|are|was|were|does|do|did|can|must|should|will|has|have|may)\b", re.IGNORECASE)
_MOST_FACTS, _MOST_NAMES = 4, 3


def unread_words(query: Query) -> list[str]:
    """The English words of a question that its reading in Japanese does not have: what they ask is not settled by yes or no."""
    if query.resolved == query.text:
        return []
    read = search_key(query.resolved).lower()
    return [term for term in query.terms if term.isascii() and term.isalpha() and term.lower() not in read]


def lead(query: Query, claim: Claim) -> str:
    """「Yes.」「April 2026.」 …: what is asked for, where the words of the claim hold it; else ""."""
    text = claim.quoted
    parts = [answer for pattern, answer in ((_YES, "Yes"), (_NO, "No")) if pattern.match(claim.hit.passage.text)]
    if parts and not unread_words(query) and ("yesno" in query.kinds or _ASKS_YES_NO.match(query.text)):
        return parts[0]
    found = _asked(query, _STATED_AT.sub("", without_as_of(text)))
    return _said(found[0]) if len(found) == 1 else ""


def _asked(query: Query, text: str) -> list[tuple[str, str]]:
    """The dates, amounts or counts in a text, whichever are asked for."""
    if "date" in query.kinds:
        return dates_in(text)
    if {"amount", "total"} & set(query.kinds):
        return amounts_in(text)
    if "number" in query.kinds or query.counters:
        counts = counts_in(text)
        asked = [found for found in counts if found[0].endswith(query.counters)] if query.counters else []
        return asked or counts
    return []


def _said(found: tuple[str, str]) -> str:
    written, english = found
    return english if written == english else f"{english} ({written})"


def nature(text: str) -> str:
    """What kind of statement a sentence makes: a plan, an aim, a comment …; "" when nothing tells."""
    return next((english for pattern, english in terms()["nature"].items() if re.search(pattern, text)), "")


def key_points(text: str, names: EnglishNames, counts: bool = True) -> str:
    """The dates, amounts, counts (where wanted) and names of a text in English."""
    bare = _STATED_AT.sub("", text)
    figures = [_said(found) for found in (*dates_in(bare), *amounts_in(bare), *(counts_in(bare) if counts else []))]
    named = [f"{english} ({name})" for name, english in names.inside(bare)]
    return "; ".join([*dict.fromkeys(figures[:_MOST_FACTS]), *dict.fromkeys(named[:_MOST_NAMES])])


def bare_points(text: str, names: EnglishNames) -> str:
    """The dates, amounts and names of a text in English alone, for where its own words stand beside them."""
    bare = _STATED_AT.sub("", text)
    figures = [english for _, english in (*dates_in(bare), *amounts_in(bare))]
    named = [english for _, english in names.inside(bare)]
    return "; ".join([*dict.fromkeys(figures[:_MOST_FACTS]), *dict.fromkeys(named[:_MOST_NAMES])])
