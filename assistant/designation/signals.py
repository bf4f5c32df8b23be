"""What speaks for one area or technology, as numbers that ``areas.py`` weighs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.designation.matching import STRONG, Found

_NEAR_BASE = 0.6  # what a topic counts that merely touches a name (link 0), towards 1 for one that belongs to it
_MINE = 0.3  # what a word counts at least to make a sentence one about the name


@dataclass(frozen=True)
class Signals:
    """What speaks for one area or technology; each in 0..1 but those that compare it with the others of its list."""

    strong: float  # words that tell alone, saturating
    weak: float  # words that tell together
    share: float  # of all words of the vocabulary in the text
    spread: float  # share of the sentences with such a word
    opening: float  # whether the first sentence has one
    sentence: float  # cosine of the nearest sentence to a topic
    sentence_ahead: float  # that against the best of the others, in the sentence where it is most ahead, -1..1
    whole: float  # cosine of the whole text to a topic
    ahead: float  # that cosine against the best of the others, -1..1
    outside: float  # share of words of fields outside all lists
    best: float  # the most telling single word
    common: float  # share of the text's rarer words that the topic's words and sentences have
    common_ahead: float  # that against the best of the others, -1..1
    learned: float  # what the linear model of words says, about 0..1
    learned_ahead: float  # that against the best of the others
    learned_outside: float  # what it says for fields outside all lists
    home: float  # of a technology: how far words speak for the area it mainly belongs to, against the best area, 0..1


@dataclass(frozen=True)
class Near:
    """How near a text is to a name of a list by its meaning and its words."""

    whole: float  # cosine
    whole_ahead: float  # that against the best of the others, and likewise below
    sentence: float
    sentence_ahead: float
    place: int  # number of the nearest sentence
    common: float
    common_ahead: float
    learned: float
    learned_ahead: float


@dataclass(frozen=True)
class Said:
    """What the vocabulary's words say in a text, for all names."""

    weights: Mapping[tuple[int, str], float]  # of each word for each topic
    found: Sequence[Found]
    sentences: int
    total: float  # what all words count
    outside: float  # share of it for fields outside all lists
    learned_outside: float


def nearness(
    cosines: np.ndarray, common: np.ndarray, linked: Mapping[str, dict[int, float]], learned: Mapping[str, float]
) -> dict[str, Near]:
    """For each name of a list (``linked``: its topics with their weights) the nearest of its topics.

    ``cosines`` (1 + sentences, topics): the text as a whole, then its sentences; ``common`` (topics,): shared words.
    Topics that merely touch a name count a little less.
    """
    columns = {short: list(links) for short, links in linked.items()}
    factors = {
        short: np.array([_NEAR_BASE + (1.0 - _NEAR_BASE) * links[n] for n in columns[short]], np.float32)
        for short, links in linked.items()
    }
    best = np.stack([(cosines[:, columns[short]] * factors[short]).max(axis=1) for short in linked], axis=1)
    each = best[1:] if len(best) > 1 else best
    ahead = _ahead(each).max(axis=0)
    whole = np.maximum(best[0], 0.0)
    shared = np.array([(common[columns[short]] * factors[short]).max() for short in linked])
    told = np.array([learned[short] for short in linked])
    leads = _ahead(np.stack([whole, shared, told]))
    return {
        short: Near(
            whole=float(whole[n]),
            whole_ahead=float(leads[0, n]),
            sentence=max(float(each[:, n].max()), 0.0),
            sentence_ahead=float(ahead[n]),
            place=int(each[:, n].argmax()),
            common=float(shared[n]),
            common_ahead=float(leads[1, n]),
            learned=float(told[n]),
            learned_ahead=float(leads[2, n]),
        )
        for n, short in enumerate(linked)
    }


def signals_of(short: str, links: Mapping[int, float], near: Mapping[str, Near], said: Said, home: float) -> Signals:
    """The signals for one name of a list. ``links``: its topics; ``near``: how near the text is to every name."""
    strong: dict[str, float] = defaultdict(float)
    weak: dict[str, float] = defaultdict(float)
    for (topic, term), weight in said.weights.items():
        if topic in links:
            kind = strong if weight > 0.55 * STRONG else weak
            kind[term] = max(kind[term], weight * links[topic])
    mine = {one.sentence for one in said.found if one.topic in links and one.weight * links[one.topic] > _MINE}
    here = near[short]
    return Signals(
        strong=1.0 - math.exp(-sum(strong.values()) / 1.5),
        weak=1.0 - math.exp(-sum(weak.values()) / 0.6),
        share=min((sum(strong.values()) + sum(weak.values())) / said.total, 1.0),
        spread=len(mine) / max(said.sentences, 1),
        opening=float(0 in mine),
        sentence=here.sentence,
        sentence_ahead=here.sentence_ahead,
        whole=here.whole,
        ahead=here.whole_ahead,
        outside=said.outside,
        best=max([*strong.values(), *weak.values()], default=0.0),
        common=here.common,
        common_ahead=here.common_ahead,
        learned=here.learned,
        learned_ahead=here.learned_ahead,
        learned_outside=said.learned_outside,
        home=home,
    )


def _ahead(table: np.ndarray) -> np.ndarray:
    """Each value less the best of the others in its row; (n, names), two names at least."""
    rows, places = np.arange(len(table)), table.argmax(axis=1)
    best = table[rows, places]
    others = table.copy()
    others[rows, places] = -np.inf
    ahead = table - best[:, None]
    ahead[rows, places] = best - others.max(axis=1)
    return ahead
