"""Whether an index still holds what the files that it was built from hold now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# Of more than this only names and sizes are compared: a command should not read gigabytes before it answers.
_READ_BYTES = 32 << 20


def source_notes(paths: Sequence[Path]) -> dict[str, Any]:
    """What a manifest keeps about the sources of its index: their paths and a fingerprint of their files."""
    return {"corpus": [str(path.absolute()) for path in paths], "sources": fingerprint(paths)}


def changed_sources(notes: Mapping[str, Any]) -> list[str]:
    """The sources in a manifest's notes whose files differ from those the index was built from.

    Empty when nothing changed, and when the sources are not there any more or were never noted: then nobody can tell.
    """
    names, made = notes.get("corpus", []), notes.get("sources", "")
    paths = [Path(name) for name in names]
    if not made or not all(path.exists() for path in paths):
        return []
    return [] if fingerprint(paths) == made else list(names)


def fingerprint(paths: Sequence[Path]) -> str:
    """SHA-256 over the names, sizes and, up to 32 MB, the contents of all files under ``paths``."""
    files = [(name, path, path.stat().st_size) for root in paths for name, path in _files(root)]
    whole = sum(size for _, _, size in files) <= _READ_BYTES
    digest = hashlib.sha256()
    for name, path, size in files:
        digest.update(f"{name}\0{size}\0".encode(errors="surrogateescape"))
        if whole:
            digest.update(_content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """What is in a file; nothing for one that cannot be read: it is not in the index either."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    if root.is_file():
        yield root.name, root
        return
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path
