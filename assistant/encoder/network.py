"""The encoder's network in PyTorch, for training: the computation of ``forward.Forward``, with gradients.

Pieces are looked up in the package's quantised table, which stays as it is. Three convolution branches of widths 2, 3
and 5, each of two residual layers, stand beside the pieces; all is normalised, summed over the text, projected, and
passed through three residual dense layers, which questions and sentences have each for themselves. Beside them goes the
sum of the pieces, each with a weight of its own, turned by a matrix of each side: names and rare words, which the
dense layers blur.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import layer_norm, normalize, pad

from assistant.encoder.weights import CHUNKS, ORDERS, SIDES, TOP, Weights

_GAP = 4  # rows of zeros between texts: the widest convolution reaches 2 rows to either side
_EPS = 1e-12
_WORDS = 0.7  # length of the words' part beside that of the dense layers, before training
_UNTRAINED = ("table", "scale", "lo", "bits", "eps", "middle")


class Network(nn.Module):
    """Texts as piece numbers in, vectors of length one out. ``weights`` as ``weights.py`` names them."""

    def __init__(self, weights: Weights) -> None:
        """All weights but the table of pieces become parameters."""
        super().__init__()
        self._table = torch.from_numpy(weights["table"])
        self._scale, self._low = torch.from_numpy(weights["scale"]), torch.from_numpy(weights["lo"])
        self._middle = torch.from_numpy(weights["middle"])
        names = [name for name in weights if (name not in _UNTRAINED and not name.startswith("q")) or "query" in name]
        self.trained = nn.ParameterDict(
            {name: nn.Parameter(torch.from_numpy(weights[name].copy())) for name in names if name not in TOP}
        )

    def forward(self, texts: Sequence[np.ndarray], side: str) -> Tensor:
        """Vectors (n, 512); ``side`` is "query" or "document"."""
        lengths = torch.tensor([len(text) for text in texts])
        owners = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        ids = torch.from_numpy(np.concatenate(texts).astype(np.int64))
        rows = torch.arange(len(ids)) + _GAP * (owners + 1)
        pieces = self._read(ids)
        features = self._features(pieces, rows)
        counts = lengths[:, None].float()
        summed = torch.zeros(len(texts), features.shape[1]).index_add(0, owners, features.float())
        weight = torch.exp(self.trained["piece"][ids])[:, None]
        words = torch.zeros(len(texts), pieces.shape[1]).index_add(0, owners, (pieces - self._middle) * weight)
        turned = normalize(words, dim=1, eps=_EPS) @ self.trained[f"{side}_words"]
        return normalize(self._dense(summed, counts, side).float() + turned.float(), dim=1)

    def _read(self, ids: Tensor) -> Tensor:
        chunk = ids % CHUNKS
        return self._table[ids].float() * self._scale[chunk, None] + self._low[chunk, None]

    def _features(self, pieces: Tensor, rows: Tensor) -> Tensor:
        project, bias, gain, shift = (
            torch.cat([self.trained[f"{name}{width}"] for width, _ in ORDERS], -1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        projected = layer_norm(pieces @ project + bias, (project.shape[1],), gain, shift, _EPS)
        parts = [pieces]
        length = int(rows[-1]) + 1 + _GAP
        for here, (width, left) in zip(projected.chunk(len(ORDERS), 1), ORDERS, strict=True):
            for layer in (1, 2):
                spread = torch.zeros(length, here.shape[1], dtype=here.dtype).index_copy(0, rows, here)
                wide = pad(spread, (0, 0, left, width - 1 - left))
                windows = torch.cat([wide[shift : shift + length] for shift in range(width)], 1)[rows]
                turned = windows @ self.trained[f"w{layer}_{width}"] + self.trained[f"b{layer}_{width}"]
                here = torch.relu(turned) + here
            parts.append(here)
        features = torch.cat([part.float() for part in parts], 1)
        return layer_norm(features, (features.shape[1],), self.trained["ln_g"], self.trained["ln_b"], _EPS)

    def _dense(self, summed: Tensor, counts: Tensor, side: str) -> Tensor:
        top = {name: self.trained[f"{side}_{name}"] for name in TOP}
        mean = (summed @ top["cnn_W"] + counts * top["cnn_b"]) / counts.sqrt()
        first = torch.relu(mean @ top["d0"])
        second = torch.relu(mean @ top["p1"] + first @ top["d1"])
        third = torch.relu(second @ top["d2"])
        return normalize(torch.tanh(second @ top["p3"] + third @ top["d3"]), dim=1)

    def arrays(self) -> Weights:
        """The parameters, and what else belongs into the file of trained weights, as NumPy arrays."""
        arrays = {name: value.detach().float().numpy().copy() for name, value in self.trained.items()}
        return {**arrays, "middle": self._middle.numpy().copy()}


def initial_weights(weights: Weights, likelihoods: np.ndarray, seed: int) -> Weights:
    """The package's weights with what training adds: both sides alike, words weighted by how rare they are.

    ``likelihoods``: the tokenizer's log probability of each piece (n,).
    """
    chunk = np.arange(len(weights["table"])) % CHUNKS
    rows = weights["table"] * weights["scale"][chunk, None] + weights["lo"][chunk, None]
    share = np.exp(likelihoods - likelihoods.max())
    middle = ((share / share.sum()) @ rows[: len(share)]).astype(np.float32)
    rarity = np.full(len(rows), 0.05, np.float32)
    rarity[: len(likelihoods)] = np.clip((-likelihoods - 3.0) / 5.0, 0.05, None)
    rarity[:3] = 0.05  # unknown, start, end
    lengths = np.maximum(np.linalg.norm(rows - middle, axis=1), 1e-3)
    turn = np.linalg.qr(np.random.default_rng(seed).standard_normal((512, 512)))[0].astype(np.float32)
    added: Weights = {"piece": np.log(rarity / lengths).astype(np.float32), "middle": middle}
    for side in SIDES:
        added |= {f"{side}_{name}": weights[name] for name in TOP}
        added[f"{side}_words"] = _WORDS * turn
    return {**weights, **added}
