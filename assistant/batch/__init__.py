"""Many questions in one go: rows in, the same rows out with their answers."""

from __future__ import annotations

from assistant.batch.runner import BatchResult, run_batch

__all__ = ["BatchResult", "run_batch"]
