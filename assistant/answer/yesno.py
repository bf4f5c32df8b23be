"""Yes or no first, where the question asks for it and the words of the claim settle it."""

from __future__ import annotations

import re

from assistant.answer.claims import Claim
from assistant.japanese.polarity import Clause, clauses, yes_or_no
from assistant.japanese.tokens import lemmas
from assistant.model import Query

# Shares of the question's words that the clause which settles it must hold, and the claim as a whole.
_CLAUSE, _CLAIM = 0.5, 0.75
_ASKING = re.compile(r"(の|ん)?(ですか|でしょうか|か)?[。？?]*$")
_CHOICE = re.compile(r"か、?.*か[。？?]*$|それとも|どちら|どっち")
# 「XにYは入っていますか」: what lists both says yes.
_INCLUDES = {"入る", "含む", "含める", "有る", "参加"}
# Running text that names both may set them beside each other: 「競争的研究費や基盤的経費」.
_LISTS = ("list", "row", "steps")


def answer_word(query: Query, claim: Claim) -> str:
    """ "yes", "no", or "" where nothing in the claim says the same as the question, or the opposite of it."""
    question = query.resolved.strip()
    if query.kinds[:1] != ("yesno",) or yes_or_no(claim.text) or _CHOICE.search(question):
        return ""
    asked = clauses(_ASKING.sub("", question))
    if not asked:
        return ""
    told = clauses(claim.text)
    subject = frozenset(lemmas(claim.hit.passage.subject))
    if asked[-1].predicate in _INCLUDES:
        lists = claim.hit.passage.kind in _LISTS or any(clause.predicate in _INCLUDES for clause in told)
        return (
            "yes" if lists and _lists(asked[-1], claim, subject) and not any(clause.denied for clause in told) else ""
        )
    whole = subject.union(*(clause.content for clause in told))
    if len(asked[-1].content & whole) < _CLAIM * len(asked[-1].content):
        return ""
    answers = {clause.denied == asked[-1].denied for clause in told if _settles(clause, asked[-1])}
    return ("yes" if answers.pop() else "no") if len(answers) == 1 else ""


def _settles(clause: Clause, asked: Clause) -> bool:
    """Whether a clause speaks of what was asked: the same predicate, and many words of the question."""
    return clause.predicate == asked.predicate and len(asked.content & clause.content) >= _CLAUSE * len(asked.content)


def _lists(asked: Clause, claim: Claim, subject: frozenset[str]) -> bool:
    """Whether the claim, with what its passage is about, has every word of the question but the verb."""
    told = frozenset(lemmas(claim.text)) | subject
    names = asked.content - _INCLUDES
    return not asked.denied and bool(names) and names <= told
