"""The decision table decides everything, and nothing else does."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.designation import decision, steps
from assistant.designation.model import FACTS, VERDICTS

CASES = [dict(zip(FACTS, values, strict=True)) for values in product((True, False, None), repeat=3)]


def test_every_case_has_a_row_and_every_row_a_case() -> None:
    used = {decision.decide(areas, facts).id for areas in ("some", "none", "vague") for facts in CASES}
    assert used == {row.id for row in decision.table()}
    assert {row.verdict for row in decision.table()} == set(VERDICTS)


@pytest.mark.parametrize("facts", CASES)
def test_the_table_says_what_the_procedure_says(facts: dict[str, bool | None]) -> None:
    assert decision.decide("none", facts).verdict == "unlikely"
    verdict = decision.decide("some", facts).verdict
    if facts["competitive"] and facts["results_public"]:
        assert verdict == "may_be_specified"
    else:
        assert verdict != "may_be_specified"
    if facts["competitive"] is False or facts["results_public"] is False:
        assert verdict == "not_specified_route"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_unclear_asks_one_to_three_questions_that_can_be_answered(lang: str) -> None:
    for areas, facts in product(("some", "vague"), CASES):
        row = decision.decide(areas, facts)
        asked = decision.questions(row, facts, lang)
        assert (1 <= len(asked) <= 3) == (row.verdict == "unclear")
        assert all(question.text for question in asked)
        answered = {**facts, **{question.fact: True for question in asked if question.fact}}
        if areas == "some":
            assert decision.decide(areas, answered).verdict != "unclear"


def test_every_case_has_its_steps_and_its_reason() -> None:
    cases = steps._data()["cases"]
    for row in decision.table():
        assert row.steps in cases and row.because["ja"] and row.because["en"]
