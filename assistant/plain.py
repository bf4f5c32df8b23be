"""Answers and hits as plain text for a terminal or a memo, and hits as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.model import Answer, Citation, Hit
from assistant.own_words import OwnWords
from assistant.retrieve.editions import Editions


def answer_text(answer: Answer, lang: str = "ja", originals: Mapping[int, OwnWords] | None = None) -> str:
    """The answer, its notices, and its sources with the quoted words and, where known, the original's own."""
    lines = [answer.answer]
    lines += [f"※ {notice}" for notice in answer.notices]
    if answer.citations:
        lines += ["", "Sources" if lang == "en" else "出典"]
        for citation in answer.citations:
            lines.append(_source(citation))
            if own := (originals or {}).get(citation.n):
                lines.append(_original(own, lang))
    return "\n".join(lines)


def _source(citation: Citation) -> str:
    about = "、".join(filter(None, [citation.issuer, citation.date, citation.status]))
    quote = " ".join(citation.quote.split())
    return f"[{citation.n}] {citation.title}（{about}）{citation.locator}\n    「{quote}」"


def _original(own: OwnWords, lang: str) -> str:
    words = " ".join("".join(own.text[start:end] for start, end in own.spans).split())
    return f"    {'Original' if lang == 'en' else '原本'}（{own.source_file}、{own.locator}）「{words}」"


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
