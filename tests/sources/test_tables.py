"""Tables of every shape that conversion leaves behind."""

from __future__ import annotations

from assistant.model import Block
from assistant.sources.cells import Context
from assistant.sources.legends import Legends
from assistant.sources.lines import read_units
from assistant.sources.tables import read_table
from assistant.sources.text import read_text_document
from assistant.sources.traced import Traced

HEADER = "地区\t計画\t土地\t窓口\t審査中\t開始\t説明会※\n"


def table(text: str, title: str = "", notes: str = "", labels: frozenset[str] = frozenset()) -> list[Block]:
    rows = [unit for unit in read_units(Traced.of(text), []) if unit.kind == "row"]
    legends = Legends.of(read_units(Traced.of(notes), []))
    return read_table(rows, Context(title=title, legends=legends, labels=labels))


def rows(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind == "row"]


STATES = HEADER + (
    "北部地区\t花の広場計画\t駐車場跡\t県庁\t\t○\t②\n"
    "\t\t市場の裏手\t\t\t\t\n"
    "\tミツバチ庭園計画\t学校の跡地\t市役所\t\t○\t\n"
    "南 部 地 区\t子ども農園計画\t田畑\t県庁\t○\t\t①\n"
    "小川のほとり計画\t川沿いの土地\t市役所\t\t○\t③\t\n"
    "\t水辺の土地\t\t\t○\t\t\n"
    "\t夕日の丘計画\t丘の上\t市役所\t※1\t○\t\n"
    "東部地区\t駅裏の畑計画\t駅裏の空き地\t県庁\t\t○\t①\n"
)
NOTES = "※説明会の実績（数字は開催回数）\n※1 再審査を予定している。\n"


def test_a_row_can_be_read_alone_and_marks_by_their_legend() -> None:
    first = rows(table(STATES, "地区の状況", NOTES))[0]
    assert first.subject == "花の広場計画"
    assert first.text == (
        "計画：花の広場計画｜地区：北部地区｜土地：駐車場跡／市場の裏手｜窓口：県庁｜開始：○｜説明会：②（開催回数2回）"
    )
    assert dict(first.cells)["窓口"] == "県庁" and dict(first.cells)["審査中"] == ""
    assert first.table == "地区の状況"


def test_labels_are_carried_down_but_blank_states_stay_blank() -> None:
    second = rows(table(STATES, notes=NOTES))[1]
    assert second.subject == "ミツバチ庭園計画"
    assert dict(second.cells)["地区"] == "北部地区" and dict(second.cells)["説明会"] == ""
    assert "説明会" not in second.text


def test_a_cell_that_points_to_a_note_says_what_the_note_says() -> None:
    hill = next(row for row in rows(table(STATES, notes=NOTES)) if row.subject == "夕日の丘計画")
    assert dict(hill.cells)["審査中"] == "※1（再審査を予定している）"


def test_a_slipped_row_is_kept_without_columns_and_so_is_what_follows_it() -> None:
    slipped = [row for row in rows(table(STATES, notes=NOTES)) if not row.cells]
    assert [row.text for row in slipped] == ["小川のほとり計画｜川沿いの土地｜市役所｜○｜③", "水辺の土地｜○"]


def test_a_vertical_label_is_read_in_its_known_order() -> None:
    text = HEADER + "地 区 東 部\t計画甲\t土地甲\t県庁\t\t○\t\n\t計画乙\t土地乙\t市役所\t\t\t\n"
    known = table(text, labels=frozenset({"東部地区", "北部地区"}))
    assert dict(rows(known)[1].cells)["地区"] == "東部地区"


def test_names_of_the_rows_are_listed_together() -> None:
    (names,) = [block for block in table(STATES, "地区の状況", NOTES) if block.kind == "list"]
    assert names.text.startswith("地区の状況：\n・花の広場計画\n・ミツバチ庭園計画")


def test_groups_of_columns_side_by_side_are_one_row_each() -> None:
    blocks = table("1\t桜\t3\t梅\n2\t松\t4\t竹\n", "植える木")
    assert [(row.subject, row.text) for row in rows(blocks)] == [
        ("桜", "名称：桜｜番号：1"),
        ("松", "名称：松｜番号：2"),
        ("梅", "名称：梅｜番号：3"),
        ("竹", "名称：竹｜番号：4"),
    ]
    assert blocks[-1].text == "植える木：\n・1 桜\n・2 松\n・3 梅\n・4 竹"


