"""Both channels' scores, and how they are joined."""

from __future__ import annotations

import numpy as np
import pytest
from index.index_samples import LetterEmbedder, both

from assistant.index.encoding import stretched
from assistant.index.store import Index, open_index, write_index
from assistant.retrieve.scores import Channels, Fusion, best_units, coverage, passage_channels, unit_channels
from assistant.retrieve.terms import TermGroup

NOTHING = np.zeros((1, LetterEmbedder.dim), np.float32)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("letters")
    write_index(folder, both(), LetterEmbedder())
    return open_index(folder, LetterEmbedder())


def vector(*texts: str) -> np.ndarray:
    return LetterEmbedder().encode_query(list(texts))


def test_the_lexical_channel_is_trusted_the_more_the_better_it_matches():
    fusion = Fusion()
    weights = [fusion.lexical_weight(share) for share in np.linspace(0, 1, 21)]
    assert weights == sorted(weights) and 0 < weights[0] < weights[-1] < 1


def test_fused_scores_lie_between_the_channels():
    channels = Channels(np.array([0.2, 1.0], np.float32), np.array([0.8, 0.0], np.float32))
    assert channels.fused(0.25) == pytest.approx([0.65, 0.25])
    assert channels.fused(1.0) == pytest.approx(channels.lexical)


def test_scores_are_shares(index: Index):
    units = unit_channels(
        index, [TermGroup(1.0, tuple("船を造る。")), TermGroup(0.5, ("港",))], vector("船を造る"), stretched
    )
    for scores in (units.lexical, units.dense):
        assert scores.shape == (len(index.units),) and scores.dtype == np.float32
        assert scores.min() >= 0.0 and scores.max() <= 1.0 + 1e-6
    best = index.units[int(np.argmax(units.lexical))]
    assert best.text == "船を造る。"


def test_words_that_no_document_has_lower_the_share(index: Index):
    known = unit_channels(index, [TermGroup(1.0, ("船", "港"))], NOTHING, stretched).lexical.max()
    unknown = unit_channels(index, [TermGroup(1.0, ("船", "港", "龍", "鯨"))], NOTHING, stretched).lexical.max()
    assert 0 < unknown < known


def test_no_words_and_no_vector_find_nothing(index: Index):
    units = unit_channels(index, [TermGroup(1.0, ())], NOTHING, stretched)
    assert not units.lexical.any() and not units.dense.any()


def test_the_better_of_question_and_translation_counts(index: Index):
    plain = unit_channels(index, [], vector("船を造る。"), stretched).dense
    other = unit_channels(index, [], vector("雲を測る。"), stretched).dense
    joined = unit_channels(index, [], vector("船を造る。", "雲を測る。"), stretched).dense
    assert (joined >= plain).all() and (joined <= np.maximum(plain, other) + 1e-6).all()
    assert joined.max() == pytest.approx(1.0) and (joined > plain).any()


def test_a_passage_scores_by_its_best_unit_and_as_a_whole(index: Index):
    units = unit_channels(index, [TermGroup(1.0, tuple("ふねはどこ"))], vector("ふねはどこ"), stretched)
    best, whole = (passage_channels(index, units, own) for own in (0.0, 1.0))
    number = index.units[int(np.argmax(units.dense))].passage
    assert index.passages[number].questions == ("ふねはどこ",), "found by its everyday question"
    assert best.dense[number] == pytest.approx(1.0) and whole.dense[number] < 0.9
    mixed = passage_channels(index, units, 0.5)
    assert mixed.dense[number] == pytest.approx((best.dense[number] + whole.dense[number]) / 2)
    assert mixed.lexical.shape == (len(index.passages),)


def test_a_passage_with_all_the_words_comes_before_one_that_repeats_some(index: Index):
    covered = coverage(index, ["船", "港", "龍"])
    ship = index.units[index.lexical.holders("船")[0]].passage
    assert covered.argmax() == ship and 0 < covered[ship] < 1, "no passage knows 龍"
    assert coverage(index, ["船", "港"])[ship] == pytest.approx(1.0), "in any of its units"
    assert not coverage(index, []).any() and not coverage(index, ["龍"]).any()


def test_words_of_units_that_are_not_looked_at_do_not_count(index: Index):
    question = next(number for number, unit in enumerate(index.units) if unit.text == "ふねはどこ")
    owner = index.units[question].passage
    assert coverage(index, list("ふね"))[owner] == pytest.approx(1.0)
    assert coverage(index, list("ふね"), [question])[owner] == 0.0


def test_everyday_questions_can_be_left_aside(index: Index):
    told = np.array([unit.kind != "question" for unit in index.units])
    scores = np.where(told, np.float32(0.2), np.float32(0.9))
    assert best_units(index, scores).max() == pytest.approx(0.9)
    assert best_units(index, scores, told) == pytest.approx(0.2)


def test_the_score_of_a_passage_lies_between_its_parts():
    parts = [np.array([value], np.float32) for value in (0.4, 1.0, 0.1)]
    assert 0.1 < Fusion().score(*parts)[0] < 1.0
    assert Fusion(covered=0.0, meant=0.0).score(*parts) == pytest.approx(0.4)
