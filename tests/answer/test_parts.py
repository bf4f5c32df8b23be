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


def test_an_attribute_of_an_attribute_names_nothing_of_its_own():
    _, second = split_parts(f"{TOPIC}の公募が決まったのはいつで、担当の資金配分機関はどこですか", GLOSSARY)
    assert TOPIC in second and "担当の資金配分機関" in second


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


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (f"{TOPIC}の開始時期と、深海観測機の認定件数を教えてください", f"{TOPIC}の開始時期", "深海観測機の認定件数"),
        (f"{TOPIC}の予算額と、その委員会の開催回数は", f"{TOPIC}の予算額", f"{TOPIC}の委員会の開催回数"),
        (f"{TOPIC}はいつ、誰が決めましたか", f"{TOPIC}はいつ決め", f"{TOPIC}は誰が決め"),
        (f"{TOPIC}は何件で、あわせて深海観測機の重さも教えて", f"{TOPIC}は何件", "深海観測機の重さ"),
    ],
)
def test_two_questions_joined(question: str, first: str, second: str):
    parts = split_parts(question, GLOSSARY, frozenset({"開始時期", "認定件数", "予算額", "開催回数"}))
    assert [part[: len(told)] for part, told in zip(parts, (first, second), strict=True)] == [first, second]


def test_a_part_without_a_subject_takes_it_from_a_clause():
    _, second = split_parts(f"{TOPIC}が決まったのはいつですか。また、いくつの技術が入りましたか。", GLOSSARY)
    assert TOPIC in second and "決まった" not in second


def test_what_belongs_to_the_first_thing_is_asked_of_it():
    asked_for = frozenset({"資金配分機関", "協議会", "開催回数"})
    parts = split_parts("深海観測機の資金配分機関と協議会の開催回数を教えて", GLOSSARY, asked_for)
    assert parts == ["深海観測機の資金配分機関を教えて", "深海観測機の協議会の開催回数を教えて"]


def test_another_country_is_asked_for_the_same():
    _, second = split_parts("米国のリストは何分野ですか。あと、中国は何分野ですか。", GLOSSARY)
    assert second.startswith("中国のリストは何分野")
