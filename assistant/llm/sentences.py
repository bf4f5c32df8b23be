"""The sentences of a model's answer as it comes in, in one form: marks [n] before the full stop, no decoration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.japanese.sentences import split_sentences

_SPOKEN = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)  # what some models think aloud
_NUMBERS = r"(\d{1,3}(?:\s*[,、，・]\s*\d{1,3})*)"
_MARKS = re.compile(rf"[\[［【]\s*(?:資料|出典|番号|資料番号)?\s*{_NUMBERS}\s*[\]］】]")
_AFTER_STOP = re.compile(r"。\s*((?:\[\d{1,3}\])+)")
_LEADING = re.compile(r"^((?:\[\d{1,3}\])+)\s*(.+?)([。！？!?]?)$", re.DOTALL)
_LEAD = re.compile(r"^\s*(?:(?:回答|答え|答|結論)\s*[:：]|[-・•*]\s+|\d{1,2}[.．)]\s+)\s*")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


def tidy(text: str) -> str:
    """``text`` with its marks as [1][2] before the full stop and without bold type."""
    text = _BOLD.sub(r"\1", _SPOKEN.sub("", text))
    text = _MARKS.sub(lambda match: "".join(f"[{int(n)}]" for n in re.findall(r"\d+", match[1])), text)
    before = re.match(r"\s*\[\d", text)  # the marks stand before their sentences: [1] …。[2] …。
    return text if before else _AFTER_STOP.sub(r"\1。", text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a whole answer."""
    whole = tidy(text)
    found = (_LEAD.sub("", whole[start:end]).strip() for start, end in split_sentences(whole))
    return [_LEADING.sub(r"\2\1\3", sentence) for sentence in found if sentence]


def arriving(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a stream, each as soon as the next one has begun; an unfinished last one is left out."""
    text, told = "", 0
    for piece in pieces:
        text += piece
        done = sentences_of(text)[:-1]
        yield from done[told:]
        told = max(told, len(done))
    finished = sentences_of(text)
    yield from (sentence for sentence in finished[told:] if ended(sentence))


def ended(sentence: str) -> bool:
    """Whether a sentence came to its end before the model stopped."""
    return (
        re.search(r"[。！？!?](?:\[\d{1,3}\])*$|(?:です|ます|した|せん|る|た)(?:\[\d{1,3}\])*$", sentence) is not None
    )
