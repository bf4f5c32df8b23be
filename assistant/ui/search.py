"""The search tab: passages only, with the words found in them marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.model import Document, Hit, Span
from assistant.ui import escape
from assistant.ui.sources import marked, when_html
from assistant.ui.words import Words

if TYPE_CHECKING:
    from assistant.assistant import Assistant

SHOWN = 10  # passages


def search_tab(assistant: Assistant, words: Words) -> None:
    """Lays out the tab inside ``gr.Blocks``."""
    import gradio as gr

    def search(query: str | None) -> str:
        return results_html(assistant, query or "", words)

    with gr.Column(elem_id="search"):
        gr.HTML(f'<p class="intro">{words("search_intro")}</p>', js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="search-row"):
            query = gr.Textbox(
                label=words("search_label"), placeholder=words("search_hint"), lines=1, max_lines=1, scale=5,
                elem_id="search-words",
            )  # fmt: skip
            button = gr.Button(
                words("search_button"), variant="primary", scale=0, min_width=120, elem_id="search-button"
            )
        results = gr.HTML("", elem_id="results", js_on_load=None, apply_default_css=False)
    gr.on(
        [query.submit, button.click], search, query, results,
        show_progress="hidden", concurrency_limit=4, api_visibility="private",
    )  # fmt: skip


def results_html(assistant: Assistant, query: str, words: Words) -> str:
    """The passages found for ``query``, or a sentence that says why there are none."""
    if not query.strip():
        return _message(words("search_empty"))
    try:
        hits = assistant.search(query.strip(), k=SHOWN)
        documents = {document.doc_id: document for document in assistant.documents()}
    except AssistantError as error:
        return _message(error.message(words.lang))
    return hits_html(hits, documents, query, words)


def hits_html(hits: Sequence[Hit], documents: Mapping[str, Document], query: str, words: Words) -> str:
    """The hits as a numbered list, each with its document, date and place."""
    if not hits:
        return _message(words("search_nothing"))
    count = escape.text(words("search_count", n=len(hits)))
    items = "".join(_hit_html(n, hit, documents, query, words) for n, hit in enumerate(hits, 1))
    return f'<p class="count" role="status">{count}</p><ol class="hits">{items}</ol>'


def _hit_html(n: int, hit: Hit, documents: Mapping[str, Document], query: str, words: Words) -> str:
    passage = hit.passage
    document = documents.get(passage.doc_id, Document(passage.doc_id, passage.doc_id))
    found = marked(passage.text, found_spans(passage.text, query, hit.best))
    when = when_html(passage.as_of or document.date, document.status, words)
    return (
        f'<li class="source"><h3><span class="number">{n}</span><bdi>{escape.text(document.title)}</bdi></h3>'
        f'<p class="when">{when}</p><p class="locator"><bdi>{escape.text(passage.locator)}</bdi></p>'
        f'<blockquote class="passage">{found}</blockquote></li>'
    )


def found_spans(text: str, query: str, best: str) -> list[Span]:
    """Where the words of ``query`` stand in ``text``; where none does, the sentence that matched best."""
    pattern = "|".join(re.escape(word) for word in sorted(query.split(), key=len, reverse=True))
    spans = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
    at = text.find(best)
    return spans or ([(at, at + len(best))] if best and at >= 0 else [])


def _message(text: str) -> str:
    return f'<p class="message" role="status">{escape.text(text)}</p>'
