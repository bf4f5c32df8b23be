"""Offset maps: from a character that is shown back to its place in the original file.

An ``Origin`` is a tuple of runs (shown_start, original_start, length), sorted by shown_start and not overlapping.
Within a run both texts advance together. Shown characters outside every run were inserted; they have no original place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from assistant.model import Origin, Span


def identity(length: int, start: int = 0) -> Origin:
    """The map of an unchanged piece of ``length`` characters that stands at ``start`` in the original."""
    return ((0, start, length),) if length else ()


def shift_origin(origin: Origin, by: int) -> Origin:
    """The same map after ``by`` characters were put before the shown text."""
    return tuple((shown + by, original, length) for shown, original, length in origin)


def merge_runs(runs: Iterable[tuple[int, int, int]]) -> Origin:
    """Sorted runs with neighbours joined where both texts go on without a gap. Empty runs are dropped."""
    merged: list[tuple[int, int, int]] = []
    for shown, original, length in runs:
        if not length:
            continue
        if merged and merged[-1][0] + merged[-1][2] == shown and merged[-1][1] + merged[-1][2] == original:
            merged[-1] = (merged[-1][0], merged[-1][1], merged[-1][2] + length)
        else:
            merged.append((shown, original, length))
    return tuple(merged)


def join_origins(parts: Iterable[tuple[Origin, int]]) -> Origin:
    """The map of pieces put one after another; each part is (its map, the number of characters it shows)."""
    runs: list[tuple[int, int, int]] = []
    offset = 0
    for origin, length in parts:
        runs += shift_origin(origin, offset)
        offset += length
    return merge_runs(runs)


def slice_origin(origin: Origin, start: int, end: int) -> Origin:
    """The map of ``shown[start:end]``, with shown positions counted from ``start``."""
    runs = []
    for shown, original, length in origin:
        first, last = max(shown, start), min(shown + length, end)
        if first < last:
            runs.append((first - start, original + first - shown, last - first))
    return tuple(runs)


def compose(outer: Origin, inner: Origin) -> Origin:
    """The map shown -> original, given ``outer`` (shown -> middle) and ``inner`` (middle -> original)."""
    runs: list[tuple[int, int, int]] = []
    for shown, middle, length in outer:
        runs += shift_origin(slice_origin(inner, middle, middle + length), shown)
    return merge_runs(runs)


def to_original(origin: Origin, position: int) -> int:
    """The original position of the shown character at ``position``.

    An inserted character stands where the text before it ends (at the start of the first run if nothing precedes it).
    Raises ValueError for a map without runs.
    """
    if not origin:
        raise ValueError("the text has no offset map")
    at = bisect_right(origin, position, key=lambda run: run[0]) - 1
    if at < 0:
        return origin[0][1]
    shown, original, length = origin[at]
    return original + min(position - shown, length)


def span_to_original(origin: Origin, start: int, end: int) -> Span:
    """The smallest original range that holds every copied character of ``shown[start:end]``.

    Raises ValueError when no character of it was copied from the original.
    """
    runs = slice_origin(origin, start, end)
    if not runs:
        raise ValueError(f"nothing in [{start}, {end}) was copied from the original")
    return min(run[1] for run in runs), max(run[1] + run[2] for run in runs)
