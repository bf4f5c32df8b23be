"""What follows for each case, and the closing words on what the check is not."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.designation.model import Step
from assistant.designation.sources import Sources
from assistant.errors import AssistantError

# The rules that the check is based on; their date is the date of the rules used.
RULES = "research-security-2025-12"


def steps_of(case: str, sources: Sources, lang: str) -> tuple[Step, ...]:
    """The steps of a case of ``steps.toml``, in order, each with its citation. Raises AssistantError."""
    found = {step["id"]: step for step in _data()["step"]}
    return tuple(_step(found[name], sources, lang) for name in _data()["cases"][case])


def rules_date(sources: Sources) -> str:
    """The ISO date of the rules used. Raises AssistantError when the index lacks them."""
    date = sources.date(RULES)
    if not date:
        raise AssistantError(
            f"該当性の確認に要る資料「{RULES}」が索引にありません。同梱の資料で policy-assistant build を実行してください。",
            f"The designation check needs the document {RULES!r}. Build an index of the bundled corpus.",
        )
    return date


def disclaimer(date: str, lang: str) -> str:
    """Who designates, the date of the rules, where to ask. ``date`` as it is shown."""
    text: str = _data()["disclaimer"][lang]
    return text.format(date=date)


def _step(entry: dict[str, Any], sources: Sources, lang: str) -> Step:
    cite = entry["cite"]
    citation = sources.statement(cite["doc"], cite["subject"], cite["quote"])
    return Step(entry["step"][lang], entry["who"][lang], entry["when"][lang], citation)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("steps.toml").read_text(encoding="utf-8"))
