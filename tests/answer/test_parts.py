"""A question of several parts becomes several questions that can be asked alone."""

from __future__ import annotations

import pytest
from samples import GLOSSARY

from assistant.answer.parts import split_parts

TOPIC = "みらい防災育成プログラム"


@pytest.mark.parametrize(
    "question",
    [
        f"{TOPIC}の公募はいつ始まりますか。また、予算はいくらですか。",
        f"{TOPIC}の公募はいつ始まりますか？予算はいくらですか？",
        f"{TOPIC}の公募はいつ始まりますか\n予算はいくらですか",
        f"{TOPIC}の公募はいつですか。あと予算はいくらですか",
    ],
)
def test_both_parts_are_asked_of_the_same_thing(question: str):
    first, second = split_parts(question, GLOSSARY)
    assert "公募" in first and "予算" not in first
    assert "予算" in second and "公募" not in second
    assert TOPIC in first and TOPIC in second


def test_two_question_words_in_one_sentence():
    first, second = split_parts(f"{TOPIC}の公募はいつで、予算はいくらですか", GLOSSARY)
    assert "いつ" in first and "いくら" in second
    assert TOPIC in first and TOPIC in second


def test_a_part_with_a_name_of_its_own_is_left_alone():
    _, second = split_parts(f"{TOPIC}の予算はいくらですか。深海観測機の予算はいくらですか。", GLOSSARY)
    assert TOPIC not in second and second.startswith("深海観測機")


def test_what_is_told_first_belongs_to_every_part():
    parts = split_parts("大学に勤めています。みらいPに応募できますか。いつまでですか。", GLOSSARY)
    assert len(parts) == 2 and all("大学に勤めています" in part for part in parts)


def test_three_parts():
    assert len(split_parts(f"{TOPIC}の予算はいくらですか。公募はいつですか。委員長は誰ですか。", GLOSSARY)) == 3


@pytest.mark.parametrize(
    "question",
    [
        "みらい防災育成プログラムの予算はいくらですか",
        "予算と期間を教えてください。",
        "海洋、宇宙、バイオの領域は何ですか",
        "大学に勤めています。みらいPに応募できますか。",
        "みらいP 予算",
        "",
        "。。。",
        "？",
        "🚀",
    ],
)
def test_a_single_question_stays_as_it_is(question: str):
    assert split_parts(question, GLOSSARY) == [question]


def test_two_attributes_of_one_thing_are_two_questions():
    columns = frozenset({"所管", "認定件数"})
    assert split_parts("水門の所管と認定件数は", GLOSSARY, columns) == ["水門の所管は", "水門の認定件数は"]
    assert split_parts("水門の鍵と扉は", GLOSSARY, columns) == ["水門の鍵と扉は"]


def test_two_questions_joined_by_a_verb():
    whole = f"{TOPIC}の予算はいくら措置され、委員長は誰ですか"
    assert split_parts(whole, GLOSSARY) == [whole, f"{TOPIC}について、委員長は誰ですか"]
    assert split_parts("秘密にすべきかどうか、ふるいにかけるのはどこですか", GLOSSARY) == [
        "秘密にすべきかどうか、ふるいにかけるのはどこですか"
    ]


def test_words_that_end_like_attributes():
    first, second = split_parts(f"{TOPIC}の公募期間と法律番号は", GLOSSARY)
    assert first == f"{TOPIC}の公募期間は" and second == f"{TOPIC}の法律番号は"


def test_a_date_at_the_head_holds_for_both_parts():
    parts = split_parts("2023年11月時点で予算はいくらで、採択は何件ですか", GLOSSARY)
    assert len(parts) == 2 and all(part.startswith("2023年11月時点で") for part in parts)
