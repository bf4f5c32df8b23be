"""Title pages as passages of their own: when a document came out, and who issued it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.japanese.normalize import search_key
from assistant.model import Block
from assistant.sources.lines import Unit
from assistant.sources.titles import WRAP, one_line
from assistant.sources.traced import Traced, join


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("covers.toml").read_text(encoding="utf-8"))


def cover_block(page: Sequence[Unit], title: str, date: str, issuer: str, status: str) -> Block | None:
    """The lines of a title page in one block, each once; None for a page that tells nothing beside its title.

    ``date`` is ISO, ``issuer`` the organisation and people that the page names.
    """
    lines = {search_key(one_line(unit.text.text)): unit.text.strip() for unit in page if unit.text}
    told = [line for key, line in lines.items() if not any(key in other and key != other for other in lines)]
    if not title or len(told) < 2 or not (date or issuer):
        return None
    text = join([line if line.text in issuer else _unwrapped(line) for line in told], "　")
    return Block("cover", text.text, origin=text.origin, questions=questions_of(title, date, issuer, status))


def _unwrapped(line: Traced) -> Traced:
    """A title without the blanks that line breaks left in it; the names of people keep theirs."""
    return line.without(match.span() for match in WRAP.finditer(line.text))


def questions_of(title: str, date: str, issuer: str, status: str) -> tuple[str, ...]:
    """The everyday questions that a title page answers: when the document came out (``date`` is ISO), and who issued it."""
    called = _rules()["called"]
    what, did = called.get(status, called[""])
    when = f"{int(date[:4])}年{int(date[5:7])}月" if len(date) >= 7 else ""
    templates = _rules()["questions"]
    asked = [*(templates["dated"] if date else []), *(templates["signed"] if issuer else [])]
    return tuple(template.format(when=when, title=title, what=what, did=did) for template in asked)
