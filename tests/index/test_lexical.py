from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from assistant.index.lexical import LexicalIndex

TOKENS = [["量子", "暗号", "通信"], ["海洋", "観測"], ["量子", "計算", "量子"], []]


def test_score_is_lucene_bm25() -> None:
    index = LexicalIndex.create(TOKENS, k1=1.2, b=0.5)
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    expected = idf * 2 / (2 + 1.2 * (1 - 0.5 + 0.5 * 3 / 2))
    assert index.scores(["量子"])[2] == pytest.approx(expected, rel=1e-5)


def test_only_units_with_the_token_score() -> None:
    scores = LexicalIndex.create(TOKENS).scores(["海洋", "未知"])
    assert scores.dtype == np.float32
    assert np.flatnonzero(scores).tolist() == [1]


def test_no_token_no_score() -> None:
    assert not LexicalIndex.create(TOKENS).scores([]).any()
    assert LexicalIndex.create([]).scores(["海"]).shape == (0,)
    assert LexicalIndex.create([[], []]).scores(["海"]).tolist() == [0, 0]


def test_ceiling_counts_unknown_tokens() -> None:
    index = LexicalIndex.create([["海", "船"], ["海", "魚"]])
    known = index.ceiling(["海", "船"])
    assert index.scores(["海", "船"])[0] == pytest.approx(known, rel=1e-5)
    assert index.ceiling(["海", "船", "宇宙"]) > known
    assert index.ceiling([]) == 0


def test_saved_without_pickle_and_read_back(tmp_path: Path) -> None:
    index = LexicalIndex.create(TOKENS, k1=1.1, b=0.3)
    names = {file.name for file in index.save(tmp_path)}
    again = LexicalIndex.load(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npy"} and len(names) == 6
    assert again.unit_tokens() == TOKENS
    assert (again.k1, again.b) == (1.1, 0.3)
    assert np.array_equal(again.scores(["量子", "暗号"]), index.scores(["量子", "暗号"]))
