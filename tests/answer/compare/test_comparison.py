"""The same question about two things, side by side."""

from __future__ import annotations

import pytest
from samples import DOCUMENTS, asked, hit, passage, row

from assistant.answer.claims import Claim, claim_of
from assistant.answer.compare.comparison import compare
from assistant.answer.compare.contrast import Comparison, comparison_of
from assistant.answer.compose import Citations
from assistant.answer.evidence import Evidence, collect
from assistant.model import Passage

ROWS = {
    "甲構想": row("甲構想", {"設置大臣": "甲大臣", "資金配分機関": "甲機構"}),
    "乙構想": row("乙構想", {"設置大臣": "乙大臣|丙大臣", "資金配分機関": "乙機構"}, "old"),
}


def find_in(passages: dict[str, Passage]):
    """Finds the passage that the question names."""

    def find(question: str) -> tuple[Evidence, Claim] | None:
        found = next((known for name, known in passages.items() if name in question), None)
        if found is None:
            return None
        query = asked(question)
        evidence = collect(query, [hit(found)])
        return evidence[0], claim_of(query, evidence[0], evidence)

    return find


def citations() -> Citations:
    return Citations({document.doc_id: document for document in DOCUMENTS})


@pytest.mark.parametrize(
    ("question", "one", "two"),
    [
        ("甲構想と乙構想の違いは何ですか", "甲構想", "乙構想"),
        ("甲構想と乙構想では、設置大臣と資金配分機関はどう違いますか", "甲構想", "乙構想"),
        ("「甲構想」と「乙構想」の違い", "甲構想", "乙構想"),
        ("DOVとみらいPの違いは", "DOV", "みらいP"),
        ("2023年と2025年で技術の数はどう違いますか", "2023年", "2025年"),
    ],
)
def test_the_two_sides(question: str, one: str, two: str):
    found = comparison_of(question)
    assert found is not None and found.sides == (one, two)


@pytest.mark.parametrize(
    "question", ["甲構想の設置大臣は誰ですか", "大学と企業が応募できますか", "違いは何ですか", "", "と"]
)
def test_other_questions_are_no_comparison(question: str):
    assert comparison_of(question) is None


def test_what_is_compared():
    found = comparison_of("甲構想と乙構想では、設置大臣と資金配分機関はどう違いますか")
    assert found is not None and found.attributes == ["設置大臣", "資金配分機関"]
    found = comparison_of("甲構想と乙構想の違いは何ですか")
    assert found is not None and found.attributes == []


def test_several_attributes_make_a_table_with_every_cell_cited():
    cited = citations()
    compared = compare(
        Comparison(("甲構想", "乙構想"), "では、設置大臣と資金配分機関はどう違いますか"), find_in(ROWS), cited
    )
    assert compared is not None
    head, rule, *rest = compared[0].split("\n")
    assert "甲構想" in head and "乙構想" in head and set(rule) == {"|", "-"}
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in rest]
    assert [cell[0] for cell in cells] == ["設置大臣", "資金配分機関"]
    assert all(len(line) == 3 for line in cells), "a | in a value does not make a cell"
    assert "甲大臣" in cells[0][1] and "乙大臣" in cells[0][2] and "甲機構" in cells[1][1] and "乙機構" in cells[1][2]
    assert all("[" in cell for line in cells for cell in line[1:])
    documents = {citation.n: citation.doc_id for citation in cited.items}
    assert documents[1] == "new" and set(documents.values()) == {"old", "new"}
    assert len(compared[1]) == 4


def test_one_thing_asked_is_told_for_each_side():
    compared = compare(Comparison(("甲構想", "乙構想"), "の資金配分機関を比較して"), find_in(ROWS), citations())
    assert compared is not None
    one, two = compared[0].split("\n")
    assert "甲機構" in one and "[1]" in one and "乙機構" in two and "[2]" in two


def test_a_side_that_is_not_in_the_documents_is_not_compared():
    assert compare(Comparison(("甲構想", "月の石"), "の資金配分機関の違いは"), find_in(ROWS), citations()) is None


