"""Digests of the bundled corpus: ``documents/*.md``, statements with their place, date and everyday questions.

+++
document = "id in the catalogue"
+++
## topic
- A statement that can be read alone.
  - 出典: heading path in the original
  - 併せて: further document id > heading path that it rests on
  - 時点: 2025-12-26
  - 主題: what it is about
  - 補い: 3、5 (what the statement supplies itself: figures of our own counting, readings of damaged text)
  - 問: an everyday question that it answers
- 一覧: The lead line of a list.
  * an item
- 手順: The lead line of a procedure.
  1. a step
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.model import Block, Span
from assistant.sources.entry import Entry
from assistant.sources.form import impossible, impossible_dates, is_day_or_month, name_of, read_text, read_toml
from assistant.sources.problem import Problem

_FRONT = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_ENTRY = re.compile(r"- (?:(一覧|手順)[:：]\s*)?(.+)")
_FIELD = re.compile(r"\s+- (出典|併せて|時点|主題|補い|問)[:：]\s*(.*)")
_ITEM = re.compile(r"\s+(?:\*|・)\s*(.+)")
_STEP = re.compile(r"\s+(\d+\.\s*.+)")
_KINDS = {"一覧": "list", "手順": "steps", None: "statement"}


@dataclass
class _Statement:
    """A statement while its lines are read."""

    kind: str
    line: int
    lines: list[str]
    topic: str
    fields: dict[str, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)  # the lines of the fields
    questions: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)

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


def read_digest(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The statements of a digest in order, and everything that is wrong with it (file, line, column)."""
    name = name_of(path)
    text, problems = read_text(path)
    if problems:
        return [], problems
    match = _FRONT.match(text)
    if not match:
        ja, en = "+++ で囲んだ前書きがありません", "there is no front matter between +++ lines"
        return [], [Problem(name, ja, en, 1, 1)]
    front, problems = read_toml(match[1], name, first_line=2)
    if problems:
        return [], problems
    if not front.get("document"):
        ja, en = "前書きに document（文書の id）がありません", "the front matter names no document"
        problems.append(Problem(name, ja, en, 1, 1))
    first_line = text[: match.end()].count("\n") + 1
    lines = text[match.end() :].split("\n")
    statements = list(_statements(lines, first_line, name, problems))
    problems += [problem for statement in statements for problem in _faults(statement, name)]
    for number, line in enumerate(lines, first_line):
        problems += [impossible(name, number, at + 1, written) for at, written in impossible_dates(line)]
    doc_id = str(front.get("document", ""))
    return [_entry(statement, name, doc_id) for statement in statements], problems


def _entry(statement: _Statement, name: str, doc_id: str) -> Entry:
    supplied = tuple(filter(None, re.split(r"、\s*", statement.fields.get("補い", ""))))
    return Entry(name, statement.line, doc_id, statement.block(), tuple(statement.also), supplied)


def _statements(lines: list[str], first_line: int, name: str, problems: list[Problem]) -> Iterator[_Statement]:
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
            current = _Statement(_KINDS[match[1]], number, [match[2].strip()], topic)
        elif current is None or not _continue(current, line.rstrip(), number):
            ja, en = f"この行を読めません「{line.strip()[:40]}」", "this line cannot be read"
            problems.append(Problem(name, ja, en, number, len(line) - len(line.lstrip()) + 1))
    if current:
        yield current


def _continue(statement: _Statement, line: str, number: int) -> bool:
    if match := _FIELD.fullmatch(line):
        if match[1] == "問":
            statement.questions.append(match[2].strip())
        elif match[1] == "併せて":
            statement.also.append(match[2].strip())
        elif match[1] in statement.fields:
            return False
        else:
            statement.fields[match[1]] = match[2].strip()
            statement.at[match[1]] = number
    elif (match := _ITEM.fullmatch(line)) and statement.kind == "list":
        statement.lines.append(f"・{match[1].strip()}")
    elif (match := _STEP.fullmatch(line)) and statement.kind == "steps":
        statement.lines.append(match[1].strip())
    else:
        return False
    return True


def _faults(statement: _Statement, name: str) -> Iterator[Problem]:
    if not statement.fields.get("出典"):
        yield Problem(name, "出典がありません", "a statement has no place (出典)", statement.line, 1)
    as_of = statement.fields.get("時点", "")
    if as_of and not is_day_or_month(as_of):
        ja, en = (
            f"時点「{as_of}」は日付でも月でもありません（例：2025-12-26、2025-12）",
            f"時点 {as_of!r} is no date (as 2025-12-26 or 2025-12)",
        )
        yield Problem(name, ja, en, statement.at["時点"], 1)
    if statement.kind != "statement" and len(statement.lines) < 2:
        yield Problem(name, "一覧か手順の項目がありません", "a list or procedure has no items", statement.line, 1)


def _line_spans(lines: list[str]) -> tuple[Span, ...]:
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)
