"""A designation check as HTML: the verdict, the areas, and the checklist with its sources."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from assistant.designation.model import Check, Step, Touched
from assistant.designation.plain import checklist_markdown, label
from assistant.model import Citation
from assistant.ui import escape
from assistant.ui.sources import marked, when_html
from assistant.ui.words import Words


def check_html(check: Check, words: Words) -> str:
    """The whole result. Words of the description are shown as text only."""
    lists = (("areas12", check.areas12), ("areas20", check.areas20), ("kprogram", check.kprogram))
    areas = "".join(_areas(name, found, words) for name, found in lists)
    notices = "".join(f"<li>{escape.text(notice)}</li>" for notice in check.notices)
    return (
        f'<section class="check-result" data-verdict="{check.programme.verdict}">{_verdict(check, words)}'
        + (f'<ul class="notices">{notices}</ul>' if notices else "")
        + f'<div class="areas">{areas}</div>{_steps(check.next_steps, words)}{_actions(check, words)}'
        f'<p class="disclaimer">{escape.text(check.disclaimer)}</p></section>'
    )


def _verdict(check: Check, words: Words) -> str:
    programme = check.programme
    reasons = "".join(f"<li><bdi>{escape.text(reason)}</bdi></li>" for reason in programme.reasons)
    asked = f'<p class="asked">{escape.text(words("check_asked"))}</p>' if programme.missing else ""
    missing = "".join(f"<li>{escape.text(one.text)}</li>" for one in programme.missing if not one.fact)
    more = f"<ul>{missing}</ul>" if missing else ""
    title = escape.text(label(programme.verdict, words.lang))
    return f'<h2 class="check-verdict" role="status">{title}</h2><ul class="reasons">{reasons}</ul>{asked}{more}'


def _areas(name: str, found: Sequence[Touched], words: Words) -> str:
    title = escape.text(label(name, words.lang))
    if not found:
        return f'<section><h3>{title}</h3><p class="hint">{escape.text(label("none", words.lang))}</p></section>'
    items = "".join(_area(area, words) for area in found)
    return f'<section><h3>{title}</h3><ol class="touched">{items}</ol></section>'


def _area(area: Touched, words: Words) -> str:
    number = f"{area.no}. " if area.no else ""
    reasons = "".join(f"<li><bdi>{escape.text(reason)}</bdi></li>" for reason in area.reasons)
    told = escape.text(words("check_confidence", percent=round(area.confidence * 100)))
    head = f'<p class="name">{number}{escape.text(area.name)}<span class="badge">{told}</span></p>'
    cited = _cited(area.citation, words) if area.citation else ""
    return (
        f'<li>{head}<ul class="words" aria-label="{escape.text(label("words", words.lang))}">{reasons}</ul>{cited}</li>'
    )


def _steps(steps: Sequence[Step], words: Words) -> str:
    items = "".join(_step(step, words) for step in steps)
    return f'<section class="steps"><h3>{escape.text(label("steps", words.lang))}</h3><ol>{items}</ol></section>'


def _step(step: Step, words: Words) -> str:
    who, when = escape.text(label("who", words.lang)), escape.text(label("when", words.lang))
    return (
        f'<li><label><input type="checkbox"> <span>{escape.text(step.step)}</span></label>'
        f"<dl><div><dt>{who}</dt><dd>{escape.text(step.who)}</dd></div>"
        f"<div><dt>{when}</dt><dd>{escape.text(step.when)}</dd></div></dl>{_cited(step.citation, words)}</li>"
    )


def _cited(citation: Citation, words: Words) -> str:
    passage = marked(citation.text, [(citation.start, citation.end)])
    when = when_html(citation.date, citation.status, words)
    return (
        f'<details class="cited"><summary>{escape.text(words("sources"))}: <bdi>{escape.text(citation.title)}</bdi> {when}'
        f'</summary><p class="locator"><bdi>{escape.text(citation.locator)}</bdi></p>'
        f'<blockquote class="passage">{passage}</blockquote></details>'
    )


def _actions(check: Check, words: Words) -> str:
    """The browser saves the file and prints: nothing is written on the server."""
    data = base64.b64encode(checklist_markdown(check, words.lang).encode()).decode()
    save, to_print = escape.text(words("check_save")), escape.text(words("check_print"))
    return (
        f'<p class="actions"><a class="save" download="checklist.md" '
        f'href="data:text/markdown;charset=utf-8;base64,{data}">{save}</a>'
        f'<button type="button" data-print>{to_print}</button></p>'
    )
