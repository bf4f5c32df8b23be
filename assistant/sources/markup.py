"""HTML remnants and Markdown emphasis: what is dropped from the shown text, and what only looks like markup.

Asterisks are data where they close nothing: 「技術**」 at the end of a name points to a legend, 「**技術**」 is bold.
"""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path

from assistant.model import Span
from assistant.sources.traced import Traced, join

_RULES = tomllib.loads((Path(__file__).parent / "markup.toml").read_text(encoding="utf-8"))
_NAMES = "|".join(sorted(_RULES["tags"], key=len, reverse=True))
TAG = re.compile(rf"</?({_NAMES})(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
BLOCK_TAG = re.compile(rf"</?({'|'.join(_RULES['breaking'])})(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]+)\)")
_ESCAPE = re.compile(rf"\\(?=[{re.escape(_RULES['escaped'])}])")
_STARS = re.compile(r"(?<!\\)\*+")
_AFTER_OPENER = re.compile(r"[^\s、。，．）」』】・]")


def clean_inline(piece: Traced) -> Traced:
    """One line or cell without tags, emphasis, link targets, escapes and entities."""
    piece = piece.without(_comments(piece.text))
    piece = piece.without(emphasis(piece.text))
    piece = piece.without(_links(piece.text))
    piece = piece.without([m.span() for m in TAG.finditer(piece.text)])
    piece = piece.without([m.span() for m in _ESCAPE.finditer(piece.text)])
    return _entities(piece).strip()


def _comments(text: str) -> list[Span]:
    return [m.span() for m in _COMMENT.finditer(text)]


def emphasis(text: str) -> list[Span]:
    """The asterisks that mark bold or italic text: runs of equal length that open before a word and close after one."""
    runs = [(m.start(), m.end()) for m in _STARS.finditer(text)]
    spans: list[Span] = []
    opener: Span | None = None
    for start, end in runs:
        before, after = text[start - 1 : start], text[end : end + 1]
        if opener and end - start == opener[1] - opener[0] and before.strip():
            spans += [opener, (start, end)]
            opener = None
        elif opener is None and _AFTER_OPENER.match(after) and (end - start > 1 or not before.strip()):
            opener = (start, end)
    return spans


def open_emphasis(text: str) -> tuple[Span | None, Span | None]:
    """Bold that runs over a line's end: an unpaired ``**`` that opens the line, one that closes it (None if absent)."""
    paired = set(emphasis(text))
    left = [(m.start(), m.end()) for m in _STARS.finditer(text) if m.span() not in paired and len(m.group()) == 2]
    opening = left[0] if left and not re.search(r"[^\s\-・•●○0-9.]", text[: left[0][0]]) else None
    closing = left[-1] if left and not text[left[-1][1] :].strip() and left[-1] != opening else None
    return opening, closing


def is_bold(text: str) -> bool:
    """Whether the whole line (or cell) stands in bold."""
    text = text.strip()
    if re.fullmatch(r"(?:<b>.*?</b>(?:\s|<br\s*/?>)*)+", text, re.IGNORECASE):
        return True
    return bool(text) and not re.sub(r"\*\*(?=\S)(?:(?!\*\*).)+\*\*", "", text).strip() and "**" in text


def _links(text: str) -> list[Span]:
    spans: list[Span] = []
    for match in _LINK.finditer(text):
        spans += [(match.start(), match.start(1)), (match.end(1), match.end())]
    return spans


def _entities(piece: Traced) -> Traced:
    """Entities become the character they stand for, which has no place of its own in the original."""
    parts, at = [], 0
    for match in _ENTITY.finditer(piece.text):
        parts += [piece.cut(at, match.start()), Traced(html.unescape(match.group()).replace("\u00a0", " "))]
        at = match.end()
    return join([*parts, piece.cut(at)]) if at else piece
