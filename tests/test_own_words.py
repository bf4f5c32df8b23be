"""With a catalogued original added, a digest's citation shows the original's own words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from invented import ORIGINAL, write_corpus
from shared import Built, Cli

from assistant import pipeline
from assistant.assistant import Assistant
from assistant.model import Citation

ASKED = "  - 問: いくら使えますか\n"
DIGEST = f"""
- 河川観測プログラムの2025年度（令和7年度）の予算は1兆2500億円で、前の年度を3.5％上回ります。
  - 出典: 2. 予算
{ASKED}- 観測所の更新に使うのは250億円で、長期の計画に基づきます。
  - 出典: 2. 予算
{ASKED}"""


@pytest.fixture
def built(tmp_path: Path) -> tuple[Built, Path]:
    """An index of the invented corpus, and its original's folder."""
    corpus, originals = write_corpus(tmp_path, DIGEST)
    made = Built(corpus, tmp_path / "indexes" / "default")
    pipeline.build([corpus], made.index, pipeline.embedder_of(made.settings()))
    return made, originals


def add(built: Built, path: Path) -> None:
    pipeline.add([path], built.index, pipeline.embedder_of(built.settings()))


def cited(assistant: Assistant, words: str) -> Citation:
    """A citation of the digest's statement that holds ``words``."""
    passage = next(p for p in assistant.index.passages if words in p.text and p.doc_id == "rivers-2025-04")
    document = assistant.opened.documents[passage.doc_id]
    return Citation(
        1, document.doc_id, document.title, document.issuer, document.date, document.status, document.source_file,
        passage.locator, passage.passage_id, passage.text, passage.text, 0, len(passage.text),
    )  # fmt: skip


def test_without_the_original_there_is_nothing_beside_the_digest(built):
    made, originals = built
    assert made.assistant().own_words([cited(made.assistant(), "1兆2500億円")]) == {}
    add(made, originals / "other.txt")
    assert made.assistant().own_words([cited(made.assistant(), "1兆2500億円")]) == {}


def test_the_added_original_is_known_by_its_checksum_and_its_telling_sentence_is_marked(built):
    made, originals = built
    shutil.move(originals / "rivers.txt", originals / "renamed.txt")
    add(made, originals / "renamed.txt")
    assistant = made.assistant()
    for words, said in (("1兆2500億円", "令和7年度の予算額は1兆2,500億円で"), ("250億円", "観測所の更新には")):
        own = assistant.own_words([cited(assistant, words)])[1]
        marked = [own.text[start:end] for start, end in own.spans]
        assert own.source_file == "renamed.txt" and own.locator == "2. 予算"
        assert len(marked) == 1 and said in marked[0], marked


def test_another_file_of_the_same_title_and_date_is_known_too(built, tmp_path):
    made, _ = built
    (tmp_path / "copy.txt").write_text(ORIGINAL.replace("\n", "\r\n"), encoding="utf-8")
    add(made, tmp_path / "copy.txt")
    assistant = made.assistant()
    assert assistant.own_words([cited(assistant, "1兆2500億円")])[1].source_file == "copy.txt"


def test_the_original_itself_has_no_original(built):
    made, originals = built
    add(made, originals / "rivers.txt")
    assistant = made.assistant()
    citation = cited(assistant, "1兆2500億円")
    passage = next(p for p in assistant.index.passages if "1兆2,500億円" in p.text)
    assert assistant.own_words([Citation(**{**vars(citation), "doc_id": passage.doc_id})]) == {}


def test_the_command_tells_the_originals_words(built, cli: Cli):
    made, originals = built
    add(made, originals / "rivers.txt")
    ran = cli("ask", "河川観測プログラムの予算はいくらですか", "--index", made.index, "--doc", "rivers-2025-04")
    assert ran.code == 0 and "原本（rivers.txt、2. 予算）「" in ran.out and "1兆2,500億円" in ran.out.split("原本")[1]
