"""From evidence to claims: what is said, and the words of the source that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.evidence import Evidence
from assistant.model import Hit, Query, Span

# Longest claim taken whole, in characters; longer passages are reduced to the sentences that answer.
WHOLE_STATEMENT = 260
WHOLE_ROW = 160
WHOLE_LIST = 620
_LEAD = re.compile(r"(以下|次の|下記)|[:：]$|(は|つ|件|領域|分野|技術)(です|である|ある)?。?$")
_MARK = re.compile(r"^[\s\-–・•○●◎◇◆□■▶➤➢✓✔※⇒→>*]+")
_WHOLE = {"list", "steps", "number", "comparison", "definition", "change"}


@dataclass(frozen=True)
class Claim:
    """One thing that the answer says. ``text`` may have several lines; ``quote`` is a span of the passage's text."""

    text: str
    hit: Hit
    quote: Span

    @property
    def quoted(self) -> str:
        """The quoted words."""
        return self.hit.passage.text[self.quote[0] : self.quote[1]]


def claim_of(query: Query, evidence: Evidence, others: Sequence[Evidence]) -> Claim:
    """The claim that ``evidence`` supports; ``others`` are the further candidates of the question."""
    passage = evidence.hit.passage
    same = [other for other in others if other.hit.passage.passage_id == passage.passage_id]
    if passage.kind in ("list", "steps"):
        return _listed(query, evidence)
    if passage.kind == "statement":
        return _statement(evidence, same)
    if passage.kind == "row":
        return _row(evidence, same)
    return _from_text(query, evidence)


def _listed(query: Query, evidence: Evidence) -> Claim:
    passage = evidence.hit.passage
    if len(passage.text) <= WHOLE_LIST or _WHOLE & set(query.kinds):
        return Claim(_cut_lines(passage.text, WHOLE_LIST), evidence.hit, (0, len(passage.text)))
    lead_end = passage.sentences[0][1]
    if evidence.start < lead_end:
        return Claim(_cut_lines(passage.text, WHOLE_LIST), evidence.hit, (0, len(passage.text)))
    return Claim(f"{passage.text[:lead_end]}\n{evidence.text}", evidence.hit, (evidence.start, evidence.end))


def _statement(evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    text = evidence.hit.passage.text
    if len(text) <= WHOLE_STATEMENT:
        return Claim(text, evidence.hit, (0, len(text)))
    return _span_claim(evidence, _grow(evidence, same))


def _row(evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    """The attribute asked for, and further ones that the question names as plainly."""
    whole = evidence.hit.passage.text
    if evidence.hit.passage.asks and len(whole) <= WHOLE_ROW:
        return Claim(whole, evidence.hit, (0, len(whole)))
    named = [other for other in same if other.asked >= 0.5 and other is not evidence]
    chosen = sorted([evidence, *named[:2]], key=lambda item: item.start) if evidence.asked else [evidence]
    text = "".join(item.text for item in chosen)
    if "：" in text and not evidence.hit.passage.asks:
        text = _read_cells(evidence, chosen)
    return Claim(text, evidence.hit, (chosen[0].start, chosen[-1].end))


def _read_cells(evidence: Evidence, chosen: Sequence[Evidence]) -> str:
    """A row as it stands in a document (header：value｜…) as a sentence."""
    passage = evidence.hit.passage
    span = passage.text[chosen[0].start : chosen[-1].end]
    return span if len(span) <= WHOLE_STATEMENT else span[:WHOLE_STATEMENT].rsplit("｜", 1)[0]


def _from_text(query: Query, evidence: Evidence) -> Claim:
    """A sentence of running text; with the items that follow when it only leads in to them."""
    passage = evidence.hit.passage
    spans = list(passage.sentences)
    at = next((i for i, span in enumerate(spans) if span[0] == evidence.start), 0)
    first = last = at
    if {"list", "steps"} & set(query.kinds) or _LEAD.search(evidence.text):
        if _MARK.match(evidence.text):
            while first > 0 and _MARK.match(passage.text[spans[first][0] : spans[first][1]]):
                first -= 1
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= WHOLE_LIST:
            if not _MARK.match(passage.text[spans[last + 1][0] : spans[last + 1][1]]):
                break
            last += 1
    if first == last and len(evidence.text) < 25 and last + 1 < len(spans):
        last += 1  # a bare label says nothing without what follows it
    return _span_claim(evidence, (spans[first][0], spans[last][1]))


def _grow(evidence: Evidence, same: Sequence[Evidence]) -> Span:
    """The best sentence and its neighbours as far as they fit, in the order of their score."""
    start, end = evidence.start, evidence.end
    for other in same:
        low, high = min(start, other.start), max(end, other.end)
        if high - low <= WHOLE_STATEMENT:
            start, end = low, high
    return start, end


def _span_claim(evidence: Evidence, span: Span) -> Claim:
    text = evidence.hit.passage.text[span[0] : span[1]]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        shown = "\n".join([_MARK.sub("", lines[0]), *(f"・{_MARK.sub('', line)}" for line in lines[1:])])
    else:
        shown = _MARK.sub("", text).strip()
    return Claim(shown, evidence.hit, span)


def _cut_lines(text: str, limit: int) -> str:
    """Whole lines up to ``limit`` characters; what is left out is counted."""
    if len(text) <= limit:
        return text
    lines, kept = text.split("\n"), []
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > limit - 20:
            break
        kept.append(line)
    return "\n".join([*kept, f"（ほか{len(lines) - len(kept)}件）"])
