"""Passages that tell of others and answer for none: lists of a table's rows or of headings, and title pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.index.units import passage_text
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Hit, Passage, Query

# A question about a document itself, which its title page answers.
_OF_DOCUMENT = re.compile(r"講義|講演|講師|資料|文書|スライド|発表者|著者|作成者|日付|付け|lecture|document|slides")
_ABOUT_DOCUMENTS = {"who", "person", "date", "fact"}
_BULLET = re.compile(r"^[\s・]+")


def without_overviews(query: Query, hits: Sequence[Hit], unnamed: frozenset[str]) -> list[Hit]:
    """The hits without those that answer less than another one which they only name.

    That is a list of row names beside a row that the question picks out, a list of headings beside the text under the
    one heading that the question names, and a title page where nobody asks for a document. Where a list is asked for,
    the row must also hold a word of the question that the list lacks. ``unnamed``: ids of rows that nothing in the
    question picks out.
    """
    named = [hit.passage for hit in hits if hit.passage.passage_id not in unnamed]
    return [
        hit
        for hit in hits
        if not _is_beside(query, hit.passage)
        and not (hit.passage.kind == "list" and any(_tells_rather(query, other, hit.passage) for other in named))
    ]


def _is_beside(query: Query, passage: Passage) -> bool:
    """Whether it is a title page and the question is about no document."""
    asked = bool(_ABOUT_DOCUMENTS & set(query.kinds)) and _OF_DOCUMENT.search(query.resolved.lower())
    return passage.kind == "cover" and not asked


def _tells_rather(query: Query, other: Passage, listed: Passage) -> bool:
    if other.doc_id != listed.doc_id or other.kind == "list":
        return False
    items = [_BULLET.sub("", line) for line in listed.text.split("\n")]
    words = {token for token in query.terms if ":" not in token}
    if other.kind == "row":
        lacking = words & set(index_tokens(passage_text(other))) - set(index_tokens(passage_text(listed)))
        return _holds(items, [other.subject]) and (bool(lacking) or "list" not in query.kinds)
    sharing = [item for item in items[1:] if words & set(index_tokens(item))]
    return len(sharing) == 1 and len(items) > 2 and _holds(sharing, other.heading)


def _holds(items: Iterable[str], names: Iterable[str]) -> bool:
    """Whether an item is one of the names and nothing more."""
    return not {squeeze(name) for name in names if name}.isdisjoint(map(squeeze, items))
