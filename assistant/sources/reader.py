"""Files and folders of documents: what each file is, and the module that reads it."""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.model import Document
from assistant.sources.decode import decode
from assistant.sources.problem import Problem
from assistant.sources.unreadable import Unreadable

if TYPE_CHECKING:
    from assistant.sources.catalog import Catalog

TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text")
_BY_SUFFIX = {
    **dict.fromkeys(TEXT_SUFFIXES, "text"),
    ".pdf": "pdf",
    ".docx": "word",
    ".pptx": "slides",
    ".xlsx": "sheet",
    ".xlsm": "sheet",
    ".html": "html",
    ".htm": "html",
}
_BY_PART = {"word/document.xml": "word", "ppt/presentation.xml": "slides", "xl/workbook.xml": "sheet"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Line breaks and other control characters, and bytes of a name that are no text (half surrogates): an id has neither.
_UNSHOWN = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]")
_LARGEST = 200_000_000  # bytes of a file
_LARGEST_UNPACKED = 1_000_000_000  # bytes of all parts of an Office file: more is no document but an attack


def read_path(path: Path, catalog: Catalog | None = None) -> list[Document]:
    """The documents of one file (several when it binds several).

    Raises Unreadable (an InputError), naming the file, when it cannot be read or has another format.
    """
    return read_file(path, catalog)[0]


def read_corpus(paths: Iterable[Path], catalog: Catalog | None = None) -> tuple[list[Document], list[Problem]]:
    """The documents of all files and folders, in order of their names, and what had to be left out.

    Folders are walked to the bottom; hidden files and folders, and the lock files of Office, are passed over.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        for file in _files(path, problems):
            try:
                read, found = read_file(file, catalog)
            except Unreadable as error:
                problems.append(error.problem(str(file)))
            else:
                documents += read
                problems += [Problem(str(file), problem.ja, problem.en) for problem in found]
    return documents, problems


def read_file(path: Path, catalog: Catalog | None = None) -> tuple[list[Document], list[Problem]]:
    """The documents of one file, and the parts of it that had to be left out. Raises Unreadable."""
    name = _UNSHOWN.sub("_", path.name)
    data = _bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    kind = _kind(data, path)
    if kind == "text":
        from assistant.sources.text import read_text_document

        return read_text_document(decode(data, name), name, sha256, catalog), []
    if kind == "pdf":
        from assistant.sources.pdf import read_pdf

        return read_pdf(data, name, sha256, catalog)
    document, problems = _read_one(kind, data, name, sha256)
    return [document], problems


def _read_one(kind: str, data: bytes, name: str, sha256: str) -> tuple[Document, list[Problem]]:
    if kind == "word":
        from assistant.sources.word import read_word as read
    elif kind == "slides":
        from assistant.sources.slides import read_slides as read
    elif kind == "sheet":
        from assistant.sources.sheet import read_sheet as read
    else:
        from assistant.sources.html import read_html as read
    return read(data, name, sha256)


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for without end
            raise Unreadable(path.name, "ふつうのファイルではありません。", "It is not an ordinary file.")
        if about.st_size > _LARGEST:
            raise Unreadable(
                path.name,
                f"大きすぎます（上限は{_LARGEST // 1_000_000} MB です）。分けてから加えてください。",
                f"It is too large (at most {_LARGEST // 1_000_000} MB). Split it first.",
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            path.name,
            f"ファイルを開けません（{error.strerror}）。名前と読み取りの権限を確かめてください。",
            f"It cannot be opened ({error.strerror}). Check its name and that you may read it.",
        ) from error


def _kind(data: bytes, path: Path) -> str:
    """What the bytes are; the suffix decides only between formats that have no signature."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_OLE):
        raise _old_or_protected(data, path)
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data, path)
    kind = _BY_SUFFIX.get(path.suffix.lower(), "")
    if not kind:
        raise _unknown(path)
    if not data.strip():
        raise Unreadable(path.name, "ファイルが空です。", "The file is empty.")
    if kind not in ("text", "html"):
        raise Unreadable(
            path.name,
            f"中身が {path.suffix} ではないか、壊れています。",
            f"Its content is not {path.suffix}, or it is damaged.",
        )
    return kind


def _office_kind(data: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
                raise Unreadable(path.name, "展開すると大きすぎます。", "It is too large when unpacked.")
            damaged = archive.testzip() is not None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise _damaged(path) from error
    if damaged:
        raise _damaged(path)
    for part in parts:
        if part.filename in _BY_PART:
            return _BY_PART[part.filename]
    raise _unknown(path)


def _damaged(path: Path) -> Unreadable:
    return Unreadable(path.name, "ファイルが壊れているか、途中で切れています。", "The file is damaged or cut short.")


def _old_or_protected(data: bytes, path: Path) -> Unreadable:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable(
            path.name,
            "パスワードで保護されています。保護を外して保存し直してください。",
            "It is protected by a password. Save it again without protection.",
        )
    return Unreadable(
        path.name,
        "古い形式の Office 文書です。.docx、.pptx、.xlsx で保存し直してください。",
        "It is an Office file of the old format. Save it again as .docx, .pptx or .xlsx.",
    )


def _unknown(path: Path) -> Unreadable:
    return Unreadable(
        path.name,
        "扱えない形式です。テキスト、Markdown、PDF、Word、PowerPoint、Excel、HTML を加えられます。",
        "Its format is not supported. Text, Markdown, PDF, Word, PowerPoint, Excel and HTML are.",
    )


def _files(path: Path, problems: list[Problem]) -> Iterator[Path]:
    """The file itself, or all files below a folder that are not hidden."""
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        problems.append(
            Problem(
                str(path),
                f"フォルダを開けません（{error.strerror}）。",
                f"The folder cannot be opened ({error.strerror}).",
            )
        )
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or (entry.is_symlink() and entry.is_dir()):
            continue
        yield from _files(entry, problems)
