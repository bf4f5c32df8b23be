"""Is the evidence strong enough to answer? A wrong answer is worse than 「資料には見当たりません」."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from importlib.resources import files

from assistant.answer.evidence import Evidence, figure_missing
from assistant.answer.topic import is_telling, topic_of
from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.era import date_tokens, find_dates
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Passage, Query
from assistant.retrieve.understand import content_tokens, kinds_of

# Nouns of two ideographs used as verbs.
_ACT = re.compile(r"([一-龠々]{2})(?=さ[れせ]|し[たてまなよ]|する)")
_ORDINAL = re.compile(r"第\d+(?:条|回|章|期|号)")

# Kinds of glossary entries that are things of which there are many alike.
_THINGS = {"technology", "material", "concept"}


@dataclass(frozen=True)
class Signals:
    """What the decision looks at, each in 0..1. The weights of ``decision.toml`` carry the same names."""

    dense: float  # the encoder's cosine of the best unit
    lexical: float  # BM25 of the best unit as a share of an ideal match
    covered: float  # share (by idf) of the question's words that the cited passage contains
    absent: float  # 1 when the passage does not name the attribute asked for (the 額 of 予算額 in 「Xの予算額は」)
    attribute: float  # share (by idf) of that attribute's words that the passage contains
    kind_met: float  # the sentence contains the kind of thing that is asked for
    figure_missing: float  # a date, an amount or a count is asked for and the passage has none
    other_figure: float  # share of the question's dates and ordinals (第5条) that the passage does not have
    other_thing: (
        float  # share of the technologies, materials and 構想 named in the question that the passage does not name
    )
    other_act: float  # 1 when the passage does not name an act that the question speaks of (延期された, 廃止した)
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


def fits(signals: Signals) -> bool:
    """Whether the passage is about the thing asked about and has something of the attribute asked for."""
    return not signals.absent and not signals.other_thing


def signals_of(query: Query, best: Evidence, lexical: LexicalIndex, glossary: Glossary, date: str = "") -> Signals:
    """The signals for answering ``query`` with ``best``; ``date`` (ISO) is when the best passage holds."""
    passage = best.hit.passage
    asked = topic_of(query.resolved, glossary).attribute
    attribute = content_tokens(asked)
    inside = set(index_tokens(" ".join([passage_text(passage), *passage.questions])))

    def share(tokens: Sequence[str], holds: Callable[[str], bool]) -> float:
        total = sum(lexical.idf(token) for token in tokens)
        return sum(lexical.idf(token) for token in tokens if holds(token)) / total if total else 0.0

    terms = query.terms if query.language == "ja" else _japanese_terms(query, lexical)
    covered = max(share(terms, inside.__contains__), _covered_as_official(query, inside, lexical))
    fitting = max(best.asked, share(attribute, inside.__contains__)) if attribute else 1.0
    if attribute and kinds_of(asked) != ("fact",):
        fitting = max(fitting, float(best.kind_met))  # 日付, 数, 理由: any date, number or reason is one
    return Signals(
        dense=best.hit.dense,
        lexical=best.hit.lexical,
        covered=covered,
        absent=float(_is_absent(asked, attribute, inside) and not best.asked and not query.plain),
        attribute=fitting,
        kind_met=float(best.kind_met),
        figure_missing=float(figure_missing(query, passage.text)),
        other_figure=_other_figure(query.resolved, f"{passage_text(passage)} {passage.locator}", date),
        other_thing=_other_thing(query.resolved, passage, glossary),
        other_act=float(_names_other_act(query, passage)),
        asked=best.asked,
    )


def _is_absent(attribute: str, tokens: Sequence[str], inside: set[str]) -> bool:
    """Whether the last word of a telling attribute, its head, is missing in the passage."""
    words = [token for token in tokens if ":" not in token]
    return is_telling(attribute) and bool(words) and words[-1] not in inside


def _names_other_act(query: Query, passage: Passage) -> bool:
    key = squeeze(" ".join([passage_text(passage), passage.locator, *passage.questions]))
    return not query.plain and any(act not in key for act in _ACT.findall(squeeze(query.resolved)))


def _other_thing(question: str, passage: Passage, glossary: Glossary) -> float:
    """What is said of one technology does not answer for another, however alike the rest of the words is."""
    things = [entry for entry in glossary.find(question) if entry.kind in _THINGS]
    key = squeeze(" ".join([passage_text(passage), passage.locator, *passage.questions]))
    missing = [entry for entry in things if not any(squeeze(alias) in key for alias in entry.aliases())]
    return len(missing) / len(things) if things else 0.0


def _covered_as_official(query: Query, inside: set[str], lexical: LexicalIndex) -> float:
    """Share (by idf) of the question that the passage holds when any official word for an everyday one will do."""
    if not query.plain:
        return 0.0
    rest = squeeze(query.resolved)
    held = total = 0.0
    for form, words in query.plain:
        rest = rest.replace(form, " ", 1)
        tokens = [content_tokens(word) for word in words]
        weight = max((lexical.idf(token) for found in tokens for token in found), default=0.0)
        total += weight
        held += weight * any(found and inside.issuperset(found) for found in tokens)
    for token in content_tokens(rest):
        total += lexical.idf(token)
        held += lexical.idf(token) * (token in inside)
    return held / total if total else 0.0


def _japanese_terms(query: Query, lexical: LexicalIndex) -> list[str]:
    """The documents are Japanese: of an English question, the words that they know and the names that it stands for."""
    names = [token for form in query.other_names for token in content_tokens(form)]
    return [token for token in dict.fromkeys([*query.terms, *names]) if token in lexical.vocabulary]


def _other_figure(question: str, text: str, date: str) -> float:
    """Of the dates and ordinals (第5条) in the question: the share that the text, which holds at ``date``, lacks."""
    dates = [mention.tokens[0] for mention in find_dates(question)]
    ordinals = _ORDINAL.findall(squeeze(question))
    known, key = {*date_tokens(text), *date_tokens(date)}, squeeze(text)
    lacking = sum(token not in known for token in dates) + sum(ordinal not in key for ordinal in ordinals)
    return lacking / (len(dates) + len(ordinals)) if dates or ordinals else 0.0
