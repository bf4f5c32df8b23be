"""Files and folders: each file to its reader, problems collected, the rest goes on."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from pdf_maker import make_pdf
from test_html import PAGE
from test_sheet import sheet_file
from test_slides import slide_file
from test_word import word_file

from assistant.errors import InputError
from assistant.sources.reader import read_corpus, read_path

TEXT = "# 海洋観測の手引き\n\n令和7年10月29日\n\n対象は潮位です。結果は毎月公開されます。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode("cp932")),
        ("a.md", TEXT.encode("utf-16")),
        ("a.pdf", make_pdf([["海洋観測の手引き", "対象は潮位です。"]])),
        ("a.docx", word_file()),
        ("a.pptx", slide_file()),
        ("a.xlsx", sheet_file()),
        ("a.HTML", PAGE.format(charset="utf-8").encode()),
        ("wrong.txt", word_file()),
        ("wrong.docx", make_pdf([["海洋観測の手引き"]])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_format_comes_in_by_its_content(tmp_path: Path, name: str, data: bytes) -> None:
    write(tmp_path, {name: data})
    (document,) = read_path(tmp_path / name)
    assert document.blocks
    assert (document.source_file, document.sha256) == (name, hashlib.sha256(data).hexdigest())


def test_a_folder_is_read_to_the_bottom_and_what_fails_is_named(tmp_path: Path) -> None:
    good = {"1.txt": TEXT.encode("euc_jp"), "sub/deep/2.docx": word_file()}
    bad = {
        "empty.txt": b"",
        "blank.md": b" \n\n",
        "binary.txt": bytes(range(256)) * 8,
        "old.doc": OLE,
        "secret.xlsx": OLE + "EncryptedPackage".encode("utf-16-le"),
        "broken.docx": word_file()[:2000],
        "broken.pdf": b"%PDF-1.4 cut",
        "photo.png": b"\x89PNG\r\n\x1a\n",
        "fake.pptx": "ただの文字です。".encode(),
    }
    write(tmp_path, {**good, **bad, ".hidden.txt": b"", ".git/config": b"x", "~$2.docx": b"lock"})
    documents, problems = read_corpus([tmp_path])
    assert [document.source_file for document in documents] == ["1.txt", "2.docx"]
    assert {Path(problem.path).name for problem in problems} == set(bad)
    assert all(problem.ja and problem.en for problem in problems)
    by_name = {Path(problem.path).name: problem.en for problem in problems}
    assert "password" in by_name["secret.xlsx"]
    assert "old format" in by_name["old.doc"]


def test_damaged_archive_is_named(tmp_path: Path) -> None:
    data = bytearray(word_file())
    middle = len(data) // 3
    data[middle : middle + 40] = b"\xff" * 40
    write(tmp_path, {"bent.docx": bytes(data)})
    with pytest.raises(InputError, match=r"bent\.docx"):
        read_path(tmp_path / "bent.docx")


def test_an_archive_that_is_no_document_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(InputError, match=r"some\.zip"):
        read_path(tmp_path / "some.zip")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    documents, problems = read_corpus([tmp_path / "none.txt"])
    assert not documents and "none.txt" in problems[0].path


def test_an_unreadable_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        # Nothing is forbidden to root; a folder that cannot be followed takes its place.
        (tmp_path / "locked.txt").symlink_to(tmp_path / "nowhere")
    else:
        write(tmp_path, {"locked.txt": TEXT.encode()})
        (tmp_path / "locked.txt").chmod(0)
    write(tmp_path, {"open.txt": TEXT.encode()})
    documents, problems = read_corpus([tmp_path])
    assert [document.source_file for document in documents] == ["open.txt"]
    assert [Path(problem.path).name for problem in problems] == ["locked.txt"]


def test_names_are_data_only(tmp_path: Path) -> None:
    name = "<b>[x](y) $(id) 資料.txt"
    write(tmp_path, {name: TEXT.encode()})
    (document,) = read_path(tmp_path / name)
    assert document.source_file == name
