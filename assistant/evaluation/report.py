"""The evaluation as text for the terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import AssistantError
from assistant.evaluation.runner import Evaluation

_COLUMNS = (
    "questions", "hit@1", "hit@5", "hit@10", "mrr", "right", "right_and_supported", "over_refusal", "refused", "unheld",
    "mean_chars", "median_retrieve_ms", "median_ms",
)  # fmt: skip
_RATES = ("hit@1", "hit@5", "hit@10")


def summary_text(result: Evaluation) -> str:
    """A table for a terminal: the halves, then every question type."""
    rows = [(split, result.summary(split)) for split in result.shown_splits()]
    rows += list(result.by_type().items())
    width = max(len(name) for name, _ in rows) + 2
    lines = [" " * width + "  ".join(column.rjust(max(6, len(column))) for column in _COLUMNS)]
    for name, values in rows:
        cells = (str(values.get(column, "–")).rjust(max(6, len(column))) for column in _COLUMNS)
        lines.append(name.ljust(width) + "  ".join(cells))
    lines += ["", "retrieval by channel: " + " / ".join(_RATES)]
    for name, channels in result.by_channel().items():
        cells = (f"{channel} " + " / ".join(map(str, rates.values())) for channel, rates in channels.items())
        lines.append(name.ljust(width) + "   ".join(cells))
    return "\n".join(lines)


def write_report(result: Evaluation, folder: Path) -> None:
    """``results.json`` with every outcome and ``report.md`` with the tables and what went wrong in the dev half.

    Raises AssistantError when they cannot be written.
    """
    results = json.dumps(result.to_json(), ensure_ascii=False, indent=1) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "results.json").write_text(results, encoding="utf-8")
        (folder / "report.md").write_text(_markdown(result), encoding="utf-8")
    except OSError as error:
        raise AssistantError(
            f"評価の結果を {folder} に書き込めません（{error.strerror}）。空きと権限を確かめるか、--report に別のフォルダを指定してください。",
            f"The results cannot be written to {folder} ({error.strerror}). "
            "Check its space and permissions, or give another folder with --report.",
        ) from error


def _markdown(result: Evaluation) -> str:
    lines = ["# Evaluation", "", f"Engine: {json.dumps(result.engine, ensure_ascii=False)}", ""]
    for split in result.shown_splits():
        lines += [f"## {split}", "", "| | " + " | ".join(_COLUMNS) + " |", "|---" * (len(_COLUMNS) + 1) + "|"]
        for name, values in [("all types", result.summary(split)), *result.by_type(split).items()]:
            lines.append(f"| {name} | " + " | ".join(str(values.get(column, "–")) for column in _COLUMNS) + " |")
        lines += ["", "| retrieval by channel | " + " | ".join(_RATES) + " |", "|---" * (len(_RATES) + 1) + "|"]
        for name, channels in result.by_channel(split).items():
            for channel, rates in channels.items():
                lines.append(f"| {name}, {channel} | " + " | ".join(str(rates[rate]) for rate in _RATES) + " |")
        lines.append("")
    wrong = [
        o
        for o in result.outcomes
        if o.split == "dev" and (o.answerable != (not o.refused) or (o.answerable and not o.right))
    ]
    lines += ["## Wrong in the development half", ""]
    lines += [
        f"- {o.id} ({o.type}, evidence at rank {o.rank}): {o.question} → {' '.join(o.answer.split())}" for o in wrong
    ]
    unheld = [o for o in result.outcomes if o.split == "dev" and o.unheld]
    lines += ["", "## Figures, dates and names that the citations do not hold (development half)", ""]
    lines += [f"- {o.id}: {'、'.join(o.unheld)} → {' '.join(o.answer.split())}" for o in unheld] or ["none"]
    return "\n".join(lines) + "\n"
