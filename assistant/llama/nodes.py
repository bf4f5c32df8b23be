"""Passages as LlamaIndex nodes and back."""

from __future__ import annotations

import json

from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode

from assistant.index.records import from_record, to_record
from assistant.index.units import passage_text
from assistant.model import Document, Passage

RECORD = "passage"  # the whole passage but its text, as JSON: stores keep flat values only
_EMBEDDED = ("context",)
_FOR_LLM = ("title", "date", "status", "locator")


def to_node(passage: Passage, document: Document | None = None, vector: list[float] | None = None) -> TextNode:
    """A passage as ``TextNode``: the same id and text, its source document as ``ref_doc_id``.

    What is embedded is what the index itself encodes for the passage as a whole: its context and its text. A
    language model is shown title, date, status and place before the text. ``document`` adds the catalogue's metadata.
    """
    metadata = {
        "doc_id": passage.doc_id,
        "kind": passage.kind,
        "locator": passage.locator,
        "as_of": passage.as_of,
        "subject": passage.subject,
        "context": passage_text(passage).removesuffix(passage.text).rstrip("\n"),
        **(_catalogue(document) if document else {}),
        RECORD: json.dumps({**to_record(passage), "text": None}, ensure_ascii=False),
    }
    metadata = {key: value for key, value in metadata.items() if value}
    return TextNode(
        id_=passage.passage_id,
        text=passage.text,
        embedding=vector,
        metadata=metadata,
        excluded_embed_metadata_keys=[key for key in metadata if key not in _EMBEDDED],
        excluded_llm_metadata_keys=[key for key in metadata if key not in _FOR_LLM],
        metadata_template="{value}",
        text_template="{metadata_str}\n{content}",
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.doc_id)},
    )


def to_passage(node: BaseNode) -> Passage:
    """The passage that ``to_node`` was given. Raises ValueError for a node that is not of a passage."""
    if RECORD not in node.metadata:
        raise ValueError(f"node {node.node_id} holds no passage")
    return from_record(Passage, {**json.loads(node.metadata[RECORD]), "text": node.get_content()})


def _catalogue(document: Document) -> dict[str, str]:
    return {
        "title": document.title,
        "issuer": document.issuer,
        "date": document.date,
        "status": document.status,
        "source_file": document.source_file,
    }
