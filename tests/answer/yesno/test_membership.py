"""Whether a thing stands in a list that says how many things it holds."""

from __future__ import annotations

import pytest
from samples import DOCUMENTS, GLOSSARY, asked, lines, passage, row

from assistant.answer.table.tables import Tables
from assistant.answer.yesno.membership import ClosedLists, Membership, membership
from assistant.model import Passage
from assistant.retrieve.editions import Editions

SUPPLIES = lines(
    "備蓄物資は次の5物資です（2025年9月時点）。\n・飲料水：3件\n・乾電池：7件\n・毛布の素材：1件\n・救命・救護用品：2件\n・深海観測機：1件"
)
FORMER = lines("備蓄物資は4物資です。\n・飲料水\n・毛布の素材\n・救命・救護用品\n・深海観測機", "old")
SECTORS = lines("防災の対象は次の4分野です。\n・水道\n・鉄道\n・放送\n・港湾運送")
OPEN = lines("支援の例は次のとおりです。\n・水門\n・堤防\n・井戸\n・貯水池")
ROWS = [
    row("飲料水", {"品目": "井戸水、湧水"}, table="備蓄物資の表"),
    row("乾電池", {"品目": "単一、単三"}, table="備蓄物資の表"),
    *(row(name, {"品目": "―"}, table="備蓄物資の表") for name in ("毛布の素材", "救命・救護用品", "深海観測機")),
]
EDITIONS = Editions(DOCUMENTS)


def look_up(question: str, *more: Passage, **given: str) -> Membership | None:
    passages = [SUPPLIES, SECTORS, OPEN, *more]
    lists = ClosedLists(passages, EDITIONS)
    return membership(asked(question, **given), lists, Tables(passages, EDITIONS).all, GLOSSARY)


@pytest.mark.parametrize(
    ("question", "word", "told"),
    [
        ("乾電池は備蓄物資に入っていますか", "yes", "乾電池"),
        ("備蓄物資に飲料水はありますか", "yes", "飲料水"),
        ("DOVは備蓄物資ですか", "yes", "深海観測機"),
        ("救護用品は5つの備蓄物資のひとつですか", "yes", "救命・救護用品"),
        ("ガソリンは備蓄物資に含まれますか", "no", "ガソリン"),
    ],
)
def test_a_complete_list_says_yes_or_no(question: str, word: str, told: str):
    found = look_up(question)
    assert found and found.word == word and told in found.claims[0].text
    assert found.claims[0].quoted in SUPPLIES.text


def test_no_comes_with_the_count_and_with_what_is_in_the_list():
    found = look_up("ガソリンは備蓄物資ですか")
    assert found and "5件" in found.claims[0].text and "乾電池、毛布の素材" in found.claims[0].text
    assert found.claims[0].quoted == SUPPLIES.text


@pytest.mark.parametrize(
    "question",
    [
        "水門は支援の例に入っていますか",  # a list of examples is not complete
        "ガソリンは備蓄物資に何件ありますか",
        "この研究は備蓄物資ですか",
        "学生は備蓄物資の対象ですか",  # nobody is a stock item: the list says nothing of people
        "ガソリンは12の備蓄物資に入りますか",  # there is no list of twelve
        "備蓄物資は必要ですか",
        "備蓄物資にガソリンはありませんか",
    ],
)
def test_what_the_list_does_not_settle(question: str):
    assert look_up(question) is None


@pytest.mark.parametrize("question", ["毛布は備蓄物資ですか", "港湾警備は防災の対象分野ですか"])
def test_what_is_only_near_an_item_gets_neither_word(question: str):
    found = look_up(question)
    assert found and found.word == "" and not found.claims


def test_a_part_of_an_item_is_in_the_list_with_that_item():
    question = "湧水は備蓄物資ですか"
    assert (found := look_up(question)) and found.word == "no"
    parts = [row("飲料水", {"品目": "井戸水、湧水"}, table="表"), *ROWS[1:]]
    parts = [passage_with(one, "品目") for one in ROWS]
    found = look_up(question, *parts)
    assert found and found.word == "yes"
    assert "飲料水" in found.claims[0].text and "湧水" in found.claims[1].text


def passage_with(found: Passage, *words: str) -> Passage:
    """The row with a column that holds its name, so that it is one of the list's things."""
    name = found.subject.strip("「」")
    return passage(
        found.text, kind="row", passage_id=f"x-{name}", subject=found.subject, table=found.table,
        cells=(("物資", name), *found.cells), sentences=found.sentences, asks=tuple(words for _ in found.sentences),
    )  # fmt: skip


def test_the_newest_edition_that_was_known_counts():
    assert (now := look_up("乾電池は備蓄物資ですか", FORMER)) and now.word == "yes"
    assert (then := look_up("乾電池は備蓄物資ですか", FORMER, as_of="2024-01-01")) and then.word == "no"
    assert then.claims[0].hit.passage.doc_id == "old"
