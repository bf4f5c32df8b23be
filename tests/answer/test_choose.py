"""Which claims an answer makes."""

from __future__ import annotations

from collections.abc import Sequence

from samples import asked, hit, lexical, lines, passage, row

from assistant.answer.choose import choose
from assistant.answer.claims import Claim
from assistant.answer.evidence import collect
from assistant.model import Hit

BUDGET = passage("みらい防災育成プログラムの予算は総額120億円です。")
LEADER = passage("みらい防災育成プログラムの委員長は青葉教授です。")
FISH = passage("港では魚の数を毎年数えています。")


def chosen(question: str, *hits: Hit, unnamed: Sequence[str] = ()) -> list[Claim]:
    query = asked(question)
    found = collect(query, list(hits), frozenset(unnamed))
    return choose(query, found, found, lexical(*(item.passage for item in hits)))


def texts_of(claims: Sequence[Claim]) -> list[str]:
    return [claim.text for claim in claims]


def test_the_best_evidence_comes_first_and_nothing_is_added_that_does_not_answer():
    claims = chosen("みらい防災育成プログラムの予算はいくらですか", hit(BUDGET, 0.9), hit(FISH, 0.05), hit(LEADER, 0.1))
    assert texts_of(claims) == [BUDGET.text]


def test_what_the_question_still_asks_for_is_added():
    budget = passage("みらいPの予算は、2024年度の補正を合わせて総額120億円です。")
    leader = passage("みらいPの委員長は、みなと工科大学で河川を調べている青葉教授です。")
    claims = chosen("みらいPの予算と委員長を教えてください", hit(budget, 0.8), hit(leader, 0.75), hit(FISH, 0.1))
    assert texts_of(claims) == [budget.text, leader.text]


def test_the_same_is_not_said_twice():
    again = passage("みらい防災育成プログラムの予算は、総額120億円です。", "old")
    assert len(chosen("みらい防災育成プログラムの予算はいくらですか", hit(BUDGET, 0.9), hit(again, 0.89))) == 1


def test_a_passage_is_cited_once():
    both = passage("みらい防災育成プログラムの予算は総額120億円です。期間は最長5年です。", kind="text")
    claims = chosen("みらい防災育成プログラムの予算と期間", hit(both, 0.9))
    assert len(claims) == 1


def test_a_whole_list_needs_nothing_beside_it():
    parts = lines("みらい防災育成プログラムの部品は2つです。\n・水中の翼\n・圧力の計器")
    claims = chosen("みらい防災育成プログラムの部品の一覧", hit(parts, 0.9), hit(BUDGET, 0.85))
    assert texts_of(claims) == [parts.text]


def test_a_row_that_the_question_does_not_name_is_not_added():
    other = row("潜水機の構想", {"予算": "3億円", "期間": "5年"})
    question = "みらい防災育成プログラムの予算と期間"
    claims = chosen(question, hit(BUDGET, 0.9), hit(other, 0.9), unnamed=[other.passage_id])
    assert texts_of(claims) == [BUDGET.text]


def test_never_more_than_three_and_never_too_long():
    many = [
        hit(
            passage(
                f"みらい防災育成プログラムの予算は{name}では{number}億円です。" + "この額は毎年見直されます。" * number
            )
        )
        for number, name in enumerate(["海洋", "宇宙", "電池", "通信", "磁石", "港湾"], 1)
    ]
    claims = chosen("みらい防災育成プログラムの予算はいくらですか", *many)
    assert 1 <= len(claims) <= 3 and sum(len(claim.text) for claim in claims) <= 400
