"""The units of retrieval: a passage, each of its sentences, and each everyday question that it answers.

A passage scores by its best unit: on everyday wording the best sentence finds more than one vector a passage does.
"""

from __future__ import annotations

from assistant.index.data import Unit
from assistant.model import Passage

# Sentences shorter than this many characters are indexed together with their heading.
_SHORT = 60


def units_of(passage: Passage, number: int) -> list[Unit]:
    """The units of one passage; ``number`` is its position in the index. Sentences keep their order."""
    units = [Unit(number, "passage", passage_text(passage))]
    if len(passage.sentences) > 1:
        units += [Unit(number, "sentence", _in_context(passage, sentence)) for sentence in passage.sentence_texts()]
    return units + [Unit(number, "question", question) for question in passage.questions]


def _in_context(passage: Passage, sentence: str) -> str:
    """A short sentence of running text with its heading: 設置大臣：… says nothing without the body it belongs to."""
    heading = passage.heading[-1] if passage.heading else ""
    return f"{heading}：{sentence}" if heading and len(sentence) < _SHORT else sentence


def passage_text(passage: Passage) -> str:
    """What is indexed for the passage as a whole: its heading, what it is about, its text."""
    return "\n".join(filter(None, [" ".join(passage.heading[-2:]), passage.table, passage.subject, passage.text]))
