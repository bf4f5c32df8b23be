"""From evidence to claims: what is said, and the words of the source that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.evidence import Evidence, asked_share, figure_missing
from assistant.answer.orders import is_order
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Hit, Query, Span

# Longest claim taken whole, in characters; longer passages are reduced to the sentences that answer.
WHOLE_STATEMENT = 260
WHOLE_ROW = 160
WHOLE_LIST = 620
# Running text is quoted in windows of this size; a heading up to the other length may stand before it.
WINDOW, HEADING = 240, 60
# はい and いいえ open an answer only where yes or no was asked for.
_YES_NO = re.compile(r"^(?:はい|いいえ)、")
_WHICH = re.compile(r"どの|どれ|どこに|何という|which")
_LEAD = re.compile(r"(以下|次の|下記)|[:：]$|(は|つ|件|領域|分野|技術)(です|である|ある)?。?$")
_MARK = re.compile(r"^[\s\-–・•○●◎◇◆□■▶➤➢✓✔※⇒→>*]+")
_WHOLE = {"list", "steps", "comparison", "definition"}
# A lead line that is a year only: the items begin with month and day.
_YEAR = re.compile(r"(\d{4}|令和(\d+|元)|平成\d+)年")


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
        return _statement(query, evidence, same)
    if passage.kind == "row":
        return _row(query, evidence, same)
    return _from_text(query, evidence, same)


def _listed(query: Query, evidence: Evidence) -> Claim:
    """The whole list where one is wanted or its lead line answers, else the item that answers, under its lead line."""
    passage = evidence.hit.passage
    lead = passage.text[: passage.sentences[0][1]] if passage.sentences else ""
    if evidence.start < len(lead) or _WHOLE & set(query.kinds) or len(passage.text) <= WHOLE_ROW:
        return Claim(_cut_lines(passage.text, WHOLE_LIST), evidence.hit, (0, len(passage.text)))
    item = _MARK.sub("", evidence.text)
    lead = lead.rstrip("：:。")
    text = f"{lead}{item}" if _YEAR.fullmatch(lead) else f"{lead}：{item}"
    return Claim(text, evidence.hit, (evidence.start, evidence.end))


def _statement(query: Query, evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    text = evidence.hit.passage.text
    if len(text) <= WHOLE_STATEMENT:
        start = 0 if "yesno" in query.kinds else len(text) - len(_YES_NO.sub("", text, count=1))
        return Claim(text[start:], evidence.hit, (start, len(text)))
    return _span_claim(evidence, _grow(evidence, same, WHOLE_STATEMENT))


def _row(query: Query, evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    """The attribute asked for, and further ones that the question names as plainly; a short row as a whole."""
    passage = evidence.hit.passage
    if not passage.asks:
        return _cells(query, evidence)
    if len(passage.text) <= WHOLE_ROW:
        return Claim(passage.text, evidence.hit, (0, len(passage.text)))
    named = [other for other in same if other.asked >= 0.5 and other.start != evidence.start]
    if not evidence.asked:
        return _span_claim(evidence, _grow(evidence, same, WINDOW))
    chosen = sorted([evidence, *named[:2]], key=lambda item: item.start)
    return Claim("".join(item.text for item in chosen), evidence.hit, (chosen[0].start, chosen[-1].end))


def _cells(query: Query, evidence: Evidence) -> Claim:
    """A row as it stands in a document (header：value｜…): the cells that are asked for, else as many as fit."""
    passage = evidence.hit.passage
    parts = [part for part in passage.text.split("｜") if part.strip()]
    asked = [part for part in parts[1:] if asked_share(query, (part.split("：", 1)[0],))]
    chosen = asked or [part for part in parts[1:] if part]
    name = passage.subject or parts[0].split("：", 1)[-1]
    text = f"{name}："
    for part in chosen:
        if len(text) + len(part) > WHOLE_STATEMENT and not text.endswith("："):
            break
        text += ("" if text.endswith("：") else "、") + part
    return Claim(text, evidence.hit, (0, len(passage.text)))


def _from_text(query: Query, evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    """A sentence of running text with what belongs to it: the items that it leads in to, else its best neighbours."""
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
    span = (spans[first][0], spans[last][1])
    if first == last:
        span = _grow(evidence, same, WINDOW)
    return _headed(query, _span_claim(evidence, span))


def _headed(query: Query, claim: Claim) -> Claim:
    """The claim under its heading, when the heading holds words of the question that the claim lacks, or is asked for."""
    heading = claim.hit.passage.heading[-1] if claim.hit.passage.heading else ""
    if not heading or squeeze(heading) in squeeze(claim.text) or len(heading) > HEADING:
        return claim
    missing = set(query.terms) - set(index_tokens(claim.text))
    if figure_missing(query, claim.text) and not figure_missing(query, heading):
        return replace(claim, text=f"{heading.rstrip('：:')}：{claim.text}")
    if not (missing & set(index_tokens(heading)) or _WHICH.search(query.resolved)):
        return claim
    return replace(claim, text=f"{heading.rstrip('：:')}：{claim.text}")


def _grow(evidence: Evidence, same: Sequence[Evidence], room: int) -> Span:
    """The best sentence and its neighbours as far as they fit in ``room`` characters, in the order of their score."""
    start, end = evidence.start, evidence.end
    for other in same:
        low, high = min(start, other.start), max(end, other.end)
        if high - low <= room and not is_order(evidence.hit.passage.text[low:high]):
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
    lines = text.split("\n")
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > limit - 20:
            break
        kept.append(line)
    return "\n".join([*kept, f"（ほか{len(lines) - len(kept)}件）"])
