"""From evidence to claims: what is said, and the words of the source that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.counted_lists import announced, names_all
from assistant.answer.evidence import Evidence, asked_share, figure_missing
from assistant.answer.orders import is_order
from assistant.answer.table.row_values import with_counter
from assistant.answer.yesno.supposed import asks_yes_no
from assistant.japanese.normalize import search_key, squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Hit, Query, Span

# Longest claim taken whole, in characters; longer passages are reduced to the sentences that answer.
WHOLE_STATEMENT = 260
WHOLE_ROW = 160
WHOLE_LIST = 620
# Up to this length a list whose lead line counts it is told whole: 「次の6者」 with three of them would mislead.
COUNTED_LIST = 380
# Running text is quoted in windows of this size; a heading up to the other length may stand before it.
WINDOW, HEADING = 240, 60
# はい and いいえ open an answer only where yes or no was asked for.
_YES_NO = re.compile(r"^(?:はい|いいえ)、")
_WHICH = re.compile(r"どの|どれ|どこに|何の|何という|which")
_LEAD = re.compile(r"(以下|次の|下記)|[:：]$|(は|つ|件|領域|分野|技術)(です|である|ある)?。?$")
_MARK = re.compile(r"^[\s\-–・•○●◎◇◆□■▶➤➢✓✔※⇒→➡>*]+")
# Marks that only say that an item begins; ※ and asterisks tie a note to its place, numbers stand for themselves.
_BULLET = re.compile(r"^(?:[\s\-–－・•○●◎◇◆□■▶➤➢✓✔⇒→➡>]|\*(?=\s))+")
_OWN_MARK = re.compile(r"※|\*|[①-⑳]|[(（][0-9０-９a-zA-Zア-ンⅰ-ⅹ]{1,4}[)）]|[0-9０-９]{1,2}[.．]")
_WHOLE = {"list", "steps", "comparison", "definition"}
# A lead line that is a year only: the items begin with month and day.
_YEAR = re.compile(r"(\d{4}|令和(\d+|元)|平成\d+)年")
_MONTH = re.compile(r"\d{1,2}月")
# 「8番目の技術」, but not 「2番目に多い」.
_NTH = re.compile(r"(?<!\d)(\d{1,2})番(?:目(?!に)|(?![目号地に]))")
# A row tells how a thing stands by the columns that are marked.
_STATE, _SIGN = re.compile(r"状況|状態|段階|進捗|どこまで|進んで"), re.compile(r"[○◯●◎※①-⑳]")
# How plainly the heading is named over which all that stands under it is told.
_UNDER_HEADING = 0.8
# Items of a list that score within this of the best one answer with it; so many of them at most.
_AS_GOOD, _MOST_ITEMS = 0.08, 3
# Sentences of running text that score this much below the best one are no part of the answer.
_FAR_BELOW = 0.2
# A heading that only says what kind of text follows; what it is about stands in the one above.
_LABEL = re.compile(r"[【＜<〈\[(（].*[】＞>〉\])）]")


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
        return _listed(query, evidence, same)
    if passage.kind in ("statement", "cover"):
        return _statement(query, evidence, same)
    if passage.kind == "row":
        return _row(query, evidence, same)
    return _from_text(query, evidence, same)


def _listed(query: Query, evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    """The whole list where one is wanted or its lead line answers, else the items that answer, under its lead line."""
    passage = evidence.hit.passage
    first = passage.text[: passage.sentences[0][1]] if passage.sentences else ""
    lead = "" if _OWN_MARK.match(first) and _OWN_MARK.match(passage.text[len(first) :].lstrip()) else first
    if numbered := _numbered_item(query, passage.text):
        text = _BULLET.sub("", passage.text[slice(*numbered)])
        return Claim(f"{lead.rstrip('：:。')}：{text}" if lead else text, evidence.hit, numbered)
    if evidence.start < len(lead) or _WHOLE & set(query.kinds) or len(passage.text) <= WHOLE_ROW:
        return Claim(cut_lines(passage.text, WHOLE_LIST), evidence.hit, (0, len(passage.text)))
    inside = [other for other in same if other.start >= len(lead)]
    near = [evidence] if _YEAR.fullmatch(lead.rstrip("：:。")) else _as_good(evidence, inside)
    spans = list(dict.fromkeys(_line(passage.text, other) for other in near))
    if len(spans) > 1 and announced(lead) and len(passage.text) <= COUNTED_LIST:
        return Claim(passage.text, evidence.hit, (0, len(passage.text)))
    span, lead = (spans[0][0], spans[-1][1]), lead.rstrip("：:。")
    if len(spans) == 1:
        item = _BULLET.sub("", passage.text[span[0] : span[1]])
        text = f"{lead}{item}" if _YEAR.fullmatch(lead) else f"{lead}：{item}" if lead else item
        return Claim(text, evidence.hit, span)
    items = [_item(passage.text[start:end]) for start, end in spans]
    return Claim("\n".join(([f"{lead}："] if lead else []) + items), evidence.hit, span)


def _numbered_item(query: Query, text: str) -> Span | None:
    """The line of a list that bears the number asked for: 8 of 「8番目は何」; None where none is asked for."""
    if not (asked := _NTH.search(search_key(query.resolved))):
        return None
    at = 0
    for line in text.split("\n"):
        own = search_key(_BULLET.sub("", line)).lstrip("( ")
        if own.startswith(asked[1]) and not own[len(asked[1]) :][:1].isdigit():
            return at + len(line) - len(line.lstrip()), at + len(line)
        at += len(line) + 1
    return None


def _as_good(best: Evidence, items: Sequence[Evidence]) -> list[Evidence]:
    """The best item and those that score about as well, in the order of the text."""
    score = max((item.score for item in items if item.start == best.start), default=best.score)
    near = [item for item in items if item.start != best.start and item.score >= score - _AS_GOOD]
    return sorted([best, *near[: _MOST_ITEMS - 1]], key=lambda item: item.start)


def _line(text: str, evidence: Evidence) -> Span:
    """The line of a list that the evidence stands in, without the blanks before it."""
    start = text.rfind("\n", 0, evidence.start) + 1
    end = text.find("\n", evidence.end)
    return start + len(text[start:]) - len(text[start:].lstrip()), len(text) if end < 0 else end


def _statement(query: Query, evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    text = evidence.hit.passage.text
    if len(text) <= WHOLE_STATEMENT:
        start = 0 if asks_yes_no(query.resolved) else len(text) - len(_YES_NO.sub("", text, count=1))
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
    asked = [part for part in parts[1:] if asked_share(query, (part.split("：", 1)[0],)) or _is_state(query, part)]
    name = passage.subject or parts[0].split("：", 1)[-1]
    chosen = [_counted(part) for part in asked or parts if part and part.split("：", 1)[-1] != name]
    text = f"{name}："
    for part in chosen:
        if len(text) + len(part) > WHOLE_STATEMENT and not text.endswith("："):
            break
        text += ("" if text.endswith("：") else "、") + part
    return Claim(text, evidence.hit, (0, len(passage.text)))


def _counted(cell: str) -> str:
    """A cell with the counter of its number: 順位：13位."""
    column, _, value = cell.partition("：")
    return f"{column}：{with_counter(column, value)}" if value else cell


def _is_state(query: Query, cell: str) -> bool:
    """Whether the question asks how things stand and the cell is a mark: 公募・審査中：○."""
    return _STATE.search(query.resolved) is not None and _SIGN.match(cell.split("：", 1)[-1]) is not None


def _from_text(query: Query, evidence: Evidence, same: Sequence[Evidence]) -> Claim:
    """A sentence of running text with what belongs to it: the items that it leads in to, else its best neighbours."""
    passage = evidence.hit.passage
    if entry := _dated_entry(query, evidence):
        return entry
    if names_all(query, evidence.text):
        return _headed(query, _span_claim(evidence, (evidence.start, evidence.end)))
    if {"list", "steps"} & set(query.kinds) and evidence.asked >= _UNDER_HEADING and passage.heading:
        text = f"{passage.heading[-1].rstrip('：:')}：\n{passage.text}"
        return Claim(cut_lines(text, WHOLE_LIST), evidence.hit, (0, len(passage.text)))
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
        span = _grow(evidence, same if _WHOLE & set(query.kinds) else _near(evidence, same), WINDOW)
    return _headed(query, _span_claim(evidence, span))


def _dated_entry(query: Query, evidence: Evidence) -> Claim | None:
    """An entry of a chronicle with the year that stands above it: 2022年 + 12月2日 …; None for anything else."""
    year = evidence.hit.passage.heading[-1] if evidence.hit.passage.heading else ""
    entry = _BULLET.sub("", evidence.text)
    if _WHOLE & set(query.kinds) or not _YEAR.fullmatch(year) or not _MONTH.match(entry):
        return None
    return Claim(f"{year}{entry}", evidence.hit, (evidence.start, evidence.end))


def _headed(query: Query, claim: Claim) -> Claim:
    """The claim under its heading, when the heading holds words of the question that the claim lacks, or is asked for."""
    heading = _heading(claim.hit.passage.heading)
    if not heading or squeeze(heading) in squeeze(claim.text) or len(heading) > HEADING:
        return claim
    missing = set(query.terms) - set(index_tokens(claim.text))
    wanted = figure_missing(query, claim.text) and not figure_missing(query, heading)
    if wanted or missing & set(index_tokens(heading)) or _WHICH.search(query.resolved) or _YEAR.fullmatch(heading):
        return replace(claim, text=f"{heading.rstrip('：:')}：{claim.text}")
    return claim


def _heading(path: Sequence[str]) -> str:
    """The nearest heading; one that only says what kind of text follows (【進捗状況】) with the one above it."""
    last = path[-1] if path else ""
    if not _LABEL.fullmatch(last) or len(path) < 2:
        return last
    both = f"{path[-2]} {last}"
    return both if len(both) <= HEADING else last


def _near(best: Evidence, same: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of the passage that may stand beside the best one: those that do not score far below it."""
    score = max((other.score for other in same if other.start == best.start), default=best.score)
    return [other for other in same if other.score >= score - _FAR_BELOW]


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
    lines = [line for line in text.split("\n") if line.strip()]
    shown = "\n".join([_BULLET.sub("", lines[0]), *map(_item, lines[1:])]) if lines else ""
    return Claim(shown, evidence.hit, span)


def _item(line: str) -> str:
    """A line with one mark at most: its own where it has one that tells, else a bullet where it is an item."""
    plain = _BULLET.sub("", line)
    return plain if plain == line.strip() or _OWN_MARK.match(plain) else f"・{plain}"


def cut_lines(text: str, limit: int) -> str:
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
