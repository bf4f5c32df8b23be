"""Questions over a whole table: which rows fit, and how many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import DOCUMENTS, asked, hit, passage, row

from assistant.answer.table.selection import Selection, claims_of, lead_of
from assistant.answer.table.tables import Tables
from assistant.retrieve.editions import Editions

AGENCIES = ["甲機構", "甲機構", "乙財団", "乙財団", "乙財団", "甲機構"]
ROWS = [
    row(f"{name}の構想", {"資金配分機関": agency, "領域": area, "開催": f"{number}回"})
    for number, (name, agency, area) in enumerate(
        zip(["潜水機", "通信", "電池", "磁石", "止血", "衛星"], AGENCIES, ["海洋", "海洋", "バイオ", "海洋", "バイオ", "宇宙"], strict=True)
    )
]  # fmt: skip
TABLES = Tables([*ROWS, passage("乙財団の予算は3億円です。")], Editions(DOCUMENTS))
HITS = [hit(ROWS[0])]


def selected(question: str) -> Selection:
    selection = TABLES.select(asked(question), HITS)
    assert selection is not None, question
    return selection


def test_the_rows_with_the_value_are_counted_and_named():
    selection = selected("乙財団が資金配分機関の構想は何件ありますか")
    assert selection.conditions == (("資金配分機関", "乙財団"),)
    assert [found.subject for found in selection.rows] == ["「電池の構想」", "「磁石の構想」", "「止血の構想」"]
    assert selection.total == 6
    lead = lead_of(selection, len(selection.rows))
    assert "3件" in lead and "乙財団" in lead and "構想の表" in lead


def test_two_values_narrow_it_down():
    selection = selected("乙財団が資金配分機関で、領域がバイオの構想の一覧")
    assert [found.subject for found in selection.rows] == ["「電池の構想」", "「止血の構想」"]


def test_every_row_is_quoted_with_what_shows_that_it_fits():
    claims = claims_of(selected("乙財団が資金配分機関の構想の一覧"))
    assert [claim.text for claim in claims] == ["電池の構想", "磁石の構想", "止血の構想"]
    for claim in claims:
        assert "乙財団" in claim.quoted and claim.text in claim.quoted and "開催" not in claim.quoted


def test_what_is_not_listed_is_said():
    many = Selection("構想の表", (("領域", "海洋"),), tuple(ROWS * 10), 60)
    claims = claims_of(many)
    lead = lead_of(many, len(claims))
    assert len(claims) < 60 and "60件" in lead and f"{len(claims)}件" in lead


@pytest.mark.parametrize(
    "question",
    [
        "構想は何件ありますか",  # no value
        "丙機構が資金配分機関の構想は何件ありますか",  # a value that is not there
        "磁石の構想の資金配分機関はどこですか",  # one row
        "乙財団はなぜ選ばれたのですか",  # neither which nor how many
        "乙財団の領域は何件ですか",  # an attribute of the rows
    ],
)
def test_other_questions_are_not_answered_from_the_table(question: str):
    assert TABLES.select(asked(question), HITS) is None


def test_only_a_table_that_the_search_found():
    assert TABLES.select(asked("乙財団が資金配分機関の構想は何件ありますか"), []) is None
    assert Tables([], Editions([])).select(asked("乙財団が資金配分機関の構想は何件"), HITS) is None


def test_a_cell_with_several_things_counts_for_each():
    members = ["防衛庁、気象庁、海洋庁", "気象庁、農業庁、港湾庁", "防衛庁、港湾庁、農業庁", "海洋庁、防衛庁、気象庁"]
    rows = [row(f"第{number}の会議", {"構成": text}, table="会議") for number, text in enumerate(members)]
    selection = Tables(rows, Editions(DOCUMENTS)).select(asked("構成に港湾庁が入る会議の一覧"), [hit(rows[0])])
    assert selection is not None and [found.subject for found in selection.rows] == ["「第1の会議」", "「第2の会議」"]


def test_rows_that_the_question_does_not_name_are_known():
    names = [found.passage_id for found in ROWS[:3]]
    hits = [hit(found) for found in ROWS[:3]]
    assert TABLES.unnamed(asked("構想の全体の予算はいくらですか"), hits) == frozenset(names)
    battery = next(found.passage_id for found in ROWS[:3] if "電池" in found.subject)
    assert TABLES.unnamed(asked("電池の構想はどこが担当ですか"), hits) == frozenset(names) - {battery}
    assert TABLES.unnamed(asked("月の石"), [hit(passage("予算は3億円です。"))]) == frozenset()


PARTS = [
    row(
        name,
        {"構想": name, "機関": agency, "領域": area, "採択": mark, "開催": times},
        table=f"研究開発ビジョン（第{part}次）の状況",
    )
    for part, name, agency, area, mark, times in (
        ("一", "潜水機の構想", "甲機構", "海洋", "○", "3回"),
        ("一", "衛星の構想", "乙財団", "宇宙", "○", "1回"),
        ("二", "水中通信の構想", "甲機構", "海洋", "○", "12回"),
        ("二", "磁石の構想", "乙財団", "材料", "", "2回"),
        ("二", "止血の構想", "乙財団", "材料", "", ""),
    )
]


def of_parts(question: str) -> list[str]:
    selection = Tables(PARTS, Editions(DOCUMENTS)).select(asked(question), [hit(PARTS[0])])
    return [found.subject.strip("「」") for found in selection.rows] if selection else []


def test_a_table_in_several_parts_is_one():
    assert of_parts("甲機構の構想を全部") == ["潜水機の構想", "水中通信の構想"]
    assert of_parts("第二次で乙財団の構想は何件") == ["磁石の構想", "止血の構想"]
    assert of_parts("2つの構想の一覧") == [], "a bare numeral is no part of a series"


def test_rows_by_a_limit_and_by_what_is_missing():
    assert of_parts("3回以上開催された構想は") == ["潜水機の構想", "水中通信の構想"]
    assert of_parts("開催が2回の構想は") == ["磁石の構想"]
    assert of_parts("まだ採択されていない構想は") == ["磁石の構想", "止血の構想"]
    assert of_parts("海洋以外の構想の一覧") == [], "what is excluded is left to the search"


def test_rows_by_a_word_in_their_cells():
    cells = {"甲国": "刑罰と権利喪失", "乙国": "刑罰のみ", "丙国": "権利喪失", "丁国": "罰金のみ"}
    rows = [row(name, {"国": name, "罰則": text}, table="各国の罰則") for name, text in cells.items()]
    selection = Tables(rows, Editions(DOCUMENTS)).select(asked("権利喪失の罰則がある国"), [hit(rows[0])])
    assert selection and [found.subject for found in selection.rows] == ["「甲国」", "「丙国」"]


def test_the_newest_edition_of_a_table_is_in_force():
    old, new = (
        [row(name, {"物資": name, "所管": "甲省", "認定": count}, doc, f"{doc}の表") for name, count in pairs.items()]
        for doc, pairs in (("old", {"磁石": "1件", "肥料": "9件"}), ("new", {"磁石": "5件", "肥料": "12件"}))
    )
    tables = Tables([*old, *new], Editions(DOCUMENTS))
    assert tables.found(asked("認定が一番多い物資は"), [hit(old[0])])[0].rows[0].doc_id == "new"
    assert tables.found(asked("2023年5月時点で認定が一番多い物資は"), [hit(new[0])])[0].rows[0].doc_id == "old"


def test_a_row_is_called_by_its_name_alone():
    rows = [
        row(name, {"物資": name, "所管": ministry}, table="指定された物資")
        for name, ministry in (("磁石", "甲省"), ("肥料", "乙省"), ("電池", "甲省"), ("鋼材", "乙省"))
    ]
    named = [replace(found, subject=f"指定された物資の{found.subject}") for found in rows]
    selection = Tables(named, Editions(DOCUMENTS)).select(asked("甲省が所管する物資は"), [hit(named[0])])
    assert selection and [claim.text for claim in claims_of(selection)] == ["磁石", "電池"]


FIELDS = [
    row(name, {"番号": str(number), "分野": name, "手段": means}, table="甲国の重要分野の一覧")
    for number, (name, means) in enumerate(
        [("量子", "備蓄、研究"), ("半導体", "生産の強化"), ("通信", "探査、開発、研究"), ("蓄電池", "備蓄")], 1
    )
]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("甲国の重要分野の3番目は何ですか", "通信"),
        ("甲国の重要分野の一覧で②は何の分野", "半導体"),
        ("甲国の重要分野で最後に挙げられているのは", "蓄電池"),
    ],
)
def test_a_row_by_its_place(question: str, name: str):
    selection = Tables(FIELDS, Editions(DOCUMENTS)).select(asked(question), [hit(FIELDS[0])])
    assert selection is not None and selection.plain
    assert [found.subject for found in selection.rows] == [f"「{name}」"]


def test_lists_of_two_things_are_lists_where_the_column_is_one():
    selection = Tables(FIELDS, Editions(DOCUMENTS)).select(
        asked("甲国の重要分野のうち、備蓄が手段に入っているのは"), [hit(FIELDS[0])]
    )
    assert selection is not None
    assert [found.subject for found in selection.rows] == ["「量子」", "「蓄電池」"]


def test_a_row_that_is_named_is_no_condition():
    tables = Tables([*ROWS], Editions(DOCUMENTS))
    assert tables.select(asked("乙財団が資金配分機関の電池の構想は何"), [hit(ROWS[2])]) is None


def test_no_more_than_is_no_denial():
    assert [found.subject for found in selected("開催が3回しかない構想は").rows] == ["「磁石の構想」"]


@pytest.mark.parametrize("question", ["甲の領域に挙がっている分野は何と何？", "甲の領域は全部で何がある"])
def test_all_rows_of_a_part_of_a_table(question: str):
    parts = [
        row(name, {"技術群": name, "例": f"{name}の例"}, table=f"{part}の領域（2025年の資料）")
        for part, name in [("甲", "量子"), ("甲", "宇宙"), ("乙", "造船"), ("乙", "航空"), ("乙", "防災")]
    ]
    selection = Tables(parts, Editions(DOCUMENTS)).select(asked(question), [hit(parts[0])])
    assert selection is not None and selection.plain
    assert [found.subject for found in selection.rows] == ["「量子」", "「宇宙」"]
