"""The sentences of the found passages, scored as answers to the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.japanese.normalize import search_key
from assistant.model import Hit, Query
from assistant.retrieve.understand import kinds

# Weights tuned on the development half of the evaluation set.
_PASSAGE, _SENTENCE = 0.6, 0.4
_KIND_MET = 0.05
_COUNTER_MET = 0.05
_FORM_MET = 0.06  # a list for a question that wants one, steps for one that wants them
_ASKED = 0.12  # for an attribute that the question names in full
_ASK_LENGTH = 6  # characters from which a named attribute counts in full
_STATED_AT = re.compile(r"[（(]?\d{4}年(\d+月)?(\d+日)?(時点|の報告|現在)(では|で|の)?[）)]?")


@dataclass(frozen=True)
class Evidence:
    """One sentence (or table attribute) of a hit: ``hit.passage.text[start:end]``."""

    hit: Hit
    start: int
    end: int
    score: float
    kind_met: bool  # it contains the kind of thing that is asked for (a date, a number of 件 …)
    asked: float  # 0..1: how plainly the question names this attribute

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.hit.passage.text[self.start : self.end]


def collect(query: Query, hits: list[Hit]) -> list[Evidence]:
    """All sentences of the hits, best first."""
    key = squeeze(query.resolved)
    found = [evidence for hit in hits for evidence in _of_hit(query, key, hit)]
    return sorted(found, key=lambda evidence: -evidence.score)


def _of_hit(query: Query, key: str, hit: Hit) -> list[Evidence]:
    passage = hit.passage
    spans = passage.sentences or ((0, len(passage.text)),)
    scores = hit.sentence_scores or (hit.score,) * len(spans)
    asks = passage.asks or tuple(_cell_asks(hit, span) for span in spans)
    found = []
    for (start, end), own, words in zip(spans, scores, asks, strict=True):
        sentence = passage.text[start:end]
        met, counted = _kind_met(query, sentence), _counter_met(query, sentence)
        asked = _asked(key, words)
        form = _FORM_MET * (passage.kind in query.kinds)
        score = form + _PASSAGE * hit.score + _SENTENCE * own + _KIND_MET * met + _COUNTER_MET * counted + _ASKED * asked
        found.append(Evidence(hit, start, end, score, met and (counted or not query.counters), asked))
    return found


def _cell_asks(hit: Hit, span: tuple[int, int]) -> tuple[str, ...]:
    """For a row as it stands in a document: the headers of the cells that lie in the span."""
    text = hit.passage.text[span[0] : span[1]]
    return tuple(header for header, value in hit.passage.cells if header and value and f"{header}：{value}" in text)


def _kind_met(query: Query, sentence: str) -> bool:
    key = without_as_of(search_key(sentence))
    wanted = [kinds()[name].evidence for name in query.kinds if name in kinds()]
    patterns = [pattern for pattern in wanted if pattern is not None]
    return any(pattern.search(key) for pattern in patterns) if patterns else True


def _counter_met(query: Query, sentence: str) -> bool:
    key = squeeze(sentence)
    return any(re.search(rf"\d[\d,.]*(か)?{counter}|\d[\d,.]*つ", key) for counter in query.counters)


def _asked(key: str, words: tuple[str, ...]) -> float:
    lengths = [len(word) for word in map(squeeze, words) if len(word) > 1 and word in key]
    return min(1.0, max(lengths, default=0) / _ASK_LENGTH)


def without_as_of(text: str) -> str:
    """``text`` without 「2025年10月29日時点」 and the like: the date of the information is not the date asked for."""
    return _STATED_AT.sub("", text)


def squeeze(text: str) -> str:
    """The search key without white space: Japanese is compared without it."""
    return "".join(search_key(text).split())
