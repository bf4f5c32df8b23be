"""Keys under which a heading meets the line that prints it, whatever marks and markup stand around it."""

from __future__ import annotations

import re

from assistant.japanese.normalize import squeeze

PLACE_SEPARATOR = " > "
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|\*\*|\\(?=\W)")
_EDGES = re.compile(r"^[^\w「『（(＜<]+|[】〉》]+$")


def without_markup(text: str) -> str:
    """The text without HTML tags, emphasis and escapes; a tag parts words."""
    return _MARKUP.sub(lambda match: " " if match.group().startswith("<") else "", text)


def line_key(text: str) -> str:
    """The key of a heading: no markup, marks, blanks or spelling."""
    return squeeze(_EDGES.sub("", without_markup(text).strip()))


def place_keys(place: str) -> tuple[str, ...]:
    """The headings of a place (「見出し > 見出し」) as keys."""
    return tuple(key for key in map(line_key, place.split(PLACE_SEPARATOR)) if key)
