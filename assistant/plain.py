"""Answers and hits as plain text for a terminal or a memo, and hits as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.model import Answer, Citation, Hit
from assistant.retrieve.editions import Editions


def answer_text(answer: Answer, lang: str = "ja") -> str:
    """The answer, its notices, and its sources with the quoted words."""
    lines = [answer.answer]
    lines += [f"※ {notice}" for notice in answer.notices]
    if answer.citations:
        lines += ["", "Sources" if lang == "en" else "出典"]
        lines += [_source(citation) for citation in answer.citations]
    return "\n".join(lines)


def _source(citation: Citation) -> str:
    about = "、".join(filter(None, [citation.issuer, citation.date, citation.status]))
    quote = " ".join(citation.quote.split())
    return f"[{citation.n}] {citation.title}（{about}）{citation.locator}\n    「{quote}」"


def hit_text(rank: int, hit: Hit, editions: Editions) -> str:
    """One hit on two lines."""
    passage = hit.passage
    return f"{rank:2d}. [{hit.score:.2f}] {editions.date(passage)} {passage.doc_id} {passage.locator}\n    {' '.join(passage.text.split())}"


def hits_json(words: str, hits: Sequence[Hit], editions: Editions) -> dict[str, Any]:
    """The public JSON object of a search."""
    return {
        "question": words,
        "hits": [
            {
                "rank": rank,
                "score": round(hit.score, 4),
                "passage_id": hit.passage.passage_id,
                "doc_id": hit.passage.doc_id,
                "date": editions.date(hit.passage),
                "locator": hit.passage.locator,
                "text": hit.passage.text,
            }
            for rank, hit in enumerate(hits, 1)
        ],
    }
