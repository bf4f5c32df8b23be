"""What became of a value between two editions of a table."""

from __future__ import annotations

import pytest
from samples import DOCUMENTS, asked, hit, row

from assistant.answer.table.series import series_answer
from assistant.answer.table.table_questions import TableAnswer
from assistant.answer.table.tables import Tables
from assistant.retrieve.editions import Editions

EDITIONS = Editions(DOCUMENTS)
OLD, NEW = (
    [row(name, {"物資": name, "認定件数": count, "採択": mark, "所管": "甲省"}, doc, f"{doc}の物資") for name, count, mark in rows]
    for doc, rows in (
        ("old", (("磁石", "1件", ""), ("肥料", "9件", "○"), ("半導体", "4件", ""))),
        ("new", (("磁石", "5件", "○"), ("肥料", "2件", "○"), ("半導体", "4件", ""))),
    )
)  # fmt: skip
STATES = row(
    "物資の数",
    {
        "項目": "物資の数",
        "旧値": "11物資",
        "旧時点": "2023年4月1日時点",
        "新値": "12物資",
        "新時点": "2025年9月30日時点",
    },
    table="変わった値",
)
TABLES = Tables([*OLD, *NEW, STATES], EDITIONS)


def told(question: str, at: int = 0) -> TableAnswer | None:
    return series_answer(asked(question), [hit(NEW[at])], TABLES.editions, EDITIONS.date)


def test_both_values_with_their_dates_oldest_first():
    found = told("磁石の認定件数は2023年と2025年でどう変わりましたか")
    assert found and "増えています" in found.lead
    first, second = (claim.text for claim in found.claims)
    assert first.startswith("2023年4月1日時点") and "1件" in first
    assert second.startswith("2025年9月30日時点") and "5件" in second


@pytest.mark.parametrize(
    ("question", "at", "word"),
    [
        ("磁石の認定件数は増えましたか", 0, "はい。"),
        ("肥料の認定件数は増えましたか", 1, "いいえ。"),
        ("半導体の認定件数は変わりましたか", 2, "いいえ。"),
        ("磁石の認定件数はどう変わりましたか", 0, "「磁石」"),
    ],
)
def test_yes_or_no_where_it_is_asked(question: str, at: int, word: str):
    found = told(question, at)
    assert found and found.lead.startswith(word)


def test_the_state_of_a_thing_is_told_by_what_differs():
    found = told("磁石の状態は以前と比べてどう変わりましたか")
    assert found and "採択は○" in found.claims[1].text and "所管" not in found.claims[1].text


@pytest.mark.parametrize(
    "question", ["磁石の認定件数は何件ですか", "磁石の担当者の名前は", "磁石の色はどう変わりましたか"]
)
def test_other_questions_are_left_to_the_search(question: str):
    assert told(question) is None


def test_a_table_with_several_rows_of_one_name_tells_no_change():
    rows = [row("磁石", {"物資": "磁石", "出来事": text}, "new", "出来事") for text in ("公募", "採択")]
    tables = Tables(rows, EDITIONS)
    assert (
        series_answer(asked("磁石の出来事はどう変わりましたか"), [hit(rows[0])], tables.editions, EDITIONS.date) is None
    )


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("物資の数は当初の指定から今までに変化しましたか", "はい。"),
        ("物資の数は11のまま？", "いいえ。"),
        ("物資の数、最初に決めたときと今", "「物資の数」は"),
    ],
)
def test_a_row_that_tells_two_states_says_what_became_of_it(question: str, opens: str):
    found = series_answer(asked(question), [hit(STATES)], TABLES.editions, EDITIONS.date)
    assert found and found.lead.startswith(opens) and "1物資増えています" in found.lead
    assert [claim.text for claim in found.claims] == ["2023年4月1日時点：11物資", "2025年9月30日時点：12物資"]


def test_a_change_of_something_else_is_not_told():
    assert series_answer(asked("物資の予算は増えましたか"), [hit(STATES)], TABLES.editions, EDITIONS.date) is None


def test_what_came_into_a_list_and_what_left_it():
    lists = [
        row("鉱物", {"物資": "鉱物", "品目": items}, doc, f"{doc}の品目")
        for doc, items in (("old", "鉄、銅、鉛"), ("new", "鉄、銅、錫、金"))
    ]
    tables = Tables(lists, EDITIONS)
    question = "鉱物の品目は以前と比べてどう変わりましたか"
    found = series_answer(asked(question), [hit(lists[1])], tables.editions, EDITIONS.date)
    assert found and found.lead == "「鉱物」の品目は変わり、錫、金が加わり、鉛がなくなりました。"
