"""What is measured: retrieval ranks, right answers, supported answers, refusals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evaluation.questions import EvalQuestion
from assistant.japanese.normalize import search_key
from assistant.model import Answer, Hit

# Characters allowed for an answer: one fact, and a list, comparison or procedure.
FACT_CHARS, LIST_CHARS = 400, 700
_LONG_TYPES = {"list", "comparison", "procedure", "table", "changed"}


def fold(text: str) -> str:
    """The form in which answers and accepted forms are compared: search key without blanks and commas."""
    return re.sub(r"[\s,，]", "", search_key(text))


def rank_of_evidence(question: EvalQuestion, hits: Sequence[Hit]) -> int:
    """1 for the first hit that supports the answer, 2 for the second …, 0 when none does."""
    for rank, hit in enumerate(hits, 1):
        text = " ".join([hit.passage.locator, hit.passage.subject, hit.passage.text])
        if contains_evidence(question, text):
            return rank
    return 0


def contains_evidence(question: EvalQuestion, text: str) -> bool:
    """Whether a text holds all strings of one evidence list."""
    key = fold(text)
    return any(all(fold(string) in key for string in strings) for strings in question.evidence)


def is_right(question: EvalQuestion, answer: Answer) -> bool:
    """Every accepted group is met, no rejected form occurs, and the length limit is kept."""
    if answer.status == "not_found" or len(plain(answer.answer)) > limit(question):
        return False
    key = fold(plain(answer.answer))
    return meets(question.accept, key) and not any(fold(form) in key for form in question.reject)


def is_supported(question: EvalQuestion, answer: Answer) -> bool:
    """The cited passages hold what makes the answer right (the accepted forms) or the evidence, and quotes are exact."""
    exact = all(citation.text[citation.start : citation.end] == citation.quote for citation in answer.citations)
    cited = " ".join(
        f"{citation.title} {citation.date} {citation.locator} {citation.text}" for citation in answer.citations
    )
    return (
        bool(answer.citations) and exact and (meets(question.accept, fold(cited)) or contains_evidence(question, cited))
    )


def meets(accept: Sequence[Sequence[str]], key: str) -> bool:
    """Whether a folded text contains one form of every group."""
    return all(any(fold(form) in key for form in group) for group in accept)


def plain(answer: str) -> str:
    """The answer without the marks of its citations."""
    return re.sub(r"\[\d+\]", "", answer)


def limit(question: EvalQuestion) -> int:
    """Characters allowed for the answer."""
    return LIST_CHARS if question.type in _LONG_TYPES else FACT_CHARS
