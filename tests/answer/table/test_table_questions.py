"""Questions over the columns of a table."""

from __future__ import annotations

from samples import GLOSSARY, asked, row

from assistant.answer.table.conditions import Columns
from assistant.answer.table.table_questions import TableAnswer, counted, table_answer

ROWS = [
    row("水門の更新", {"機関": "防災技術庁", "認定件数": "12件"}),
    row("水門の無人操作", {"機関": "みなと工科大学", "認定件数": "3件"}),
    row("堤防の監視", {"機関": "防災技術庁", "認定件数": "1,200件"}),
    row("雨量の計測", {"機関": "防災技術庁", "認定件数": "なし"}),
]


def answered(question: str) -> TableAnswer | None:
    return table_answer(asked(question), Columns(ROWS), GLOSSARY)


def texts(question: str) -> list[str]:
    found = answered(question)
    return [claim.text for claim in found.claims] if found else []


def test_the_most_and_the_least_of_a_column():
    assert texts("認定件数が一番多いのはどの事業ですか") == ["「堤防の監視」の認定件数は1,200件です。"]
    assert texts("認定件数が最も少ない事業は") == ["「水門の無人操作」の認定件数は3件です。"]


def test_the_same_cell_of_all_rows_that_a_name_stands_for():
    assert texts("水門の2つの事業の機関は") == [
        "「水門の更新」の機関は防災技術庁です。",
        "「水門の無人操作」の機関はみなと工科大学です。",
    ]


def test_the_values_of_a_column_with_their_counts():
    found = answered("機関はどことどこですか")
    assert found and "防災技術庁（3件）、みなと工科大学（1件）" in found.lead and len(found.claims) == 2


def test_other_questions_are_left_to_the_search():
    assert answered("堤防の監視の機関は") is None
    assert answered("一番多いのは何ですか") is None
    assert answered("予算が一番多いのはどの事業ですか") is None


def test_which_of_two_values_more_rows_have():
    found = counted(asked("防災技術庁とみなと工科大学では、機関になっている事業はどちらが多い"), Columns(ROWS))
    assert found and "防災技術庁が3件、みなと工科大学が1件" in found.lead and "防災技術庁のほうが多い" in found.lead
    assert counted(asked("防災技術庁とみなと工科大学では認定件数はどちらが多い"), Columns(ROWS)) is None


def test_more_by_how_many_with_the_question_word_last():
    found = counted(asked("防災技術庁とみなと工科大学、機関になっている事業は何件多いのはどっち"), Columns(ROWS))
    assert found and "差は2件" in found.lead


def test_the_rows_of_each_value():
    rows = [
        row(name, {"物資": name, "所管": by})
        for name, by in [
            ("水門", "水産省"),
            ("筏", "建築省"),
            ("鎖", "運輸省"),
            ("網", "水産省"),
            ("錨", "運輸省"),
            ("綱", "運輸省"),
        ]
    ]
    found = counted(asked("水産省と建築省が所管する物資はそれぞれ何ですか"), Columns(rows))
    assert found and [claim.text for claim in found.claims] == ["水産省：水門", "水産省：網", "建築省：筏"]


def test_rows_told_apart_by_a_span_of_years():
    rows = [
        row("日本（2000～2002年平均）", {"国": "日本", "区分": "2000～2002年平均", "順位": "4"}),
        row("日本（2020～2022年平均）", {"国": "日本", "区分": "2020～2022年平均", "順位": "13"}),
    ]
    for years in ("2020～2022年", "2020-22年", "2020〜22年平均"):
        [condition] = Columns(rows).described(f"{years}の順位は")
        assert (condition.column, condition.rows) == ("区分", {rows[1].passage_id})


def test_a_phrase_of_a_long_value_names_it():
    cells = {"半導体": "特に差し迫ったリスクを有する可能性が高い技術", "航空": "その他の重要な技術として扱うもの"}
    rows = [row(name, {"名称": name, "区分": cell}) for name, cell in cells.items()]
    rows += [row(f"{name}の材料", {"名称": f"{name}の材料", "区分": cell}) for name, cell in cells.items()]
    [condition] = Columns(rows).described("差し迫ったリスクがある技術は")
    assert condition.rows == {rows[0].passage_id, rows[2].passage_id}
