"""Is the evidence strong enough to answer? A wrong answer is worse than 「資料には見当たりません」."""

from __future__ import annotations

import math
import tomllib
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from importlib.resources import files

from assistant.answer.evidence import Evidence
from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.tokens import index_tokens
from assistant.model import Query


@dataclass(frozen=True)
class Signals:
    """What the decision looks at, each in 0..1. The weights of ``decision.toml`` carry the same names."""

    dense: float  # the encoder's cosine of the best unit
    lexical: float  # BM25 of the best unit as a share of an ideal match
    covered: float  # share (by idf) of the question's words that the cited passage contains
    unknown: float  # share (by idf) of the question's words that no document contains
    kind_met: float  # the sentence contains the kind of thing that is asked for
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


def signals_of(query: Query, best: Evidence, lexical: LexicalIndex) -> Signals:
    """The signals for answering ``query`` with ``best``."""
    passage = best.hit.passage
    inside = set(index_tokens(" ".join([passage_text(passage), *passage.questions])))
    weights = {token: lexical.idf(token) for token in query.terms}
    total = sum(weights.values()) or 1.0
    return Signals(
        dense=best.hit.dense,
        lexical=best.hit.lexical,
        covered=sum(weight for token, weight in weights.items() if token in inside) / total,
        unknown=sum(weight for token, weight in weights.items() if token not in lexical.vocabulary) / total,
        kind_met=float(best.kind_met),
        asked=best.asked,
    )
