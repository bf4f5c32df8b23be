"""The dense channel as LlamaIndex's FAISS store (package ``llama-index-vector-stores-faiss``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.schema import TextNode

from assistant.errors import AssistantError
from assistant.index.embedder import Embedder
from assistant.index.store import Index
from assistant.llama.embedding import PolicyEmbedding
from assistant.llama.nodes import to_node

if TYPE_CHECKING:
    from llama_index.vector_stores.faiss import FaissMapVectorStore


def passage_nodes(index: Index) -> list[TextNode]:
    """Every passage as a node with the vector that the index holds for it: nothing is encoded again."""
    documents = {document.doc_id: document for document in index.documents}
    vectors = index.dense.vectors()
    return [
        to_node(index.passages[unit.passage], documents.get(index.passages[unit.passage].doc_id), vectors[row].tolist())
        for row, unit in enumerate(index.units)
        if unit.kind == "passage"
    ]


def empty_store(dim: int) -> FaissMapVectorStore:
    """A ``FaissMapVectorStore`` by inner product: it adds, deletes by node id and persists, but does not filter.

    Raises AssistantError when the package is not installed.
    """
    import faiss

    try:
        from llama_index.vector_stores.faiss import FaissMapVectorStore
    except ImportError as error:
        raise AssistantError(
            "LlamaIndex の FAISS ストアがありません。pip install llama-index-vector-stores-faiss を実行してください。",
            "LlamaIndex's FAISS store is not installed. Run `pip install llama-index-vector-stores-faiss`.",
        ) from error
    return FaissMapVectorStore(faiss_index=faiss.IndexIDMap2(faiss.IndexFlatIP(dim)))


def vector_store_index(index: Index, embedder: Embedder) -> VectorStoreIndex:
    """A ``VectorStoreIndex`` over the index's passages, one vector a passage.

    It lacks the sentence vectors and the lexical channel; ``PolicyRetriever`` has both.
    """
    context = StorageContext.from_defaults(vector_store=empty_store(index.dense.dim))
    return VectorStoreIndex(passage_nodes(index), storage_context=context, embed_model=PolicyEmbedding(embedder))
