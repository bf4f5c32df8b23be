"""Is the evidence strong enough to answer? A wrong answer is worse than 「資料には見当たりません」."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from importlib.resources import files

from assistant.answer.evidence import Evidence, without_as_of
from assistant.answer.topic import topic_of
from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.era import date_tokens
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import search_key
from assistant.japanese.tokens import index_tokens
from assistant.model import Query
from assistant.retrieve.understand import content_tokens, kinds

# Kinds of questions that only a figure answers.
_FIGURES = ("date", "amount", "number")
_FIGURE = re.compile(r"\d[\d.]*|d:\d{4}(-\d\d)?(-\d\d)?|d:fy\d{4}")


@dataclass(frozen=True)
class Signals:
    """What the decision looks at, each in 0..1. The weights of ``decision.toml`` carry the same names."""

    dense: float  # the encoder's cosine of the best unit
    lexical: float  # BM25 of the best unit as a share of an ideal match
    covered: float  # share (by idf) of the question's words that the cited passage contains
    unknown: float  # share (by idf) of the question's words that no document contains
    attribute: float  # share (by idf) of the asked attribute's words (予算額 in 「Xの予算額は」) that the passage contains
    kind_met: float  # the sentence contains the kind of thing that is asked for
    figure_missing: float  # a date, an amount or a count is asked for and the passage has none
    other_figure: float  # share of the question's numbers (years, articles …) that the passage does not have
    asked: float  # how plainly the question names the attribute


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    data = tomllib.loads((files(__package__) / "decision.toml").read_text(encoding="utf-8"))
    return data["weights"], float(data["bias"])


def confidence(signals: Signals) -> float:
    """Probability (0..1) that the evidence answers the question: a logistic function of the signals."""
    weights, bias = _weights()
    total = bias + sum(weights[f.name] * value for f, value in zip(fields(signals), astuple(signals), strict=True))
    return 1.0 / (1.0 + math.exp(-total))


def signals_of(query: Query, best: Evidence, lexical: LexicalIndex, glossary: Glossary, date: str = "") -> Signals:
    """The signals for answering ``query`` with ``best``; ``date`` (ISO) is when the best passage holds."""
    passage = best.hit.passage
    attribute = content_tokens(topic_of(query.resolved, glossary).attribute)
    inside = set(index_tokens(" ".join([passage_text(passage), *passage.questions])))

    def share(tokens: Sequence[str], holds: Callable[[str], bool]) -> float:
        total = sum(lexical.idf(token) for token in tokens)
        return sum(lexical.idf(token) for token in tokens if holds(token)) / total if total else 0.0

    return Signals(
        dense=best.hit.dense,
        lexical=best.hit.lexical,
        covered=share(query.terms, inside.__contains__),
        unknown=share(query.terms, lambda token: token not in lexical.vocabulary),
        attribute=max(best.asked, share(attribute, inside.__contains__)) if attribute else 1.0,
        kind_met=float(best.kind_met),
        figure_missing=float(_figure_missing(query, passage.text)),
        other_figure=_other_figure(query.terms, inside | set(date_tokens(date))),
        asked=best.asked,
    )


def _figure_missing(query: Query, text: str) -> bool:
    key = without_as_of(search_key(text))
    asked = [kinds()[name].evidence for name in _FIGURES if name in query.kinds]
    return any(pattern is not None and not pattern.search(key) for pattern in asked)


def _other_figure(tokens: Sequence[str], inside: set[str]) -> float:
    """Of the question's numbers and dates (the finest form of each date): the share that ``inside`` lacks."""
    figures = [token for token in tokens if _FIGURE.fullmatch(token)]
    return sum(token not in inside for token in figures) / len(figures) if figures else 0.0
