"""Digests of the bundled corpus: ``documents/*.md``, statements with their place, date and everyday questions.

+++
document = "id in the catalogue"
+++
## topic
- A statement that can be read alone.
  - 出典: heading path in the original
  - 時点: 2025-12-26
  - 主題: what it is about
  - 問: an everyday question that it answers
- 一覧: The lead line of a list.
  * an item
- 手順: The lead line of a procedure.
  1. a step
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import InputError
from assistant.model import Block, Span
from assistant.sources.decode import decode
from assistant.sources.problem import Problem

_ENTRY = re.compile(r"- (?:(一覧|手順)[:：]\s*)?(.+)")
_FIELD = re.compile(r"\s+- (出典|時点|主題|問)[:：]\s*(.*)")
_ITEM = re.compile(r"\s+(?:\*|・)\s*(.+)")
_STEP = re.compile(r"\s+(\d+\.\s*.+)")
_KINDS = {"一覧": "list", "手順": "steps", None: "statement"}


@dataclass
class _Entry:
    """A statement while its lines are read."""

    kind: str
    line: int
    lines: list[str]
    topic: str
    fields: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)

    def block(self) -> Block:
        text = "\n".join(self.lines)
        subject = " ".join(filter(None, [self.topic, self.fields.get("主題", "")]))
        return Block(
            kind=self.kind,
            text=text,
            place=self.fields.get("出典", ""),
            as_of=self.fields.get("時点", ""),
            subject=subject,
            spans=_line_spans(self.lines) if self.kind != "statement" else (),
            questions=tuple(self.questions),
        )


def read_digest(path: Path) -> tuple[str, list[Block], list[Problem]]:
    """The document id, its statements in order, and what could not be understood (file and line)."""
    try:
        text = decode(path.read_bytes(), path.name).replace("\r\n", "\n")
    except (OSError, InputError) as error:
        return "", [], [_problem(path, 1, f"読めません（{error}）", f"cannot be read ({error})")]
    match = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n", text, re.DOTALL)
    if not match:
        return (
            "",
            [],
            [_problem(path, 1, "+++ で囲んだ前書きがありません", "there is no front matter between +++ lines")],
        )
    try:
        doc_id = str(tomllib.loads(match[1]).get("document", ""))
    except tomllib.TOMLDecodeError as error:
        return (
            "",
            [],
            [_problem(path, 1, f"前書きが TOML ではありません（{error}）", f"the front matter is not TOML ({error})")],
        )
    problems: list[Problem] = []
    first_line = text[: match.end()].count("\n") + 1
    entries = list(_entries(text[match.end() :].split("\n"), first_line, path, problems))
    for entry in entries:
        if not entry.fields.get("出典"):
            problems.append(_problem(path, entry.line, "出典がありません", "a statement has no place (出典)"))
    return doc_id, [entry.block() for entry in entries], problems


def _entries(lines: list[str], first_line: int, path: Path, problems: list[Problem]) -> Iterator[_Entry]:
    topic, current = "", None
    for number, line in enumerate(lines, first_line):
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("## "):
            if current:
                yield current
            topic, current = line[3:].strip(), None
        elif match := _ENTRY.fullmatch(line.rstrip()):
            if current:
                yield current
            current = _Entry(_KINDS[match[1]], number, [match[2].strip()], topic)
        elif current is None or not _continue(current, line.rstrip()):
            problems.append(
                _problem(path, number, f"この行を読めません「{line.strip()[:40]}」", "this line cannot be read")
            )
    if current:
        yield current


def _continue(entry: _Entry, line: str) -> bool:
    if match := _FIELD.fullmatch(line):
        if match[1] == "問":
            entry.questions.append(match[2].strip())
        else:
            entry.fields[match[1]] = match[2].strip()
    elif (match := _ITEM.fullmatch(line)) and entry.kind == "list":
        entry.lines.append(f"・{match[1].strip()}")
    elif (match := _STEP.fullmatch(line)) and entry.kind == "steps":
        entry.lines.append(match[1].strip())
    else:
        return False
    return True


def _line_spans(lines: list[str]) -> tuple[Span, ...]:
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def _problem(path: Path, line: int, ja: str, en: str) -> Problem:
    return Problem(f"{path.name}:{line}", ja, en)
