"""PDF files: the text layer, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.japanese.normalize import clean_text
from assistant.model import Document
from assistant.sources.problem import Problem
from assistant.sources.shape import is_title, one_line, stated_date
from assistant.sources.text import read_text_document
from assistant.sources.unreadable import Unreadable

if TYPE_CHECKING:
    from assistant.sources.catalog import Catalog

_KANA = "\u3041-\u3096\u30a1-\u30faー"
_CJK = f"{_KANA}\u3001-\u3002\u300c-\u300f\u4e00-\u9fff"
_HYPHEN_BREAK = re.compile("[\u0002\ufffe\u00ad][ \\t]*(?:\\r?\\n)?")
_BETWEEN_KANA = re.compile(f"(?<=[{_KANA}]) (?=[{_KANA}])")
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK}]) +(?=[{_CJK}])")
_CONTENTS = re.compile(r"(?:[.・…‥．]\s?){5,}\s*[0-9ivxlc]+\s*$|…{2,}\s*[0-9]+\s*$")  # Title . . . . . . 12
_KANA_SIGN, _IDEOGRAPH = re.compile(f"[{_KANA}]"), re.compile("[\u3400-\u9fff]")
# Rare ideographs, private use, replacement and control characters: what a wrong character table gives.
_WRONG = re.compile("[\u3400-\u4dbf\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f\u007f-\u009f]|\\(cid:")
_MOST_WRONG = 0.05
_LEAST_KANA = 0.02  # of kana and ideographs together; Japanese prose has more than half
_ENOUGH_IDEOGRAPHS = 200
_SPACED_OUT = 0.5  # share of Japanese characters followed by a blank in a line set with blanks between them
_FEWEST_PAGES = 4  # from which repeated edge lines are taken for running headers


def read_pdf(
    data: bytes, source_file: str, sha256: str, catalog: Catalog | None = None
) -> tuple[list[Document], list[Problem]]:
    """The documents of a PDF file (several when it binds several) with the place 「p.3」.

    Pages without text, or with text that its fonts make unreadable, are named as problems. Raises Unreadable for a
    damaged or protected file and where no page can be read.
    """
    raw, title, subject = _extract(data, source_file)
    pages = [_HYPHEN_BREAK.sub("", page.text) for page in raw]
    empty = [number for number, page in enumerate(raw, 1) if page.drawn and not page.text.strip()]
    broken = [number for number, page in enumerate(pages, 1) if _is_broken(page)]
    kept = ["" if number in broken else _clean_page(page) for number, page in enumerate(pages, 1)]
    problems = _problems(source_file, empty, broken)
    if not any(page.strip() for page in kept) or _is_without_kana("".join(kept)):
        raise _nothing_readable(source_file, scanned=not any(page.strip() for page in pages))
    # The form feed that ends each page tells the text reader where the next one begins.
    text = "".join(page + "\f" for page in _without_running_lines(kept))
    documents = read_text_document(text, source_file, sha256, catalog)
    documents = [_without_origin(document) for document in documents]
    if len(documents) == 1:
        documents = [_with_properties(documents[0], title, subject)]
    return documents, problems


@dataclass(frozen=True)
class _Page:
    text: str
    drawn: bool  # whether anything at all stands on it


def _extract(data: bytes, source_file: str) -> tuple[list[_Page], str, str]:
    """The pages, and the title and subject properties."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            properties = pdf.get_metadata_dict()
            pages = []
            for page in pdf:
                textpage = page.get_textpage()
                drawn = next(page.get_objects(max_depth=1), None) is not None
                pages.append(_Page(textpage.get_text_bounded(), drawn))
                textpage.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                source_file,
                "パスワードで保護されています。保護を外して保存し直してください。",
                "It is protected by a password. Save it again without protection.",
            ) from error
        raise Unreadable(
            source_file,
            "PDF が壊れているか、途中で切れています。",
            "The PDF is damaged or cut short.",
        ) from error
    return pages, one_line(properties.get("Title", "")), one_line(properties.get("Subject", ""))


