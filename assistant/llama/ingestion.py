"""Reading and cutting documents as steps of a LlamaIndex ``IngestionPipeline``."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import BaseNode, TransformComponent
from llama_index.core.schema import Document as LlamaDocument

from assistant.index.embedder import Embedder
from assistant.index.passages import passages_of
from assistant.index.records import from_record, to_record
from assistant.llama.embedding import PolicyEmbedding
from assistant.llama.nodes import to_node
from assistant.model import Block, Document
from assistant.sources.reader import read_corpus

logger = logging.getLogger(__name__)

_CATALOGUE = "catalogue"
_BLOCKS = "blocks"


class PolicyReader(BaseReader):
    """Our reader of files: one LlamaIndex document for each source document, also those bound into one file."""

    def load_data(self, paths: Sequence[Path | str]) -> list[LlamaDocument]:  # type: ignore[override]
        """Read files and folders. A file that cannot be read is logged and left out."""
        documents, problems = read_corpus([Path(path) for path in paths])
        for problem in problems:
            logger.warning("not read: %s", problem.message("en"))
        return [to_llama_document(document) for document in documents]


class PassageSplitter(TransformComponent):
    """Documents to passages: nodes with heading path, sentences and, for rows of tables, their headers.

    A document of another reader is cut at its blank lines, as plain paragraphs.
    """

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex serialises it."""
        return "PassageSplitter"

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """The passages of all documents, in their order."""
        documents = [from_llama_document(node) for node in nodes]
        return [to_node(passage, document) for document in documents for passage in passages_of(document)]


def ingestion_pipeline(embedder: Embedder, **settings: Any) -> IngestionPipeline:
    """Documents to embedded passages. ``settings`` are IngestionPipeline's: vector_store, docstore, cache …"""
    return IngestionPipeline(transformations=[PassageSplitter(), PolicyEmbedding(embedder)], **settings)


def to_llama_document(document: Document) -> LlamaDocument:
    """A source document with its blocks, which travel in the metadata as JSON."""
    catalogue = json.dumps(to_record(document), ensure_ascii=False)
    blocks = json.dumps([asdict(block) for block in document.blocks], ensure_ascii=False)
    return LlamaDocument(
        id_=document.doc_id,
        text="\n".join(block.text for block in document.blocks),
        metadata={"title": document.title, "date": document.date, _CATALOGUE: catalogue, _BLOCKS: blocks},
        excluded_embed_metadata_keys=[_CATALOGUE, _BLOCKS],
        excluded_llm_metadata_keys=[_CATALOGUE, _BLOCKS],
    )


def from_llama_document(node: BaseNode) -> Document:
    """Our document again, or plain paragraphs of a document that another reader made."""
    if _BLOCKS in node.metadata:
        catalogue = from_record(Document, json.loads(node.metadata[_CATALOGUE]))
        blocks = tuple(from_record(Block, block) for block in json.loads(node.metadata[_BLOCKS]))
        return replace(catalogue, blocks=blocks)
    paragraphs = tuple(Block("paragraph", text.strip()) for text in node.get_content().split("\n\n") if text.strip())
    title = str(node.metadata.get("title") or node.metadata.get("file_name") or node.node_id)
    return Document(node.node_id, title, blocks=paragraphs)
