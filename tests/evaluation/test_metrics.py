from __future__ import annotations

import pytest

from assistant.evaluation.metrics import fold, is_right, is_supported, limit, rank_of_evidence
from assistant.evaluation.questions import EvalQuestion
from assistant.model import Answer, Citation, Hit, Passage

ASKED = EvalQuestion(
    "1", "dev", "number", "予算は",
    accept=(("1,200億円", "千二百億円"), ("2025年", "令和7年")), reject=("900億円",), evidence=(("予算", "1200億円"),),
)  # fmt: skip
TEXT = "令和7年の予算は1,200億円です。"


def answer(text: str, status: str = "answered", cited: str = TEXT, quote: str = "") -> Answer:
    citation = Citation(1, "d", "題", "", "", "", "", "章", "d#1", cited, quote or cited, 0, len(quote or cited))
    return Answer("予算は", status, text, (citation,))


def hit(text: str, *, subject: str = "", heading: tuple[str, ...] = ()) -> Hit:
    return Hit(Passage("d#1", "d", "text", text, heading=heading, subject=subject), 1.0)


def test_forms_are_compared_without_blanks_commas_width_and_case():
    assert fold("１，２００ 億円\nＡｂＣ") == fold("1200億円abc")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("令和７年の予算は１，２００億円です[1]。", True),
        ("2025年は千二百億円[1]", True),
        ("予算は1,200億円です。", False),  # the second group is not met
        ("令和7年は1,200億円、その前は900億円です。", False),  # a rejected form
        ("令和7年は11,200億円…", True),  # what stands around a form does not matter
    ],
)
def test_an_answer_is_right_when_every_group_is_met(text: str, right: bool):
    assert is_right(ASKED, answer(text)) is right


def test_citation_marks_are_no_part_of_the_answer():
    asked = EvalQuestion("1", "dev", "number", "何件", accept=(("12",),))
    assert not is_right(asked, answer("11件です[12]。"))


def test_refusals_and_long_answers_are_not_right():
    right = "令和7年の予算は1,200億円です。"
    assert not is_right(ASKED, answer(right, "not_found"))
    assert is_right(ASKED, answer(right.ljust(400, "。"))) and not is_right(ASKED, answer(right.ljust(401, "。")))
    assert limit(EvalQuestion("1", "dev", "procedure", "?")) == 700


def test_an_answer_is_supported_by_what_it_cites():
    assert is_supported(ASKED, answer("…"))
    assert is_supported(ASKED, answer("…", cited="予算総額1200億円。")), "the evidence alone"
    assert not is_supported(ASKED, answer("…", cited="令和7年の計画です。"))
    assert not is_supported(ASKED, Answer("予算は", "answered", TEXT))


def test_an_inexact_quote_supports_nothing():
    assert not is_supported(ASKED, answer("…", quote="予算は1,200億円"))


def test_the_rank_of_the_first_supporting_hit():
    others = [hit("別の話"), hit("予算は未定")]
    assert rank_of_evidence(ASKED, [*others, hit("1,200億円です", heading=("予算",))]) == 3
    assert rank_of_evidence(ASKED, [hit("1200億円", subject="予 算")]) == 1
    assert rank_of_evidence(ASKED, others) == 0
