from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import AssistantError, InputError
from assistant.index import st_embedder
from assistant.index.embedder import open_embedder
from assistant.index.st_embedder import SentenceTransformerEmbedder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model: the mean of the vectors of known words."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["[UNK]", "query", "passage", ":", "sea", "sky"]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.eye(len(words), dtype=np.float32)
    path = tmp_path_factory.mktemp("models") / "tiny-multilingual-e5"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).save(str(path))
    return path


def test_prefixes_of_the_family(folder: Path, tmp_path: Path) -> None:
    embedder = open_embedder(str(folder), tmp_path)
    query, document = embedder.encode_query(["sea"])[0], embedder.encode_document(["sea"])[0]
    assert embedder.dim == 6 and embedder.path == folder.resolve()
    assert query.nonzero()[0].tolist() == [1, 3, 4] and document.nonzero()[0].tolist() == [2, 3, 4]
    assert np.linalg.norm(query) == pytest.approx(1)


def test_prefixes_of_the_settings_win(folder: Path, tmp_path: Path) -> None:
    embedder = open_embedder(str(folder), tmp_path, query_prefix="", document_prefix="sky ")
    assert embedder.encode_query(["sea"])[0].nonzero()[0].tolist() == [4]
    assert embedder.encode_document(["sea"])[0].nonzero()[0].tolist() == [4, 5]
    assert embedder.fingerprint != open_embedder(str(folder), tmp_path).fingerprint


def test_odd_texts_have_finite_vectors(folder: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(folder), "", "")
    done: list[int] = []
    vectors = embedder.encode_document(["", "😀", "\ud800", "sea " * 9000, "sea"], done.append)
    assert np.isfinite(vectors).all() and vectors[4].argmax() == 4 and sum(done) == 5


@pytest.mark.parametrize(
    ("name", "query"),
    [("cl-nagoya/ruri-v3-310m", "検索クエリ: "), ("intfloat/multilingual-e5-small", "query: "), ("other", None)],
)
def test_known_families(name: str, query: str | None) -> None:
    assert st_embedder._family(name).get("query") == query


def test_damaged_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[", "utf-8")
    with pytest.raises(InputError, match="読み込めません"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_a_models_own_code_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "evil.Module"}]', "utf-8")
    (tmp_path / "evil.py").write_text("raise SystemExit('ran')", "utf-8")
    with pytest.raises(InputError, match=r"evil\.Module"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_a_routers_own_code_is_not_run(tmp_path: Path) -> None:
    router = '[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.base.modules.Router"}]'
    (tmp_path / "modules.json").write_text(router, "utf-8")
    (tmp_path / "router_config.json").write_text('{"types": {"query_0_X": "evil.Module"}}', "utf-8")
    with pytest.raises(InputError, match=r"evil\.Module"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_failed_download_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub

    def offline(name: str, **settings: object) -> str:
        raise OSError(f"no route to {name}")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", offline)
    with pytest.raises(AssistantError, match="no route to some/model"):
        SentenceTransformerEmbedder("some/model")
