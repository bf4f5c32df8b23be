"""The panel of cited passages: for each its document, date and place, and its text with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.model import Citation, Span
from assistant.own_words import OwnWords
from assistant.ui import escape
from assistant.ui.words import Words


def sources_html(
    turn: int,
    question: str,
    citations: Sequence[Citation],
    shown: bool,
    words: Words,
    originals: Mapping[int, OwnWords] | None = None,
) -> str:
    """The sources of one answer as a section; the page shows the section of one answer at a time.

    ``originals``: for citations (by their n) of a digest, the original's own words beside it.
    """
    body = "".join(_source_html(turn, citation, words, (originals or {}).get(citation.n)) for citation in citations)
    if not citations:
        body = f'<p class="hint">{escape.text(words("sources_none"))}</p>'
    hidden = "" if shown else " hidden"
    return (
        f'<section class="source-set" id="sources-{turn}" data-turn="{turn}"{hidden}>'
        f'<p class="for-question"><bdi>{escape.text(question)}</bdi></p>{body}</section>'
    )


def _source_html(turn: int, citation: Citation, words: Words, own: OwnWords | None) -> str:
    anchor = f"source-{turn}-{citation.n}"
    passage = marked(citation.text, [(citation.start, citation.end)])
    back = escape.text(words("back"))
    digest = _label(words("digest_text")) if own else ""
    return (
        f'<article class="source" id="{anchor}" tabindex="-1" aria-labelledby="{anchor}-title">'
        f'<h3 id="{anchor}-title"><span class="number">{citation.n}</span><bdi>{escape.text(citation.title)}</bdi></h3>'
        f"{_facts(citation, words)}"
        f"{digest}"
        f'<blockquote class="passage">{passage}</blockquote>{_original_html(own, words) if own else ""}'
        f'<a class="back" href="#turn-{turn}" data-back="{turn}">{back}</a></article>'
    )


def _original_html(own: OwnWords, words: Words) -> str:
    """The original's words at the cited place, the telling sentences marked."""
    where = " ／ ".join(part for part in (own.locator, own.source_file) if part)
    return (
        f'<section class="original">{_label(words("original_text"))}'
        f'<blockquote class="passage">{marked(own.text, own.spans)}</blockquote>'
        f'<p class="where"><bdi>{escape.text(where)}</bdi></p></section>'
    )


def _label(text: str) -> str:
    return f'<p class="kind">{escape.text(text)}</p>'


def _facts(citation: Citation, words: Words) -> str:
    """What one needs to cite or find it: status and date first, then issuer, place and file."""
    rows = [
        (words("issuer"), citation.issuer),
        (words("place"), citation.locator),
        (words("file"), citation.source_file),
    ]
    listed = "".join(
        f"<div><dt>{escape.text(name)}</dt><dd><bdi>{escape.text(value)}</bdi></dd></div>"
        for name, value in rows
        if value
    )
    return f'<p class="when">{when_html(citation.date, citation.status, words)}</p><dl>{listed}</dl>'


def when_html(date: str, status: str, words: Words) -> str:
    """Date and status of a document; a draft stands out because it is not in force."""
    shown = escape.text(words.date(date)) if date else escape.text(words("unknown"))
    badge = ""
    if status:
        kind = "badge draft" if status == "案" else "badge"
        badge = f' <span class="{kind}">{escape.text(words.status(status))}</span>'
    return f'<time datetime="{escape.text(date)}">{shown}</time>{badge}' if date else f"{shown}{badge}"


def marked(text: str, spans: Iterable[Span]) -> str:
    """``text`` as HTML with each of ``spans`` (half-open, within the text) in <mark>; overlapping ones are joined."""
    out, at = [], 0
    for start, end in joined(spans):
        out += [escape.text(text[at:start]), "<mark>", escape.text(text[start:end]), "</mark>"]
        at = end
    return "".join([*out, escape.text(text[at:])])


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, empty ones dropped and overlapping or touching ones made one."""
    out: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
