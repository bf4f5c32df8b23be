"""Claims become the answer: marks [n], citations, the date of the information."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.claims import Claim
from assistant.answer.english.values import english_date
from assistant.answer.list_marks import OURS
from assistant.model import Answer, Citation, Document, Passage

_STEP = re.compile(r"^\d+\.")
_ITEM = re.compile(rf"^(?:{OURS}|(?=[①-⑳]))(.+?)(?:\[\d+\].*)?$")
_IN_LINE = re.compile(r"[：:](?P<items>[^：:。]+、[^：:。]+)")
# 「国家戦略技術領域は、AI、量子、宇宙の6つの技術群です」
_COUNTED = re.compile(
    r"[はが]、?(?P<items>(?:[^、。はがを（）]{1,40}、){2,}[^、。はがを（）]{1,40}?)の\d+(?:つ|個|件|分野|領域|項目)"
)
_MARKS = re.compile(r"\[\d+\]")


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
    """``line`` with [n] before its full stop or colon; a comma before the items that follow becomes a colon."""
    stripped = line.rstrip()
    tail = "。" if stripped.endswith("。") else "：" if stripped.endswith(("：", ":", "、")) else ""
    body = stripped.rstrip("。：:、") if tail else stripped
    return f"{body}[{n}]{tail or '。'}"


def paragraph(claims: Sequence[Claim], citations: Citations) -> str:
    """Claims one after another; a list or procedure on lines of its own."""
    parts: list[str] = []
    for claim in claims:
        text = written(claim, citations)
        separate = parts and ("\n" in text or "\n" in parts[-1])
        parts.append(("\n" if separate else "") + text)
    return "".join(parts)


def dated_apart(text: str, dates: Sequence[tuple[int, str]], lang: str = "ja") -> str:
    """``text`` with the date of each citation (number, ISO date), for claims that hold at different dates."""
    groups: dict[str, list[int]] = {}
    for number, date in dates:
        groups.setdefault(date, []).append(number)
    if lang == "en":
        told = ", ".join(f"{_numbers(numbers)} as of {english_date(date)}" for date, numbers in groups.items())
        return f"{text}\n({told})"
    told = "、".join(f"{_numbers(numbers)}は{japanese_date(date)}" for date, numbers in groups.items())
    return f"{text}\n（{told}時点）"


def _numbers(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def dated(text: str, as_of: str, lang: str = "ja") -> str:
    """``text`` with the date of the information, unless it names one itself."""
    if not as_of:
        return text
    told = english_date(as_of) if lang == "en" else japanese_date(as_of)
    if told in text or (lang == "ja" and "時点" in text):
        return text
    closing = f"(as of {told})" if lang == "en" else f"（{told}時点）"
    last_line = text.rsplit("\n", 1)[-1]
    if last_line.startswith(("・", "|")) or _STEP.match(last_line):
        return f"{text}\n{closing}"
    return f"{text} {closing}" if lang == "en" else f"{text}{closing}"


def japanese_date(iso: str) -> str:
    """2025-12-26 as 2025年12月26日, 2025-12 as 2025年12月, 2025 as 2025年."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False))


def listed(answer: Answer) -> list[str]:
    """The items of the list that an answer gives, in order: its lines, else what is set out in a sentence (：A、B、C or A、B、Cの3つ)."""
    items = [match[1].strip() for line in answer.answer.split("\n") if (match := _ITEM.match(line))]
    if items:
        return items
    text = _MARKS.sub("", answer.answer)
    in_line = _IN_LINE.search(text) or _COUNTED.search(text)
    return [item.strip() for item in in_line["items"].split("、")] if in_line else []
