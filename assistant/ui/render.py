"""An answer as HTML: paragraphs, lists and tables of our own composer, and [n] marks that can be pressed.

Nothing else is read as markup. Asterisks, in particular, are data in the technology lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import groupby

from assistant.ui import escape
from assistant.ui.words import Words

_MARK = re.compile(r"\[(\d{1,3})\]")
_STEP = re.compile(r"\s*(\d{1,3})[.．]\s+(.*)")
_ITEM = re.compile(r"\s*(?:-\s+|[・•]\s*)(.*)")
_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_CELL_END = re.compile(r"(?<!\\)\|")

Inline = Callable[[str], str]


def answer_html(answer: str, turn: int, numbers: Set[int], words: Words) -> str:
    """The answer of turn ``turn`` as HTML; only [n] with n in ``numbers`` becomes a link to a source."""

    def inline(line: str) -> str:
        return _link_marks(escape.text(line), turn, numbers, words)

    blocks = []
    for kind, lines in _blocks(answer):
        if kind == "table":
            blocks.append(_table(lines, inline, words))
        elif kind == "steps":
            blocks.append(_steps(lines, inline))
        elif kind == "items":
            blocks.append(_items(lines, inline))
        elif kind == "text":
            blocks.append(f"<p>{'<br>'.join(map(inline, lines))}</p>")
    return "".join(blocks)


def _blocks(answer: str) -> Iterator[tuple[str, list[str]]]:
    """Runs of lines of one kind: "table", "steps", "items", "text" or "" (blank)."""
    lines = answer.replace("\r\n", "\n").split("\n")
    for kind, run in groupby(lines, _kind):
        block = list(run)
        # Lines with bars are a table only when the second one is its rule.
        if kind == "table" and (len(block) < 2 or not _RULE.fullmatch(block[1].strip())):
            kind = "text"
        yield kind, block


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.lstrip().startswith("|"):
        return "table"
    if _STEP.fullmatch(line):
        return "steps"
    return "items" if _ITEM.fullmatch(line) else "text"


def _table(lines: list[str], inline: Inline, words: Words) -> str:
    header, rows = _cells(lines[0]), [_cells(line) for line in lines[2:]]
    head = "".join(f'<th scope="col">{inline(cell)}</th>' for cell in header)
    # A comparison names its rows in the first column, under an empty heading.
    first = '<th scope="row">{}</th>' if header and not header[0] else "<td>{}</td>"
    body = ""
    for row in rows:
        cells = [first.format(inline(row[0]))] + [f"<td>{inline(cell)}</td>" for cell in row[1:]]
        body += f"<tr>{''.join(cells)}</tr>"
    label = escape.text(words("table"))
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in _CELL_END.split(inner)]


def _steps(lines: list[str], inline: Inline) -> str:
    # Each keeps its own number: the composer may quote steps 3 to 5 of a procedure.
    found = [_STEP.fullmatch(line) for line in lines]
    return "<ol>" + "".join(f'<li value="{m[1]}">{inline(m[2])}</li>' for m in found if m) + "</ol>"


def _items(lines: list[str], inline: Inline) -> str:
    found = [_ITEM.fullmatch(line) for line in lines]
    return "<ul>" + "".join(f"<li>{inline(m[1])}</li>" for m in found if m) + "</ul>"


def _link_marks(escaped: str, turn: int, numbers: Set[int], words: Words) -> str:
    def link(found: re.Match[str]) -> str:
        n = int(found[1])
        if n not in numbers:
            return found[0]
        label = escape.text(words("cite_label", n=n))
        return (
            f'<a class="cite" href="#source-{turn}-{n}" data-turn="{turn}" data-n="{n}" aria-label="{label}">[{n}]</a>'
        )

    return _MARK.sub(link, escaped)
