"""A small index for the tests, with an encoder that needs no model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from assistant.index.data import IndexData, Unit
from assistant.index.encoding import stretched
from assistant.model import Document, Passage


class LetterEmbedder:
    """Vectors by the letters that a text contains: fast, and alike for texts that share letters."""

    name = "letters"
    dim = 64
    fingerprint = "letters-1"
    path = Path("letters")

    def encode_query(self, texts: list[str]) -> np.ndarray:
        return self.encode_document(texts)

    def encode_document(self, texts: list[str], progress: object = None) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            for letter in text:
                vectors[row, hashlib.sha256(letter.encode()).digest()[0] % self.dim] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)

    def likeness(self, cosines: np.ndarray) -> np.ndarray:
        return stretched(cosines)


SEA = Document("sea", "海の文書", issuer="海の府", date="2025-12-26", source_file="sea.txt")
SKY = Document("sky", "空の文書", date="2023-08-25")


def passage(doc_id: str, number: int, text: str, *questions: str) -> Passage:
    end = text.index("。") + 1
    sentences = ((0, end), (end, len(text))) if end < len(text) else ((0, end),)
    return Passage(
        f"{doc_id}-{number}", doc_id, "text", text, ("章", "節"), sentences=sentences, questions=questions,
        cells=(("列", "値"),), origin=((0, 5, len(text)),),
    )  # fmt: skip


def parts(documents: list[Document], passages: list[Passage]) -> IndexData:
    """The units, tokens (letters) and vectors of these passages."""
    units = []
    for number, item in enumerate(passages):
        units.append(Unit(number, "passage", item.text))
        units += [Unit(number, "sentence", text) for text in item.sentence_texts()]
        units += [Unit(number, "question", text) for text in item.questions]
    vectors = LetterEmbedder().encode_document([unit.text for unit in units])
    tokens = [list(unit.text) for unit in units]
    return IndexData(tuple(documents), tuple(passages), tuple(units), tokens, vectors)


def sea_data() -> IndexData:
    return parts([SEA], [passage("sea", 0, "船を造る。港に置く。", "ふねはどこ"), passage("sea", 1, "魚を数える。")])


def sky_data() -> IndexData:
    return parts([SKY], [passage("sky", 0, "雲を測る。風も測る。", "くもとは")])


def both() -> IndexData:
    sky = sky_data()
    return sea_data().with_documents(sky.documents, sky.passages, sky.units, sky.unit_tokens, sky.vectors)
