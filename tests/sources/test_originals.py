"""The official documents, where they are at hand: what a reader would look for in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.index.passages import passages_of
from assistant.japanese.normalize import clean_text
from assistant.model import Block, Document, Passage
from assistant.sources.text import read_text_document


def _text(originals: Path, number: str) -> tuple[str, Path]:
    (path,) = originals.glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8"), path


@pytest.fixture(scope="module")
def read(originals: Path) -> dict[str, list[Document]]:
    found = {}
    for number in ("000", "001", "002", "003", "004"):
        text, path = _text(originals, number)
        found[number] = read_text_document(text, path.name, number)
    return found


@pytest.fixture(scope="module")
def passages(read: dict[str, list[Document]]) -> dict[str, list[Passage]]:
    return {number: [p for d in documents for p in passages_of(d)] for number, documents in read.items()}


def rows(documents: list[Document], subject: str) -> list[Block]:
    return [b for d in documents for b in d.blocks if b.kind == "row" and subject in b.subject]


def test_documents_of_the_dossier(read: dict[str, list[Document]]) -> None:
    found = [(d.date, d.status, d.title) for d in read["001"]]
    assert [(date, status) for date, status, _ in found] == [
        ("2025-10-29", "説明資料"),
        ("2025-12-26", "説明資料"),
        ("2025-12-26", "案"),
        ("2025-10-29", "説明資料"),
        ("2025-10-29", "案"),
        ("2025-12-26", "報告"),
        ("2025-10-29", "案"),
        ("2025-12-26", "説明資料"),
        ("2025-12-26", "報告"),
        ("2025-12-26", "説明資料"),
        ("2025-10-29", "報告"),
    ]
    assert found[0][2] == found[1][2] == "経済安全保障上の重要技術領域について"
    assert found[2][2] == "経済安全保障上の重要技術領域について(案)"
    assert "進捗状況報告" in found[10][2]
    assert read["001"][3].issuer == "内閣府 科学技術・イノベーション推進事務局"


def test_titles_and_dates_of_the_other_files(read: dict[str, list[Document]]) -> None:
    assert [d.date for d in read["000"]] == ["2023-11", "2022-12", "2022-12", "2023-03", "2023-10"]
    assert read["000"][1].issuer == "内閣府・文部科学省・経済産業省"
    assert [(d.title, d.date) for d in read["002"]] == [("経済安全保障重要技術育成プログラムについて", "2022-06-21")]
    assert [d.date for d in read["003"]] == [""]
    (lecture,) = read["004"]
    assert (lecture.date, lecture.status) == ("2024-12-24", "講義") and "山下 恭範" in lecture.issuer


def test_state_of_a_research_concept_at_two_dates(read: dict[str, list[Document]]) -> None:
    (new,) = [row for row in rows(read["001"], "自律型無人探査機（AUV）による海洋観測") if "FA" in dict(row.cells)]
    cells = dict(new.cells)
    assert (cells["領域"], cells["FA"], cells["採択公表"]) == ("海洋領域", "JST", "○")
    assert cells["協議会"] == "②（開催回数2回）" and "AUV機体性能向上技術" in new.text
    (old,) = [row for row in rows(read["000"], "自律型無人探査機（AUV）による海洋観測") if "FA" in dict(row.cells)]
    assert dict(old.cells)["協議会開催"] == "" and old.as_of == "2023-11-08"


def test_slipped_rows_claim_no_column(read: dict[str, list[Document]]) -> None:
    for name in ("超音速・極超音速", "生体分子シーケンサー等の先端研究分析機器・技術"):
        (row,) = [b for b in rows(read["000"], name) if "指定基金協議会" not in b.subject]
        assert row.cells == () and "JST" in row.text


def test_vertical_labels_of_the_second_table(read: dict[str, list[Document]]) -> None:
    table = [b for b in read["001"][10].blocks if b.kind == "row" and "第二次" in b.table]
    areas = list(dict.fromkeys(dict(b.cells)["領域"] for b in table))
    assert areas == ["海洋領域", "宇宙・航空領域", "サイバー空間領域", "領域横断", "バイオ領域"]
    assert len(table) == 24


def test_the_twelve_and_the_twenty_areas_are_whole_lists(passages: dict[str, list[Passage]]) -> None:
    lists = [p for p in passages["001"] if p.kind == "list"]
    twelve = next(p for p in lists if p.doc_id.endswith("-03") and "① 海洋・造船関連技術領域" in p.text)
    assert [line[0] for line in twelve.text.splitlines()[1:]] == list("①②③④⑤⑥⑦⑧⑨⑩⑪⑫")
    twenty = next(p for p in lists if "・バイオ技術" in p.text and "・先端材料科学" in p.text)
    assert len(twenty.text.splitlines()) == 21


def test_materials_with_counts_at_both_dates(read: dict[str, list[Document]]) -> None:
    def counts(document: Document) -> dict[str, str]:
        return {b.subject: dict(b.cells).get("認定件数", "") for b in document.blocks if dict(b.cells).get("所管")}

    new, old = counts(read["001"][1]), counts(read["004"][0])
    assert len(new) == 12 and sum(int(count.rstrip("件認定")) for count in new.values()) == 135
    assert new["先端電子部品"] == "4件認定" and new["工作機械・産業用ロボット"] == "5件認定"
    assert len(old) == 11 and old["半導体"] == "16件認定" and old["天然ガス"] == ""
    assert {b.as_of for b in read["004"][0].blocks if b.subject == "半導体"} == {"2023-08-25"}


def test_marks_of_the_technologies(passages: dict[str, list[Passage]]) -> None:
    (line,) = {
        line
        for p in passages["001"]
        for line in p.text.splitlines()
        if "海中無線通信技術**" in line and line.startswith("・")
    }
    assert line.endswith("（研究開発ビジョン（第二次）（令和5年）で追加）")


def test_council_members_are_records(read: dict[str, list[Document]]) -> None:
    (row,) = rows(read["000"], "有事に備えた止血製剤製造技術の開発・実証")
    assert dict(row.cells)["設置大臣"] == "経済産業大臣、内閣総理大臣"
    assert dict(row.cells)["関係行政機関等"].endswith("NEDO、PD")


def test_steps_of_the_procedure(passages: dict[str, list[Passage]]) -> None:
    (steps,) = [p for p in passages["001"] if p.kind == "steps" and p.doc_id.endswith("-08")]
    assert [line[0] for line in steps.text.splitlines()[1:]] == list("①②③④")


def test_nothing_of_the_conversion_is_left(passages: dict[str, list[Passage]]) -> None:
    for passage in [p for found in passages.values() for p in found]:
        assert not re.search("[\u2e80-\u2fdf\x00-\x09\x0b-\x1f]", passage.text)
        assert not re.search(r"</?[a-z]|\*\*[^\s*（、。は]|&[a-z]+;|\]\(", passage.text), passage.text
        assert passage.text == passage.text.strip()


def test_sentences_are_whole_and_traceable(originals: Path, passages: dict[str, list[Passage]]) -> None:
    for number, found in passages.items():
        text, _ = _text(originals, number)
        for passage in found:
            assert passage.sentences and all(sentence.strip() for sentence in passage.sentence_texts())
            for shown, original, length in passage.origin:
                assert clean_text(text[original : original + length])[0] == passage.text[shown : shown + length]


def test_nearly_every_word_of_the_originals_is_in_a_passage(
    originals: Path, read: dict[str, list[Document]], passages: dict[str, list[Passage]]
) -> None:
    for number, found in passages.items():
        text, _ = _text(originals, number)
        covered = bytearray(len(text))
        headings = [b.origin for d in read[number] for b in d.blocks if b.kind == "heading"]
        for origin in [*headings, *(p.origin for p in found)]:
            for _, original, length in origin:
                covered[original : original + length] = b"\1" * length
        words = [at for at, char in enumerate(text) if "\u3041" <= char <= "\u9fff"]
        assert sum(covered[at] for at in words) / len(words) > 0.97, number


def test_passages_have_a_readable_size(passages: dict[str, list[Passage]]) -> None:
    for passage in [p for found in passages.values() for p in found]:
        assert len(passage.text) <= 950 if passage.kind == "list" else len(passage.text) <= 720
