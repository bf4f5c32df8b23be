from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnusable, InputError
from assistant.index import use_embedder
from assistant.index.embedder import open_embedder
from assistant.index.encoding import encode_unique, normalise
from assistant.index.use_embedder import Trained, UseEmbedder, check_package, encoder_table, use_fingerprint


@pytest.fixture(scope="module")
def embedder() -> UseEmbedder:
    return UseEmbedder()


def test_meaning_counts_more_than_words(embedder: UseEmbedder) -> None:
    query = embedder.encode_query(["海の中を調べる無人の乗り物"])[0]
    near, far = embedder.encode_document(["自律型無人探査機で海中を観測する", "医薬品の供給を確保する"])
    assert query @ near > query @ far + 0.1


def test_japanese_and_english_meet(embedder: UseEmbedder) -> None:
    query = embedder.encode_query(["quantum cryptography"])[0]
    near, far = embedder.encode_document(["量子暗号", "漁業の統計"])
    assert query @ near > query @ far + 0.2


ODD = ["", " ", "\u3000\n", "😀", "😀🎉" * 50, "海", "a", "\x00\x01", "\ud800", "-", "。", "नमस्ते", "é" * 9, "\u202e海"]


def test_odd_texts_have_finite_vectors(embedder: UseEmbedder) -> None:
    vectors = embedder.encode_query(ODD)
    assert vectors.shape == (len(ODD), 512) and vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert [text for text, length in zip(ODD, lengths, strict=True) if not length] == [
        "", " ", "\u3000\n", "😀", "😀🎉" * 50, "\x00\x01", "\ud800", "-", "。",
    ]  # fmt: skip


def test_a_megabyte_is_read_up_to_the_limit(embedder: UseEmbedder) -> None:
    limit = encoder_table()["use"]["max_characters"]
    text = "経済安全保障の研究。" * 35_000
    whole, start = embedder.encode_document([text, text[:limit]])
    assert np.array_equal(whole, start)


def test_order_is_kept_and_progress_adds_up(embedder: UseEmbedder) -> None:
    texts = ["長い文章です。" * 20, "短い", "中くらいの文", "短い"] * 100
    done: list[int] = []
    vectors = embedder.encode_document(texts, done.append)
    assert sum(done) == len(texts)
    assert np.array_equal(vectors[1], vectors[3])
    assert vectors[:3] == pytest.approx(np.concatenate([embedder.encode_document([t]) for t in texts[:3]]), abs=1e-4)


def test_likeness_rises_with_the_cosine_and_stays_within_bounds(embedder: UseEmbedder) -> None:
    likeness = embedder.likeness(np.linspace(-1, 1, 41, dtype=np.float32))
    assert likeness.dtype == np.float32 and likeness.min() == 0 and likeness.max() == 1
    assert (np.diff(likeness) >= 0).all()


def test_whole_vectors_tell_figures_apart(embedder: UseEmbedder) -> None:
    texts = ["協議会は令和7年に3回開かれました。", "協議会は令和5年に8回開かれました。"]
    asked = ["令和5年に8回開かれた協議会"]
    meaning = embedder.encode_query(asked) @ embedder.encode_document(texts).T
    whole = embedder.encode_whole(asked, "query") @ embedder.encode_whole(texts, "document").T
    assert whole[0, 1] - whole[0, 0] > meaning[0, 1] - meaning[0, 0] + 0.1


def test_odd_texts_have_finite_whole_vectors(embedder: UseEmbedder) -> None:
    vectors = embedder.encode_whole(ODD, "document")
    assert vectors.shape == (len(ODD), embedder.whole_dim) and np.isfinite(vectors).all()
    assert np.array_equal(vectors.any(axis=1), embedder.encode_document(ODD).any(axis=1))


def test_nothing_to_encode(embedder: UseEmbedder) -> None:
    assert embedder.encode_query([]).shape == (0, 512)
    assert embedder.encode_whole([], "query").shape == (0, embedder.whole_dim)


def test_each_text_is_encoded_once() -> None:
    seen: list[str] = []

    def encode(texts: list[str]) -> np.ndarray:
        seen.extend(texts)
        return np.ones((len(texts), 2), np.float32)

    encode_unique(["b", "aa", "b"], 2, encode)
    assert seen == ["b", "aa"]


def test_nan_becomes_zero() -> None:
    assert normalise(np.array([[np.nan, 1], [3, 4], [0, 0]])) == pytest.approx(np.array([[0, 0], [0.6, 0.8], [0, 0]]))


def test_other_version_of_the_package_is_refused() -> None:
    constants = {**encoder_table()["use"], "version": "0.0.1"}
    with pytest.raises(IndexUnusable, match="make setup"):
        check_package(constants)


def test_missing_package_is_refused() -> None:
    with pytest.raises(IndexUnusable, match="make setup"):
        check_package({**encoder_table()["use"], "package": "there-is-no-such-package"})


def test_changed_weights_are_refused() -> None:
    constants = copy.deepcopy(encoder_table()["use"])
    constants["resources"]["resources/sp.model"] = "0" * 64
    with pytest.raises(IndexUnusable, match=r"sp\.model"):
        check_package(constants)


def test_other_trained_weights_are_refused_and_make_another_fingerprint(tmp_path: Path) -> None:
    other = Trained(tmp_path / "other", "0" * 64)
    with pytest.raises(IndexUnusable, match="other"):
        UseEmbedder(trained=other)
    assert use_fingerprint(other) != use_fingerprint()


def test_default_makes_its_model_folder(tmp_path: Path) -> None:
    embedder = open_embedder(None, tmp_path)
    assert embedder.path.parent == tmp_path
    assert open_embedder(str(embedder.path), tmp_path / "other").fingerprint == embedder.fingerprint
    card = (embedder.path / "README.md").read_text("utf-8")
    assert "Apache-2.0" in card and encoder_table()["use"]["resources"]["resources/weights.npz"] in card
    assert sum(file.stat().st_size for file in embedder.path.iterdir()) < 10_000_000


def test_read_only_cache_does_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(path: Path, trained: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("assistant.index.model_folder.write_model_folder", refuse)
    assert use_embedder.UseEmbedder(tmp_path / "m").encode_query(["海"]).any()
    assert not [record for record in caplog.records if record.levelname == "WARNING"]  # nothing the user must mend


@pytest.mark.parametrize("name", ["./no/such/folder", "/nowhere/model", "a b"])
def test_model_folder_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=name):
        open_embedder(name, tmp_path)


def test_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"modules\.json"):
        open_embedder(str(tmp_path), tmp_path)