def test_a_grid_of_cells_without_header() -> None:
    text = "花壇（環境）（2件認定） 維持管理 ・球根 ・肥料\tベンチ・机（国交）（12件認定） 設置\n"
    text += "水路（農水） 改修\t街灯（国交）（1件認定） 設置\n"
    blocks = rows(table(text))
    assert [row.subject for row in blocks] == ["花壇", "ベンチ・机", "水路", "街灯"]
    assert blocks[0].cells == (
        ("名称", "花壇"),
        ("所管", "環境"),
        ("認定件数", "2件認定"),
        ("内容", "維持管理"),
        ("項目", "球根／肥料"),
    )
    assert "認定件数" not in dict(blocks[2].cells)


def test_names_in_bold_over_their_details() -> None:
    text = (
        "|   |   |\n|---|---|\n"
        "| <b>花壇(環境)</b><br><b>（2件認定）</b> | <b>街灯（国交）</b> |\n"
        "| 球根、肥料<br>・ 維持管理 | 電球<br>・ 設置 |\n"
    )
    assert [row.text for row in rows(table(text))] == [
        "名称：花壇｜所管：環境｜認定件数：2件認定｜内容：球根、肥料｜項目：維持管理",
        "名称：街灯｜所管：国交｜内容：電球｜項目：設置",
    ]


def test_a_value_that_spans_the_row_holds_for_every_column() -> None:
    text = (
        "| 国 | 義務 | 制限 | 罰則 |\n|---|---|---|---|\n"
        "| 甲国 | | <b>制度なし</b> | |\n| 乙国 | あり | — | 罰金 |\n| 丙国 | あり | あり | 罰金 |\n"
    )
    first, second, _ = rows(table(text))
    assert first.text == "国：甲国｜義務・制限・罰則：制度なし"
    assert second.text == "国：乙国｜義務：あり｜制限：—｜罰則：罰金"


def test_two_header_rows() -> None:
    text = "順位\t前期\t\t\t後期\t\t\n\t市\t数\t割合\t市\t数\t割合\n"
    text += "1\t甲市\t30\t3.0\t乙市\t50\t5.0\n2\t乙市\t20\t2.0\t丙市\t40\t4.0\n"
    blocks = rows(table(text))
    assert [row.text for row in blocks][::2] == [
        "市：甲市｜順位：1｜区分：前期｜数：30｜割合：3.0",
        "市：乙市｜順位：1｜区分：後期｜数：50｜割合：5.0",
    ]
    assert blocks[0].subject == "甲市（前期）"


def test_rows_under_a_brace_are_one() -> None:
    text = "■ 課題\t明確\t}\t公募 ⇒ 採択\n■ 方法\t不明\t\t\n■ 課題\t不明\t}\t調査を続ける\n■ 方法\t不明\t\t\n"
    assert [row.text for row in rows(table(text))] == [
        "課題：明確｜方法：不明｜⇒ 公募 ⇒ 採択",
        "課題：不明｜方法：不明｜⇒ 調査を続ける",
    ]


def test_a_grid_of_numbered_words_is_a_list_in_order() -> None:
    text = "| 1.電気 | 2.ガス |\n|---|---|\n| 3.水道 | 4.鉄道 |\n"
    (block,) = table(text, "対象の事業")
    assert (block.kind, block.text) == ("list", "対象の事業：\n1.電気\n2.ガス\n3.水道\n4.鉄道")


def test_columns_of_a_slide_become_sections() -> None:
    long = "技術を育てるための取組を長く続けること、そして広く伝えることを目的とする。" * 3
    text = (
        "海の分野\t空の分野\n"
        f"<p>{long}</p> <p>■ 観測</p> <ul> 水温の観測技術 潮流の観測技術\t<p>{long}</p> <ul> <li>風の観測技術</li>\n"
    )
    (document,) = read_text_document(text, "a.txt", "x")
    shown = [(b.kind, b.text) for b in document.blocks if len(b.text) < 40]
    assert shown == [
        ("heading", "海の分野"),
        ("heading", "観測"),
        ("item", "水温の観測技術"),
        ("item", "潮流の観測技術"),
        ("heading", "空の分野"),
        ("item", "風の観測技術"),
    ]


def test_lines_of_name_and_value_under_a_title_are_a_record() -> None:
    text = "「花の広場」協議会（仮称）\n\n設置者：市長\n\n参加者：住民、商店会\n"
    (document,) = read_text_document(text, "a.txt", "x")
    (row,) = rows(list(document.blocks))
    assert row.subject == "「花の広場」協議会（仮称）"
    assert dict(row.cells) == {"名称": row.subject, "設置者": "市長", "参加者": "住民、商店会"}


def test_the_date_in_a_tables_title_is_the_rows_date() -> None:
    text = "# 報告\n\n## 地区の状況（令和5年4月1日時点）\n\n" + STATES
    (document,) = read_text_document(text, "a.txt", "x")
    assert {row.as_of for row in rows(list(document.blocks))} == {"2023-04-01"}