def test_one_passage_for_both_sides_is_no_comparison():
    both = passage("甲構想と乙構想の予算は合わせて3億円です。")
    found = compare(Comparison(("甲構想", "乙構想"), "の予算の違いは"), find_in({"構想": both}), citations())
    assert found is None


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("日本、米国、中国の順位はそれぞれ何位ですか", ("日本", "米国", "中国")),
        ("日本、米国と中国では順位がどう違いますか", ("日本", "米国", "中国")),
        ("日本と米国と中国の順位を並べて", ("日本", "米国", "中国")),
        ("船の部品と磁石と肥料で、認定が一番多いものはどれ", ("船の部品", "磁石", "肥料")),
        ("甲構想と乙構想、設置大臣はそれぞれ誰", ("甲構想", "乙構想")),
        ("「海と空」と「陸と海」の違い", ("海と空", "陸と海")),
        ("指針の7月の原案と12月の決定版で、主体はどう変わった", ("指針の7月の原案", "指針の12月の決定版")),
        ("甲国・乙国・丙国の分野数はそれぞれいくつ", ("甲国", "乙国", "丙国")),
        ("データを守る構想と国を守る構想では、機関はどう違いますか", ("データを守る構想", "国を守る構想")),
    ],
)
def test_two_and_more_sides(question: str, sides: tuple[str, ...]):
    found = comparison_of(question)
    assert found is not None and found.sides == sides


def test_each_side_is_asked_alone():
    found = comparison_of("日本、米国、中国の順位はそれぞれ何位ですか")
    assert found is not None and found.question("米国", "順位") == "米国の順位は何位ですか"


def test_what_follows_the_last_side_is_asked_of_all():
    found = comparison_of("甲国と乙国の分野数の違いは")
    assert found is not None and found.sides == ("甲国", "乙国") and found.attributes == ["分野数"]


def test_which_is_more():
    rows = {"甲": row("甲", {"認定件数": "26件"}), "乙": row("乙", {"認定件数": "1,035件"})}
    question = comparison_of("甲社と乙社では、認定件数はどちらが多いですか")
    assert question is not None
    compared = compare(question, find_in(rows), citations())
    assert compared is not None and compared[0].startswith("多いのは乙社です。")


def test_which_is_earlier_and_which_ranks_higher():
    rows = {
        "甲": row("甲", {"決定": "2022年9月16日", "順位": "13位"}),
        "乙": row("乙", {"決定": "2023年8月28日", "順位": "9位"}),
    }
    for asked_for, told in (("決定はどちらが早い", "早いのは甲社です。"), ("順位はどっちが上", "上なのは乙社です。")):
        question = comparison_of(f"甲社と乙社では、{asked_for}ですか")
        assert question is not None
        compared = compare(question, find_in(rows), citations())
        assert compared is not None and compared[0].startswith(told)


@pytest.mark.parametrize(("agency", "told"), [("甲機構", "同じです。"), ("乙機構", "異なります。")])
def test_whether_they_are_the_same(agency: str, told: str):
    rows = {"甲": row("甲構想", {"機関": "甲機構"}), "乙": row("乙構想", {"機関": agency})}
    question = comparison_of("甲構想と乙構想では、機関は同じですか")
    assert question is not None
    compared = compare(question, find_in(rows), citations())
    assert compared is not None and compared[0].startswith(told)


def test_three_sides_make_a_table_and_a_count_has_its_counter():
    rows = {name: row(f"{name}構想", {"開催回数": number}) for name, number in (("甲", "2"), ("乙", "1"), ("丙", "3"))}
    question = comparison_of("甲構想、乙構想と丙構想では、開催回数はそれぞれ何回ですか")
    assert question is not None
    compared = compare(question, find_in(rows), citations())
    assert compared is not None
    head, _, *rest = compared[0].split("\n")
    assert head == "| | 開催回数 |"
    assert rest == ["| 甲構想 | 2回[1] |", "| 乙構想 | 1回[2] |", "| 丙構想 | 3回[3] |"]


COUNTS = {
    "甲物資": row("甲物資", {"認定件数": "26件"}),
    "乙物資": row("乙物資", {"認定件数": "35件"}, "old"),
    "丙物資": row("丙物資", {"認定件数": "3社"}, "draft"),
}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("甲物資と乙物資の認定件数の合計は何件ですか", "合わせて61件です。"),
        ("甲物資と乙物資の認定件数を合わせると何件ですか", "合わせて61件です。"),
        ("甲物資と乙物資の認定件数の差は何件ですか", "差は9件です。"),
    ],
)
def test_counts_are_added_up_with_each_one_cited(question: str, said: str):
    found = comparison_of(question)
    assert found is not None
    compared = compare(found, find_in(COUNTS), citations())
    assert compared is not None and compared[0].startswith(said)
    assert "26件[1]" in compared[0] and "35件[2]" in compared[0] and len(compared[1]) == 2


def test_values_of_different_units_are_not_added_up():
    found = comparison_of("甲物資と丙物資の認定件数の合計は何件ですか")
    assert found is not None and compare(found, find_in(COUNTS), citations()) is None
