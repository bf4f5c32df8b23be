"""Passages: whole sentences, lists with their lead line, rows alone."""

from __future__ import annotations

from assistant.index.passages import passages_of
from assistant.model import Block, Document

SENTENCE = "この制度は、使われていない土地を地域の人びとが役立てるための仕組みとして作られた。"


def document(*blocks: Block) -> Document:
    return Document("doc", "空き地活用の手引き", blocks=blocks)


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, level)


def paragraph(text: str, start: int = 0) -> Block:
    return Block("paragraph", text, origin=((0, start, len(text)),))


def item(text: str, level: int = 1) -> Block:
    return Block("item", text, level)


def test_a_row_and_a_statement_keep_what_they_carry() -> None:
    row = Block(
        "row",
        "甲です。乙です。",
        cells=(("名称", "甲"),),
        subject="甲",
        table="表",
        spans=((0, 4), (4, 8)),
        questions=("甲は",),
    )
    statement = Block("statement", "手引きは5月に出ました。続きもあります。", place="第1章", subject="手引き")
    first, second = passages_of(document(heading("一覧"), row, statement))
    assert (first.kind, first.cells, first.subject, first.table, first.questions) == (
        "row",
        row.cells,
        "甲",
        "表",
        ("甲は",),
    )
    assert first.sentence_texts() == ["甲です。", "乙です。"]
    assert second.sentence_texts() == ["手引きは5月に出ました。", "続きもあります。"]
    assert second.locator == "一覧 > 第1章"


def test_short_paragraphs_are_grouped_and_long_ones_cut_between_sentences() -> None:
    short = passages_of(document(heading("背景"), paragraph(SENTENCE), paragraph(SENTENCE)))
    assert len(short) == 1 and short[0].text == f"{SENTENCE}\n{SENTENCE}"
    long = passages_of(document(heading("背景"), paragraph(SENTENCE * 30)))
    assert len(long) > 2
    assert all(passage.text.endswith("。") and len(passage.text) <= 400 for passage in long)
    assert "".join(passage.text for passage in long) == SENTENCE * 30


def test_ids_count_and_origins_survive_grouping() -> None:
    passages = passages_of(document(paragraph(SENTENCE, 10), paragraph(SENTENCE * 10, 100)))
    assert [p.passage_id for p in passages] == [f"doc#{n:04d}" for n in range(1, len(passages) + 1)]
    source = " " * 10 + SENTENCE + " " * (90 - len(SENTENCE)) + SENTENCE * 10
    for passage in passages:
        for shown, original, length in passage.origin:
            assert passage.text[shown : shown + length] == source[original : original + length]


def test_a_list_keeps_its_lead_line() -> None:
    lead = "土地の種類は、以下のとおりとする。"
    (passage,) = passages_of(
        document(heading("対象"), paragraph(lead), *[item(f"種類の{n}番目の土地") for n in "一二三四"])
    )
    assert passage.kind == "list"
    assert passage.text.splitlines()[:2] == [lead, "・種類の一番目の土地"]
    assert passage.sentence_texts()[1] == "種類の一番目の土地"


def test_a_list_without_a_lead_line_takes_its_heading() -> None:
    (passage,) = passages_of(document(heading("対象となる土地"), item("駐車場跡"), item("学校跡"), item("① 田畑")))
    assert passage.text == "対象となる土地：\n・駐車場跡\n・学校跡\n① 田畑"
    assert passage.kind == "list"


def test_numbered_items_under_a_procedure_are_steps() -> None:
    (passage,) = passages_of(document(heading("申請の手順"), *[item(f"{n} 市町村は書類を出す") for n in "①②③"]))
    assert passage.kind == "steps"


def test_a_long_list_repeats_its_lead_line() -> None:
    lead = item("次の者は、計画を出すことができる：")
    children = [
        item(f"{n}番目の者であって、" + "土地の持ち主から長く借りる約束を交わしているもの" * 3, 2) for n in range(8)
    ]
    passages = passages_of(document(heading("対象"), lead, *children))
    assert len(passages) > 1
    assert all(passage.text.startswith("・次の者は") for passage in passages)


def test_blocks_of_different_dates_do_not_mix() -> None:
    old = Block("paragraph", SENTENCE, as_of="2023-04-01")
    passages = passages_of(document(heading("状況"), old, paragraph(SENTENCE)))
    assert [passage.as_of for passage in passages] == ["2023-04-01", ""]


def test_an_empty_heading_closes_the_path() -> None:
    blocks = [
        heading("一"),
        heading("二", 2),
        paragraph(SENTENCE),
        heading("", 2),
        paragraph("もとの節に戻った文です。"),
    ]
    assert [p.heading for p in passages_of(document(*blocks))] == [("一", "二"), ("一",)]


def test_without_headings_the_title_says_where_it_stands() -> None:
    (passage,) = passages_of(document(paragraph(SENTENCE)))
    assert passage.locator == "空き地活用の手引き"


def test_noise_makes_no_passage() -> None:
    assert passages_of(document(heading("図"), paragraph("⇒"), heading("表"), paragraph("12"))) == []


def test_a_few_words_left_at_the_end_of_a_section_stay_with_it() -> None:
    told = [item(f"{SENTENCE}{SENTENCE}{SENTENCE}") for _ in range(3)]
    passages = passages_of(document(heading("審査"), *told, item("審査の期間は30日です。")))
    assert "審査の期間は30日です。" in passages[-1].text and len(passages[-1].text) > 100


def test_a_heading_that_tells_when_something_was_decided_is_a_passage() -> None:
    found = passages_of(
        document(heading("治水の方針"), heading("水門計画2024（2024年6月3日閣議決定）", 2), paragraph("水門を守る。"))
    )
    assert [(passage.text, passage.heading) for passage in found] == [
        ("水門計画2024（2024年6月3日閣議決定）", ("治水の方針",)),
        ("水門を守る。", ("治水の方針", "水門計画2024（2024年6月3日閣議決定）")),
    ]


def test_a_paragraph_after_a_list_of_names_is_a_text_of_its_own() -> None:
    names = [item(name) for name in ("水門", "堤防", "雨量計")]
    listed, text = passages_of(document(heading("対象"), *names, paragraph("点検は市が行う。")))
    assert listed.kind == "list" and text.text == "点検は市が行う。"
    (joined,) = passages_of(document(heading("対象"), *names, paragraph("であって、市が点検するもの")))
    assert "雨量計" in joined.text and "点検する" in joined.text
