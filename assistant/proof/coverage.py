"""Which paragraphs and table rows of the originals the corpus covers.

A paragraph, list item or row is *substantive* when it has at least ``shortest`` letters, is no heading, contents list,
page number or address of a page (the reader leaves out running headers and agendas). It is *covered* when at most
``statements`` of the entries that cite its place hold together

- at least ``share`` of its telling words, each word weighing its inverse document frequency among all paragraphs of
  the originals at hand, and
- at least ``figures`` of its dates, amounts, percentages and other numbers.

A paragraph that another one repeats (``same`` of its character groups, all of its figures) is covered with it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.proof.facts import Facts, figures_of, rules
from assistant.proof.originals import Unit
from assistant.proof.proofs import Source
from assistant.sources.entry import Entry
from assistant.sources.keys import without_markup

_LETTER = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Judgement:
    """One substantive paragraph or row: is it covered, how far, and by which entries."""

    doc_id: str
    line: int  # in the file, from 1
    unit: Unit
    covered: bool
    share: float  # of its telling words
    figures: float  # of its dates and numbers
    entries: tuple[Entry, ...]
    repeats: str = ""  # doc_id:line of the paragraph that it repeats


def is_substantive(unit: Unit) -> bool:
    """Whether a paragraph or row says something by itself."""
    text = _ADDRESS.sub("", without_markup(unit.text))
    return len(_LETTER.findall(text)) >= rules()["coverage"]["shortest"]


def judge(entries: Sequence[Entry], sources: Mapping[str, Source], glossary: Glossary) -> list[Judgement]:
    """A judgement for every substantive paragraph and row of the originals, in order."""
    units = [(doc_id, unit) for doc_id, s in sources.items() for unit in s.original.units if is_substantive(unit)]
    words = [set(lemmas(without_markup(unit.text))) for _, unit in units]
    weights = _weights(words)
    texts = _Texts(glossary)
    citing: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        for doc_id, place in entry.cited():
            citing[doc_id].append((entry, place))
    first = []
    for (doc_id, unit), own in zip(units, words, strict=True):
        source = sources[doc_id]
        near = list({e.where: e for e, place in citing[doc_id] if source.places.covers(place, unit.line)}.values())
        chosen, share = _choose(own, near, weights, texts)
        held = _figures(unit, chosen, texts)
        fine = share >= rules()["coverage"]["share"] and held >= rules()["coverage"]["figures"]
        line = source.original.first + unit.line + 1
        first.append(Judgement(doc_id, line, unit, fine, share, held, tuple(chosen)))
    return _with_repeats(first)


class _Texts:
    """Words and facts of the entries, each read once."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._words: dict[str, set[str]] = {}
        self._facts: dict[str, Facts] = {}

    def words(self, entry: Entry) -> set[str]:
        if entry.where not in self._words:
            self._words[entry.where] = set(lemmas(_said(entry)))
        return self._words[entry.where]

    def facts(self, entry: Entry) -> Facts:
        if entry.where not in self._facts:
            self._facts[entry.where] = Facts(_said(entry), self.glossary)
        return self._facts[entry.where]


def _said(entry: Entry) -> str:
    """All that an entry says, without its questions. The last heading of its place belongs to it."""
    block = entry.block
    return "\n".join([block.text, *(value for _, value in block.cells), block.place.split(" > ")[-1]])


def _weights(words: Iterable[set[str]]) -> dict[str, float]:
    counts = Counter(word for own in words for word in own)
    total = max(counts.values(), default=1)
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def _choose(
    own: set[str], near: Sequence[Entry], weights: Mapping[str, float], texts: _Texts
) -> tuple[list[Entry], float]:
    """The few entries that together hold most of a paragraph's words, one after another, and the share they hold."""
    whole = sum(weights[word] for word in own) or 1.0
    missing = set(own)
    chosen: list[Entry] = []
    while missing and len(chosen) < rules()["coverage"]["statements"]:
        gains = [(sum(weights[w] for w in missing & texts.words(entry)), -at) for at, entry in enumerate(near)]
        best, at = max(gains, default=(0.0, 0))
        if best < rules()["coverage"]["least_gain"] * whole:
            break
        chosen.append(near[-at])
        missing -= texts.words(near[-at])
    return chosen, 1 - sum(weights[word] for word in missing) / whole


def _figures(unit: Unit, chosen: Sequence[Entry], texts: _Texts) -> float:
    wanted = figures_of(without_markup(unit.text))
    if not wanted:
        return 1.0
    return sum(any(texts.facts(entry).holds(fact) for entry in chosen) for fact in wanted) / len(wanted)


def _with_repeats(judged: list[Judgement]) -> list[Judgement]:
    """Uncovered paragraphs that a covered one repeats, with the same figures, count as covered."""
    grams = [_grams(judgement.unit.text) for judgement in judged]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, judgement in enumerate(judged):
        if judgement.covered:
            for gram in grams[at]:
                holders[gram].append(at)
    made = []
    for at, judgement in enumerate(judged):
        if not judgement.covered:
            shared = Counter(other for gram in grams[at] for other in holders[gram])
            enough = rules()["coverage"]["same"] * len(grams[at])
            twins = (judged[other] for other, count in shared.most_common() if count >= enough)
            twin = next((twin for twin in twins if _keys(judgement.unit) <= _keys(twin.unit)), None)
            if twin is not None:
                place = f"{twin.doc_id}:{twin.line}"
                judgement = replace(judgement, covered=True, entries=twin.entries, repeats=place)
        made.append(judgement)
    return made


def _keys(unit: Unit) -> set[tuple[str, str]]:
    return {(fact.kind, fact.key) for fact in figures_of(without_markup(unit.text))}


def _grams(text: str, size: int = 4) -> set[str]:
    key = squeeze(without_markup(text))
    return {key[at : at + size] for at in range(len(key) - size + 1)}
