"""Runs of words that the corpus has in common with an original: facts are free, sentences are not.

A run counts when ``longest`` characters and more are the same after normalisation and what remains of it is a sentence:
official names (glossary, names of table rows, 「」), lists and defined phrases (``defined_phrases`` in proof.toml) are
taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.proof.facts import rules
from assistant.proof.originals import Original
from assistant.sources.entry import Entry

_QUOTED = re.compile("「([^「」]{2,})」")
_HIRAGANA = re.compile("[ぁ-ん]")
_SEPARATORS = re.compile(r"[、,・/()（）｜\s]")


@dataclass(frozen=True)
class Copy:
    """A run in common: the entry, the run as a search key, and where the original has it (document id)."""

    entry: Entry
    run: str
    doc_id: str


def copied_runs(entries: Sequence[Entry], originals: Sequence[Original], glossary: Glossary) -> list[Copy]:
    """Every run that is neither a name nor a list nor a defined phrase, the longest first."""
    size = rules()["copies"]["longest"]
    texts = {original.document.doc_id: squeeze(original.text()) for original in originals}
    starts = {
        text[at : at + size]: (doc_id, at) for doc_id, text in texts.items() for at in range(len(text) - size + 1)
    }
    names = sorted(_names(entries, glossary) | _titles(entries, originals), key=len, reverse=True)
    found = []
    for entry in entries:
        for line in entry.block.text.split("\n"):
            for run, doc_id in _runs(squeeze(line), texts, starts, size):
                if _is_sentence(run, names, size):
                    found.append(Copy(entry, run, doc_id))
    return sorted(found, key=lambda copy: -len(copy.run))


def _runs(key: str, texts: dict[str, str], starts: dict[str, tuple[str, int]], size: int) -> Iterator[tuple[str, str]]:
    """The longest runs of a key that stand in one of the texts, with the document."""
    at = 0
    while at + size <= len(key):
        if (place := starts.get(key[at : at + size])) is None:
            at += 1
            continue
        doc_id, other = place
        end, text = size, texts[doc_id]
        while at + end < len(key) and other + end < len(text) and key[at + end] == text[other + end]:
            end += 1
        yield key[at : at + end], doc_id
        at += end


def _names(entries: Sequence[Entry], glossary: Glossary) -> set[str]:
    """Keys of everything that is called by a fixed name."""
    names = {squeeze(form) for entry in glossary.entries for form in entry.aliases()}
    for entry in entries:
        if entry.block.kind == "row":
            names.add(squeeze(entry.block.subject.strip("「」")))
            names |= {squeeze(name) for name in _QUOTED.findall(entry.block.subject)}
    names |= {squeeze(phrase) for phrase in rules()["copies"]["defined_phrases"]}
    return {name for name in names if len(name) >= 4}


def _titles(entries: Sequence[Entry], originals: Sequence[Original]) -> set[str]:
    """Keys of what stands in 「」 and has a line of its own in an original: titles of documents and headings."""
    lines = {key for original in originals for key in original.keys}
    quoted = {squeeze(name) for entry in entries for name in _QUOTED.findall(entry.block.text)}
    return {name for name in quoted & lines if len(name) >= 4}


def _is_sentence(run: str, names: Sequence[str], size: int) -> bool:
    """Whether a run is still a run without names, and no list."""
    rest = run
    for name in names:
        rest = rest.replace(name, "\0")
    if max(map(len, rest.split("\0"))) < size // 2 or len(rest.replace("\0", "")) < size * 0.75:
        return False
    pieces = [piece for piece in _SEPARATORS.split(run) if piece]
    limits = rules()["copies"]
    nouns = len(_HIRAGANA.findall(run)) <= limits["list_hiragana"] * len(run)
    return not (len(pieces) >= limits["list_items"] and max(map(len, pieces)) <= limits["list_item"] and nouns)
