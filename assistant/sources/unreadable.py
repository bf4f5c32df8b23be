"""The error of a source file that cannot be read."""

from __future__ import annotations

import zlib
from zipfile import BadZipFile

from assistant.errors import InputError
from assistant.sources.problem import Problem

# What the Office libraries raise on damaged files; they promise no error class of their own.
DAMAGED: tuple[type[Exception], ...] = (
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # lxml's XMLSyntaxError
    TypeError,
    ValueError,
    zlib.error,
)


class Unreadable(InputError):
    """A file that cannot be read, with the reason (and what to do) in both languages."""

    def __init__(self, name: str, reason_ja: str, reason_en: str) -> None:
        """``name`` is the file as the user knows it; the reasons are whole sentences without it."""
        super().__init__(f"「{name}」を読めません。{reason_ja}", f'Cannot read "{name}". {reason_en}')
        self.name = name
        self.reason_ja = reason_ja
        self.reason_en = reason_en

    def problem(self, path: str) -> Problem:
        """The same as an entry of the list of what was left out."""
        return Problem(path, self.reason_ja, self.reason_en)
