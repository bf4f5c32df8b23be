from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.sources.catalog import Catalog, read_catalog

ENTRY = """
[[document]]
id = "rules"
title = "規則"
date = "2025-04-01"
supersedes = ["old"]

[[document]]
id = "old"
title = "旧規則"
"""


def load(folder: Path, data: bytes) -> Catalog:
    (folder / "catalog.toml").write_bytes(data)
    return Catalog.load(folder / "catalog.toml")


def test_entries_become_documents_without_text(tmp_path):
    document = load(tmp_path, ENTRY.encode()).documents["rules"]
    assert (document.title, document.date, document.supersedes) == ("規則", "2025-04-01", ("old",))
    assert document.issuer == "" and document.blocks == ()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[[document", "TOML"),
        (ENTRY.encode("cp932"), "UTF-8"),
        (b'[[document]]\nid = "rules"\n', "title"),
        (b'[[document]]\ntitle = "x"\n', "id"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, data, told):
    with pytest.raises(InputError, match=told):
        load(tmp_path, data)


def test_a_catalogue_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"catalog\.toml"):
        Catalog.load(tmp_path / "catalog.toml")


def test_everything_wrong_is_named_in_one_reading(tmp_path):
    text = """
[[document]]
id = "a"
title = "甲"
date = "2025-02-30"
status = "未定"
sha256 = "12"

[[document]]
id = "a"
title = "乙"
supersedes = ["b"]
isuer = "内閣府"
"""
    (tmp_path / "catalog.toml").write_text(text, encoding="utf-8")
    catalog, problems = read_catalog(tmp_path / "catalog.toml")
    assert list(catalog.documents) == ["a"]
    assert [problem.where for problem in problems] == [
        "catalog.toml:5:8", "catalog.toml:6:10", "catalog.toml:7:10",
        "catalog.toml:10:6", "catalog.toml:12:14", "catalog.toml:13:9",
    ]  # fmt: skip


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert "rules" in load(tmp_path, b"\xef\xbb\xbf" + ENTRY.encode()).documents
