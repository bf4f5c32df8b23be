"""Where a cited place (「見出し > 見出し」) begins and ends in an original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.model import Span
from assistant.proof.originals import Original
from assistant.sources.keys import line_key, place_keys

_WRAPPED = 4  # lines over which a heading may run
_TELLING = 8  # characters from which the beginning of a line is enough to know a heading by


@dataclass(frozen=True)
class Places:
    """The places that a corpus cites in one original, each with the ranges of lines that it covers.

    A range begins at the line that prints the place's last heading. It ends before the next heading of the same or a
    higher level that is not cited as part of it; where the reader knows no level, before the next heading of any kind.
    The document's own title covers the whole document.
    """

    original: Original
    ranges: dict[str, tuple[Span, ...]]

    @classmethod
    def of(cls, original: Original, cited: Iterable[str]) -> Places:
        """Looks up every place; one that is not there has no ranges."""
        finder = _Finder(original, {place: place_keys(place) for place in cited})
        return cls(original, {place: tuple(finder.ranges(place)) for place in finder.keys})

    def text(self, place: str) -> str:
        """What stands at the place, "" where there is no such place."""
        return "\n".join(self.original.text(*span) for span in self.ranges.get(place, ()))

    def covers(self, place: str, line: int) -> bool:
        """Whether a line of the original belongs to the place."""
        return any(start <= line < end for start, end in self.ranges.get(place, ()))

    def is_whole(self, place: str) -> bool:
        """Whether the place is the whole document."""
        return self.ranges.get(place) == ((0, len(self.original.lines)),)


class _Finder:
    def __init__(self, original: Original, keys: dict[str, tuple[str, ...]]) -> None:
        self.original, self.keys = original, keys
        title = line_key(original.document.title)
        self.titles = {title}
        self.children: dict[str, set[str]] = {}
        for path in keys.values():
            for at, key in enumerate(path):
                self.children.setdefault(key, set()).update(path[at + 1 :])
        self.lines = {key: self._lines(key) for key in self.children}
        self.cited = {line: key for key, lines in self.lines.items() for line in lines}

    def ranges(self, place: str) -> list[Span]:
        path = self.keys[place]
        if not path:
            return []
        if len(path) == 1 and path[0] in self.titles:
            return [(0, len(self.original.lines))]
        if any(not self.lines[key] and key not in self.titles for key in path):
            return []
        below = self._below(path)
        spans = [(line, self._end(line, path[-1])) for line in below or self.lines[path[-1]]]
        return sorted({*spans, *self._read_there(path)})

    def _below(self, path: tuple[str, ...]) -> list[int]:
        """Lines of the last heading that come after the ones above it; none where the boxes of a slide are mixed."""
        earliest = 0
        for key in path[:-1]:
            above = [line for line in self.lines[key] if line >= earliest]
            if not above and key not in self.titles:
                return []
            earliest = above[0] if above else earliest
        return [line for line in self.lines[path[-1]] if line >= earliest]

    def _read_there(self, path: tuple[str, ...]) -> list[Span]:
        """Paragraphs that the reader puts under these headings, wherever their box stands on the page."""
        inside = []
        for unit in self.original.units:
            keys = [line_key(heading) for heading in unit.path]
            if keys and keys[-1] == path[-1] and all(key in keys or key in self.titles for key in path):
                inside.append((unit.line, unit.end))
        return inside

    def _lines(self, key: str) -> list[int]:
        """Lines that print a heading, also one that is set over several lines."""
        keys = self.original.keys
        found = [line for line, other in enumerate(keys) if other == key]
        if not found:
            found = [line for line, other in enumerate(keys) if len(key) >= _TELLING and other.startswith(key)][:1]
        if not found:
            for line, first in enumerate(keys):
                joined = first
                for further in keys[line + 1 : line + _WRAPPED] if first and key.startswith(first) else ():
                    joined += further
                    if joined == key:
                        found.append(line)
                        break
        return found

    def _end(self, line: int, key: str) -> int:
        headings = self.original.headings
        level = headings.get(line)
        inner = self.children[key]
        for further in range(line + 1, len(self.original.lines)):
            other, depth = self.cited.get(further), headings.get(further)
            if other is not None and (other == key or other in inner):
                continue
            if depth is not None and (level is None or depth <= level):
                return further
            if other is not None and depth is None:
                return further
        return len(self.original.lines)
