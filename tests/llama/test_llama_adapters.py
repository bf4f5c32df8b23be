from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.schema import MetadataMode, NodeRelationship

from assistant.index.data import IndexData
from assistant.index.store import Index, open_index, write_index
from assistant.index.units import passage_text, units_of
from assistant.index.use_embedder import UseEmbedder
from assistant.llama.embedding import PolicyEmbedding
from assistant.llama.nodes import to_node, to_passage
from assistant.llama.retriever import PolicyRetriever
from assistant.model import Document, Hit, Passage

SEA = Document("sea", "海の文書", "海の府", "2025-12-26", "案", source_file="sea.txt")
PASSAGES = (
    Passage(
        "sea-1",
        "sea",
        "row",
        "探査機は海中を観測する。港に置く。",
        heading=("編", "章", "節"),
        place="3ページ",
        as_of="2025-10-29",
        cells=(("列", "値"),),
        subject="探査機",
        sentences=((0, 12), (12, 17)),
        asks=(("観測",), ("場所", "港")),
        questions=("海を調べる機械は",),
        origin=((0, 9, 17),),
    ),
    Passage("sea-2", "sea", "text", "医薬品の供給を確保する。"),
)


@pytest.fixture(scope="module")
def embedder() -> UseEmbedder:
    return UseEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: UseEmbedder) -> Index:
    units = tuple(unit for number, item in enumerate(PASSAGES) for unit in units_of(item, number))
    texts = [unit.text for unit in units]
    data = IndexData((SEA,), PASSAGES, units, [list(text) for text in texts], embedder.encode_document(texts))
    write_index(tmp_path, data, embedder)
    return open_index(tmp_path, embedder)


@pytest.mark.parametrize("passage", PASSAGES)
def test_passage_to_node_and_back(passage: Passage) -> None:
    node = to_node(passage, SEA)
    assert to_passage(node) == passage
    assert node.node_id == passage.passage_id and node.ref_doc_id == "sea"
    assert node.metadata["date"] == "2025-12-26" and node.metadata["doc_id"] == "sea"
    assert all(isinstance(value, str) for value in node.metadata.values())


def test_node_is_embedded_like_the_passage_and_shown_with_its_source() -> None:
    for passage in PASSAGES:
        assert to_node(passage, SEA).get_content(MetadataMode.EMBED) == passage_text(passage)
    shown = to_node(PASSAGES[0], SEA).get_content(MetadataMode.LLM)
    assert shown.splitlines()[-1] == PASSAGES[0].text
    assert {"海の文書", "2025-12-26", "編 > 章 > 節 > 3ページ"} <= set(shown.splitlines())


def test_node_of_another_source_is_no_passage() -> None:
    with pytest.raises(ValueError, match="no passage"):
        to_passage(LlamaDocument(text="x"))


def test_embedding_gives_the_encoders_vectors(embedder: UseEmbedder) -> None:
    model = PolicyEmbedding(embedder)
    assert model.get_query_embedding("海") == pytest.approx(embedder.encode_query(["海"])[0], abs=1e-5)
    nodes = model([to_node(passage) for passage in PASSAGES])
    expected = embedder.encode_document([passage_text(passage) for passage in PASSAGES])
    assert np.array([node.embedding for node in nodes]) == pytest.approx(expected, abs=1e-5)


def test_retriever_hands_on_the_assistants_hits() -> None:
    class Search:
        def search(self, words: str, k: int) -> list[Hit]:
            assert (words, k) == ("海", 5)
            return [Hit(PASSAGES[1], 0.75), Hit(PASSAGES[0], 0.5)]

    found = PolicyRetriever(Search(), 5, [SEA]).retrieve("海")
    assert [(hit.node.node_id, hit.score) for hit in found] == [("sea-2", 0.75), ("sea-1", 0.5)]
    assert found[0].node.metadata["title"] == "海の文書"
    assert found[0].node.relationships[NodeRelationship.SOURCE].node_id == "sea"


def test_faiss_store_finds_and_deletes(index: Index, embedder: UseEmbedder) -> None:
    pytest.importorskip("llama_index.vector_stores.faiss", reason="llama-index-vector-stores-faiss is not installed")
    from assistant.llama.store import vector_store_index

    vectors = vector_store_index(index, embedder)
    found = vectors.as_retriever(similarity_top_k=2).retrieve("海の中を観測する")
    assert [hit.node.node_id for hit in found] == ["sea-1", "sea-2"]
    assert to_passage(found[0].node) == PASSAGES[0]
    vectors.vector_store.delete_nodes(["sea-1"])
    assert [hit.node.node_id for hit in vectors.as_retriever(similarity_top_k=1).retrieve("海の中")] == ["sea-2"]


def test_passage_nodes_carry_the_indexs_vectors(index: Index) -> None:
    from assistant.llama.store import passage_nodes

    nodes = passage_nodes(index)
    assert [to_passage(node) for node in nodes] == list(PASSAGES)
    assert np.array([node.embedding for node in nodes]) == pytest.approx(index.dense.vectors()[[0, 4]])


def test_missing_faiss_store_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from assistant.errors import AssistantError
    from assistant.llama.store import empty_store

    monkeypatch.setitem(sys.modules, "llama_index.vector_stores.faiss", None)
    with pytest.raises(AssistantError, match="pip install"):
        empty_store(4)


def test_record_is_one_flat_string() -> None:
    assert json.loads(to_node(PASSAGES[0]).metadata["passage"])["passage_id"] == "sea-1"
