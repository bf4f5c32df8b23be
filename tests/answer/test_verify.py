"""Nothing is said that the cited passage does not hold."""

from __future__ import annotations

import pytest
from samples import hit, passage

from assistant.answer.claims import Claim
from assistant.answer.verify import figures, supported

FOUND = passage("予算は総額1,200億円です。", heading=("2025年の概要", "3. 予算"), subject="「第2期」")
WHOLE = (0, len(FOUND.text))


def test_the_words_of_the_source_are_supported():
    assert supported(Claim(FOUND.text, hit(FOUND), WHOLE))
    assert supported(Claim("予算は1200億円です[1]。", hit(FOUND), WHOLE)), "separators and marks are no figures"
    assert supported(Claim("予算は１，２００億円です。", hit(FOUND), WHOLE)), "widths make no difference"
    assert supported(Claim("3. 予算：第2期は1,200億円です。", hit(FOUND), WHOLE)), "heading and subject count"
    assert supported(Claim("予算は1,200億円です（ほか7件）。", hit(FOUND), WHOLE)), "what is left out is counted by us"


@pytest.mark.parametrize("text", ["予算は1,300億円です。", "予算は1,200億円で、期間は5年です。", "予算は12億円です。"])
def test_another_figure_is_not(text: str):
    assert not supported(Claim(text, hit(FOUND), WHOLE))


@pytest.mark.parametrize("quote", [(0, 0), (5, 3), (-1, 4), (0, 999), (999, 1000)])
def test_a_quote_outside_the_passage_is_not(quote: tuple[int, int]):
    assert not supported(Claim("予算", hit(FOUND), quote))


def test_figures():
    assert figures("令和７年、1,200億円の3.5%。[1]") == {"7", "1200", "3.5"}
    assert figures("なし") == set()
