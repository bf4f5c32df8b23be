"""A list of so many items is found by its number."""

from __future__ import annotations

import pytest
from samples import asked, hit, lines, passage

from assistant.answer.choose import choose
from assistant.answer.counted_lists import announced, items_in, list_of
from assistant.answer.evidence import Evidence
from assistant.index.lexical import LexicalIndex
from assistant.model import Passage

SECTION = ("土地の使い方",)
LEAD = passage("調べる対象として、以下の3領域を例示する。", kind="text", heading=SECTION)
AREAS = lines("対象：\n・川\n・海\n・山", heading=(*SECTION, "対象"))
OTHER = lines("窓口：\n・県\n・市", heading=(*SECTION, "窓口"))
ELSEWHERE = lines("季節：\n・春\n・夏\n・秋", doc_id="old", heading=("暦",))


def evidence(found: Passage, score: float = 0.1) -> Evidence:
    start, end = found.sentences[0]
    return Evidence(hit(found), start, end, score, True, 0.0)


def test_items_are_counted_on_their_outermost_level():
    assert items_in(lines("対象：\n・川\n　・上流\n・海")) == 2
    assert items_in(lines("手順\n① 申す\n② 待つ\n③ 受ける")) == 3


@pytest.mark.parametrize(("text", "number"), [("以下の20領域を例示", 20), ("次の三つの点", 3), ("以下のとおり", 0)])
def test_a_sentence_announces_a_number(text: str, number: int):
    assert announced(text) == number


def test_the_list_of_the_section_with_so_many_items_is_the_one_that_is_meant():
    found = list_of(asked("例示された領域は"), evidence(LEAD), [evidence(one) for one in (OTHER, ELSEWHERE, AREAS)])
    assert found is not None and found.hit.passage == AREAS


def test_years_ranks_and_lists_elsewhere_are_not_meant():
    intro = passage("土地の使い方を定める。", kind="text", heading=SECTION)
    others = [evidence(one) for one in (ELSEWHERE, AREAS)]
    assert list_of(asked("2023年の3番目の領域は"), evidence(intro), others) is None
    assert list_of(asked("3つの領域はいつ決まりましたか"), evidence(intro), others) is None
    assert list_of(asked("どの4つの領域ですか"), evidence(intro), others) is None


def test_the_answer_gives_the_sentence_and_the_whole_list():
    candidates = [evidence(LEAD, 1.0), evidence(AREAS)]
    claims = choose(asked("例示された領域を挙げてください"), candidates, candidates, LexicalIndex.create([["x"]]))
    assert [claim.hit.passage for claim in claims] == [LEAD, AREAS]
    assert all(name in claims[1].text for name in "川海山")


def test_the_list_comes_first_where_the_question_names_the_number():
    intro = passage("土地の使い方の対象を定める。", kind="text", heading=SECTION)
    candidates = [evidence(intro, 1.0), evidence(AREAS)]
    claims = choose(asked("土地の使い方の3つの対象は"), candidates, candidates, LexicalIndex.create([["x"]]))
    assert claims[0].hit.passage == AREAS
