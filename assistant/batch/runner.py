"""Runs a batch: answers the rows in order, keeps what is answered, goes on where it stopped."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.batch.log import Result, open_log, read_log, write_log
from assistant.batch.reading import check_suffix, read_rows
from assistant.batch.rows import BatchRow
from assistant.batch.tables import read_table_results, write_table
from assistant.errors import AssistantError, InputError
from assistant.japanese.normalize import clean_text

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_logger = logging.getLogger(__name__)
_AHEAD = 4  # rows begun for each thread before the first of them is written

# (rows done, rows in all)
Progress = Callable[[int, int], None]
Kept = dict[tuple[str, int], Result]


@dataclass(frozen=True)
class BatchResult:
    """What stands in the output: all rows, and how many of them carry an error."""

    rows: int
    errors: int


def run_batch(
    assistant: Assistant,
    source: Path,
    out: Path,
    *,
    resume: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> BatchResult:
    """Answers every row of ``source`` (.jsonl, .csv, .xlsx) into ``out`` (likewise), in the same order.

    A row that fails carries ``error`` and the batch goes on. With ``resume``, rows that stand in ``out`` (or beside it,
    in ``<out>.partial.jsonl``) with the same question are kept. Raises InputError for files that cannot be read or
    written, IndexUnusable for the index, AssistantError on a full disk; what was answered until then is kept.
    """
    log = _log_path(out)
    _check_paths(source, out, log)
    rows = read_rows(source)
    results = _kept(rows, out, log) if resume else {}
    _ = assistant.retriever  # what is loaded once: a damaged index ends the batch before anything is written
    open_rows = [row for row in rows if row.key not in results]
    kept = [results[row.key] for row in rows if row.key in results]
    with open_log(log, kept) as append:
        for row, result in _answered(assistant, open_rows, workers):
            append(result)
            results[row.key] = result
            if progress:
                progress(len(results), len(rows))
    ordered = [results[row.key] for row in rows]
    if log != out:
        write_table(out, ordered)
        log.unlink()
    elif rows[: len(kept)] + open_rows != rows:
        write_log(out, ordered)  # what was kept did not stand at the beginning
    return BatchResult(len(ordered), sum("error" in result for result in ordered))


def _log_path(out: Path) -> Path:
    return out if check_suffix(out) == ".jsonl" else out.with_name(f"{out.name}.partial.jsonl")


def _check_paths(source: Path, out: Path, log: Path) -> None:
    check_suffix(source)
    for path in (out, log):
        if path.resolve() == source.resolve() or (path.exists() and source.exists() and path.samefile(source)):
            raise InputError(
                f"「{path}」は入力と同じファイルです。-o に別の名前を指定してください。",
                f"{str(path)!r} is the input file itself. Give another name with -o.",
            )
    if out.is_dir() or not os.access(out if out.exists() else out.parent, os.W_OK):
        raise InputError(
            f"「{out}」に書き込めません。フォルダがあるか、書き込みの権限があるか確かめてください。",
            f"Cannot write {str(out)!r}. Check that its folder exists and that you may write to it.",
        )


def _kept(rows: Sequence[BatchRow], out: Path, log: Path) -> Kept:
    """The results that stand already, by their row. Raises InputError when they belong to another input."""
    if log.exists():
        found = read_log(log)
    elif out.exists() and out.stat().st_size:
        found = read_table_results(out)
    else:
        return {}
    known = {row.key: row for row in rows}
    seen: Counter[str] = Counter()
    kept: Kept = {}
    for result in found:
        key = str(result["id"]), seen[str(result["id"])]
        seen[key[0]] += 1
        if key not in known:
            raise InputError(
                f"「{out}」には入力にない行（id「{key[0]}」）があるため、続きから始められません。"
                "-o に別の名前を指定してください。",
                f"{str(out)!r} holds a row that the input lacks (id {key[0]!r}): cannot resume. "
                "Give another name with -o.",
            )
        row = known[key]
        kept_of = result.get("description_sha256"), result.get("question", "")
        if kept_of == (_mark(row)["description_sha256"] if row.description else None, _shown(row)):
            kept[key] = result
    return kept


def _answered(assistant: Assistant, rows: Sequence[BatchRow], workers: int) -> Iterator[tuple[BatchRow, Result]]:
    """The rows with their results, in order, several threads working ahead."""
    if workers == 1:
        yield from ((row, _result(assistant, row)) for row in rows)
        return
    with ThreadPoolExecutor(workers) as pool:
        begun: deque[tuple[BatchRow, Future[Result]]] = deque()
        try:
            for row in rows:
                begun.append((row, pool.submit(_result, assistant, row)))
                if len(begun) >= workers * _AHEAD:
                    first, future = begun.popleft()
                    yield first, future.result()
            for first, future in begun:
                yield first, future.result()
        finally:
            for _, future in begun:
                future.cancel()


def _result(assistant: Assistant, row: BatchRow) -> Result:
    lang = assistant.settings.language
    if row.error:
        return _failed(row, row.error.message(lang))
    try:
        if row.description.strip():
            return {"id": row.id, **assistant.check(row.description, row.call, lang=lang).to_json(), **_mark(row)}
        answer = assistant.ask(row.question, row.turns, row.as_of, row.doc, lang)
    except AssistantError as error:
        return _failed(row, error.message(lang))
    except Exception as error:  # one row must not end the batch; the log has the whole story
        _logger.info("row %s failed", row.id, exc_info=not row.description)  # a description is never logged
        told = type(error).__name__ if row.description else f"{type(error).__name__}: {error}"
        ja = f"この行の処理中に予期しない問題が起きました（{told}）。"
        return _failed(row, f"This row failed unexpectedly ({told})." if lang == "en" else ja)
    return {**answer.to_json(), "id": row.id}


def _failed(row: BatchRow, error: str) -> Result:
    return {"id": row.id, **(_mark(row) if row.description else {"question": _shown(row)}), "error": error}


def _mark(row: BatchRow) -> Result:
    """What tells at a resume that a result belongs to this description, without keeping the description."""
    return {"description_sha256": hashlib.sha256(f"{row.description}\0{row.call}".encode()).hexdigest()}


def _shown(row: BatchRow) -> str:
    """The question as it stands in the output."""
    return clean_text(row.question)[0].strip()
