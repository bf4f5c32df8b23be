from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import Document as LlamaDocument

from assistant.index.passages import passages_of
from assistant.index.units import passage_text
from assistant.index.use_embedder import UseEmbedder
from assistant.llama.ingestion import PassageSplitter, PolicyReader, from_llama_document, ingestion_pipeline
from assistant.llama.nodes import to_passage
from assistant.sources.reader import read_path

TEXT = """# 港の利用の手引き

## 申込み

船の所有者は、利用の30日前までに申し込む。申込みは港湾の窓口で受け付ける。

| 区分 | 料金 |
|---|---|
| 大型船 | 5,000円 |
| 小型船 | 1,000円 |
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "港.md"
    path.write_text(TEXT, "utf-8")
    return path


def test_pipeline_gives_our_passages_with_their_vectors(file: Path) -> None:
    embedder = UseEmbedder()
    nodes = ingestion_pipeline(embedder).run(documents=PolicyReader().load_data([file]))
    expected = [passage for document in read_path(file) for passage in passages_of(document)]
    assert [to_passage(node) for node in nodes] == expected
    assert any("大型船" in passage.text and "料金" in passage.text for passage in expected)
    vectors = embedder.encode_document([passage_text(passage) for passage in expected])
    assert np.array([node.embedding for node in nodes]) == pytest.approx(vectors, abs=1e-5)


def test_document_survives_the_way_through_llamaindex(file: Path) -> None:
    assert [from_llama_document(node) for node in PolicyReader().load_data([file])] == read_path(file)


def test_unreadable_file_is_logged_and_left_out(file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "leer.txt").write_bytes(b"")
    with caplog.at_level(logging.WARNING):
        assert len(PolicyReader().load_data([tmp_path])) == 1
    assert "leer.txt" in caplog.text


def test_document_of_another_reader_is_cut_into_passages() -> None:
    other = LlamaDocument(id_="memo", text="港は広い。\n\n船は速い。" * 40, metadata={"file_name": "memo.txt"})
    nodes = PassageSplitter()([other])
    assert len(nodes) > 1 and {node.ref_doc_id for node in nodes} == {"memo"}
    assert nodes[0].metadata["title"] == "memo.txt"
