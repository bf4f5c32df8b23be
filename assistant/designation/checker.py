"""The designation check: description → evidence → areas and facts → verdict → what follows."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from assistant.designation.areas import confidences, merged, touched
from assistant.designation.decision import Row, decide, questions
from assistant.designation.evidence import ENCODED, Collector, Evidence
from assistant.designation.evidence import Reading as TextReading
from assistant.designation.facts import ANSWERED, Facts, Reading, funding_sentences, read_facts
from assistant.designation.matching import STRONG
from assistant.designation.model import Check, Programme, Touched
from assistant.designation.numbering import numbered
from assistant.designation.parts import parts_of
from assistant.designation.sources import Sources
from assistant.designation.steps import disclaimer, rules_date, steps_of
from assistant.designation.text import Text, read_text, reads_as_work
from assistant.designation.vocabulary import names
from assistant.errors import InputError

# Characters: a rough result; too little to say that nothing fits; too little for anything but an area's own words.
_SHORT, _VAGUE, _BARE = 40, 24, 12
_SURE = 0.5  # confidence of the area of each part of a description of several projects
_NEAR = 0.1  # confidence from which an area that is not named is mentioned as the nearest
_WORD = re.compile(r"\w")


class Checker:
    """Checks descriptions against one index. It keeps nothing of them."""

    def __init__(self, collector: Collector, sources: Sources, max_chars: int) -> None:
        """``max_chars``: longer descriptions are refused."""
        self._collector = collector
        self._sources = sources
        self._max_chars = max_chars

    def check(self, description: str, call: str, answers: Mapping[str, bool], lang: str) -> Check:
        """The result for one description. Raises InputError for a text that cannot be checked, AssistantError."""
        start = time.perf_counter()
        text = read_text(description)
        self._refuse(text)
        date = rules_date(self._sources)
        aside = funding_sentences(text)
        reading = self._collector.read(text)
        evidence = self._collector.collect(reading, aside)
        if not (any(word.weight >= STRONG for word in evidence.found) or reads_as_work(text)):
            raise _no_research()
        projects = self._projects(reading, aside)
        looked = [] if len(text.key) < _BARE and not self._collector.told(evidence) else projects or [evidence]
        areas12, areas20, kprogram = (
            merged([touched(each, name, self._sources) for each in looked], name)
            for name in ("areas12", "areas20", "kprogram")
        )
        facts = read_facts(text, read_text(call) if call.strip() else None, answers)
        row = decide(_areas(areas12, text, evidence), facts.values)
        check = Check(
            areas12=areas12,
            areas20=areas20,
            kprogram=kprogram,
            programme=Programme(
                row.verdict, row.id, facts.values, questions(row, facts.values, lang), _reasons(row, facts, lang)
            ),
            next_steps=steps_of(row.steps, self._sources, lang),
            disclaimer=disclaimer(_shown_date(date, lang), lang),
            as_of=date,
            notices=(
                *_notices(text, len(projects), areas12, areas20, facts, lang),
                *(_near(evidence, areas12, lang) if looked else ()),
            ),
        )
        return replace(numbered(check), timing_ms={"total": round((time.perf_counter() - start) * 1000, 2)})

    def _projects(self, reading: TextReading, aside: frozenset[int]) -> list[Evidence]:
        """The evidence of each part of a description whose parts belong to different areas; else empty."""
        everything = frozenset(range(len(reading.text.sentences)))
        found = [self._collector.collect(reading, everything - part) for part in parts_of(reading.text, aside)]
        firsts = [next(iter(confidences(each, "areas12").items()), ("", 0.0)) for each in found]
        sure = {short for short, confidence in firsts if confidence >= _SURE}
        return found if len(sure) > 1 and all(confidence >= _SURE for _, confidence in firsts) else []

    def _refuse(self, text: Text) -> None:
        if not _WORD.search(text.text):
            raise InputError(
                "研究の説明が空です。何を調べ、何をつくる研究かを、題名か数文で入力してください。",
                "The description is empty. Give a title or a few sentences on the research.",
            )
        if len(text.text) > self._max_chars:
            raise InputError(
                f"研究の説明が長すぎます（{len(text.text):,}字）。{self._max_chars:,}字以内の要約にしてください。",
                f"The description is too long ({len(text.text):,} characters). Keep it within {self._max_chars:,}.",
            )


def _no_research() -> InputError:
    return InputError(
        "研究の内容が読み取れません。何を調べ、何をつくる研究か、対象と方法を2、3文で書いてください。",
        "No research can be read from this text. Say in two or three sentences what is studied or built, and how.",
    )


def _areas(areas12: tuple[Touched, ...], text: Text, evidence: Evidence) -> str:
    """What the decision table calls "some", "none" or "vague"."""
    if areas12:
        return "some"
    return "vague" if len(text.key) < _VAGUE and not evidence.found else "none"


def _reasons(row: Row, facts: Facts, lang: str) -> tuple[str, ...]:
    return (row.because[lang], *(_fact_said(reading, lang) for reading in facts.readings))


def _fact_said(reading: Reading, lang: str) -> str:
    said = _words("fact", f"{reading.fact}_{str(reading.value).lower()}", lang)
    if reading.priority >= ANSWERED:
        return _words("fact", "answered", lang, said=said)
    key = "known" if reading.programme else "said"
    return _words("fact", key, lang, said=said, words=reading.words, programme=reading.programme)


def _notices(
    text: Text, projects: int, areas12: tuple[Touched, ...], areas20: tuple[Touched, ...], facts: Facts, lang: str
) -> list[str]:
    notices = []
    if text.orders:
        notices.append(_words("notice", "orders", lang, n=len(text.orders)))
    if facts.designated:
        notices.append(_words("notice", "designated", lang, words=facts.designated))
    if not areas12 and areas20:
        quoted = "」「".join(area.name for area in areas20)
        notices.append(_words("notice", "only20", lang, names=quoted))
    if projects:
        notices.append(_words("notice", "several", lang))
    if len(text.sentences) > ENCODED:
        notices.append(_words("notice", "long", lang, n=ENCODED))
    if len(text.key) < _SHORT:
        notices.append(_words("notice", "short", lang))
    return notices


def _near(evidence: Evidence, areas12: tuple[Touched, ...], lang: str) -> Iterator[str]:
    """Where no area is named, the one that comes nearest, if any does."""
    short, confidence = next(iter(confidences(evidence, "areas12").items()))
    if not areas12 and confidence >= _NEAR:
        yield _words("notice", "near", lang, name=names()["areas12"][short], percent=round(confidence * 100))


def _shown_date(iso: str, lang: str) -> str:
    year, month, day = iso.split("-")
    return iso if lang == "en" else f"{year}年{int(month)}月{int(day)}日"


def _words(group: str, key: str, lang: str, **values: object) -> str:
    return _wording()[group][key][lang].format(**values)


@lru_cache(maxsize=1)
def _wording() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
