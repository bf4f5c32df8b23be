"""The units of retrieval: a passage, each of its sentences, and each everyday question that it answers.

A passage scores by its best unit: on everyday wording the best sentence finds more than one vector a passage does.
"""

from __future__ import annotations

from assistant.index.data import Unit
from assistant.model import Passage


def units_of(passage: Passage, number: int) -> list[Unit]:
    """The units of one passage; ``number`` is its position in the index. Sentences keep their order."""
    units = [Unit(number, "passage", passage_text(passage))]
    if len(passage.sentences) > 1:
        units += [Unit(number, "sentence", sentence) for sentence in passage.sentence_texts()]
    return units + [Unit(number, "question", question) for question in passage.questions]


def passage_text(passage: Passage) -> str:
    """What is indexed for the passage as a whole: its heading, what it is about, its text."""
    return "\n".join(filter(None, [" ".join(passage.heading[-2:]), passage.table, passage.subject, passage.text]))
