from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from shared import Built

from assistant.errors import AssistantError, InputError
from assistant.index.embedder import Embedder
from assistant.index.store import open_index
from assistant.pipeline import add, build, embedder_of, read_sources, remove


@pytest.fixture
def embedder(own: Built) -> Embedder:
    return embedder_of(own.settings())


def text_file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"資料の題\n\n{text}\n", encoding="utf-8")
    return path


def generation(built: Built) -> str:
    return (built.index / "CURRENT").read_text("utf-8")


def test_a_build_reports_what_it_did(own: Built, embedder: Embedder):
    told: list[tuple[int, int]] = []
    report = build([own.corpus], own.index, embedder, lambda done, total: told.append((done, total)))
    index = open_index(own.index, embedder)
    assert sorted(document.doc_id for document in report.documents) == ["mirai-outline", "mirai-review"]
    assert (report.passages, report.units) == (len(index.passages), len(index.units))
    assert told[-1] == (report.units, report.units) and told == sorted(told)
    assert index.manifest.notes["corpus"] == [str(own.corpus)]


def test_adding_and_removing_gives_what_a_build_gives(own: Built, embedder: Embedder, tmp_path: Path):
    before = open_index(own.index, embedder)
    add([text_file(tmp_path / "more.txt", "ひかり観測基金の上限額は3億円です。")], own.index, embedder)
    remove("more", own.index)
    after = open_index(own.index, embedder)
    assert (after.documents, after.passages, after.units) == (before.documents, before.passages, before.units)
    assert after.manifest.corpus == before.manifest.corpus


def test_a_build_keeps_what_was_added_before(own: Built, embedder: Embedder, tmp_path: Path):
    add([text_file(tmp_path / "more.txt", "ひかり観測基金の上限額は3億円です。")], own.index, embedder)
    before = open_index(own.index, embedder)
    report = build([own.corpus], own.index, embedder)
    after = open_index(own.index, embedder)
    assert report.kept == ("more",) and set(after.documents) == set(before.documents)
    assert {passage.passage_id for passage in after.passages} == {passage.passage_id for passage in before.passages}
    add([text_file(tmp_path / "more.txt", "ひかり観測基金の上限額は4億円です。")], own.index, embedder)
    remove("more", own.index)
    assert build([own.corpus], own.index, embedder).kept == ()


def test_an_added_document_that_is_in_the_corpus_now_comes_in_once(own: Built, embedder: Embedder, tmp_path: Path):
    corpus = tmp_path / "texts"
    text_file(corpus / "memo.txt", "甲の上限額は1億円です。")
    build([corpus], tmp_path / "index", embedder)
    same, other = shutil.copy(corpus / "memo.txt", tmp_path / "copy.txt"), tmp_path / "memo.md"
    add([Path(same), text_file(other, "乙の上限額は2億円です。")], tmp_path / "index", embedder)
    report = build([corpus], tmp_path / "index", embedder)
    assert len(report.kept) == 1 and len(report.documents) == 2


def test_a_build_over_an_index_that_cannot_be_read_says_what_it_cannot_keep(own: Built, embedder: Embedder):
    (own.index / generation(own).strip() / "documents.json").unlink()
    (problem,) = build([own.corpus], own.index, embedder).problems
    assert "引き継げません" in problem.ja
    assert open_index(own.index, embedder).documents


def test_files_of_one_name_get_numbers_and_the_same_content_comes_in_once(tmp_path: Path):
    text_file(tmp_path / "a" / "memo.txt", "甲の上限額は1億円です。")
    text_file(tmp_path / "b" / "memo.txt", "乙の上限額は2億円です。")
    shutil.copy(tmp_path / "a" / "memo.txt", tmp_path / "memo.txt")
    documents, problems = read_sources([tmp_path])
    assert [document.doc_id for document in documents] == ["memo", "memo-2"]
    assert [problem.path for problem in problems] == ["memo.txt"] and "同じ内容" in problems[0].ja


