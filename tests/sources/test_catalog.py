from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.sources.catalog import Catalog

ENTRY = """
[[document]]
id = "rules"
title = "規則"
date = "2025-04-01"
supersedes = ["old"]
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
