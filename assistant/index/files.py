"""Files of an index: written through to the disk, with the checksum taken on the way."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class WrittenFile:
    """A file as the manifest knows it."""

    name: str
    size: int
    sha256: str


def write_file(path: Path, content: bytes | memoryview) -> WrittenFile:
    """Write ``content`` and wait until the disk has it. Raises OSError (a full disk, a read-only folder)."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return WrittenFile(path.name, len(memoryview(content).cast("B")), hashlib.sha256(content).hexdigest())


def write_json(path: Path, value: Any) -> WrittenFile:
    """One JSON value, UTF-8. Lone surrogates are kept as they are."""
    return write_file(path, json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def read_json(path: Path) -> Any:
    """What ``write_json`` wrote. Raises OSError, ValueError."""
    return json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))


def write_jsonl(path: Path, values: Iterable[Any]) -> WrittenFile:
    """One JSON value a line."""
    lines = [json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values]
    return write_file(path, "".join(lines).encode("utf-8", "surrogatepass"))


def read_jsonl(path: Path) -> list[Any]:
    """What ``write_jsonl`` wrote, in one pass of the JSON reader. Raises OSError, ValueError."""
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    return json.loads("[" + ",".join(text.split("\n")[:-1]) + "]")


def write_array(path: Path, array: np.ndarray) -> WrittenFile:
    """One array in NumPy's own format, never pickled."""
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    # A copy: a view of the buffer, left in the cycle of a failed write, makes the collector of Python 3.12 crash.
    return write_file(path, buffer.getvalue())


def read_array(path: Path) -> np.ndarray:
    """What ``write_array`` wrote. Raises OSError, ValueError."""
    return np.load(path, allow_pickle=False)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's content as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make renames inside ``folder`` outlive a power cut, where the system can sync folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