def test_another_file_of_the_same_stem_takes_nothing_away(own: Built, embedder: Embedder, tmp_path: Path):
    (tmp_path / "in").mkdir()
    first, second = tmp_path / "memo.md", text_file(tmp_path / "in" / "memo.txt", "乙報告の責任者は鈴木です。")
    text_file(first, "甲報告の責任者は山田です。")
    assert add([first], own.index, embedder).replaced == ()
    report = add([second, text_file(tmp_path / "in" / "memo-2.txt", "丙報告の責任者は佐藤です。")], own.index, embedder)
    assert [document.doc_id for document in report.documents] == ["memo-2", "memo-2-2"] and report.replaced == ()
    text_file(first, "甲報告の責任者は高橋です。")
    assert add([first], own.index, embedder).replaced == ("memo",)
    texts = {p.doc_id: p.text for p in open_index(own.index).passages if p.doc_id.startswith("memo")}
    assert {doc_id: text[6:].rstrip("です。")[-2:] for doc_id, text in texts.items()} == {
        "memo": "高橋", "memo-2": "鈴木", "memo-2-2": "佐藤"
    }  # fmt: skip


def test_bundled_corpora_folders_and_files_come_in_together(own: Built, tmp_path: Path):
    bundled = tmp_path / "bundled"
    (bundled / "documents").mkdir(parents=True)
    (bundled / "catalog.toml").write_text('[[document]]\nid = "rules"\ntitle = "規則"\n', encoding="utf-8")
    (bundled / "documents" / "rules.md").write_text(
        '+++\ndocument = "rules"\n+++\n- 規則は3条あります。\n  - 出典: 第1章\n', encoding="utf-8"
    )
    documents, problems = read_sources([bundled, own.corpus, text_file(tmp_path / "memo.txt", "甲は乙です。")])
    assert [document.doc_id for document in documents] == ["rules", "mirai-outline", "mirai-review", "memo"]
    assert problems == []


def test_paths_that_are_not_there(own: Built, embedder: Embedder, tmp_path: Path):
    before = generation(own)
    for work in (build, add):
        with pytest.raises(InputError, match=r"nowhere.*がありません"):
            work([own.corpus, tmp_path / "nowhere"], own.index, embedder)
    assert generation(own) == before


def test_a_full_disk_leaves_the_index_in_use(own: Built, embedder: Embedder, tmp_path: Path, monkeypatch):
    memo = text_file(tmp_path / "memo.txt", "甲は乙です。")
    before = generation(own)
    documents = open_index(own.index, embedder).documents
    synced = os.fsync

    for allowed in (0, 3, 7):
        left = [allowed]

        def full(handle: int, left: list[int] = left) -> None:
            if not left[0]:
                raise OSError(errno.ENOSPC, "No space left on device")
            left[0] -= 1
            synced(handle)

        monkeypatch.setattr(os, "fsync", full)
        for work in (lambda: build([own.corpus], own.index, embedder), lambda: add([memo], own.index, embedder)):
            left[0] = allowed
            with pytest.raises(AssistantError, match="ディスクの空きが足りない") as failed:
                work()
            assert failed.value.exit_code == 1 and "disk is full" in failed.value.en
        monkeypatch.undo()

    assert generation(own) == before and open_index(own.index, embedder).documents == documents
    assert [path.name for path in own.index.glob("gen-*")] == [before.strip()], "no half-written folder is left"
    add([memo], own.index, embedder)
    assert len(open_index(own.index).documents) == 3


def test_an_interrupted_build_leaves_the_index_in_use(own: Built, embedder: Embedder, monkeypatch):
    before = generation(own)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([own.corpus], own.index, embedder, interrupt)
    assert generation(own) == before
    assert "mirai-outline" in {document.doc_id for document in open_index(own.index, embedder).documents}


def test_removing_an_unknown_document_changes_nothing(own: Built):
    before = generation(own)
    with pytest.raises(InputError, match="policy-assistant docs"):
        remove("nowhere", own.index)
    assert generation(own) == before
