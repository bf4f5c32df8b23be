"""Title pages and the names of tables in Office files and web pages."""

from __future__ import annotations

from assistant.model import Block
from assistant.sources.front import with_tables_named, with_title_page
from assistant.sources.shape import stated_date, table_blocks

TITLE, DATE = Block("heading", "水門の計画", level=1), Block("paragraph", "2025年3月14日　水門課")
NEXT = Block("heading", "背景", level=1)


def test_a_title_page_is_a_cover_and_the_rest_stands_below_it() -> None:
    text = Block("paragraph", "水門は古い。")
    found = with_title_page([TITLE, DATE, Block("item", "企画部"), NEXT, text], "水門の計画", stated_date)
    assert [(block.kind, block.level) for block in found] == [
        ("heading", 1),
        ("cover", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert found[1].text == "水門の計画　2025年3月14日　水門課　企画部"
    assert any("企画部" not in question and "水門の計画" in question for question in found[1].questions)


def test_a_title_over_parts_without_a_date_only_stands_above_them() -> None:
    assert [block.level for block in with_title_page([TITLE, NEXT], "水門の計画", stated_date)] == [1, 2]


def test_other_openings_stay_as_they_are() -> None:
    long = Block("paragraph", "2025年3月14日に、" + "水門を更新する計画を定めた。" * 4)
    schedule = [Block("item", "2025年3月14日 着工"), Block("item", "2026年3月14日 完成")]
    for opening in ([long], schedule, [Block("row", "甲｜2025年3月14日")]):
        blocks = [TITLE, *opening, NEXT]
        assert with_title_page(blocks, "水門の計画", stated_date) == blocks
    assert with_title_page([DATE], "", stated_date) == [DATE]


def test_rows_belong_to_the_table_of_their_heading() -> None:
    prices = table_blocks([["番号", "品名", "価格"], ["A-001", "水位計", "2,500円"]], ["表1"] * 2)
    people = table_blocks([["担当", "人数"], ["水門課", "4"]], ["表2"] * 2)
    _, price, person = with_tables_named([NEXT, *prices, *people])
    assert (price.table, price.subject) == ("背景", "水位計")
    assert (person.table, person.subject) == ("背景（表2）", "水門課")
