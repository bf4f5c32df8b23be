from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from shared import ROOT

from assistant.japanese.dates import last_day
from assistant.model import Document
from assistant.sources.bundled import is_bundled, read_bundled

CORPUS = ROOT / "corpus"
CATALOG = '[[document]]\nid = "rules"\ntitle = "規則"\n[[document]]\nid = "notes"\ntitle = "注記"\n'


def corpus(folder: Path, **documents: str) -> Path:
    for name in ("documents", "tables"):
        (folder / name).mkdir()
    (folder / "catalog.toml").write_text(CATALOG, encoding="utf-8")
    for name, doc_id in documents.items():
        text = f'+++\ndocument = "{doc_id}"\n+++\n- {name}は{doc_id}にあります。\n  - 出典: 第1章\n'
        (folder / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    found, problems = read_bundled(CORPUS)
    assert problems == [], [problem.message("en") for problem in problems]
    return found


def test_digests_and_tables_come_to_their_documents(tmp_path):
    folder = corpus(tmp_path, one="rules", two="rules", three="notes")
    (folder / "tables" / "t.csv").write_text("文書,出典,名\nnotes,第2章,甲\n", encoding="utf-8")
    (folder / "tables" / "t.toml").write_text(
        'title = "表"\nsubject = "{名}"\n[[sentence]]\ncolumns = ["名"]\ntext = "{名}があります。"\n', encoding="utf-8"
    )
    found, problems = read_bundled(folder)
    assert problems == []
    assert [(document.doc_id, [block.text for block in document.blocks]) for document in found] == [
        ("rules", ["oneはrulesにあります。", "twoはrulesにあります。"]),
        ("notes", ["threeはnotesにあります。", "甲があります。"]),
    ]


def test_what_belongs_to_no_document_is_named_and_left_out(tmp_path):
    found, problems = read_bundled(corpus(tmp_path, one="rules", two="unknown"))
    assert [len(document.blocks) for document in found] == [1, 0]
    assert [(problem.where, "unknown" in problem.ja) for problem in problems] == [("documents/two.md:1:1", True)]


def test_a_folder_is_bundled_by_its_catalogue(tmp_path):
    assert not is_bundled(tmp_path) and is_bundled(CORPUS)
    assert [problem.path for problem in read_bundled(tmp_path)[1]] == ["catalog.toml"]


def test_what_stands_twice_is_named(tmp_path):
    folder = corpus(tmp_path, one="rules")
    text = (folder / "documents" / "one.md").read_text("utf-8")
    (folder / "documents" / "two.md").write_text(text, encoding="utf-8")
    (problem,) = read_bundled(folder)[1]
    assert problem.where == "documents/two.md:4:1" and "documents/one.md:4" in problem.ja


def test_a_further_place_names_a_known_document_and_a_heading(tmp_path):
    folder = corpus(tmp_path, one="rules")
    path = folder / "documents" / "one.md"
    path.write_text(path.read_text("utf-8") + "  - 併せて: notes\n  - 併せて: lost > 第1章\n", encoding="utf-8")
    problems = read_bundled(folder)[1]
    assert [(problem.where, problem.ja[:4]) for problem in problems] == [
        ("documents/one.md:1:1", "目録にな"),
        ("documents/one.md:4:1", "併せて「"),
    ]


def test_word_lists_are_checked_too(tmp_path):
    folder = corpus(tmp_path, one="rules")
    (folder / "glossary.toml").write_text(
        '[[entry]]\nname = "甲"\nenglish = "A"\n[[entry]]\nname = "甲"\nkinds = "x"\n[[entry]]\nkind = "law"\n', "utf-8"
    )
    (folder / "plain_words.toml").write_text('[[word]]\nplain = ["甲"]\n', encoding="utf-8")
    assert [problem.where for problem in read_bundled(folder)[1]] == [
        "glossary.toml:3:11", "glossary.toml:5:8", "glossary.toml:6:9", "glossary.toml:7:1", "plain_words.toml:1:1",
    ]  # fmt: skip


# The corpus itself


def test_every_catalogued_document_says_something(documents: list[Document]):
    assert len(documents) >= 14
    assert [document.doc_id for document in documents if not document.blocks] == []
    known = {document.doc_id for document in documents}
    assert all(set(document.supersedes) <= known for document in documents)


def test_every_entry_has_its_place_and_sound_dates(documents: list[Document]):
    for document in documents:
        date.fromisoformat(document.date)
        assert document.title and document.status and re.fullmatch(r"[0-9a-f]{64}", document.sha256)
        for block in document.blocks:
            assert block.text and block.place, (document.doc_id, block.text)
            if block.as_of:
                date.fromisoformat(last_day(block.as_of))


def test_every_row_of_the_tables_comes_in(documents: list[Document]):
    rows = 0
    for path in (CORPUS / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += sum(1 for _ in csv.DictReader(file))
    assert sum(block.kind == "row" for document in documents for block in document.blocks) == rows > 100


def test_statements_can_be_read_alone(documents: list[Document]):
    """No statement begins with a word that points to the one before it."""
    pointing = re.compile(r"(これら|それら|この|その|これ|それ|上記|前述|同)(?=[はがをにのも、])")
    statements = [(d.doc_id, b.text) for d in documents for b in d.blocks if b.kind == "statement"]
    assert [entry for entry in statements if pointing.match(entry[1])] == []


def test_the_catalogue_names_the_originals(documents: list[Document], originals: Path):
    from hashlib import sha256

    sums = {path.name: sha256(path.read_bytes()).hexdigest() for path in originals.glob("*.txt")}
    assert {document.source_file: document.sha256 for document in documents} == sums
