"""Measures ``eval/precedents.jsonl``: python -m assistant.precedents.evaluation [--split dev] [--index DIR] [--failures]."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.config import ROOT, load_settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant

SET = ROOT / "eval" / "precedents.jsonl"
_FIRST = 3


@dataclass(frozen=True)
class Outcome:
    """One query: what it was for and the share of it that came out right (0..1)."""

    id: str
    type: str
    right: float
    ms: float


def read_set(path: Path = SET, split: str = "all") -> list[dict[str, Any]]:
    """The queries of a split: ``words``, ``filters``, ``as_of``, and one of ``expect``, ``exact`` and ``empty``."""
    queries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [query for query in queries if split in ("all", query["split"])]


def measure(assistant: Assistant, query: dict[str, Any]) -> Outcome:
    """recall@3 for ``expect`` = wanted records among the first three / wanted records (at most three);
    1 or 0 for ``exact`` (the same records) and ``empty`` (none)."""
    start = time.perf_counter()
    found = assistant.precedents(query["words"], query["filters"], query["as_of"]).found
    ms = (time.perf_counter() - start) * 1000
    names = [precedent.record.name for precedent in found]
    if "expect" in query:
        wanted = set(query["expect"])
        right = len(wanted & set(names[:_FIRST])) / min(len(wanted), _FIRST)
    else:
        right = float(set(names) == set(query.get("exact", [])))
    return Outcome(query["id"], query["type"], right, ms)


def summary(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """For each type of query and for all: how many, the mean of ``right``, the median time."""
    types = ["all", *dict.fromkeys(outcome.type for outcome in outcomes)]
    return {
        name: {
            "queries": len(chosen),
            "right": round(statistics.fmean(outcome.right for outcome in chosen), 3),
            "median_ms": round(statistics.median(outcome.ms for outcome in chosen), 1),
        }
        for name in types
        if (chosen := [outcome for outcome in outcomes if name in ("all", outcome.type)])
    }


def main() -> None:
    """Print one line for each split and type; the failures of the development half on request."""
    from assistant.assistant import Assistant

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", default="all", choices=("dev", "heldout", "all"))
    options.add_argument("--index", type=Path)
    options.add_argument("--failures", action="store_true", help="name the failed queries of the development half")
    given = options.parse_args()
    assistant = Assistant(load_settings(index=given.index))
    assistant.precedents("量子")  # opens the index and the encoder
    for split in ("dev", "heldout") if given.split == "all" else (given.split,):
        outcomes = [measure(assistant, query) for query in read_set(split=split)]
        for name, figures in summary(outcomes).items():
            print(f"{split:8} {name:14}", *(f"{key} {value}" for key, value in figures.items()))
        if given.failures and split == "dev":
            print("failed:", *(outcome.id for outcome in outcomes if outcome.right < 1))


if __name__ == "__main__":
    main()
