"""One record of precedents as HTML: its values, events, timeline, and the passages behind them with the quotes marked."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.model import Citation, Span
from assistant.precedents.choices import shown, title
from assistant.precedents.reading import reading
from assistant.precedents.records import Fact, Moment, Precedent, Record
from assistant.ui import escape
from assistant.ui.sources import marked, when_html
from assistant.ui.words import Words

VALUES = ("domain", "agency", "vision", "state")


def record_html(n: int, one: Precedent, words: Words) -> str:
    """The ``n``-th record found; hidden until it is chosen, but for the first."""
    record, cited = one.record, _Cited(n)
    timeline = "".join(_moment_html(moment, cited, words) for moment in record.timeline)
    facts = "".join(_fact_html(fact, cited, words) for fact in record.facts)
    back = escape.text(words("precedents_back"))
    parts = [
        f'<h3 id="record-{n}-title"><bdi>{escape.text(record.name)}</bdi></h3>',
        _about(record, words),
        _section(words("precedents_timeline"), f'<ol class="timeline">{timeline}</ol>') if timeline else "",
        _section(words("precedents_facts"), f'<dl class="facts">{facts}</dl>'),
        _section(words("sources"), cited.html(words)),
        f'<a class="back" href="#record-row-{n}">{back}</a>',
    ]
    hidden = "" if n == 1 else " hidden"
    return (
        f'<article class="record" id="record-{n}" data-record="{n}" tabindex="-1" '
        f'aria-labelledby="record-{n}-title"{hidden}>{"".join(parts)}</article>'
    )


def badges_html(record: Record, words: Words) -> str:
    """The record's kinds of events as badges."""
    return "".join(badge_html("event", value, words) for value in record.values["event"])


def badge_html(name: str, value: str, words: Words) -> str:
    """One value of a filter; what went otherwise than planned stands out."""
    known = {one.ja: one for one in reading().filter(name).values}
    kind = "badge draft" if value in known and known[value].adverse else "badge"
    return f'<span class="{kind}">{escape.text(shown(name, value, words.lang))}</span> '


class _Cited:
    """The passages that a record cites, numbered in the order in which they are first cited."""

    def __init__(self, n: int) -> None:
        self._n = n
        self._passages: dict[str, tuple[int, Citation, list[Span]]] = {}

    def mark(self, citation: Citation, words: Words) -> str:
        """[1] as a link to the passage, which then marks the quote."""
        number = len(self._passages) + 1
        number, _, spans = self._passages.setdefault(citation.passage_id, (number, citation, []))
        spans.append((citation.start, citation.end))
        label = escape.text(words("cite_label", n=number))
        return f'<a class="mark" href="#record-{self._n}-source-{number}" aria-label="{label}">[{number}]</a>'

    def html(self, words: Words) -> str:
        """The passages with all their quotes marked."""
        return "".join(self._passage(*found, words) for found in self._passages.values())

    def _passage(self, number: int, citation: Citation, spans: Iterable[Span], words: Words) -> str:
        file = f" ／ {citation.source_file}" if citation.source_file else ""
        return (
            f'<div class="source" id="record-{self._n}-source-{number}"><h4><span class="number">{number}</span>'
            f"<bdi>{escape.text(citation.title)}</bdi></h4>"
            f'<p class="when">{when_html(citation.date, citation.status, words)}</p>'
            f'<p class="locator"><bdi>{escape.text(citation.locator + file)}</bdi></p>'
            f'<blockquote class="passage">{marked(citation.text, spans)}</blockquote></div>'
        )


def _about(record: Record, words: Words) -> str:
    rows = [(title(name, words.lang), _values(name, record, words)) for name in VALUES]
    if record.technologies:
        rows.append((words("precedents_technologies"), "、".join(record.technologies)))
    if record.other_names:
        rows.append((words("precedents_other_names"), "、".join(record.other_names)))
    listed = "".join(
        f"<div><dt>{escape.text(name)}</dt><dd><bdi>{escape.text(value)}</bdi></dd></div>"
        for name, value in rows
        if value
    )
    sort = escape.text(shown("kind", record.type, words.lang))
    return f'<p class="sort">{sort}</p><dl class="about">{listed}</dl>'


def _values(name: str, record: Record, words: Words) -> str:
    return "、".join(shown(name, value, words.lang) for value in record.values[name])


def _section(heading: str, body: str) -> str:
    return f"<section><h4>{escape.text(heading)}</h4>{body}</section>"


def _fact_html(fact: Fact, cited: _Cited, words: Words) -> str:
    (kind,) = (kind for kind in reading().facts if kind.column == fact.column)
    name = kind.en if words.lang == "en" else kind.ja
    when = f'<time datetime="{escape.text(fact.date)}">{escape.text(words.date(fact.date))}</time>'
    mark = cited.mark(fact.citation, words)
    return f"<div><dt>{escape.text(name)} {when}</dt><dd><bdi>{escape.text(fact.value)}</bdi>{mark}</dd></div>"


def _moment_html(moment: Moment, cited: _Cited, words: Words) -> str:
    nature = reading().natures.get(moment.nature, moment.nature) if words.lang == "en" else moment.nature
    told = f'<span class="nature">{escape.text(nature)}</span> ' if moment.nature else ""
    kind = badge_html("event", moment.kind, words) if moment.kind else ""
    reported = f' <span class="reported">{escape.text(words("precedents_reported"))}</span>' if moment.reported else ""
    return (
        f'<li><time datetime="{escape.text(moment.date)}">{escape.text(words.date(moment.date))}</time>{reported}'
        f"<div>{kind}{told}<bdi>{escape.text(moment.what)}</bdi>{cited.mark(moment.citation, words)}</div></li>"
    )
