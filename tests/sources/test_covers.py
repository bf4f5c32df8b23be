"""Title pages tell who made a document, and when."""

from __future__ import annotations

from assistant.sources.text import read_text_document

LECTURE = """# 水害への備えについて

## — 市町村の取組と事例 —

令和6年5月14日（火）

防災大学 水工学研究所 特任教授

森田 葉子

（防災省大臣官房付）

# 本日の講義の構成

- 水害の歴史
- 市町村の備え
"""


def test_a_title_page_is_kept_word_for_word():
    (document,) = read_text_document(LECTURE, "lecture.txt", "abc")
    cover = document.blocks[0]
    assert cover.kind == "cover"
    for words in (
        "水害への備えについて",
        "令和6年5月14日（火）",
        "防災大学",
        "特任教授",
        "森田 葉子",
        "防災省大臣官房付",
    ):
        assert words in cover.text
    for shown, original, length in cover.origin:
        assert cover.text[shown : shown + length] == LECTURE[original : original + length]


def test_it_is_found_by_what_people_ask_of_a_document():
    (document,) = read_text_document(LECTURE, "lecture.txt", "abc")
    asked = " ".join(document.blocks[0].questions)
    assert "2024年5月の講義" in asked and "したのは誰ですか" in asked and "いつの講義ですか" in asked


def test_a_title_without_date_or_name_makes_no_page():
    (document,) = read_text_document("# 覚え書き\n\n水害に備える。", "note.txt", "abc")
    assert all(block.kind != "cover" for block in document.blocks)
