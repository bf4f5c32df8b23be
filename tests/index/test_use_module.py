from __future__ import annotations

import json
import shutil
import socket
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnusable
from assistant.index.embedder import open_embedder
from assistant.index.model_folder import write_model_folder
from assistant.index.use_embedder import TRAINED, UseEmbedder, is_use_folder

# From 6.0 on, sentence-transformers imports classes of other packages only when told to.
TRUST = {"trust_remote_code": True} if int(version("sentence-transformers").split(".")[0]) >= 6 else {}
TEXTS = ["量子暗号通信の研究開発", "Who designates the programmes?", "", "😀", "海" * 3000]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "use"
    write_model_folder(path)
    return path


def refuse(*args: object, **settings: object) -> None:
    raise AssertionError("the network was used")


def test_sentence_transformers_loads_the_folder(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import SentenceTransformer

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    model = SentenceTransformer(str(folder), **TRUST)
    embedder = UseEmbedder()
    expected = embedder.encode_whole(TEXTS, "document")
    assert np.abs(model.encode(TEXTS) - expected).max() < 1e-4
    assert np.abs(model.encode_document(TEXTS) - expected).max() < 1e-4
    assert np.abs(model.encode_query(TEXTS) - embedder.encode_whole(TEXTS, "query")).max() < 1e-4
    assert not np.allclose(model.encode_query(TEXTS[:1]), expected[:1], atol=1e-2), "questions have layers of their own"
    assert model.get_embedding_dimension() == 1536
    meaning = model.encode_query(TEXTS, truncate_dim=512, normalize_embeddings=True)
    assert np.abs(meaning - embedder.encode_query(TEXTS)).max() < 1e-4, "the first numbers are what an index keeps"
    assert not np.allclose(model.encode(TEXTS[:1], prompt="質問: "), expected[:1], atol=1e-2)
    model.save(str(tmp_path / "saved"))
    again = SentenceTransformer(str(tmp_path / "saved"), **TRUST)
    assert np.abs(again.encode(TEXTS) - expected).max() < 1e-4


def test_folder_of_other_weights_is_refused(folder: Path, tmp_path: Path) -> None:
    from assistant.index.use_module import UseModule

    config = json.loads((folder / "use_config.json").read_text("utf-8"))
    (tmp_path / "use_config.json").write_text(json.dumps({**config, "fingerprint": "other"}), "utf-8")
    with pytest.raises(IndexUnusable, match="build"):
        UseModule.load(str(tmp_path))
    with pytest.raises(IndexUnusable, match="build"):
        UseModule.load(str(tmp_path / "none"))


def test_folder_with_damaged_weights_is_refused(folder: Path, tmp_path: Path) -> None:
    damaged = shutil.copytree(folder, tmp_path / "m")
    (damaged / TRAINED).write_bytes((damaged / TRAINED).read_bytes()[:-1] + b"x")
    with pytest.raises(IndexUnusable, match=TRAINED):
        open_embedder(str(damaged), tmp_path)
    (damaged / TRAINED).unlink()
    with pytest.raises(IndexUnusable, match=TRAINED):
        open_embedder(str(damaged), tmp_path)


def test_folder_is_made_anew_when_damaged(tmp_path: Path) -> None:
    path = tmp_path / "use"
    write_model_folder(path)
    (path / "modules.json").write_text("[", "utf-8")
    assert not is_use_folder(path)
    UseEmbedder(path)
    assert is_use_folder(path)
    config = path / "use_config.json"
    config.write_text(config.read_text("utf-8").replace('"fingerprint": "', '"fingerprint": "other'), "utf-8")
    assert UseEmbedder.of_folder(UseEmbedder(path).path), "one of another version is made anew"
    assert [entry.name for entry in tmp_path.iterdir()] == ["use"]
