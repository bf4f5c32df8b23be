"""One function a measure; times in milliseconds or seconds as named, memory and sizes in MB (10**6 bytes)."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluation.questions import EvalQuestion

MB = 1_000_000
# Answers so many questions in a process of its own and prints its largest resident size in bytes.
_REMEMBER = """
import sys
from pathlib import Path
from assistant.assistant import Assistant
from assistant.config import load_settings
from assistant.evaluation.questions import read_questions
from bench.measures import peak_bytes
index, questions, count = sys.argv[1:]
assistant = Assistant(load_settings(index=Path(index)))
for question in read_questions(Path(questions), split="dev")[: int(count)]:
    assistant.ask(question.question, question.turns, question.as_of)
print(peak_bytes())
"""


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile (nearest rank), rounded."""
    ordered = sorted(values)
    rank = max(0, -(-len(ordered) * 95 // 100) - 1)
    return {"median": round(statistics.median(ordered), 2), "p95": round(ordered[rank], 2)}


def answer_times(assistant: Assistant, questions: Sequence[EvalQuestion]) -> dict[str, dict[str, float]]:
    """Milliseconds of retrieval (all searches of an answer), of one search, and of the whole answer."""
    assistant.ask(questions[0].question)  # what is loaded once
    searching, retrieving, answering = [], [], []
    for question in questions:
        start = time.perf_counter()
        assistant.search(question.question)
        searching.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        answer = assistant.ask(question.question, question.turns, question.as_of)
        answering.append((time.perf_counter() - start) * 1000)
        retrieving.append(answer.timing_ms["retrieve"])
    return {"search_ms": spread(searching), "retrieve_ms": spread(retrieving), "answer_ms": spread(answering)}


def command_seconds(arguments: Sequence[str], folder: Path) -> float:
    """Seconds from start to exit of one ``policy-assistant`` command. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "assistant", *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def peak_memory(index: Path, questions: Path, count: int, folder: Path) -> float:
    """MB resident at most in a process that has answered ``count`` questions."""
    arguments = [sys.executable, "-c", _REMEMBER, str(index), str(questions), str(count)]
    ended = subprocess.run(arguments, cwd=folder, check=True, capture_output=True, text=True)
    return round(int(ended.stdout) / MB, 1)


def peak_bytes() -> int:
    """Largest resident size of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def folder_size(folder: Path) -> float:
    """MB of all files below a folder."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MB, 2)
