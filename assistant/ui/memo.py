"""An answer and its sources as plain text, to be pasted into a memo."""

from __future__ import annotations

from assistant.model import Answer, Citation
from assistant.ui.words import Words
from assistant.ui.words import words as words_of


def memo_text(answer: Answer, words: Words) -> str:
    """Question, answer, date, notices and sources in lines of plain text."""
    lines = [words("memo_question") + answer.question, words("memo_answer") + answer.answer]
    if told := as_of_text(answer, words):
        lines.append(f"（{told}）")
    lines += [words("memo_notice") + notice for notice in answer.notices]
    if answer.citations:
        lines += ["", words("memo_sources"), *(_source_line(citation, words) for citation in answer.citations)]
    return "\n".join(lines)


def as_of_text(answer: Answer, words: Words) -> str:
    """The sentence that tells the date of the information; "" when the answer tells it itself."""
    date = words.date(answer.as_of)
    told = any(in_words.date(answer.as_of) in answer.answer for in_words in (words_of("ja"), words_of("en")))
    return words("as_of_shown", date=date) if date and not told else ""


def _source_line(citation: Citation, words: Words) -> str:
    facts = [citation.issuer, words.date(citation.date), words.status(citation.status)]
    about = "、".join(fact for fact in facts if fact)
    place = " ／ ".join(part for part in (citation.locator, citation.source_file) if part)
    head = f"[{citation.n}] 「{citation.title}」" + (f"（{about}）" if about else "")
    return f"{head}\n    {place}\n    「{citation.quote}」" if place else f"{head}\n    「{citation.quote}」"
