from __future__ import annotations

import numpy as np
import pytest

from assistant.encoder.surface import BUCKETS, KINDS, Surface, beside, rarity_of

# Texts with made-up pieces: start, one for each character, end.
TEXTS = {text: [1, *map(ord, text), 2] for text in ["第三条の規定", "第五条の規定", "水産庁の調査", "…"]}


@pytest.fixture(scope="module")
def surface() -> Surface:
    return Surface({f"rarity_{kind}": np.ones(BUCKETS, np.float32) for kind in KINDS}, 256)


def test_what_shares_letters_is_alike(surface: Surface) -> None:
    third, fifth, fishery, _ = surface.encode(list(TEXTS), list(TEXTS.values()))
    assert third @ third == pytest.approx(1, abs=1e-6)
    assert third @ fifth > third @ fishery + 0.2
    assert third @ fifth < 0.9, "one figure makes a difference"


def test_width_and_case_make_no_difference(surface: Surface) -> None:
    wide, narrow = surface.encode(["ＡＵＶ", "auv"], [[1, 7, 2], [1, 7, 2]])
    assert np.array_equal(wide, narrow)


def test_nothing_gives_nothing(surface: Surface) -> None:
    assert not surface.encode([""], [[1, 2]]).any()
    assert surface.encode([], []).shape == (0, 256)


def test_rare_features_weigh_more() -> None:
    rarity = rarity_of(TEXTS.items())
    assert set(rarity) == {f"rarity_{kind}" for kind in KINDS}
    values = sorted({float(value) for value in np.unique(rarity["rarity_pieces"])})
    assert values[-1] == 1.0, "what no text has"
    assert 0.05 <= values[0] < 0.4, "の stands in three of four texts"


def test_both_halves_count() -> None:
    rng = np.random.default_rng(0)
    meaning, letters = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in rng.standard_normal((2, 3, 8)))
    whole = beside(meaning, letters)
    assert np.linalg.norm(whole, axis=1) == pytest.approx(np.ones(3))
    assert whole @ whole.T == pytest.approx((meaning @ meaning.T + 1.5 * letters @ letters.T) / 2.5)
