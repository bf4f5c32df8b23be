"""Runs the evaluation set through the assistant and adds up the measures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.config import ROOT
from assistant.evaluation.channels import Channels, hit_rates
from assistant.evaluation.held import unheld
from assistant.evaluation.metrics import is_right, is_supported, plain
from assistant.evaluation.questions import EvalQuestion, read_questions
from assistant.model import Answer

_REFUSALS = ("見当たりません", "記載はありません")


@dataclass(frozen=True)
class Outcome:
    """One question's result. ``rank`` is that of the first supporting hit (0: not among the hits)."""

    id: str
    split: str
    type: str
    question: str
    answerable: bool
    rank: int
    status: str
    right: bool
    supported: bool
    chars: int
    ms: float
    retrieve_ms: float
    answer: str
    unheld: tuple[str, ...] = ()  # figures, dates and names in the answer that its citations do not hold
    llm: str = ""  # the language model that wrote it
    ranks: dict[str, int] = field(default_factory=dict)  # the same by channel: lexical, dense, fused

    @property
    def refused(self) -> bool:
        """Whether the answer says that the documents do not say it, or that they contradict the question."""
        return self.status == "not_found" or any(phrase in self.answer for phrase in _REFUSALS)


@dataclass(frozen=True)
class Evaluation:
    """All outcomes and what they add up to."""

    outcomes: tuple[Outcome, ...]
    engine: dict[str, Any] = field(default_factory=dict)

    def summary(self, split: str = "all") -> dict[str, float]:
        """The measures of one half, or of all."""
        return measures([outcome for outcome in self.outcomes if split in ("all", outcome.split)])

    def splits(self) -> list[str]:
        """The halves present, in order."""
        return sorted({outcome.split for outcome in self.outcomes})

    def shown_splits(self) -> list[str]:
        """The halves, and all of it when there are two."""
        return [*self.splits(), "all"] if len(self.splits()) > 1 else self.splits()

    def by_type(self, split: str = "all") -> dict[str, dict[str, float]]:
        """The measures of every question type."""
        chosen = [outcome for outcome in self.outcomes if split in ("all", outcome.split)]
        names = dict.fromkeys(outcome.type for outcome in chosen)
        return {name: measures([outcome for outcome in chosen if outcome.type == name]) for name in names}

    def by_channel(self, split: str = "all") -> dict[str, dict[str, dict[str, float]]]:
        """Hit rates of each channel, for all single questions, paraphrases, and those in English."""
        ranked = [o for o in self.outcomes if o.ranks and split in ("all", o.split)]
        groups = {
            "all types": ranked,
            "paraphrase": [o for o in ranked if o.type == "paraphrase"],
            "in English": [o for o in ranked if o.question.isascii()],
        }
        return {name: hit_rates([o.ranks for o in chosen]) for name, chosen in groups.items() if chosen}

    def to_json(self) -> dict[str, Any]:
        """Everything, for recording."""
        return {
            "engine": self.engine,
            "summary": {split: self.summary(split) for split in self.shown_splits()},
            "by_type": {split: self.by_type(split) for split in self.shown_splits()},
            "by_channel": {split: self.by_channel(split) for split in self.shown_splits()},
            "outcomes": [asdict(outcome) for outcome in self.outcomes],
        }


def recorded_sets() -> list[Path]:
    """The project's own questions: those for development and those that are only reported on."""
    return [ROOT / "eval" / name for name in ("questions.jsonl", "heldout.jsonl")]


def run_evaluation(
    assistant: Assistant,
    sets: Sequence[Path],
    split: str = "all",
    progress: Callable[[int, int], None] | None = None,
    limit: int = 0,
) -> Evaluation:
    """Asks every question of the sets, or ``limit`` of them, spread evenly (a language model takes its time)."""
    questions = spread(read_questions(*sets, split=split), limit)
    next(assistant.answers(questions[0].question))  # loads what is loaded once
    channels = Channels.of(assistant)
    outcomes = []
    for number, question in enumerate(questions, 1):
        outcomes.append(outcome_of(assistant, question, channels))
        if progress:
            progress(number, len(questions))
    engine = {"embedder": assistant.embedder.name, "llm": assistant.settings.llm_model or None}
    return Evaluation(tuple(outcomes), {**engine, "index": assistant.index.manifest.counts})


def spread(questions: list[EvalQuestion], limit: int) -> list[EvalQuestion]:
    """``limit`` of the questions at even distances; all of them for 0."""
    if not 0 < limit < len(questions):
        return questions
    return [questions[number * len(questions) // limit] for number in range(limit)]


def outcome_of(assistant: Assistant, question: EvalQuestion, channels: Channels | None = None) -> Outcome:
    """Asks one question and measures the answer; ``channels`` are those of the assistant, made anew unless given."""
    start = time.perf_counter()
    answer = assistant.ask(question.question, question.turns, as_of=question.as_of)
    ms = (time.perf_counter() - start) * 1000
    ranks = (channels or Channels.of(assistant)).ranks(question)
    return Outcome(
        id=question.id,
        split=question.split,
        type=question.type,
        question=" / ".join([*question.turns, question.question]),
        answerable=question.answerable,
        rank=ranks.get("fused", 0),
        ranks=ranks,
        status=answer.status,
        right=question.answerable and is_right(question, answer),
        supported=question.answerable and is_right(question, answer) and is_supported(question, answer),
        chars=len(plain(answer.answer)),
        ms=round(ms, 2),
        retrieve_ms=float(answer.timing_ms["retrieve"]),
        answer=_shown(answer),
        unheld=tuple(unheld(answer, assistant.glossary)),
        llm=answer.engine.get("llm") or "",
    )


def _shown(answer: Answer) -> str:
    places = "; ".join(f"[{citation.n}] {citation.doc_id}" for citation in answer.citations)
    return f"{answer.answer} {places}".strip()


def measures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares (0..1), mean length and latency of some outcomes; a measure without questions is left out."""
    ranked = [o for o in outcomes if o.answerable and " / " not in o.question]
    answerable = [o for o in outcomes if o.answerable]
    unanswerable = [o for o in outcomes if not o.answerable]
    found: dict[str, float] = {"questions": len(outcomes)}
    if ranked:
        found |= {f"hit@{k}": _share([0 < o.rank <= k for o in ranked]) for k in (1, 5, 10)}
        found["mrr"] = round(statistics.fmean(1 / o.rank if o.rank else 0.0 for o in ranked), 3)
    if answerable:
        found["right"] = _share([o.right for o in answerable])
        found["right_and_supported"] = _share([o.supported for o in answerable])
        found["over_refusal"] = _share([o.refused for o in answerable])
    if unanswerable:
        found["refused"] = _share([o.refused for o in unanswerable])
    if outcomes:
        found["unheld"] = sum(bool(o.unheld) for o in outcomes)
        found["mean_chars"] = round(statistics.fmean(o.chars for o in outcomes), 1)
        found["median_ms"] = round(statistics.median(o.ms for o in outcomes), 1)
        found["median_retrieve_ms"] = round(statistics.median(o.retrieve_ms for o in outcomes), 1)
        found["max_ms"] = max(o.ms for o in outcomes)
    return found


def _share(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 3)
