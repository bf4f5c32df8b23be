"""The encoder's weights: those of the pinned package, and what training changed, quantised in one small file.

Matrices are kept as int8 with a scale for each column, everything else as float16. The names:

- ``table``, ``scale``, ``lo``: the package's table of pieces, a byte a number, and how to read it.
- ``proj*``, ``ln_*``, ``w1_*``, ``w2_*``, ``b1_*``, ``b2_*``: the convolution branches, shared by both sides.
- ``query_*`` and ``document_*``: the layers after the sum over a text (``cnn_W``, ``d0`` …), and ``words``, the matrix that turns the
  weighted sum of pieces.
- ``piece``: the weight of each piece in that sum; ``middle``: the mean piece, taken from each.
- ``rarity_*``: how rare the features of the letters are (``surface.py``).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np

from assistant.errors import IndexUnusable
from assistant.index.files import WrittenFile, write_file

Weights = dict[str, np.ndarray]

SIDES = ("query", "document")
TOP = ("cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3")
# Width of a convolution, and how many pieces before the current one it sees.
ORDERS = ((2, 0), (3, 1), (5, 2))
CHUNKS = 17  # every 17th row of the table is quantised together
_SCALE = ".scale"


def package_folder() -> Path:
    """Where the installed package keeps its resources."""
    from assistant.index.use_embedder import check_package, encoder_table

    check_package(encoder_table()["use"])
    spec = importlib.util.find_spec(encoder_table()["use"]["import"])
    assert spec is not None and spec.origin is not None  # check_package raises otherwise
    return Path(spec.origin).parent / "resources"


def package_weights() -> Weights:
    """The untrained weights as the package ships them. Raises IndexUnusable when they are not the pinned ones."""
    with np.load(package_folder() / "weights.npz", allow_pickle=False) as arrays:
        weights = {name: arrays[name] for name in arrays.files if not name.startswith("q")}
        first = arrays["q1"]
        weights["table"] = np.empty((CHUNKS * len(first), first.shape[1]), np.uint8)
        for chunk in range(CHUNKS):  # one at a time: together they are 65 MB once more
            weights["table"][chunk::CHUNKS] = arrays[f"q{chunk + 1}"]
        return weights


def read_trained(path: Path) -> Weights:
    """What ``write_trained`` wrote, as float32. Raises IndexUnusable when it is missing or damaged."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        arrays = load_file(path)
        return {
            name: _restored(array, arrays.get(name + _SCALE))
            for name, array in arrays.items()
            if not name.endswith(_SCALE)
        }
    except (OSError, SafetensorError, ValueError) as error:
        raise IndexUnusable(
            f"符号化モデルのファイル {path} を読めません（{error}）。make setup で入れ直すか、学習し直してください。",
            f"The encoder's file {path} cannot be read ({error}). Install it anew with `make setup`, or train it again.",
        ) from error


def write_trained(path: Path, weights: Weights) -> WrittenFile:
    """Write trained weights, quantised."""
    from safetensors.numpy import save

    return write_file(path, save(dict(_quantised(weights))))


def quantised(weights: Weights) -> Weights:
    """The weights as they are read back from a file: what ships is what is measured."""
    arrays = dict(_quantised(weights))
    return {name: _restored(arrays[name], arrays.get(name + _SCALE)) for name in weights}


def _quantised(weights: Weights) -> list[tuple[str, np.ndarray]]:
    arrays: list[tuple[str, np.ndarray]] = []
    for name, array in weights.items():
        if array.ndim < 2:
            arrays.append((name, array.astype(np.float16)))
            continue
        scale = (np.maximum(np.abs(array).max(axis=0), 1e-12) / 127).astype(np.float32)
        arrays += [(name, np.rint(array / scale).astype(np.int8)), (name + _SCALE, scale)]
    return arrays


def _restored(array: np.ndarray, scale: np.ndarray | None) -> np.ndarray:
    return array.astype(np.float32) if scale is None else array.astype(np.float32) * scale
