"""PowerPoint: slides as places, boxes in reading order."""

from __future__ import annotations

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches

from assistant.sources.slides import read_slides
from assistant.sources.unreadable import Unreadable


def slide_file() -> bytes:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "観測計画の説明"
    first.placeholders[1].text = "令和7年12月26日"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "予算"
    # The lower box comes first in the file.
    for top, text in ((4, "下の箱です。"), (2, "上の箱です。")):
        second.shapes.add_textbox(Inches(1), Inches(top), Inches(4), Inches(1)).text_frame.text = text
    table = second.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for (row, column), value in {(0, 0): "年度", (0, 1): "額", (1, 0): "2025", (1, 1): "3億円"}.items():
        table.cell(row, column).text = value
    second.notes_slide.notes_text_frame.text = "口頭で補足する。"
    deck.slides.add_slide(deck.slide_layouts[6])
    last = deck.slides.add_slide(deck.slide_layouts[6])
    last.shapes.add_textbox(0, 0, Inches(4), Inches(1)).text_frame.text = "今後の予定"
    group = last.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(3), Inches(4), Inches(1)).text_frame.text = "一\n二"
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def test_slides_in_reading_order() -> None:
    document, _ = read_slides(slide_file(), "plan.pptx", "")
    assert [(b.kind, b.text, b.place) for b in document.blocks] == [
        ("heading", "観測計画の説明", "スライド1"),
        ("cover", "観測計画の説明　令和7年12月26日", "スライド1"),
        ("heading", "予算", "スライド2"),
        ("paragraph", "上の箱です。", "スライド2"),
        ("paragraph", "下の箱です。", "スライド2"),
        ("row", "年度：2025｜額：3億円", "スライド2"),
        ("paragraph", "口頭で補足する。", "スライド2（ノート）"),
        ("heading", "今後の予定", "スライド4"),
        ("item", "一", "スライド4"),
        ("item", "二", "スライド4"),
    ]
    assert (document.title, document.date) == ("観測計画の説明", "2025-12-26")
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2, 2]
    assert next(block for block in document.blocks if block.kind == "row").table == "予算"


def test_slides_without_text_are_named() -> None:
    _, problems = read_slides(slide_file(), "plan.pptx", "")
    assert len(problems) == 1 and "3" in problems[0].ja and "3" in problems[0].en


def test_empty_and_damaged_presentations_are_named() -> None:
    out = BytesIO()
    Presentation().save(out)
    for data in (out.getvalue(), b"PK\x03\x04 no archive"):
        with pytest.raises(Unreadable, match=r"bad\.pptx"):
            read_slides(data, "bad.pptx", "")
