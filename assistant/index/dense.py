"""The dense channel: exact inner products in FAISS, one vector a unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import IndexUnusable
from assistant.index.files import WrittenFile, write_file

if TYPE_CHECKING:
    import faiss


class DenseIndex:
    """``IndexIDMap2(IndexFlatIP)``: vectors float32 (n, dim) under the numbers of their units.

    Vectors are L2-normalised, so the inner product is the cosine; a zero vector scores 0 everywhere.
    """

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        """Wrap a FAISS index; ``create`` and ``load`` make one."""
        self._index = index

    @classmethod
    def create(cls, vectors: np.ndarray, numbers: Sequence[int] | None = None) -> DenseIndex:
        """An index of ``vectors``, numbered from 0 when ``numbers`` are not given."""
        import faiss

        dense = cls(faiss.IndexIDMap2(faiss.IndexFlatIP(int(vectors.shape[1]))))
        dense.add(vectors, range(len(vectors)) if numbers is None else numbers)
        return dense

    @property
    def dim(self) -> int:
        """Dimensions of a vector."""
        return int(self._index.d)

    def __len__(self) -> int:
        """How many units it holds."""
        return int(self._index.ntotal)

    def add(self, vectors: np.ndarray, numbers: Sequence[int]) -> None:
        """Add vectors (n, dim) under n numbers that are not in use yet. Raises ValueError when one is."""
        wanted = np.asarray(numbers, np.int64)
        if len(set(wanted.tolist())) != len(wanted) or np.isin(wanted, self.numbers()).any():
            raise ValueError("a unit number is already in use")
        if len(wanted):
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), wanted)

    def remove(self, numbers: Sequence[int]) -> int:
        """Remove these units; returns how many there were."""
        import faiss

        return int(self._index.remove_ids(faiss.IDSelectorBatch(np.asarray(numbers, np.int64))))

    def numbers(self) -> np.ndarray:
        """The unit numbers in storage order, int64 (n,)."""
        import faiss

        return faiss.vector_to_array(self._index.id_map)

    def vectors(self) -> np.ndarray:
        """All vectors in storage order, float32 (n, dim); a copy."""
        return np.asarray(self._matrix()).copy()

    def search(self, vectors: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """The k nearest units of each query vector (m, dim): their numbers int64 (m, k) and cosines float32 (m, k).

        Best first; fewer columns when the index holds fewer than ``k``.
        """
        import faiss

        k = min(k, len(self))
        if k <= 0:
            return np.zeros((len(vectors), 0), np.int64), np.zeros((len(vectors), 0), np.float32)
        # On a busy machine OpenMP threads wait for each other: 2 ms with one, 14 ms with two (20,000 units). The
        # number belongs to the calling thread, hence at every search.
        faiss.omp_set_num_threads(1)
        scores, numbers = self._index.search(np.ascontiguousarray(vectors, np.float32), k)
        return numbers, scores

    def scores(self, vector: np.ndarray) -> np.ndarray:
        """The cosine of one query vector (dim,) with every unit, float32 (n,) in storage order.

        Faster than ``search`` when all are wanted: nothing is sorted.
        """
        return self._matrix() @ np.asarray(vector, np.float32)

    def save(self, path: Path) -> WrittenFile:
        """Write it to ``path``; ``faiss.read_index`` reads it.

        Serialised in memory and written by us: ``faiss.write_index`` does not notice a disk that fills up when the
        file is closed.
        """
        import faiss

        return write_file(path, faiss.serialize_index(self._index).data)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read what ``save`` wrote. Raises IndexUnusable when FAISS cannot read it."""
        import faiss

        try:
            index: Any = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexUnusable(
                f"索引のファイル {path} が壊れています。policy-assistant build で作り直してください。",
                f"The index file {path} is damaged. Rebuild it with `policy-assistant build`.",
            ) from error
        return cls(index)

    def _matrix(self) -> np.ndarray:
        """FAISS's own storage as (n, dim), not copied: valid until the index changes."""
        import faiss

        flat: Any = faiss.downcast_index(self._index.index)
        if not len(self):
            return np.zeros((0, self.dim), np.float32)
        return faiss.rev_swig_ptr(flat.get_xb(), len(self) * self.dim).reshape(len(self), self.dim)
