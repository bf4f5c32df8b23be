"""Sentences of cleaned Japanese (and English) text, as spans that leave the text alone.

Every line feed ends a sentence: wrapped lines have been joined before, so a line is a paragraph or a list item.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.model import Span

_BLANKS = " \t\u3000\u00a0\n"
_DEEPEST = 32
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class _Rules:
    terminators: str
    latin: str
    closing: dict[str, str]  # closing bracket -> its opening one
    remarks: str
    abbreviations: frozenset[str]
    shortest: int
    list_mark: re.Pattern[str]
    signs: re.Pattern[str]  # every character that can matter


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    signs = data["terminators"] + data["latin_terminators"] + "." + "".join(data["brackets"])
    return _Rules(
        terminators=data["terminators"],
        latin=data["latin_terminators"],
        closing={pair[1]: pair[0] for pair in data["brackets"]},
        remarks=data["remarks"],
        abbreviations=frozenset(data["abbreviations"]),
        shortest=data["shortest"],
        list_mark=re.compile(data["list_mark"]),
        signs=re.compile(f"[{re.escape(signs)}]"),
    )


def split_sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order, without the blanks around them; blank text has none.

    A sentence ends at 。！？ (and at . ! ? as English uses them) but never inside 「」『』（）[] and the like. A line
    is at least one sentence; a line that is only a list mark belongs to the next one. Very short fragments stay with
    their neighbour on the same line. Every character that is not blank lies in exactly one span.
    """
    spans: list[Span] = []
    mark: int | None = None  # where a line that is only a list mark starts
    for start, end in _lines(text):
        sentences = _merge_short(text, _split_line(text, start, end))
        if mark is not None:
            sentences[0] = (mark, sentences[0][1])
            mark = None
        if _rules().list_mark.match(text[start:end]):
            mark = sentences[0][0]
        else:
            spans += sentences
    if mark is not None:
        spans.append((mark, len(text.rstrip(_BLANKS))))
    return spans


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        trimmed = _trim(text, start, start + len(line))
        if trimmed[0] < trimmed[1]:
            yield trimmed
        start += len(line) + 1


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return start, end


def _split_line(text: str, start: int, end: int) -> list[Span]:
    spans = []
    begin = start
    for cut in [*_cuts(text, start, end), end]:
        sentence = _trim(text, begin, cut)
        if sentence[0] < sentence[1]:
            spans.append(sentence)
        begin = cut
    return spans


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Positions inside the line after which a new sentence begins."""
    rules = _rules()
    pairs = _pairs(text, start, end)
    inside = -1  # end of the outermost matched pair that we are in
    begin = start
    for match in rules.signs.finditer(text, start, end):
        at = match.start()
        if at < inside:
            continue
        if at in pairs:
            inside = pairs[at]
            whole = _trim(text, begin, at)[0] == at and text[at] in rules.remarks
            cut = inside + 1 if whole and text[inside - 1] in rules.terminators else 0
        else:
            cut = at + 1 if _ends(text, at, end) else 0
        while 0 < cut < end and (text[cut] in rules.terminators + rules.latin or text[cut] in rules.closing):
            cut += 1
        if begin < cut < end:
            yield cut
            begin = cut


def _pairs(text: str, start: int, end: int) -> dict[int, int]:
    """Opening position -> closing position of every matched pair of the line."""
    rules = _rules()
    openings = set(rules.closing.values())
    stack: list[int] = []
    pairs = {}
    for match in rules.signs.finditer(text, start, end):
        char = match.group()
        if char in openings:
            stack.append(match.start())
        elif char in rules.closing:
            # Looking only so deep keeps a line of nothing but brackets from taking quadratic time.
            waiting = [at for at in stack[-_DEEPEST:] if text[at] == rules.closing[char]]
            if waiting:
                while stack.pop() != waiting[-1]:
                    pass
                pairs[waiting[-1]] = match.start()
    return pairs


def _ends(text: str, at: int, end: int) -> bool:
    """Whether the sign at ``at`` ends a sentence."""
    rules = _rules()
    char = text[at]
    if char in rules.terminators:
        return True
    after = text[at + 1] if at + 1 < end else " "
    if char in rules.latin:
        return after in _BLANKS or bool(_JAPANESE.match(after))
    if char != "." or after not in _BLANKS:
        return False
    follows = text[at + 1 : end].lstrip(_BLANKS)[:1]
    word = re.search(r"[A-Za-z.]*$", text[max(0, at - 20) : at])
    before = word.group().lower() if word else ""
    if text[max(0, at - 1)].isdigit() and at >= 2 and not text[at - 2].isalnum():
        return False  # "1. Scope": a number that marks a list item
    return len(before) != 1 and before not in rules.abbreviations and not follows.islower()


def _merge_short(text: str, spans: list[Span]) -> list[Span]:
    shortest = _rules().shortest
    merged: list[Span] = []
    for start, end in spans:
        if merged and (end - start < shortest or merged[-1][1] - merged[-1][0] < shortest):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
