"""An answer and its sources as plain text, to be pasted into a memo."""

from __future__ import annotations

from assistant.model import Answer, Citation
from assistant.ui.words import Words


def memo_text(answer: Answer, words: Words) -> str:
    """Question, answer, date, notices and sources in lines of plain text."""
    lines = [words("memo_question") + answer.question, words("memo_answer") + answer.answer]
    if answer.as_of:
        lines.append(f"（{words('as_of_shown', date=words.date(answer.as_of))}）")
    lines += [words("memo_notice") + notice for notice in answer.notices]
    if answer.citations:
        lines += ["", words("memo_sources"), *(_source_line(citation, words) for citation in answer.citations)]
    return "\n".join(lines)


def _source_line(citation: Citation, words: Words) -> str:
    facts = [citation.issuer, words.date(citation.date), words.status(citation.status)]
    about = "、".join(fact for fact in facts if fact)
    place = " ／ ".join(part for part in (citation.locator, citation.source_file) if part)
    head = f"[{citation.n}] 「{citation.title}」" + (f"（{about}）" if about else "")
    return f"{head}\n    {place}\n    「{citation.quote}」" if place else f"{head}\n    「{citation.quote}」"
