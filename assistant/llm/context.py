"""What a language model is shown: the cited passages as numbered, fenced data, within a budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.orders import is_order, without_orders
from assistant.japanese.sentences import split_sentences
from assistant.llm.prompts import prompt, template
from assistant.model import Citation

# Tokens that a character takes at most, in the tokenizers of common models: Japanese, and anything else.
_JAPANESE_TOKENS, _OTHER_TOKENS = 1.2, 0.4
_RESERVE = 64  # tokens of the chat template
_LEAST = 80  # a passage of which fewer tokens would remain is left out
_TITLE_CHARS = 80
_JAPANESE = re.compile(r"[\u2e80-\u9fff\uf900-\uffef\U00020000-\U0003ffff]")
_FENCES = str.maketrans({"<": "＜", ">": "＞", "[": "［", "]": "］", '"': "”", "|": "｜"})


@dataclass(frozen=True)
class Source:
    """A passage as it is shown. A sentence that cites ``n`` must find what it says in ``held``."""

    n: int
    title: str
    date: str
    text: str
    about: str = ""  # place, issuer, date: shown beside the quote, so a sentence may say them

    @property
    def held(self) -> str:
        """What the citation shows to a reader, without its title, which may be a file's name."""
        return "\n".join(filter(None, [self.date, self.about, self.text]))

    @property
    def named(self) -> str:
        """The same with the title: a sentence may name its document."""
        return f"{self.title}\n{self.held}"


def tokens(text: str) -> int:
    """An upper estimate of the tokens of ``text``, without any tokenizer."""
    japanese = len(_JAPANESE.findall(text))
    return int(japanese * _JAPANESE_TOKENS + (len(text) - japanese) * _OTHER_TOKENS) + 1


def sources_of(citations: Sequence[Citation], room: int) -> list[Source]:
    """The cited passages without orders, those that fit in ``room`` tokens; a long one is cut around its quote."""
    found: list[Source] = []
    for left, citation in zip(range(len(citations), 0, -1), citations, strict=True):
        source = _source(citation)
        share = room // left
        if tokens(fenced(source)) > share:
            source = replace(source, text=_cut(citation, share - tokens(fenced(replace(source, text="")))))
        cost = tokens(fenced(source))
        if source.text and cost <= room:
            found.append(source)
            room -= cost
    return found


def room_for_sources(question: str, context_tokens: int, answer_tokens: int) -> int:
    """Tokens left for passages beside the prompts, the question, the answer and one repair."""
    fixed = tokens(template("system")) + tokens(template("question")) + tokens(question)
    repair = tokens(template("repair")) + answer_tokens
    return context_tokens - _RESERVE - fixed - repair - answer_tokens


def fenced(source: Source) -> str:
    """The passage as data between its marks, which nothing in it can close."""
    return prompt(
        "source", n=source.n, title=neutral(source.title), date=neutral(source.date), text=neutral(source.text)
    )


def neutral(text: str) -> str:
    """``text`` without signs that mean something to the prompt: fences, marks [n], special tokens of models."""
    return text.translate(_FENCES)


def _source(citation: Citation) -> Source:
    title = " ".join(citation.title.split())[:_TITLE_CHARS]
    place = citation.locator.replace(citation.title, "") if citation.title else citation.locator
    about = "" if is_order(place) else f"{place} {citation.issuer}".strip()
    return Source(citation.n, "" if is_order(title) else title, citation.date, without_orders(citation.text), about)


def _cut(citation: Citation, room: int) -> str:
    """The sentences around the quote that fit in ``room`` tokens, those that hold it first."""
    if room < _LEAST:
        return ""
    text = citation.text
    spans = [span for span in split_sentences(text) if not is_order(text[span[0] : span[1]])]

    def distance(span: tuple[int, int]) -> int:
        return max(0, citation.start - span[1], span[0] - citation.end)

    chosen: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (distance(span), span[0])):
        cost = tokens(text[span[0] : span[1]]) + 1
        if cost > room:
            break
        chosen.append(span)
        room -= cost
    return "\n".join(text[start:end] for start, end in sorted(chosen))
