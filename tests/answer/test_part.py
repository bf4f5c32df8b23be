"""The answers to the questions of one question."""

from __future__ import annotations

from samples import asked, hit, passage

from assistant.answer.claims import Claim
from assistant.answer.part import Part, within_room, without_repeats


def part(*texts: str) -> Part:
    found = [passage(text) for text in texts]
    return Part(asked("予算は"), claims=[Claim(one.text, hit(one), (0, len(one.text))) for one in found])


def test_every_part_keeps_its_first_claim_when_room_is_short():
    long = part("予算は3億円です。", "あ" * 200, "い" * 200)
    kept = within_room([long, part("期間は5年です。")])
    assert [len(found.claims) for found in kept] == [2, 1]
    assert within_room([long]) == [long], "a single question has room"


def test_what_was_said_is_not_said_again():
    first, second = part("予算は3億円で、期間は5年です。"), part("予算は3億円で、期間は5年です。", "委員長は海野です。")
    assert [[claim.text for claim in found.claims] for found in without_repeats([first, second])] == [
        ["予算は3億円で、期間は5年です。"],
        ["委員長は海野です。"],
    ]


def test_a_part_holds_the_names_that_its_passages_have():
    told = part("韓国の罰則は権利喪失です。")
    assert (told.holds(["韓国"]), told.holds(["台湾"]), told.holds(["韓国", "台湾"]), told.holds([])) == (1, 0, 0.5, 1)


def test_of_a_long_list_that_is_only_counted_the_number_is_told_beside_another_answer():
    text = "確認する項目は3つです：\n" + "\n".join(f"・{letter * 60}" for letter in "甲乙丙")
    found = passage(text)
    listed = Part(asked("確認する項目はいくつですか"), claims=[Claim(text, hit(found), (0, len(text)))])
    kept, _ = within_room([listed, part("期間は5年です。")])
    assert kept.claims[0].text == "確認する項目は3つです"
    assert within_room([listed])[0].claims[0].text == text
