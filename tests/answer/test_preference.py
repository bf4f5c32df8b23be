"""Which of several candidates that answer about as well is answered with."""

from __future__ import annotations

from dataclasses import replace

from samples import DOCUMENTS, GLOSSARY, asked, hit, lexical, lines, passage, row

from assistant.answer.evidence import collect
from assistant.answer.judge import Judged, judged
from assistant.answer.preference import preferred
from assistant.answer.reading import Reading
from assistant.model import Passage
from assistant.retrieve.editions import Editions

TOLD = passage("応募の制限は最長5年間です。")
UNTOLD = passage("応募の制限が何年間になるかは、この資料には示されていません。", "old")
EDITIONS = Editions(DOCUMENTS)
QUERY = asked("応募の制限は何年間ですか")


def candidates(*passages: Passage) -> list[Judged]:
    reading = Reading(QUERY, lexical(*passages), GLOSSARY)
    found = judged(reading, collect(QUERY, [hit(one) for one in passages]), EDITIONS)
    return sorted(found, key=lambda item: passages.index(item.evidence.hit.passage))


def scored(item: Judged, score: float) -> Judged:
    return replace(item, evidence=replace(item.evidence, score=score, kind_met=True))


def test_a_passage_that_tells_goes_before_one_that_says_that_nothing_is_told():
    untold, told = candidates(UNTOLD, TOLD)
    near, far = [untold, scored(told, 0.8)], [untold, scored(told, 0.2)]
    assert preferred(QUERY, near, EDITIONS)[0].evidence.hit.passage == TOLD
    assert preferred(QUERY, far, EDITIONS)[0].evidence.hit.passage == UNTOLD


def test_a_passage_that_says_that_just_this_is_not_told_goes_before_one_that_is_only_near():
    near, untold = candidates(passage("応募は5年間続きます。"), UNTOLD)
    assert preferred(QUERY, [near, scored(untold, 0.2)], EDITIONS)[0].evidence.hit.passage == UNTOLD
    assert preferred(QUERY, [near, scored(untold, 0.01)], EDITIONS)[0] is near, "too far behind"
    told, untold = candidates(TOLD, passage("罰金の額は示されていません。", "old"))
    assert preferred(QUERY, [told, scored(untold, 0.2)], EDITIONS)[0] is told, "that one speaks of something else"


def test_progress_is_told_by_what_was_done_and_not_by_where_a_thing_is_listed():
    listed, done = passage("止血製剤は医療の領域に置かれています。"), passage("止血製剤の動物実験を終えました。", "old")
    query = asked("止血製剤の研究はどこまで進みましたか")
    found = judged(Reading(query, lexical(listed, done), GLOSSARY), collect(query, [hit(listed), hit(done)]), EDITIONS)
    near = [replace(item, evidence=replace(item.evidence, score=0.5)) for item in found]
    order = sorted(near, key=lambda item: item.evidence.kind_met)
    assert order[0].evidence.hit.passage == listed
    assert preferred(query, order, EDITIONS)[0].evidence.hit.passage == done


def test_a_sentence_without_words_is_no_obstacle():
    (only,) = candidates(passage("12"))
    assert preferred(QUERY, [scored(only, 1.0)], EDITIONS)[0].evidence.hit.passage.text == "12"


def test_of_two_lists_under_the_same_words_the_newest_is_given():
    older = lines("指定された物資（2物資）：\n・土のう\n・水\n・毛布", "old")
    newer = lines("指定された物資（3物資）：\n・土のう\n・水\n・毛布\n・電池", "new")
    query = asked("指定された物資の一覧")
    reading = Reading(query, lexical(older, newer), GLOSSARY)
    ranked = judged(reading, collect(query, [hit(older), hit(newer)]), EDITIONS)
    best = sorted(ranked, key=lambda item: item.evidence.hit.passage != older)
    assert preferred(query, [scored(item, 0.9) for item in best], EDITIONS)[0].evidence.hit.passage == newer


def test_of_two_editions_of_a_row_the_newest_is_given_though_the_older_matches_better():
    older = row("土のう", {"認定件数": "5件認定"}, "old", "認定された計画の数（11物資）")
    newer = row("土のう", {"認定件数": "12件認定"}, "new", "認定された計画の数（12物資）")
    other = row("毛布", {"認定件数": "7件認定"}, "new", "認定された計画の数（12物資）")
    query = asked("土のうの計画は何件認定されていますか")
    reading = Reading(query, lexical(older, newer, other), GLOSSARY)
    ranked = judged(reading, collect(query, [hit(found) for found in (older, newer, other)]), EDITIONS)
    order = {"old": 1.0, "new": 0.1}
    given = sorted(
        (scored(item, order[item.evidence.hit.passage.doc_id]) for item in ranked), key=lambda i: -i.evidence.score
    )
    assert preferred(query, given, EDITIONS)[0].evidence.hit.passage == newer


def test_of_two_texts_in_the_same_words_the_newest_is_given():
    older, newer = (
        replace(passage(f"対象の事業は{who}が指定する。", name), kind="text")
        for who, name in (("国", "old"), ("府省", "new"))
    )
    query = asked("対象の事業は誰が指定しますか")
    found = judged(Reading(query, lexical(older, newer), GLOSSARY), collect(query, [hit(older), hit(newer)]), EDITIONS)
    near = sorted((scored(item, 0.9) for item in found), key=lambda item: item.evidence.hit.passage is newer)
    assert preferred(query, near, EDITIONS)[0].evidence.hit.passage is newer


def test_where_a_list_is_asked_for_the_sentence_that_names_all_goes_first():
    counted, named = passage("事業のうち3つを支援する。"), passage("事業のうち3つ（甲、乙、丙）を支援する。", "old")
    query = asked("支援する事業3つはどれですか")
    found = judged(
        Reading(query, lexical(counted, named), GLOSSARY), collect(query, [hit(counted), hit(named)]), EDITIONS
    )
    order = sorted((scored(item, 0.5) for item in found), key=lambda item: item.evidence.hit.passage is named)
    assert preferred(query, order, EDITIONS)[0].evidence.hit.passage is named
