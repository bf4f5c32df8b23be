"""Text that remembers where each of its characters stood in the original file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.japanese.normalize import clean_text
from assistant.japanese.offsets import join_origins, slice_origin
from assistant.model import Origin, Span


@dataclass(frozen=True)
class Traced:
    """A piece of shown text with its offset map. Cutting and joining keep the map; inserted text has none."""

    text: str
    origin: Origin = ()

    @classmethod
    def of(cls, original: str) -> Traced:
        """The whole of a file, cleaned for showing."""
        return cls(*clean_text(original))

    def __len__(self) -> int:
        """Shown characters."""
        return len(self.text)

    def __bool__(self) -> bool:
        """Whether anything but blanks is shown."""
        return bool(self.text.strip())

    def cut(self, start: int, end: int | None = None) -> Traced:
        """The piece ``text[start:end]``."""
        start, end, _ = slice(start, end).indices(len(self.text))
        return Traced(self.text[start:end], slice_origin(self.origin, start, end))

    def strip(self, chars: str = " \t\n\u3000\u00a0") -> Traced:
        """Without blanks (or the given characters) at both ends."""
        left = len(self.text) - len(self.text.lstrip(chars))
        return self.cut(left, max(left, len(self.text.rstrip(chars))))

    def without(self, spans: Iterable[Span]) -> Traced:
        """Without the given ranges (sorted, not overlapping)."""
        pieces, at = [], 0
        for start, end in spans:
            pieces.append(self.cut(at, start))
            at = end
        return join([*pieces, self.cut(at)]) if at else self

    def split(self, pattern: str | re.Pattern[str]) -> list[Traced]:
        """The pieces between the matches of a pattern."""
        pieces, at = [], 0
        for match in re.finditer(pattern, self.text):
            pieces.append(self.cut(at, match.start()))
            at = match.end()
        return [*pieces, self.cut(at)]

    @property
    def start(self) -> int:
        """Original position of the first copied character, -1 when nothing was copied."""
        return self.origin[0][1] if self.origin else -1


def join(pieces: Iterable[Traced], between: str = "") -> Traced:
    """The pieces one after another, with inserted text between them."""
    parts: list[Traced] = []
    for piece in pieces:
        if parts and between:
            parts.append(Traced(between))
        parts.append(piece)
    return Traced("".join(part.text for part in parts), join_origins((part.origin, len(part)) for part in parts))
