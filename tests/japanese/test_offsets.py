"""A shown character is found again in the original."""

from __future__ import annotations

import pytest

from assistant.japanese.offsets import compose, identity, join_origins, slice_origin, span_to_original, to_original

ORIGINAL = "0123456789"
# shown "234-78": the dash was inserted
SHOWN = ((0, 2, 3), (4, 7, 2))


def test_to_original_of_copied_and_inserted_characters() -> None:
    assert [to_original(SHOWN, i) for i in (0, 2, 4, 5)] == [2, 4, 7, 8]
    assert to_original(SHOWN, 3) == 5


def test_slice_counts_from_its_own_start() -> None:
    assert slice_origin(SHOWN, 2, 6) == ((0, 4, 1), (2, 7, 2))


def test_compose_follows_both_maps() -> None:
    outer = slice_origin(identity(6), 1, 5)
    assert compose(outer, SHOWN) == slice_origin(SHOWN, 1, 5)


def test_join_merges_pieces_that_go_on() -> None:
    assert join_origins([(identity(3, 2), 3), (identity(4, 5), 4)]) == ((0, 2, 7),)
    assert join_origins([(identity(3, 2), 3), ((), 1), (identity(2, 7), 2)]) == SHOWN


def test_span_to_original_covers_what_was_copied() -> None:
    assert span_to_original(SHOWN, 1, 5) == (3, 8)
    with pytest.raises(ValueError):
        span_to_original(SHOWN, 3, 4)


def test_no_map_is_an_error() -> None:
    with pytest.raises(ValueError):
        to_original((), 0)
