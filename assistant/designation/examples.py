"""Descriptions with what is expected of the check (``eval/designation-*.jsonl``; form: eval/README.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError


@dataclass(frozen=True)
class Example:
    """One description with the expected areas (best first), facts and verdict."""

    id: str
    split: str
    kind: str
    form: str
    lang: str
    description: str
    call: str
    verdicts: tuple[str, ...]  # all that are right, the expected one first
    facts: dict[str, bool | None]
    areas: dict[str, tuple[str, ...]]  # also "areas12_ok" …: names that count neither way

    def expected(self, list_name: str) -> tuple[str, ...]:
        """The names expected of a list."""
        return self.areas[list_name]

    def tolerated(self, list_name: str) -> tuple[str, ...]:
        """Names that count neither for nor against."""
        return self.areas[f"{list_name}_ok"]


def read_examples(path: Path) -> list[Example]:
    """All examples of a file. Raises InputError when it cannot be read as one."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [_example(json.loads(line)) for line in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"「{path}」を該当性の確認の評価用の例として読めません（{error}）。形式は eval/README.md にあります。",
            f"Cannot read {str(path)!r} as examples of the designation check ({error}). eval/README.md has the form.",
        ) from error


def _example(data: dict[str, Any]) -> Example:
    lists = ("areas12", "areas20", "kprogram")
    return Example(
        data["id"],
        data.get("split") or "dev",
        data["kind"],
        data["form"],
        data["lang"],
        data["description"],
        data.get("call") or "",
        (data["verdict"], *(data.get("verdict_ok") or ())),
        data["facts"],
        {key: tuple(data.get(key) or ()) for name in lists for key in (name, f"{name}_ok")},
    )
