"""The precedents tab: filters, a table that sorts, the chosen record beside it, and exports."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.precedents.choices import names, shown, title
from assistant.precedents.export import export
from assistant.precedents.records import Precedent, Precedents
from assistant.ui import escape
from assistant.ui.record import VALUES, badge_html, badges_html, record_html
from assistant.ui.words import Words

if TYPE_CHECKING:
    from assistant.assistant import Assistant

SHOWN = 20  # records, when words are given
_TYPES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def precedents_tab(assistant: Assistant, words: Words, tab: Any) -> None:
    """Lays out the tab inside ``gr.Blocks``; it is filled whenever ``tab`` is opened."""
    import gradio as gr

    with gr.Column(elem_id="precedents"):
        intro = escape.text(words("precedents_intro"))
        gr.HTML(f'<p class="intro">{intro}</p>', js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="precedents-row"):
            query = gr.Textbox(
                label=words("precedents_label"), placeholder=words("precedents_hint"), lines=1, max_lines=8, scale=5,
                elem_id="precedents-words",
            )  # fmt: skip
            button = gr.Button(
                words("search_button"), variant="primary", scale=0, min_width=120, elem_id="precedents-go"
            )
        with gr.Row(elem_id="precedents-filters"):
            filters = [
                gr.Dropdown(
                    [(words("precedents_any"), "")], value="", label=title(name, words.lang), min_width=130,
                    elem_id=f"precedents-{name}",
                )
                for name in names()
            ]  # fmt: skip
            as_of = gr.Dropdown(
                [(words("precedents_now"), "")], value="", label=words("as_of_label"), min_width=130,
                elem_id="precedents-as-of",
            )  # fmt: skip
        results = gr.HTML("", elem_id="precedents-results", js_on_load=None, apply_default_css=False)

    def search(text: str | None, *chosen: str | None) -> str:
        given = {name: [value] for name, value in zip(names(), chosen[:-1], strict=True) if value}
        return results_html(assistant, text or "", given, chosen[-1] or "", words)

    def opened(text: str | None, *chosen: str | None) -> tuple[Any, ...]:
        return (*_dropdowns(assistant, words), search(text, *chosen))

    inputs = [query, *filters, as_of]
    quiet = {"show_progress": "hidden", "concurrency_limit": 4, "api_visibility": "private"}
    tab.select(opened, inputs, [*filters, as_of, results], **quiet)
    # input, not change: the choices are renewed when the tab is opened
    asked = [query.submit, button.click, *(one.input for one in [*filters, as_of])]
    # always_last: a filter chosen while a search runs counts too
    gr.on(asked, search, inputs, results, trigger_mode="always_last", **quiet)


def _dropdowns(assistant: Assistant, words: Words) -> list[Any]:
    """The choices of the filters and of the date, for what is in the index now."""
    import gradio as gr

    try:
        choices, dates = assistant.precedent_choices(), assistant.precedent_dates()
    except AssistantError:  # told by the search
        return [gr.update() for _ in [*names(), ""]]
    return [
        *(
            gr.update(
                choices=[
                    (words("precedents_any"), ""),
                    *((f"{shown(name, value, words.lang)} ({count})", value) for value, count in choices[name].items()),
                ]
            )
            for name in names()
        ),
        gr.update(choices=[(words("precedents_now"), ""), *((words.date(date), date) for date in dates)]),
    ]


def results_html(assistant: Assistant, text: str, filters: dict[str, list[str]], as_of: str, words: Words) -> str:
    """The table, the records and the exports, or a sentence that says why there are none."""
    try:
        found = assistant.precedents(text, filters, as_of, SHOWN)
    except AssistantError as error:
        return _message(error.message(words.lang))
    if not found.found:
        return _message(words("precedents_nothing"))
    count = escape.text(words("precedents_count", n=len(found.found)))
    records = "".join(record_html(n, one, words) for n, one in enumerate(found.found, 1))
    label = escape.text(words("precedents_detail"))
    return (
        f'<div class="bar"><p class="count" role="status">{count}</p>{_exports(found, words)}</div>'
        f'<div class="precedents"><div class="list">{_table(found, words)}</div>'
        f'<div class="records" role="region" aria-label="{label}">{records}</div></div>'
    )


def _table(found: Precedents, words: Words) -> str:
    heads = [
        words("precedents_name"),
        words("precedents_domain"),
        words("precedents_agency"),
        words("precedents_vision"),
        words("precedents_state"),
        words("precedents_meetings"),
        words("precedents_events"),
    ]
    head = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" class="sort" data-column="{n}">{escape.text(one)}</button></th>'
        for n, one in enumerate(heads)
    )
    rows = "".join(_row(n, one, words) for n, one in enumerate(found.found, 1))
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{escape.text(words("tab_precedents"))}">'
        f'<table class="sortable"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(n: int, one: Precedent, words: Words) -> str:
    record = one.record
    chosen = ' class="chosen"' if n == 1 else ""
    why = ""
    if one.why:
        told = words("precedents_why", words="、".join(one.why))
        why = f'<p class="why"><bdi>{escape.text(told)}</bdi></p>'
    name = f'<a class="open" href="#record-{n}" data-record="{n}"><bdi>{escape.text(record.name)}</bdi></a>{why}'
    values = [
        "、".join(escape.text(shown(value_name, value, words.lang)) for value in record.values[value_name])
        for value_name in VALUES[:-1]
    ]
    states = "".join(badge_html("state", value, words) for value in record.values["state"])
    sort = f'<span class="kind">{escape.text(shown("kind", record.type, words.lang))}</span>'
    meetings = "" if record.meetings is None else str(record.meetings)
    cells = [name, *values, states or sort, meetings, badges_html(record, words)]
    told = "".join(f"<td{_key(n, value)}>{value}</td>" for n, value in enumerate(cells))
    return f'<tr id="record-row-{n}" data-record="{n}"{chosen}>{told}</tr>'


def _key(column: int, value: str) -> str:
    """By what numbers are sorted: records without meetings come first."""
    return f' class="number-cell" data-sort="{value or -1}"' if column == len(VALUES) + 1 else ""


def _exports(found: Precedents, words: Words) -> str:
    """The table as files inside the page: nothing is kept on the server."""
    links = "".join(
        f'<a class="export" download="precedents{suffix}" href="data:{mime};base64,'
        f'{base64.b64encode(export(found, suffix, words.lang)).decode()}">{escape.text(words("precedents_export", form=suffix[1:]))}</a>'
        for suffix, mime in _TYPES.items()
    )
    return f'<p class="exports">{links}</p>'


def _message(text: str) -> str:
    return f'<p class="message" role="status">{escape.text(text)}</p>'
