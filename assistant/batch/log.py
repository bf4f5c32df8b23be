"""The rows answered so far, one JSON object a line, written as each is answered.

A process that is killed leaves at most its last line half-written; that row is answered again at ``--resume``.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, InputError
from assistant.index.files import write_file

# A row of the output: the public answer, or its id, question and error.
Result = dict[str, Any]


def line_of(result: Result) -> str:
    """One line of JSON; characters that UTF-8 cannot hold (half of a surrogate pair) are escaped."""
    text = json.dumps(result, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(result)
    return text


def read_log(path: Path) -> list[Result]:
    """The whole rows of a log; a last line that was cut off is left out. Raises InputError when it is no log."""
    results: list[Result] = []
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise not_written(path, error) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            result = json.loads(line)
        except ValueError as error:
            if number == len(lines):
                break
            raise _no_log(path, number) from error
        if not isinstance(result, dict) or "id" not in result:
            raise _no_log(path, number)
        results.append(result)
    return results


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place of ``path`` in one step. Raises AssistantError when it cannot be written."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write_file(new, data)
        os.replace(new, path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise not_written(path, error) from error


def write_log(path: Path, results: Iterable[Result]) -> None:
    """Put these rows in place of ``path`` in one step."""
    write_whole(path, "".join(line_of(result) + "\n" for result in results).encode())


@contextmanager
def open_log(path: Path, kept: list[Result]) -> Iterator[Callable[[Result], None]]:
    """A function that appends a row to a log that begins with ``kept``; the row is with the system when it returns.

    Raises AssistantError on a full disk, InputError for a path that cannot be written; the rows before stand.
    """
    if kept:
        write_log(path, kept)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if kept else os.O_TRUNC), 0o644)
    except OSError as error:
        raise not_written(path, error) from error

    def append(result: Result) -> None:
        data = (line_of(result) + "\n").encode()
        try:
            while data:
                data = data[os.write(file, data) :]
        except OSError as error:
            raise not_written(path, error) from error

    try:
        yield append
    finally:
        os.close(file)


def not_written(path: Path, error: OSError) -> AssistantError:
    """The error for a path that cannot be written: a full disk is a failure, anything else the user can mend."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return AssistantError(
            f"ディスクの空きが足りないため「{path}」に書き込めません。ここまでの行は残っています。"
            "空きを作ってから --resume を付けて実行してください。",
            f"The disk is full: {str(path)!r} could not be written. The rows so far are kept. "
            "Free some space and run it again with --resume.",
        )
    return InputError(
        f"「{path}」に書き込めません（{error.strerror}）。フォルダがあるか、書き込みの権限があるか確かめてください。",
        f"Cannot write {str(path)!r} ({error.strerror}). Check that its folder exists and that you may write to it.",
    )


def _no_log(path: Path, number: int) -> InputError:
    return InputError(
        f"「{path}」の{number}行目は batch の結果ではありません。続きから始められないので、"
        "-o に別の名前を指定してください。",
        f"Line {number} of {str(path)!r} is no result of a batch: cannot resume. Give another name with -o.",
    )
