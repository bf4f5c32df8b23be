"""Web pages (.html)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from assistant.model import Block, Document
from assistant.sources.decode import decode
from assistant.sources.problem import Problem
from assistant.sources.shape import make_document, one_line, stated_date, table_blocks
from assistant.sources.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_PERMALINKS = "¶ "  # signs that link a heading to itself
# Tags of <meta> that state when a page was issued.
_DATE_TAGS = ("article:published_time", "dc.date", "dcterms.issued", "dcterms.date", "date", "pubdate")


def read_html(data: bytes, source_file: str, sha256: str) -> tuple[Document, list[Problem]]:
    """The main text of a page: headings, paragraphs, list items and table rows (place 「表2」), without its navigation.

    Raises Unreadable when the bytes are no text or the page has no main text.
    """
    from lxml import etree, html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot use is said below
    try:
        page = html.document_fromstring(_without_declaration(decode(data, source_file)))
    except etree.ParserError as error:
        raise Unreadable(source_file, "本文が見つかりません。", "It has no main text.") from error
    main = _main_text(page)
    blocks = list(_blocks(main)) if main is not None else []
    if not blocks:
        raise Unreadable(source_file, "本文が見つかりません。", "It has no main text.")
    issued = stated_date(
        value[:10] for tag in page.iter("meta") if _names_date(tag) for value in [tag.get("content") or ""]
    )
    return make_document(source_file, sha256, blocks, page.findtext(".//title") or "", issued), []


def _main_text(page: _Element) -> _Element | None:
    """The main text as trafilatura's XML.

    A page of few characters, as Japanese notices have, it takes for one without main text and runs together; where the
    headings got lost so, the whole body is declared to be the main text.
    """
    main = _extracted(page)
    if (main is not None and main.find(".//head") is not None) or next(page.iter("h1", "h2", "h3"), None) is None:
        return main
    whole = deepcopy(page)
    for body in whole.findall("body"):
        article = body.makeelement("article")
        article.text, body.text = body.text, None
        article.extend(list(body))
        body.append(article)
    again = _extracted(whole, fewest_characters=1)
    return main if again is None else again


def _extracted(page: _Element, fewest_characters: int = 0) -> _Element | None:
    import trafilatura
    from lxml import etree
    from trafilatura.settings import use_config

    config = use_config()
    if fewest_characters:
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(fewest_characters))
    extracted = trafilatura.extract(
        deepcopy(page), output_format="xml", include_tables=True, include_comments=False, favor_recall=True,
        deduplicate=False, config=config,
    )  # fmt: skip
    return etree.fromstring(extracted).find("main") if extracted else None


def _without_declaration(text: str) -> str:
    """lxml refuses decoded text that still declares its character set in an XML declaration."""
    stripped = text.lstrip()
    return stripped[stripped.find("?>") + 2 :] if stripped.startswith("<?xml") else text


def _names_date(tag: _Element) -> bool:
    return (tag.get("property") or tag.get("name") or "").lower() in _DATE_TAGS


def _blocks(main: _Element) -> Iterator[Block]:
    """Blocks of trafilatura's XML: head, p, list/item, table/row/cell, quote and code."""
    tables = 0
    for element in main:
        if element.tag == "table":
            tables += 1
            grid = [["".join(cell.itertext()) for cell in row.iter("cell")] for row in element.iter("row")]
            yield from table_blocks(grid, [f"表{tables}"] * len(grid))
        elif element.tag == "list":
            yield from _items(element, 0)
        elif text := one_line("".join(element.itertext())).rstrip(_PERMALINKS):
            heading = element.tag == "head"
            level = int((element.get("rend") or "h2")[1:2]) if heading else 0
            yield Block("heading" if heading else "paragraph", text, level=level)


def _items(element: _Element, level: int) -> Iterator[Block]:
    for item in element.findall("item"):
        if text := one_line(_own_text(item)):
            yield Block("item", text, level=level)
        for inner in item.iter("list"):
            if next(inner.iterancestors("item")) is item:
                yield from _items(inner, level + 1)


def _own_text(element: _Element) -> str:
    """The text of an item without that of the lists inside it."""
    pieces = [element.text or ""]
    for child in element:
        pieces += ["" if child.tag == "list" else _own_text(child), child.tail or ""]
    return "".join(pieces)
