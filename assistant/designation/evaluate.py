"""Measures the designation check: ``python -m assistant.designation.evaluate SET… [--report FOLDER]``.

Prints aggregates only; ``--wrong`` names the rows that went wrong, for the development set.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.config import load_settings
from assistant.designation.examples import Example, read_examples
from assistant.designation.model import FACTS, VERDICTS, Check
from assistant.designation.vocabulary import LISTS

FIRST = 3  # the K Program technology is looked for among so many


@dataclass(frozen=True)
class Outcome:
    """One example with what the check said and how long it took."""

    example: Example
    check: Check
    ms: float

    def named(self, list_name: str) -> list[str]:
        """The names that the check gave, best first, without those that count neither way."""
        found = {"areas12": self.check.areas12, "areas20": self.check.areas20, "kprogram": self.check.kprogram}
        return [one.name for one in found[list_name] if one.name not in self.example.tolerated(list_name)]

    @property
    def verdict_right(self) -> bool:
        """Whether the verdict is one of those that are right."""
        return self.check.programme.verdict in self.example.verdicts


def run(assistant: Assistant, examples: Sequence[Example]) -> list[Outcome]:
    """Checks every example once; the first one is checked before, to load what is loaded once."""
    assistant.check(examples[0].description, examples[0].call)
    outcomes = []
    for example in examples:
        check = assistant.check(example.description, example.call)
        outcomes.append(Outcome(example, check, check.timing_ms["total"]))
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All measures: shares in 0..1, milliseconds, and the confusion table (expected → said)."""
    found: dict[str, Any] = {"descriptions": len(outcomes)}
    for name in LISTS:
        found[name] = _list_measures(outcomes, name)
    found["verdict_right"] = _share(outcomes, lambda one: one.verdict_right)
    found["facts_right"] = {
        fact: _share(outcomes, lambda one, fact=fact: one.check.programme.facts[fact] is one.example.facts[fact])  # type: ignore[misc]
        for fact in FACTS
    }
    found["confusion"] = confusion(outcomes)
    found["by_kind"] = {
        kind: {
            "n": len(chosen),
            "areas12_exact": _share(chosen, lambda one: set(one.named("areas12")) == set(one.example.expected("areas12"))),
            "verdict_right": _share(chosen, lambda one: one.verdict_right),
        }
        for kind in dict.fromkeys(one.example.kind for one in outcomes)
        if (chosen := [one for one in outcomes if one.example.kind == kind])
    }  # fmt: skip
    times = [one.ms for one in outcomes]
    found["ms"] = {"median": round(statistics.median(times), 1), "max": round(max(times), 1)}
    return found


def confusion(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """How often each expected verdict got each verdict; one that is right as well counts as the expected one."""
    counts = Counter(
        (one.example.verdicts[0], one.example.verdicts[0] if one.verdict_right else one.check.programme.verdict)
        for one in outcomes
    )
    return {expected: {said: counts[expected, said] for said in VERDICTS} for expected in VERDICTS}


def _list_measures(outcomes: Sequence[Outcome], name: str) -> dict[str, float]:
    """first: the first expected name comes first; among_first: within the first three; empty: nothing where nothing."""
    some = [one for one in outcomes if one.example.expected(name)]
    none = [one for one in outcomes if not one.example.expected(name)]
    pairs = [(set(one.named(name)), set(one.example.expected(name))) for one in outcomes]
    right = sum(len(said & expected) for said, expected in pairs)
    said, expected = sum(len(s) for s, _ in pairs), sum(len(e) for _, e in pairs)
    return {
        "first": _share(some, lambda one: one.named(name)[:1] == list(one.example.expected(name)[:1])),
        "among_first": _share(some, lambda one: one.example.expected(name)[0] in one.named(name)[:FIRST]),
        "any_expected_first": _share(some, lambda one: bool(set(one.named(name)[:1]) & set(one.example.expected(name)))),
        "precision": round(right / max(said, 1), 3),
        "recall": round(right / max(expected, 1), 3),
        "f1": round(2 * right / max(said + expected, 1), 3),
        "empty": _share(none, lambda one: not one.named(name)),
    }  # fmt: skip


def _share(outcomes: Sequence[Outcome], right: Callable[[Outcome], bool]) -> float:
    return round(sum(map(right, outcomes)) / len(outcomes), 3) if outcomes else 0.0


def report(found: dict[str, Any], title: str, engine: str) -> str:
    """The measures as Markdown."""
    lines = [f"# Designation check: {title}", "", f"{found['descriptions']} descriptions, encoder {engine}.", ""]
    columns = ("first", "any_expected_first", "among_first", "precision", "recall", "f1", "empty")
    lines += ["| list | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(f"{found[name][c]:.3f}" for c in columns) + " |" for name in LISTS]
    lines += ["", f"Verdict right: {found['verdict_right']:.3f}. Facts right: {found['facts_right']}.", ""]
    lines += ["| expected \\ said | " + " | ".join(VERDICTS) + " |", "|---" * (len(VERDICTS) + 1) + "|"]
    lines += [f"| {e} | " + " | ".join(str(row[v]) for v in VERDICTS) + " |" for e, row in found["confusion"].items()]
    lines += ["", "| kind | n | areas12 exact | verdict right |", "|---|---|---|---|"]
    lines += [
        f"| {kind} | {row['n']} | {row['areas12_exact']:.3f} | {row['verdict_right']:.3f} |"
        for kind, row in found["by_kind"].items()
    ]
    return "\n".join([*lines, "", f"Median {found['ms']['median']} ms, longest {found['ms']['max']} ms.", ""])


def wrong(outcomes: Sequence[Outcome]) -> list[str]:
    """What went wrong, a line each; for sets that may be looked at."""
    lines = []
    for one in outcomes:
        for name in LISTS:
            if set(one.named(name)) != set(one.example.expected(name)):
                lines.append(f"{one.example.id} {name}: {list(one.example.expected(name))} <- {one.named(name)}")
        if not one.verdict_right:
            programme = one.check.programme
            lines.append(f"{one.example.id} verdict: {one.example.verdicts} <- {programme.verdict} ({programme.rule})")
        for fact in FACTS:
            if one.check.programme.facts[fact] is not one.example.facts[fact]:
                said = one.check.programme.facts[fact]
                lines.append(f"{one.example.id} {fact}: {one.example.facts[fact]} <- {said}")
    return lines


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure the designation check.")
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--report", type=Path, help="folder for NAME.json and NAME.md")
    parser.add_argument("--wrong", action="store_true", help="name the rows that went wrong")
    options = parser.parse_args()
    assistant = Assistant(load_settings())
    for path in options.sets:
        outcomes = run(assistant, read_examples(path))
        found = summary(outcomes)
        text = report(found, path.stem, assistant.embedder.name)
        print(text)
        if options.wrong:
            print("\n".join(wrong(outcomes)))
        if options.report:
            options.report.mkdir(parents=True, exist_ok=True)
            (options.report / f"{path.stem}.md").write_text(text, encoding="utf-8")
            written = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
            (options.report / f"{path.stem}.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
