"""Generations of an index: one folder a build, the current one named in the file CURRENT.

    indexes/default/
      CURRENT                     gen-20261121T090000-4242-1f3a
      gen-20261121T090000-4242-1f3a/   manifest.json and the files that it lists
      LOCK                        held while someone writes

A build that dies leaves a folder that nobody names; the next successful build removes it.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import AssistantError, IndexUnusable
from assistant.index.files import sync_folder, write_file

CURRENT = "CURRENT"
LOCK = "LOCK"
_PREFIX = "gen-"


def current_generation(folder: Path) -> Path:
    """The generation in use. Raises IndexUnusable when there is none."""
    try:
        name = (folder / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise IndexUnusable(
            f"索引がありません（{folder}）。policy-assistant build で作ってください。",
            f"There is no index in {folder}. Make one with `policy-assistant build`.",
        ) from error
    except PermissionError as error:
        raise IndexUnusable(
            f"索引 {folder} を読む権限がありません（{error.strerror}）。フォルダーの権限を確かめてください。",
            f"You may not read the index {folder} ({error.strerror}). Check the folder's permissions.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(folder, CURRENT) from error
    generation = folder / name
    if not name.startswith(_PREFIX) or Path(name).name != name or not os.path.isdir(generation):
        raise damaged(folder, CURRENT)
    return generation


def damaged(folder: Path, name: str) -> IndexUnusable:
    """The error for an index whose file ``name`` is missing or unreadable."""
    return IndexUnusable(
        f"索引 {folder} の {name} がないか、壊れています。policy-assistant build で作り直してください。",
        f"{name} of the index {folder} is missing or damaged. Rebuild it with `policy-assistant build`.",
    )


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A folder to write into, made current when the block ends well and removed when it does not.

    The caller holds ``writer_lock``. Raises AssistantError when the disk is full or cannot be written; the index in
    use then stays in use.
    """
    name = f"{_PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}-{secrets.token_hex(2)}"
    generation = folder / name
    try:
        generation.mkdir(parents=True)
        yield generation
        sync_folder(generation)
        _make_current(folder, name)
    except BaseException as error:
        if not _is_current(folder, name):
            shutil.rmtree(generation, ignore_errors=True)
        if isinstance(error, OSError):
            raise _not_written(folder, error) from error
        raise
    for old in folder.glob(f"{_PREFIX}*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the right to write. Raises AssistantError when another process, or thread, holds it.

    The system lets go of the lock when its process dies, so that one left by a dead process hinders nobody.
    """
    import fcntl

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "?"
            raise AssistantError(
                f"索引 {folder} は別の処理（プロセス {holder}）が書き込み中です。"
                "終わってからもう一度実行してください。",
                f"Process {holder} is writing to the index {folder}. Try again when it is done.",
            ) from error
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _is_current(folder: Path, name: str) -> bool:
    try:
        return (folder / CURRENT).read_text("utf-8").strip() == name
    except FileNotFoundError:
        return False


def _make_current(folder: Path, name: str) -> None:
    new = folder / f"{CURRENT}.new"
    write_file(new, f"{name}\n".encode())
    os.replace(new, folder / CURRENT)
    sync_folder(folder)


def _not_written(folder: Path, error: OSError) -> AssistantError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return AssistantError(
            f"ディスクの空きが足りないため、索引 {folder} に書き込めません。"
            "元の索引はそのまま使えます。空きを作ってからもう一度実行してください。",
            f"The disk is full: the index {folder} was not written. "
            "The index in use is unchanged. Free some space and try again.",
        )
    return AssistantError(
        f"索引 {folder} に書き込めません（{error}）。元の索引はそのまま使えます。フォルダーの権限を確かめてください。",
        f"Cannot write the index {folder} ({error}). The index in use is unchanged. Check the folder's permissions.",
    )
