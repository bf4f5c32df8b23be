"""What an index is made of: documents, passages, units, and each unit's tokens and vector.

Units are numbered by their position; tokens and vectors stand in the same order. Adding and removing documents
keeps the tokens and vectors of what stays, so that nothing is encoded twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from assistant.errors import AssistantError, InputError
from assistant.model import Document, Passage

UnitKind = Literal["passage", "sentence", "question", "heading"]


@dataclass(frozen=True)
class Unit:
    """What is matched with a question: a whole passage, one of its sentences, or an everyday question it answers.

    ``passage`` is the number of the passage in the index.
    """

    passage: int
    kind: UnitKind
    text: str


@dataclass(frozen=True)
class IndexData:
    """The contents of an index. ``vectors`` is float32 (units, dim), L2-normalised or zero."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    units: tuple[Unit, ...]
    unit_tokens: list[list[str]]
    vectors: np.ndarray

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together: an index built of them would cite the wrong passage."""
        sizes = {len(self.units), len(self.unit_tokens), len(self.vectors)}
        known = {document.doc_id for document in self.documents}
        strays = {passage.doc_id for passage in self.passages} - known
        if len(sizes) != 1 or self.vectors.ndim != 2:
            raise ValueError(f"units, tokens and vectors differ in number: {sorted(sizes)}")
        if not all(0 <= unit.passage < len(self.passages) for unit in self.units):
            raise ValueError("a unit belongs to no passage")
        if strays:
            raise ValueError(f"passages of unknown documents: {sorted(strays)}")
        if not np.isfinite(self.vectors).all():
            raise ValueError("a vector is not finite")

    @property
    def dim(self) -> int:
        """Dimensions of a vector."""
        return int(self.vectors.shape[1])

    @classmethod
    def empty(cls, dim: int) -> IndexData:
        """An index without documents."""
        return cls((), (), (), [], np.zeros((0, dim), np.float32))

    def without_document(self, doc_id: str) -> IndexData:
        """The same without one document. Raises InputError when there is no such document."""
        if all(document.doc_id != doc_id for document in self.documents):
            raise InputError(
                f"文書「{doc_id}」は索引にありません。policy-assistant docs で文書の一覧を確かめてください。",
                f"There is no document {doc_id!r} in the index. `policy-assistant docs` lists them.",
            )
        kept = [number for number, passage in enumerate(self.passages) if passage.doc_id != doc_id]
        new_number = {old: new for new, old in enumerate(kept)}
        rows = [row for row, unit in enumerate(self.units) if unit.passage in new_number]
        return IndexData(
            documents=tuple(document for document in self.documents if document.doc_id != doc_id),
            passages=tuple(self.passages[number] for number in kept),
            units=tuple(replace(self.units[row], passage=new_number[self.units[row].passage]) for row in rows),
            unit_tokens=[self.unit_tokens[row] for row in rows],
            vectors=self.vectors[rows],
        )

    def with_documents(
        self,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        units: Sequence[Unit],
        unit_tokens: Sequence[list[str]],
        vectors: np.ndarray,
    ) -> IndexData:
        """The same with more documents; a document with the same id is replaced.

        The new units' passage numbers count within ``passages``. Raises AssistantError when the new vectors have
        other dimensions.
        """
        if vectors.shape[1] != self.dim:
            raise AssistantError(
                f"ベクトルの次元が索引（{self.dim}）と違います（{vectors.shape[1]}）。"
                "policy-assistant build で作り直してください。",
                f"The vectors have {vectors.shape[1]} dimensions, the index {self.dim}. "
                "Rebuild the index with `policy-assistant build`.",
            )
        base = self
        for doc_id in {document.doc_id for document in documents} & {document.doc_id for document in self.documents}:
            base = base.without_document(doc_id)
        first = len(base.passages)
        return IndexData(
            documents=(*base.documents, *documents),
            passages=(*base.passages, *passages),
            units=(*base.units, *(replace(unit, passage=unit.passage + first) for unit in units)),
            unit_tokens=[*base.unit_tokens, *unit_tokens],
            vectors=np.concatenate([base.vectors, vectors.astype(np.float32, copy=False)]),
        )
