"""Claims become the answer: marks [n], citations, the date of the information."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.claims import Claim
from assistant.model import Citation, Document, Passage

_STEP = re.compile(r"^\d+\.")


class Citations:
    """Numbers the passages in the order in which they are cited; the same words get the same number."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self._documents = documents
        self.items: list[Citation] = []

    def number(self, claim: Claim) -> int:
        """The number of the claim's citation, new or known."""
        passage = claim.hit.passage
        for citation in self.items:
            if citation.passage_id == passage.passage_id and (citation.start, citation.end) == claim.quote:
                return citation.n
        self.items.append(self._citation(len(self.items) + 1, claim, passage))
        return len(self.items)

    def _citation(self, n: int, claim: Claim, passage: Passage) -> Citation:
        document = self._documents[passage.doc_id]
        start, end = claim.quote
        return Citation(
            n=n,
            doc_id=document.doc_id,
            title=document.title,
            issuer=document.issuer,
            date=document.date,
            status=document.status,
            source_file=document.source_file,
            locator=passage.locator,
            passage_id=passage.passage_id,
            text=passage.text,
            quote=passage.text[start:end],
            start=start,
            end=end,
        )


def written(claim: Claim, citations: Citations) -> str:
    """The claim with its mark: behind each step of a procedure, else behind the first line."""
    n = citations.number(claim)
    lines = claim.text.split("\n")
    marked = [mark(line, n) if number == 0 or _STEP.match(line) else line for number, line in enumerate(lines)]
    return "\n".join(marked)


def mark(line: str, n: int) -> str:
    """``line`` with [n] before its full stop or colon."""
    stripped = line.rstrip()
    tail = "。" if stripped.endswith("。") else "：" if stripped.endswith(("：", ":")) else ""
    body = stripped.rstrip("。：:") if tail else stripped
    return f"{body}[{n}]{tail or '。'}"


def paragraph(claims: Sequence[Claim], citations: Citations) -> str:
    """Claims one after another; a list or procedure on lines of its own."""
    parts: list[str] = []
    for claim in claims:
        text = written(claim, citations)
        separate = parts and ("\n" in text or "\n" in parts[-1])
        parts.append(("\n" if separate else "") + text)
    return "".join(parts)


def dated(text: str, as_of: str, lang: str = "ja") -> str:
    """``text`` with the date of the information, unless it names one itself."""
    if not as_of or "時点" in text or japanese_date(as_of) in text:
        return text
    closing = f"(as of {as_of})" if lang == "en" else f"（{japanese_date(as_of)}時点）"
    last_line = text.rsplit("\n", 1)[-1]
    return f"{text}\n{closing}" if last_line.startswith(("・", "|")) or _STEP.match(last_line) else f"{text}{closing}"


def japanese_date(iso: str) -> str:
    """2025-12-26 as 2025年12月26日."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"
