from __future__ import annotations

from shared import Built

from assistant.evaluation.questions import EvalQuestion
from bench.measures import answer_times, folder_size, peak_bytes, spread
from bench.run import machine, table


def test_median_and_95th_percentile():
    assert spread(range(1, 101)) == {"median": 50.5, "p95": 95}
    assert spread([3.0]) == {"median": 3.0, "p95": 3.0}
    assert spread([1.0] * 19 + [100.0]) == {"median": 1.0, "p95": 1.0}


def test_answers_are_timed_and_the_table_shows_every_figure(small: Built, small_assistant):
    questions = [EvalQuestion(str(n), "dev", "factoid", "みらい防災育成プログラムの予算は") for n in range(3)]
    found = {
        **answer_times(small_assistant, questions), "machine": machine(), "questions": 3,
        "counts": {"passages": 6, "units": 20}, "cold_start_s": {"median": 1.5, "max": 1.6}, "build_s": 12.5,
        "peak_mb": 321.0, "index_mb": folder_size(small.index),
    }  # fmt: skip
    assert found["answer_ms"]["p95"] >= found["retrieve_ms"]["median"] > 0 and found["index_mb"] > 0
    shown = table(found)
    assert all(figure in shown for figure in ("1.5 s", "12.5 s", "321.0 MB", "6 passages", "Python 3.")), shown
    assert "–" in table({name: value for name, value in found.items() if name != "build_s"})


def test_memory_is_in_bytes():
    assert 10_000_000 < peak_bytes() < 10_000_000_000
