"""What only names other passages gives way to the one that answers."""

from __future__ import annotations

from samples import asked, hit, lines, passage, row

from assistant.answer.overviews import without_overviews
from assistant.model import Passage

ROWS = [row(name, {"参加機関": "防災技術庁", "状況": "公募中"}) for name in ("甲の波高計", "乙の水位計", "丙の揺れ計")]
NAMES = lines("構想の表：\n・「甲の波高計」\n・「乙の水位計」\n・「丙の揺れ計」")
PLAN = lines("事業者に以下の取組を求める。\n1. 移転の事前相談\n2. 出資の報告")
SECTION = passage("移転の前に窓口に伝える。", kind="text", heading=("対策", "1. 移転の事前相談"))
COVER = passage("防災の取組について　2024年5月1日　防災大学 教授　山田 花", kind="cover")


def left(question: str, *found: Passage, unnamed: frozenset[str] = frozenset()) -> list[Passage]:
    query = asked(question)
    return [one.passage for one in without_overviews(query, [hit(passage) for passage in found], unnamed)]


def test_a_list_of_row_names_gives_way_to_the_row_that_is_asked_about():
    assert NAMES not in left("甲の波高計の参加機関はどこですか", NAMES, ROWS[0])


def test_it_stays_where_the_names_themselves_are_asked_for_or_no_row_is_named():
    assert NAMES in left("構想の表にある計器をすべて挙げてください", NAMES, ROWS[0])
    every = frozenset(found.passage_id for found in ROWS)
    assert NAMES in left("甲の波高計の参加機関はどこですか", NAMES, *ROWS, unnamed=every)


def test_a_list_of_headings_gives_way_to_the_text_under_the_one_that_is_named():
    assert PLAN not in left("事前相談はいつ必要ですか", PLAN, SECTION)
    assert PLAN in left("事業者に求める取組を挙げてください", PLAN, SECTION)


def test_a_title_page_answers_only_questions_about_the_document():
    assert COVER in left("2024年5月の講義をしたのは誰ですか", COVER)
    assert COVER not in left("防災の取組はいつ始まりますか", COVER)
