"""Lines of a file become units: a heading, a list item, a table row or a paragraph, with its wrapped lines joined."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.sources.markup import BLOCK_TAG, clean_inline, is_bold, open_emphasis
from assistant.sources.traced import Traced, join

_FOLDER = Path(__file__).parent
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_SPACED = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff・])[ 　](?=[\u3040-\u30ff\u3400-\u9fff・])")
_LATIN = re.compile(r"[A-Za-z0-9,.%]")


@dataclass(frozen=True)
class Mark:
    """A sign or number at the start of a line (marks.toml)."""

    name: str
    pattern: re.Pattern[str]
    rank: int
    keep: bool
    heading: str


@dataclass(frozen=True)
class Unit:
    """One line of a document after its wrapped lines were joined.

    kind: "hash" (Markdown heading, level = number of #), "item" (``mark`` names its sign), "row" (``cells``, raw
    markup inside), "text". ``tight``: the next line follows without a blank one. ``bold``: all of it stood in bold.
    """

    kind: str
    text: Traced
    mark: str = ""
    level: int = 0
    bold: bool = False
    tight: bool = False
    page: int = 0
    broken: bool = False  # a page begins with it
    cells: tuple[Traced, ...] = ()


@lru_cache(maxsize=1)
def marks() -> tuple[Mark, ...]:
    """The marks in the order in which they are tried."""
    data = tomllib.loads((_FOLDER / "marks.toml").read_text(encoding="utf-8"))["mark"]
    return tuple(Mark(m["name"], re.compile(m["pattern"]), m["rank"], m["keep"], m["heading"]) for m in data)


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """lines.toml with its patterns compiled."""
    data: dict[str, Any] = tomllib.loads((_FOLDER / "lines.toml").read_text(encoding="utf-8"))
    compiled = {
        name: re.compile(data[name])
        for name in ("unfinished", "continuing", "starters", "noun_goes_on", "open_end", "subtitle")
    }
    return {**data, **compiled, "noise": [re.compile(pattern) for pattern in data["noise"]]}


def is_noise(text: str) -> bool:
    """Whether a line says nothing: blank, page number, rule, lone sign."""
    return any(pattern.match(text.strip()) for pattern in rules()["noise"])


def continues(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return bool(rules()["continuing"].match(text)) and not rules()["starters"].match(text)


def close_up(piece: Traced) -> Traced:
    """A label set with a blank after every character (領 域 横 断) without its blanks; other text is left alone."""
    words = piece.text.split()
    single = sum(len(word) == 1 for word in words)
    if len(words) < 2 or single < len(words) * 0.7:
        return piece
    return piece.without([m.span() for m in _SPACED.finditer(piece.text)])


def take_marks(line: Traced) -> tuple[Traced, str, int]:
    """The line without its bullets, the name of its innermost mark ("" without any), and how many it had."""
    name, depth, at = "", 0, 0
    text = line.text
    while depth < 4:
        found = next(((mark, match) for mark in marks() if (match := mark.pattern.match(text, at))), None)
        if found is None:
            break
        mark, match = found
        name, depth = mark.name, depth + 1
        if mark.keep:
            break
        at = match.end()
        while text[at : at + 1] in (" ", "\u3000"):
            at += 1
    return line.cut(at), name, depth


def read_units(whole: Traced, breaks: list[int]) -> list[Unit]:
    """The units of a file. ``breaks``: original positions of its form feeds."""
    units: list[Unit] = []
    group: list[tuple[Traced, bool]] = []  # lines of the unit being read, with their page break
    lines, page = list(_lines(whole)), 0
    boxes = _boxes(lines)
    for index, line in enumerate(lines):
        raw = line.text
        follows = index + 1 < len(lines) and bool(lines[index + 1])
        turned = bool(breaks and group and raw.strip() and _page(line, breaks) != _page(group[-1][0], breaks))
        if group and (turned or not (index in boxes or _goes_on(group, line))):
            units.append(_unit(group, breaks, tight=bool(raw.strip()) and not turned))
            group = []
        if raw.strip() and ("\t" in raw or _is_pipe(raw)):
            units += _row(line, breaks, follows)
        elif raw.strip():
            group.append((line, _page(line, breaks) > page if breaks else _breaks_page(lines, index)))
            page = max(page, _page(line, breaks))
    if group:
        units.append(_unit(group, breaks, tight=False))
    return _mend([unit for unit in units if unit.kind == "row" or not is_noise(unit.text.text)])


def _mend(units: list[Unit]) -> list[Unit]:
    """Paragraphs that a page break or double spacing cut in two are joined again."""
    mended: list[Unit] = []
    for unit in units:
        above = mended[-1] if mended else None
        if above and above.kind == unit.kind == "text" and _belongs(above, unit):
            mended[-1] = replace(above, text=join([above.text, unit.text]), tight=unit.tight)
        else:
            mended.append(unit)
    return mended


def _belongs(above: Unit, unit: Unit) -> bool:
    head, text = above.text.text, unit.text.text
    if re.fullmatch(
        r"[（(][^（(]*(?:[（(][^（）()]*[)）][^（(]*)*[)）]", text
    ):  # 「…計画数」「（2025年10月29日時点）」
        return len(head) <= rules()["widest_label"] and len(text) > 4 and head[-1] not in rules()["complete"]
    if above.tight and len(head) <= rules()["widest_label"] and rules()["subtitle"].match(text):
        return True
    if head[-1] in "：:" and above.tight and len(head) <= rules()["narrow"]:
        return True
    return _cut_in_two(head, text)


def _cut_in_two(above: str, below: str) -> bool:
    data = rules()
    if len(above) < data["paragraph"] or above[-1] in data["complete"] or data["starters"].match(below):
        return False
    if data["subtitle"].match(below):
        return False
    if data["open_end"].search(above) or data["continuing"].match(below):
        return True
    return above[-1] not in "）)」】＞" and bool(data["noun_goes_on"].match(below)) and below[-1] in data["complete"]


def _lines(whole: Traced) -> Iterator[Traced]:
    """Lines, also where a block tag stands in the middle of one (but never within a table row)."""
    pending: tuple[int, int] | None = None
    raw = whole.split("\n")
    drop: dict[int, list[tuple[int, int]]] = {}
    for index, line in enumerate(raw):  # bold over several lines: drop both ends
        if not line:
            pending = None
            continue
        opening, closing = open_emphasis(line.text)
        if closing and pending:
            drop.setdefault(pending[0], []).append((pending[1], pending[1] + 2))
            drop.setdefault(index, []).append(closing)
            pending = None
        if opening:
            pending = (index, opening[0])
    for index, line in enumerate(raw):
        line = line.without(sorted(drop.get(index, [])))
        if "\t" in line.text or _is_pipe(line.text):
            yield line
        else:
            yield from line.split(BLOCK_TAG) if BLOCK_TAG.search(line.text) else [line]


def _boxes(lines: list[Traced]) -> set[int]:
    """Lines that continue the text of a box in a diagram: short lines together, at least one cut in a phrase."""
    data, found, start = rules(), set[int](), 0
    plain = [clean_inline(line) if len(line) <= 4 * data["box"] else line for line in lines]
    while start < len(lines):
        end = start
        while end < len(lines) and _in_box(plain[end]):
            end += 1
        texts = [piece.text for piece in plain[start:end]]
        cut = any(len(a) > 1 and (data["unfinished"].search(a) or continues(b)) for a, b in pairwise(texts))
        if 2 <= end - start <= 6 and cut:
            found.update(range(start + 1, end))
        start = max(end, start + 1)
    return found


def _in_box(line: Traced) -> bool:
    text = line.text
    if not 0 < len(text) <= rules()["box"] or "\t" in text or text[-1] in rules()["complete"]:
        return False
    return not (take_marks(line)[1] or _HASHES.match(text) or is_noise(text))


def _is_pipe(text: str) -> bool:
    return text.strip().startswith("|") and text.strip().endswith("|") and text.count("|") > 2


def _row(line: Traced, breaks: list[int], follows: bool) -> list[Unit]:
    piped = _is_pipe(line.text)
    kind, cells = ("pipe", line.strip().cut(1, -1).split(r"(?<!\\)\|")) if piped else ("tab", line.split("\t"))
    return [Unit("row", line, mark=kind, tight=follows, page=_page(line, breaks), cells=tuple(cells))]


def _page(line: Traced, breaks: list[int]) -> int:
    return 1 + bisect_left(breaks, line.start) if breaks else 0


def _breaks_page(lines: list[Traced], index: int) -> bool:
    """A form feed that became a blank: an indented, unmarked line right under one that is neither."""
    line, above = lines[index].text, lines[index - 1].text if index else ""
    if not above.strip() or line[:1] not in (" ", "\u00a0") or above[:1] in (" ", "\u3000", "-", "#"):
        return False
    mark = take_marks(lines[index].strip())[1]
    return mark in ("", "dot", "number") and not take_marks(lines[index - 1].strip())[1]


def _goes_on(group: list[tuple[Traced, bool]], line: Traced) -> bool:
    """Whether a line is the rest of the unit above it."""
    text, above = line.text.strip(), group[-1][0].text.strip()
    if not text or "\t" in line.text or _HASHES.match(line.text) or _HASHES.match(group[0][0].text) or is_noise(text):
        return False
    plain = clean_inline(line).text
    head, data = clean_inline(group[-1][0]).text, rules()
    if len(head) <= data["label"] and re.fullmatch("・.{1,3}", text):  # 「市場創出」「・拡大」
        return True
    if take_marks(line.strip())[1] or take_marks(clean_inline(line))[1] or _is_pipe(text):
        return False
    if not head or head[-1] in data["complete"] or re.match(r"[ \u00a0]\S", line.text):  # a bullet whose sign was lost
        return False
    first, mark, _ = take_marks(clean_inline(group[0][0]))
    if re.fullmatch(r"[（(].*[）)]", plain) and not data["unfinished"].search(head):
        return mark in data["running"]
    if data["unfinished"].search(head) or (continues(plain) and len(head) > 1):
        return True
    if len(head) <= data["label"] and len(plain) < len(head) and len(group) < 3:
        return True
    if len(above) == len(text) == 1 and len(group) < 8:
        return True
    width = max(len(head), len(plain), len(first))
    narrow = data["label"] if mark in data["running"] else data["narrow"] * 2 if mark else data["narrow"]
    return width >= narrow and len(head) >= data["full"] * width


def _unit(group: list[tuple[Traced, bool]], breaks: list[int], tight: bool) -> Unit:
    pieces = [clean_inline(line) for line, _ in group]
    text = pieces[0]
    for piece in pieces[1:]:
        latin = _LATIN.match(text.text[-1:]) and _LATIN.match(piece.text[:1])
        text = join([text, piece], " " if latin else "")
    first, broken = group[0]
    hashes = _HASHES.match(first.text)
    bold = all(is_bold(_HASHES.sub("", line.text).strip().lstrip("-・• ")) for line, _ in group)
    unit = Unit("text", close_up(text), bold=bold, tight=tight, page=_page(first, breaks), broken=broken)
    if hashes:
        inner = take_marks(text.cut(len(hashes.group(1))).strip())
        return replace(unit, kind="hash", text=close_up(inner[0].strip()), mark=inner[1], level=len(hashes.group(1)))
    rest, mark, depth = take_marks(text)
    if not mark:
        return unit
    indent = (len(first.text) - len(first.text.lstrip(" \u3000")) + 1) // 2
    return replace(unit, kind="item", text=close_up(rest.strip()), mark=mark, level=indent + depth)
