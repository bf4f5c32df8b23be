"""A check as plain text for a terminal, and its checklist as Markdown."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from assistant.designation.model import Check, Step, Touched
from assistant.model import Citation

_LISTS = ("areas12", "areas20", "kprogram")
# What Markdown would take for markup in the words of a description or a document.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~!])")


def label(key: str, lang: str, **values: object) -> str:
    """A heading or label of the check in a language; ``{x}`` is filled in."""
    text = _labels()[key][lang]
    return text.format(**values) if values else text


def summary_line(check: Check, lang: str = "ja") -> str:
    """The verdict and the areas in one line, for a table."""
    names = "、".join(_named(area) for area in check.areas12) or label("none", lang)
    return f"{label(check.programme.verdict, lang)} / {label('areas12', lang)}: {names}"


def check_text(check: Check, lang: str = "ja") -> str:
    """Verdict, reasons, questions, areas, steps and notices in lines."""
    programme = check.programme
    lines = [label(programme.verdict, lang), *(f"- {reason}" for reason in programme.reasons), ""]
    if programme.missing:
        lines += [label("missing", lang), *(f"- {question.text}" for question in programme.missing), ""]
    found = {"areas12": check.areas12, "areas20": check.areas20, "kprogram": check.kprogram}
    for name in _LISTS:
        lines += [label(name, lang), *(_area_line(area, lang) for area in found[name])]
        lines += [] if found[name] else [f"- {label('none', lang)}"]
    lines += ["", label("steps", lang)]
    for number, step in enumerate(check.next_steps, 1):
        lines += [f"{number}. {step.step}", f"   {_by(step, lang)}", f"   {source_line(step.citation)}"]
    lines += ["", *(f"※ {notice}" for notice in check.notices), check.disclaimer]
    return "\n".join(lines)


def checklist_markdown(check: Check, lang: str = "ja") -> str:
    """The steps to tick off, with the verdict and what it rests on. The description is not in it, but its words are."""
    programme = check.programme
    lines = [f"# {label('checklist', lang)}", "", f"**{_safe(label(programme.verdict, lang))}**", ""]
    lines += [f"- {_safe(reason)}" for reason in programme.reasons]
    if programme.missing:
        lines += ["", f"## {label('missing', lang)}", "", *(f"- [ ] {_safe(one.text)}" for one in programme.missing)]
    lines += ["", f"## {label('areas12', lang)}", ""]
    lines += [f"- {_safe(_named(area))}" for area in check.areas12] or [f"- {label('none', lang)}"]
    lines += ["", f"## {label('steps', lang)}", ""]
    for step in check.next_steps:
        lines += [
            f"- [ ] {_safe(step.step)}",
            f"  - {_safe(_by(step, lang))}",
            f"  - {_safe(source_line(step.citation))}",
        ]
    lines += ["", *(f"> {_safe(notice)}\n" for notice in check.notices), f"> {_safe(check.disclaimer)}", ""]
    return "\n".join(lines)


def source_line(citation: Citation) -> str:
    """Document, date, status and place, with the quoted words."""
    about = "、".join(filter(None, [citation.date, citation.status]))
    return f"{citation.title}（{about}）{citation.locator}「{' '.join(citation.quote.split())}」"


def _area_line(area: Touched, lang: str) -> str:
    words = " ".join(label("quoted", lang, words=word) for word in area.reasons)
    return f"- {_named(area)}{label('told' if words else 'sure', lang, confidence=area.confidence, words=words)}"


def _named(area: Touched) -> str:
    return f"{area.no}. {area.name}" if area.no else area.name


def _by(step: Step, lang: str) -> str:
    return f"{label('who', lang)}: {step.who} / {label('when', lang)}: {step.when}"


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    data = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    labels: dict[str, dict[str, str]] = data["label"]
    return labels
