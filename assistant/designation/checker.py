"""The designation check: description → evidence → areas and facts → verdict → what follows."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import replace

from assistant.designation.advice import Adviser, Believed, consult
from assistant.designation.areas import advised, candidates, confidences, merged, touched
from assistant.designation.decision import decide, questions
from assistant.designation.evidence import Collector, Evidence
from assistant.designation.evidence import Reading as TextReading
from assistant.designation.facts import funding_sentences, read_facts
from assistant.designation.matching import STRONG
from assistant.designation.model import Check, Programme, Touched
from assistant.designation.numbering import numbered
from assistant.designation.parts import parts_of
from assistant.designation.sayings import from_model, near, notices, reasons, shown_date
from assistant.designation.sources import Sources
from assistant.designation.steps import disclaimer, rules_date, steps_of
from assistant.designation.text import Text, read_text, reads_as_work
from assistant.designation.vocabulary import LISTS
from assistant.errors import InputError

# Characters: too little to say that nothing fits; too little for anything but an area's own words.
_VAGUE, _BARE = 24, 12
_SURE = 0.5  # confidence of the area of each part of a description of several projects
_WORD = re.compile(r"\w")


class Checker:
    """Checks descriptions against one index. It keeps nothing of them."""

    def __init__(self, collector: Collector, sources: Sources, max_chars: int) -> None:
        """``max_chars``: longer descriptions are refused."""
        self._collector = collector
        self._sources = sources
        self._max_chars = max_chars

    def check(
        self, description: str, call: str, answers: Mapping[str, bool], lang: str, adviser: Adviser | None = None
    ) -> Check:
        """The result for one description. Raises InputError for a text that cannot be checked, AssistantError.

        ``adviser``, a language model, may add to it what stands up to the checks of ``advice.py``.
        """
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
        called = read_text(call) if call.strip() else None
        heard = consult(
            adviser,
            text,
            called,
            read_facts(text, called, answers),
            candidates(evidence) if looked else [],
            self._collector.speaks,
        )
        facts = heard.facts
        evident = {name: merged([touched(each, name, self._sources) for each in looked], name) for name in LISTS}
        areas = {name: self._with_advised(evident[name], evidence, heard, name) for name in LISTS}
        row = decide(_areas(areas["areas12"], text, evidence), facts.values)
        known = {area.name for found in evident.values() for area in found}
        check = Check(
            areas12=areas["areas12"],
            areas20=areas["areas20"],
            kprogram=areas["kprogram"],
            programme=Programme(
                row.verdict, row.id, facts.values, questions(row, facts.values, lang), reasons(row, facts, lang)
            ),
            next_steps=steps_of(row.steps, self._sources, lang),
            disclaimer=disclaimer(shown_date(date, lang), lang),
            as_of=date,
            notices=(
                *notices(text, len(projects), areas["areas12"], areas["areas20"], facts, lang),
                *(near(evidence, areas["areas12"], lang) if looked else ()),
                *(from_model(heard, adviser.name, known, lang) if adviser else ()),
            ),
            engine={"llm": adviser.name if adviser and heard.state == "read" else None},
        )
        return replace(numbered(check), timing_ms={"total": round((time.perf_counter() - start) * 1000, 2)})

    def _with_advised(
        self, found: tuple[Touched, ...], evidence: Evidence, heard: Believed, name: str
    ) -> tuple[Touched, ...]:
        """What the evidence found in a list with what a model chose besides."""
        return merged([found, advised(evidence, name, heard.areas.get(name, {}), self._sources)], name)

    def _projects(self, reading: TextReading, aside: frozenset[int]) -> list[Evidence]:
        """The evidence of each part of a description whose parts belong to different areas; else empty."""
        everything = frozenset(range(len(reading.text.sentences)))
        found: list[Evidence] = []
        firsts: set[str] = set()
        for part in parts_of(reading.text, aside):
            found.append(self._collector.collect(reading, everything - part))
            short, confidence = next(iter(confidences(found[-1], "areas12").items()), ("", 0.0))
            if confidence < _SURE:
                return []
            firsts.add(short)
        return found if len(firsts) > 1 else []

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
