"""What the check learns from its vocabulary, kept beside the index: it is made once, not at each start.

One file for each encoder, a NumPy archive of plain arrays (never pickled). Its key changes with the vocabulary, the encoder, and
the code that reads words and learns: a file with another key, or one that cannot be read, is made anew.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from assistant.designation.common import CommonWords
from assistant.designation.learned import LearnedWords
from assistant.designation.vocabulary import Topic, names
from assistant.index.embedder import Embedder
from assistant.japanese import tokens

_CODE = (Path(__file__).parent, ("common.py", "learned.py", "prepared.py", "vocabulary.py"))
_DICTIONARY = ("fugashi", "unidic-lite")
log = logging.getLogger(__name__)
Arrays = Mapping[str, np.ndarray]


class Prepared:
    """The topics as the check compares texts with them."""

    def __init__(
        self, topics: Sequence[Topic], vectors: np.ndarray, common: CommonWords, learned: LearnedWords
    ) -> None:
        """``vectors``: float32 (sentences of all topics, dim)."""
        self.topics, self.vectors, self.common, self.learned = tuple(topics), vectors, common, learned


def prepare(topics: Sequence[Topic], embedder: Embedder) -> Prepared:
    """Encodes and learns; some seconds."""
    vectors = embedder.encode_document([text for topic in topics for text in topic.sentences])
    return Prepared(topics, vectors, CommonWords.of(topics), LearnedWords.of(topics))


def prepared(topics: Sequence[Topic], embedder: Embedder, folder: Path) -> Prepared:
    """The same from the file in ``folder``, which is written where it is missing, out of date or damaged."""
    file = folder / f"designation-{embedder.fingerprint[:16]}.npz"
    key = _key(topics, embedder)
    found = _read(file, key, topics)
    if found is None:
        found = prepare(topics, embedder)
        _write(file, key, found)
    return found


def _read(file: Path, key: str, topics: Sequence[Topic]) -> Prepared | None:
    try:
        with np.load(file, allow_pickle=False) as archive:
            if str(archive["key"]) != key:
                return None
            held = {name: archive[name] for name in archive.files}
        parts = {part: {n.removeprefix(f"{part}."): a for n, a in held.items() if n.startswith(f"{part}.")}
                 for part in ("common", "learned")}  # fmt: skip
        vectors = held["vectors"]
        if len(vectors) != sum(len(topic.sentences) for topic in topics):
            return None
        return Prepared(topics, vectors, CommonWords(parts["common"]), LearnedWords(parts["learned"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        log.info("%s is made anew: %s", file.name, type(error).__name__)
        return None


def _write(file: Path, key: str, made: Prepared) -> None:
    """Writes the file as a whole. Where that is not possible, each start learns anew."""
    arrays: dict[str, np.ndarray] = {"key": np.array(key), "vectors": made.vectors}
    arrays |= {f"common.{name}": array for name, array in made.common.arrays.items()}
    arrays |= {f"learned.{name}": array for name, array in made.learned.arrays.items()}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.stem}-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                np.savez(out, **arrays)  # type: ignore[arg-type]
            Path(name).chmod(0o644)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        log.info("%s cannot be written: %s", file.name, error.strerror)


def _key(topics: Sequence[Topic], embedder: Embedder) -> str:
    digest = hashlib.sha256(_code())
    digest.update(repr((embedder.fingerprint, embedder.dim, tuple(topics), names())).encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _code() -> bytes:
    """A fingerprint of the code and the dictionary that the arrays depend on."""
    folder, own = _CODE
    files = [*(folder / name for name in own), *sorted(Path(tokens.__file__).parent.glob("*.*"))]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    digest.update(" ".join(version(name) for name in _DICTIONARY).encode())
    return digest.digest()
