"""The assistant's search as a LlamaIndex retriever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.llama.nodes import to_node
from assistant.model import Document, Hit


class Searcher(Protocol):
    """What is searched: the ``Assistant``, or anything with its ``search``."""

    def search(self, words: str, k: int) -> list[Hit]:
        """At most ``k`` passages for ``words``, best first."""
        ...


class PolicyRetriever(BaseRetriever):
    """Both channels, fusion and editions behind LlamaIndex's interface; nodes come with their catalogue metadata.

    ``documents`` (``Assistant.documents()``) are where title, issuer and date of a node are taken from.
    """

    def __init__(self, searcher: Searcher, k: int = 10, documents: Iterable[Document] = (), **settings: Any) -> None:
        """``settings`` are BaseRetriever's."""
        super().__init__(**settings)
        self._searcher = searcher
        self._k = k
        self._documents = {document.doc_id: document for document in documents}

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._searcher.search(query_bundle.query_str, self._k)
        return [
            NodeWithScore(node=to_node(hit.passage, self._documents.get(hit.passage.doc_id)), score=hit.score)
            for hit in hits
        ]
