"""The same questions with and without a language model: ``python -m bench.with_model [--limit N] [--index DIR]``.

The model is that of the settings (``make test-llm`` serves one). Figures go to eval/results/llm.txt after each question.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.config import ROOT, Settings, load_settings
from assistant.evaluation.questions import EvalQuestion, read_questions
from assistant.evaluation.runner import Outcome, measures, outcome_of, spread
from assistant.llm.compose import worth_asking
from assistant.retrieve.understand import understand

QUESTIONS = ROOT / "eval" / "questions.jsonl"
RESULT = ROOT / "eval" / "results" / "llm.txt"
_SHOWN = ("right", "right_and_supported", "over_refusal", "unheld", "mean_chars", "median_ms")


@dataclass(frozen=True)
class Pair:
    """One question, answered both ways."""

    without: Outcome
    model: Outcome


class Counting(logging.Handler):
    """Counts what became of the model's sentences."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        super().__init__()
        self.kinds: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Counts a sentence, or a failure of the server."""
        told = record.getMessage()
        if told.startswith("sentence: "):
            self.kinds.update(["sentences", *set(told.removeprefix("sentence: ").split())])
        else:
            self.kinds["server failures"] += 1


def main() -> None:
    """Asks, compares, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=12)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--out", type=Path, default=RESULT)
    options = parser.parse_args()
    settings = load_settings(index=options.index)
    if not settings.llm_model:
        sys.exit("No language model is set: run `make test-llm`.")
    counted = Counting()
    logging.getLogger("assistant.llm.compose").addHandler(counted)
    logging.getLogger("assistant.llm.compose").setLevel(logging.INFO)
    model = Assistant(settings)
    without = Assistant(Settings(**{**settings.model_dump(), "llm_base_url": "", "llm_model": ""}))
    without.embedder = model.embedder
    pairs: list[Pair] = []
    for question in spread(_asked_of_model(without), options.limit):
        pairs.append(Pair(outcome_of(without, question), outcome_of(model, question)))
        text = report(pairs, settings.llm_model, counted.kinds)
        options.out.write_text(text, encoding="utf-8")
        print(f"{len(pairs)}/{options.limit} {pairs[-1].model.ms / 1000:.0f} s", file=sys.stderr, flush=True)
    print(text)


def _asked_of_model(assistant: Assistant) -> list[EvalQuestion]:
    """The development questions with which the model is asked at all: found, and answered in running text."""
    found = []
    for question in read_questions(QUESTIONS, split="dev"):
        if question.turns:
            continue
        query = understand(question.question, assistant.vocabulary, as_of=question.as_of)
        if worth_asking(query, assistant.ask(question.question, as_of=question.as_of), "ja"):
            found.append(question)
    return found


def report(pairs: Sequence[Pair], name: str, kinds: Counter[str]) -> str:
    """The figures as text."""
    rows = [("without a model", measures([pair.without for pair in pairs])),
            (f"with {name}", measures([pair.model for pair in pairs]))]  # fmt: skip
    lines = [f"{len(pairs)} development questions that a language model is asked, over the bundled corpus", ""]
    lines += ["".ljust(34) + "  ".join(column.rjust(19) for column in _SHOWN)]
    lines += [label.ljust(34) + "  ".join(str(found.get(c, "–")).rjust(19) for c in _SHOWN) for label, found in rows]
    written = [pair.model for pair in pairs if pair.model.llm]
    lines += [
        "",
        f"written by the model: {len(written)}; taken from the documents after all: {len(pairs) - len(written)}",
    ]
    lines += [f"seconds an answer: median {statistics.median(pair.model.ms for pair in pairs) / 1000:.1f}"]
    lines += [
        "its sentences as first written: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    ]
    changed = [(pair.without.id, pair.without.right, pair.model.right) for pair in pairs]
    better = [name for name, before, after in changed if after and not before]
    worse = [name for name, before, after in changed if before and not after]
    return "\n".join([*lines, f"right only with it: {better or 'none'}; right only without: {worse or 'none'}", ""])


if __name__ == "__main__":
    main()
