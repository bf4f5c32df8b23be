from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnusable
from assistant.index.dense import DenseIndex

VECTORS = np.eye(4, dtype=np.float32)


def test_nearest_unit_first() -> None:
    numbers, scores = DenseIndex.create(VECTORS).search(np.array([[0.6, 0.8, 0, 0]], np.float32), 2)
    assert numbers.tolist() == [[1, 0]]
    assert scores[0] == pytest.approx([0.8, 0.6])


def test_asking_for_more_than_there_is() -> None:
    numbers, scores = DenseIndex.create(VECTORS).search(VECTORS[:1], 100)
    assert numbers.shape == scores.shape == (1, 4)
    assert DenseIndex.create(VECTORS[:0]).search(VECTORS[:1], 5)[0].shape == (1, 0)


def test_scores_of_all_units_agree_with_search() -> None:
    query = np.array([0.1, 0.2, 0.3, 0.4], np.float32)
    index = DenseIndex.create(VECTORS)
    numbers, scores = index.search(query[None], 4)
    assert index.scores(query)[numbers[0]] == pytest.approx(scores[0])
    assert DenseIndex.create(VECTORS[:0]).scores(query).shape == (0,)


def test_removed_units_are_not_found() -> None:
    index = DenseIndex.create(VECTORS)
    assert index.remove([1, 7]) == 1
    assert 1 not in index.search(VECTORS[1:2], 10)[0]
    index.add(VECTORS[1:2], [9])
    assert index.search(VECTORS[1:2], 1)[0].tolist() == [[9]]


def test_a_number_is_given_once() -> None:
    with pytest.raises(ValueError):
        DenseIndex.create(VECTORS).add(VECTORS[:1], [3])


def test_saved_and_read_back(tmp_path: Path) -> None:
    written = DenseIndex.create(VECTORS).save(tmp_path / "dense.faiss")
    assert (tmp_path / "dense.faiss").stat().st_size == written.size
    assert np.array_equal(DenseIndex.load(tmp_path / "dense.faiss").vectors(), VECTORS)


@pytest.mark.parametrize("keep", [0, 20, 60])
def test_cut_file_is_called_damaged(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "dense.faiss"
    DenseIndex.create(VECTORS).save(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(IndexUnusable, match="build"):
        DenseIndex.load(path)
