"""Measures the assistant over the bundled corpus: ``python -m bench.run [--index DIR] [--out PATH]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.assistant import Assistant
from assistant.config import ROOT, load_settings
from assistant.evaluation.questions import read_questions
from bench.measures import answer_times, command_seconds, folder_size, peak_memory

QUESTIONS = ROOT / "eval" / "questions.jsonl"
LATEST = Path(__file__).with_name("results") / "latest.json"
COLD_STARTS = 5
REMEMBERED = 50  # questions answered before memory is read


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {
        "system": platform.system(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def measure(index: Path, build: bool) -> dict[str, Any]:
    """All figures; the index is built first when ``build``."""
    found: dict[str, Any] = {"version": __version__, "date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": machine()}
    if build:
        arguments = ["build", "--corpus", str(ROOT / "corpus"), "--index", str(index)]
        found["build_s"] = round(command_seconds(arguments, ROOT), 2)
    assistant = Assistant(load_settings(index=index))
    questions = read_questions(QUESTIONS, split="dev")
    found |= {"counts": assistant.index.manifest.counts, "index_mb": folder_size(index), "questions": len(questions)}
    asked = ["ask", questions[0].question, "--json", "--index", str(index)]
    starts = [command_seconds(asked, ROOT) for _ in range(COLD_STARTS)]
    found["cold_start_s"] = {"median": round(statistics.median(starts), 2), "max": round(max(starts), 2)}
    found["peak_mb"] = peak_memory(index, QUESTIONS, REMEMBERED, ROOT)
    return found | answer_times(assistant, questions)


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    on = found["machine"]
    counts = found["counts"]
    rows = [
        *((name, f"{found[key]['median']} ms", f"{found[key]['p95']} ms (p95)") for name, key in _TIMES),
        ("cold start of `ask`", f"{found['cold_start_s']['median']} s", f"{found['cold_start_s']['max']} s (max)"),
        ("build of the bundled corpus", f"{found['build_s']} s" if "build_s" in found else "–", ""),
        (f"peak memory after {REMEMBERED} questions", f"{found['peak_mb']} MB", ""),
        ("index on disk", f"{found['index_mb']} MB", f"{counts['passages']} passages, {counts['units']} units"),
    ]
    lines = [f"| {name} | {value} | {more} |" for name, value, more in rows]
    about = (
        f"{on['cores']} cores, {on['processor']}, {on['system']}, Python {on['python']}, load {on['load']} at the start"
    )
    return "\n".join(
        [f"{found['questions']} questions; {about}", "", "| measure | median | |", "|---|---|---|", *lines]
    )


_TIMES = (("one search", "search_ms"), ("retrieval of an answer", "retrieve_ms"), ("whole answer", "answer_ms"))


def main() -> None:
    """Measure, record, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--index", type=Path, help="measure this index instead of building one")
    parser.add_argument(
        "--out", type=Path, default=LATEST, help="where the figures go (default: bench/results/latest.json)"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(given.index or Path(folder) / "indexes" / "default", build=given.index is None)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
