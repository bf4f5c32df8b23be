"""Pieces that every input format needs: clean lines, table rows, titles and dates of documents."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.japanese.era import find_dates
from assistant.japanese.normalize import clean_text
from assistant.model import Block, Document
from assistant.sources.front import with_tables_named, with_title_page

_JAPANESE = "\u3001-\u30ff\u3400-\u9fff\uff00-\uffef"
_BREAK_IN_JAPANESE = re.compile(f"(?<=[{_JAPANESE}])[ \\t]*\\n\\s*(?=[{_JAPANESE}])")
_BLANKS = re.compile(r"\s*\n\s*|[ \t\u00a0]+")
# No name of a row: A-001, 12, 2024-04-01, 2,500円.
_CODE = re.compile(r"[A-Za-zＡ-Ｚ]{0,4}[-－]?[\d０-９]+(?:[-－/.,:]\d+)*[^\d\s]{0,2}")
_LONGEST_DATE_LINE = 40
_LONGEST_TITLE = 120


def one_line(text: str) -> str:
    """Cleaned text on one line; a line break between Japanese characters leaves no blank behind."""
    shown = _BREAK_IN_JAPANESE.sub("", clean_text(text)[0].strip())
    return _BLANKS.sub(" ", shown)


def row_block(cells: Iterable[tuple[str, str]], place: str = "", name: str = "") -> Block | None:
    """A table row that reads alone, 「見出し：値｜…」; the subject is ``name``, else its first value. None for an empty row."""
    filled = tuple((header, value) for header, value in cells if value)
    if not filled:
        return None
    text = "｜".join(f"{header}：{value}" if header else value for header, value in filled)
    return Block("row", text, place=place, cells=filled, subject=name or filled[0][1])


def table_blocks(grid: Sequence[Sequence[str]], places: Sequence[str]) -> list[Block]:
    """Blocks of a table whose first row of several values holds the headers.

    ``grid`` holds rows of cell texts, ``places`` one place for each row. Rows of one value above the headers (titles,
    units) become paragraphs, as do all rows of a table of one column; a table without a second row is its one row.
    """
    rows = [([one_line(cell) for cell in row], place) for row, place in zip(grid, places, strict=True)]
    rows = [(row, place) for row, place in rows if any(row)]
    head = next((index for index, (row, _) in enumerate(rows) if len(set(filter(None, row))) > 1), len(rows))
    blocks = [Block("paragraph", next(filter(None, row)), place=place) for row, place in rows[:head]]
    if head == len(rows):
        return blocks
    headers, body = rows[head][0], rows[head + 1 :]
    if not body:
        headers, body = [], rows[head:]
    naming = _naming_column([row for row, _ in body])
    for row, place in body:
        names = [*headers, *[""] * (len(row) - len(headers))]
        block = row_block(zip(names, row, strict=False), place, row[naming] if naming < len(row) else "")
        blocks += [block] if block else []
    return blocks


def _naming_column(rows: Sequence[Sequence[str]]) -> int:
    """The first column that tells what the rows are: not of codes (A-001), numbers or dates; else the first."""
    for column in range(max(map(len, rows), default=0)):
        values = [row[column] for row in rows if column < len(row) and row[column]]
        if values and sum(_CODE.fullmatch(value) is not None for value in values) * 2 < len(values):
            return column
    return 0


def document_id(source_file: str) -> str:
    """An id made of the file's name without its suffix: letters, digits and Japanese characters, joined by hyphens."""
    stem = unicodedata.normalize("NFKC", Path(source_file).stem)
    return re.sub(r"[\W_]+", "-", stem).strip("-").lower() or "document"


def make_document(source_file: str, sha256: str, blocks: Sequence[Block], title: str = "", facts: str = "") -> Document:
    """A document of the given blocks.

    ``title`` is the title property (ignored where a program filled it in); without it the first heading or the file's
    name is taken. ``facts`` is further text that may state the date (properties, page headers), looked at first.
    """
    first_place = blocks[0].place if blocks else ""
    opening = [block.text for block in blocks[:30] if block.place == first_place and block.kind != "row"]
    heading = next((block.text for block in blocks if block.kind == "heading"), "")
    chosen = next(filter(is_title, (one_line(title), heading)), Path(source_file).stem)
    return Document(
        doc_id=document_id(source_file),
        title=chosen,
        date=stated_date([*facts.split("\n"), title, *opening]),
        source_file=source_file,
        sha256=sha256,
        blocks=tuple(with_tables_named(with_title_page(blocks, chosen, stated_date))),
    )


def stated_date(lines: Iterable[str]) -> str:
    """The first full date that stands in a short line, as a title page gives it (ISO); "" where there is none."""
    for line in lines:
        if len(line) > _LONGEST_DATE_LINE:
            continue
        for mention in find_dates(line):
            if mention.kind == "day":
                return mention.iso
    return ""


@lru_cache(maxsize=1)
def _machine_titles() -> re.Pattern[str]:
    data = tomllib.loads(Path(__file__).with_name("shape.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(data["machine_titles"]), re.IGNORECASE)


def is_title(title: str) -> bool:
    """Whether a title property or heading can be a document's title: not empty, overlong or filled in by a program."""
    return 0 < len(title) <= _LONGEST_TITLE and not _machine_titles().search(title)