def _clean_page(page: str) -> str:
    """Plain line ends, ordinary characters, no blanks between kana or in lines set with blanks throughout;
    lines of a table of contents are left out."""
    lines = clean_text(page)[0].split("\n")
    return "\n".join(_clean_line(line) for line in lines if not _CONTENTS.search(line))


def _clean_line(line: str) -> str:
    signs = sum(_is_cjk(char) for char in line)
    if signs >= 3 and len(_BETWEEN_CJK.findall(line)) >= (signs - 1) * _SPACED_OUT:
        return _BETWEEN_CJK.sub("", line)
    return _BETWEEN_KANA.sub("", line)


def _is_cjk(char: str) -> bool:
    return "\u3001" <= char <= "\u9fff"


def _is_broken(page: str) -> bool:
    visible = sum(not char.isspace() for char in page)
    return bool(visible) and len(_WRONG.findall(page)) > visible * _MOST_WRONG


def _is_without_kana(text: str) -> bool:
    ideographs = len(_IDEOGRAPH.findall(text))
    return ideographs >= _ENOUGH_IDEOGRAPHS and len(_KANA_SIGN.findall(text)) < ideographs * _LEAST_KANA


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    """Pages without the first or last line that most of them share (page numbers set aside)."""
    filled = [page for page in pages if page.strip()]
    edges = Counter(edge for page in filled for edge in {_edge(page, 0), _edge(page, -1)})
    running = {edge for edge, count in edges.items() if count > len(filled) / 2 and len(filled) >= _FEWEST_PAGES}
    return [_trimmed(page, running) if page.strip() else page for page in pages]


def _edge(page: str, index: int) -> str:
    return re.sub("[0-9０-９]+", "#", page.strip().split("\n")[index].strip())


def _trimmed(page: str, running: set[str]) -> str:
    lines = page.strip().split("\n")
    if _edge(page, 0) in running:
        lines = lines[1:]
    if lines and _edge(page, -1) in running:
        lines = lines[:-1]
    return "\n".join(lines)


def _without_origin(document: Document) -> Document:
    """Offsets into extracted text lead nowhere in the file."""
    return replace(document, blocks=tuple(replace(block, origin=()) for block in document.blocks))


def _with_properties(document: Document, title: str, subject: str) -> Document:
    return replace(
        document,
        title=title if is_title(title) else document.title,
        date=document.date or stated_date([title, subject]),
    )


def _problems(source_file: str, empty: list[int], broken: list[int]) -> list[Problem]:
    problems = []
    if empty:
        listed = _listed(empty)
        ja, en = "文字のないページを飛ばしました（画像だけのページです）", "Pages without text were skipped (pictures)"
        problems.append(Problem(source_file, f"{ja}：{listed}", f"{en}: {listed}"))
    if broken:
        listed = _listed(broken)
        ja, en = "文字化けしたページを飛ばしました", "Pages with unreadable text were skipped"
        problems.append(Problem(source_file, f"{ja}：{listed}", f"{en}: {listed}"))
    return problems


def _listed(pages: list[int]) -> str:
    return ", ".join(f"p.{page}" for page in pages[:20]) + (" …" if len(pages) > 20 else "")


def _nothing_readable(source_file: str, scanned: bool) -> Unreadable:
    if scanned:
        return Unreadable(
            source_file,
            "文字が含まれていません（画像だけの PDF です）。文字認識（OCR）をしてから加えてください。",
            "It holds no text (its pages are pictures). Run text recognition (OCR) on it first.",
        )
    return Unreadable(
        source_file,
        "フォントの情報が壊れていて文字を正しく取り出せません。別の形式（Word、テキスト）で加えてください。",
        "Its fonts do not say which characters they show. Add it in another form (Word, text).",
    )
