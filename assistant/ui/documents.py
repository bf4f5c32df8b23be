"""The documents tab: what the answers are drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Document
from assistant.ui import escape
from assistant.ui.sources import when_html
from assistant.ui.words import Words


def documents_html(documents: Sequence[Document], words: Words) -> str:
    """The documents as a table, newest first; an older edition names the newer one."""
    if not documents:
        return f'<p class="message">{escape.text(words("documents_none"))}</p>'
    newer = {old: document for document in documents for old in document.supersedes}
    columns = ("date", "documents_title", "issuer", "file")
    head = "".join(f'<th scope="col">{escape.text(words(key))}</th>' for key in columns)
    ordered = sorted(documents, key=lambda document: document.date, reverse=True)
    rows = "".join(_row(document, newer.get(document.doc_id), words) for document in ordered)
    return (
        f'<p class="intro">{escape.text(words("documents_intro"))}</p>'
        f'<div class="table" role="region" tabindex="0" aria-label="{escape.text(words("tab_documents"))}">'
        f'<table class="documents"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(document: Document, newer: Document | None, words: Words) -> str:
    note = ""
    if newer:
        told = words("newer", title=newer.title, date=words.date(newer.date))
        note = f'<p class="newer"><bdi>{escape.text(told)}</bdi></p>'
    return (
        f'<tr><td class="when">{when_html(document.date, document.status, words)}</td>'
        f'<td><bdi class="title">{escape.text(document.title)}</bdi>{note}'
        f'<p class="id">{escape.text(words("documents_id"))}: {escape.text(document.doc_id)}</p></td>'
        f'<td>{escape.text(document.issuer)}</td><td class="file">{escape.text(document.source_file)}</td></tr>'
    )
