"""The sentences of a check: its reasons and notices (``wording.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterator
from functools import lru_cache
from pathlib import Path

from assistant.designation.advice import MODEL, Believed
from assistant.designation.areas import confidences
from assistant.designation.decision import Row
from assistant.designation.evidence import ENCODED, Evidence
from assistant.designation.facts import ANSWERED, Facts, Reading
from assistant.designation.model import Touched
from assistant.designation.text import Text
from assistant.designation.vocabulary import names

_SHORT = 40  # characters: a rough result
_NEAR = 0.1  # confidence from which an area that is not named is mentioned as the nearest


def reasons(row: Row, facts: Facts, lang: str) -> tuple[str, ...]:
    """Why the verdict is what it is: the row of the decision table, then each fact with the words behind it."""
    return (row.because[lang], *(_fact_said(reading, lang) for reading in facts.readings))


def _fact_said(reading: Reading, lang: str) -> str:
    said = _words("fact", f"{reading.fact}_{str(reading.value).lower()}", lang)
    if reading.priority >= ANSWERED:
        return _words("fact", "answered", lang, said=said)
    named = reading.programme and reading.programme != reading.words
    key = "known" if named else "model" if reading.priority == MODEL else "said"
    return _words("fact", key, lang, said=said, words=reading.words, programme=reading.programme)


def notices(
    text: Text, projects: int, areas12: tuple[Touched, ...], areas20: tuple[Touched, ...], facts: Facts, lang: str
) -> list[str]:
    """What a reader is told about the text and how it was read."""
    told = []
    if text.orders:
        told.append(_words("notice", "orders", lang, n=len(text.orders)))
    if facts.designated:
        told.append(_words("notice", "designated", lang, words=facts.designated))
    if not areas12 and areas20:
        quoted = "」「".join(area.name for area in areas20)
        told.append(_words("notice", "only20", lang, names=quoted))
    if projects:
        told.append(_words("notice", "several", lang))
    if len(text.sentences) > ENCODED:
        told.append(_words("notice", "long", lang, n=ENCODED))
    if len(text.key) < _SHORT:
        told.append(_words("notice", "short", lang))
    return told


def near(evidence: Evidence, areas12: tuple[Touched, ...], lang: str) -> Iterator[str]:
    """Where no area is named, the one that comes nearest, if any does."""
    short, confidence = next(iter(confidences(evidence, "areas12").items()))
    if not areas12 and confidence >= _NEAR:
        yield _words("notice", "near", lang, name=names()["areas12"][short], percent=round(confidence * 100))


def from_model(heard: Believed, model: str, evident: Container[str], lang: str) -> Iterator[str]:
    """What a language model added to the check, or why it did not. ``evident``: names that the evidence gave by itself."""
    if heard.state == "read":
        facts = [_words("label", one.fact, lang) for one in heard.facts.readings if one.priority == MODEL]
        chosen = [names()[name][short] for name, words in heard.areas.items() for short in words]
        added = facts + [name for name in dict.fromkeys(chosen) if name not in evident]
        listed = _words("notice", "model_added" if added else "model_nothing", lang, names="、".join(added))
        dropped = _words("notice", "model_dropped", lang, n=heard.dropped) if heard.dropped else ""
        yield _words("notice", "model_read", lang, model=model, added=listed, dropped=dropped)
    elif heard.state:
        yield _words("notice", f"model_{heard.state}", lang, model=model)


def shown_date(iso: str, lang: str) -> str:
    """An ISO date as it is written in a language."""
    year, month, day = iso.split("-")
    return iso if lang == "en" else f"{year}年{int(month)}月{int(day)}日"


def _words(group: str, key: str, lang: str, **values: object) -> str:
    return _wording()[group][key][lang].format(**values)


@lru_cache(maxsize=1)
def _wording() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
