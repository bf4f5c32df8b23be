"""A made-up slide deck that binds three documents, read as a user would find it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model import Block, Document
from assistant.sources.catalog import Catalog
from assistant.sources.text import read_text_document

DECK = (Path(__file__).parent / "fixtures" / "deck.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def deck() -> list[Document]:
    return read_text_document(DECK, "deck.txt", "abc")


def paths(document: Document) -> list[tuple[tuple[str, ...], Block]]:
    """Every block that is no heading, with the headings over it."""
    path: list[str] = []
    found = []
    for block in document.blocks:
        if block.kind == "heading":
            path = [*path[: block.level - 1], *([block.text] if block.text else [])]
        else:
            found.append((tuple(path), block))
    return found


def path_of(document: Document, words: str) -> tuple[str, ...]:
    return next(path for path, block in paths(document) if words in block.text)


def block_with(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if words in block.text and block.kind != "heading")


def test_bound_documents_have_their_own_title_date_and_status(deck: list[Document]) -> None:
    assert [(d.doc_id, d.title, d.date, d.status) for d in deck] == [
        ("deck-01", "空き地活用支援事業について", "2025-05-12", "説明資料"),
        ("deck-02", "空き地活用の手引き(案)", "2025-05-12", "案"),
        ("deck-03", "空き地活用支援事業の実施報告について", "2025-11-04", "報告"),
    ]
    assert deck[0].issuer == "みどり省 地域振興局"
    assert {d.series for d in deck} == {"空き地活用推進会議 第2回資料"}
    assert {(d.source_file, d.sha256) for d in deck} == {("deck.txt", "abc")}


def test_wrapped_lines_tags_and_bold_marks_are_gone_but_no_word_is(deck: list[Document]) -> None:
    expected = "使われていない土地を地域の畑や広場に変える取組を、市町村と住民が共に進めることをねらいとしている。"
    assert block_with(deck[0], "使われていない土地").text == expected


def test_repeated_agendas_open_sections_and_say_nothing_else(deck: list[Document]) -> None:
    assert path_of(deck[0], "使われていない土地") == ("1. 事業のねらい",)
    assert path_of(deck[0], "駅前の駐車場跡*")[0] == "2. 対象となる土地"
    assert path_of(deck[0], "計画を作成") == ("3. 今後の進め方", "手続の流れ")
    assert sum("今後の進め方" in block.text for block in deck[0].blocks if block.kind == "item") == 0


def test_quotation_keeps_its_date_and_ends_at_the_slides_own_bullets(deck: list[Document]) -> None:
    quoted = block_with(deck[0], "身近な場所に緑を")
    assert quoted.as_of == "2024-06-01"
    assert path_of(deck[0], "身近な場所に緑を")[1:] == (
        "みどり基本方針2024（2024年6月1日閣議決定）",
        "（2）身近な緑の確保",
    )
    after = block_with(deck[0], "三つの論点")
    assert after.as_of == "" and path_of(deck[0], "三つの論点") == ("1. 事業のねらい",)


def test_asterisks_at_the_end_of_a_name_are_read_by_their_legend(deck: list[Document]) -> None:
    assert block_with(deck[0], "学校の跡地**").text == "学校の跡地**（第二期で追加）"
    assert block_with(deck[0], "駅前の駐車場跡*").text == "駅前の駐車場跡*（第一期から対象の土地）"


def test_numbered_headings_and_numbered_items_are_told_apart(deck: list[Document]) -> None:
    assert path_of(deck[1], "日当たりと水はけ") == ("2. 計画の作り方", "(1) 現地を調べる")
    assert [b.text[0] for b in deck[0].blocks if b.kind == "item" and b.text[0] in "①②③"] == ["①", "②", "③"]


def test_every_shown_character_leads_back_to_the_file(deck: list[Document]) -> None:
    for document in deck:
        for block in document.blocks:
            assert block.origin or not block.text
            for shown, original, length in block.origin:
                assert block.text[shown : shown + length] == DECK[original : original + length]


def test_catalogue_gives_id_and_facts_by_checksum_and_title() -> None:
    known = Document(
        "guide", "空き地活用の手引き（案）", "みどり省", "2025-05-10", "案", "手引き", ("old",), "other.txt", "abc"
    )
    other = Document("elsewhere", "空き地活用支援事業について", sha256="different")
    read = read_text_document(DECK, "deck.txt", "abc", Catalog({"guide": known, "elsewhere": other}))
    # One entry for the file: by its title it is the second document.
    assert [d.doc_id for d in read] == ["deck-01", "guide", "deck-03"]
    assert (read[1].date, read[1].supersedes, read[1].source_file) == ("2025-05-10", ("old",), "deck.txt")


def test_a_plain_note_is_one_document_named_after_its_file() -> None:
    (note,) = read_text_document("昨日の会議では結論が出なかった。\r\n次回に持ち越す。\r\n", "notes/memo.md", "x")
    assert (note.doc_id, note.title, note.date) == ("memo", "memo", "")
    assert [block.text for block in note.blocks] == ["昨日の会議では結論が出なかった。", "次回に持ち越す。"]


def test_form_feeds_number_the_pages() -> None:
    text = "第一の節\n\n一枚目の説明です。\n\f第二の節\n\n二枚目の説明です。\n"
    (document,) = read_text_document(text, "slides.txt", "x")
    assert block_with(document, "二枚目").place == "p.2"
    assert path_of(document, "二枚目") == ("第二の節",)


@pytest.mark.parametrize("text", ["", " \n\n\t\n", "----\n\n3\n"])
def test_nothing_to_read_gives_no_document(text: str) -> None:
    assert read_text_document(text, "empty.txt", "x") == []


def test_radicals_are_folded_and_still_lead_back() -> None:
    text = "国⺠の⽣活を守るための制度を⻑く続ける。\n"
    (document,) = read_text_document(text, "a.txt", "x")
    assert document.blocks[0].text == "国民の生活を守るための制度を長く続ける。"
    assert document.blocks[0].origin == ((0, 0, 20),)


LED = """# 土地の見直し

持ち主に、次の取組を求める。

## 移転の相談

窓口に早めに伝える。

## 面積の報告

毎年の春に知らせる。

# 予定

会議を開く。
"""


def test_a_sentence_that_announces_the_headings_below_it_lists_them() -> None:
    (document,) = read_text_document(LED, "led.txt", "abc")
    listed = block_with(document, "次の取組")
    assert listed.kind == "list"
    assert listed.text.split("\n") == ["持ち主に、次の取組を求める。", "・移転の相談", "・面積の報告"]


def test_an_official_letter_has_its_subject_as_title_and_its_points_below_it() -> None:
    text = (
        "　　　　　　令和7年5月20日\n各課長　殿\n　　　　　　水門管理委員会\n\n　　点検訓練の実施について（通知）\n\n"
        "　標記の件について、下記のとおり実施します。\n\n　　　　　記\n\n１　目的\n　　点検の手順を身に付けるため。\n"
        "２　実施期間\n　　令和7年6月2日から6月20日まで\n３　対象者\n　　全職員　約1,200名\n"
    )
    (found,) = read_text_document(text, "notice.txt", "")
    assert (found.title, found.date, found.issuer) == ("点検訓練の実施について（通知）", "2025-05-20", "水門管理委員会")
    assert path_of(found, "6月20日") == (found.title, "２　実施期間")
    assert path_of(found, "1,200名") == (found.title, "３　対象者")
    assert not any(block.text == "記" for block in found.blocks)
