"""The linear model of words: which names the words of a text speak for."""

from __future__ import annotations

import pytest

from assistant.designation.learned import LearnedWords, Scores
from assistant.designation.vocabulary import LISTS, names, topics
from assistant.japanese.tokens import index_tokens


@pytest.fixture(scope="module")
def model() -> LearnedWords:
    return LearnedWords.of(topics())


def scores(model: LearnedWords, text: str) -> Scores:
    return model.scores(index_tokens(text))


@pytest.mark.parametrize(
    ("text", "list_name", "first"),
    [
        ("板の継ぎ目を溶かさずに、糊で貼り合わせた板がいつ剥がれるかを調べる。", "kprogram", "adhesion"),
        ("船の帆と推進器", "areas12", "ocean"),
        ("冷やした原子の時計", "areas12", "quantum"),
        ("頭皮の電極で脳の信号を読み、思い浮かべた文字を選ぶ", "areas20", "bci"),
    ],
)
def test_words_speak_for_their_names(model: LearnedWords, text: str, list_name: str, first: str) -> None:
    found = scores(model, text).names[list_name]
    assert max(found, key=found.__getitem__) == first


def test_words_of_other_fields_speak_for_research_outside(model: LearnedWords) -> None:
    village, qubit = scores(model, "農村の古文書と聞き取り"), scores(model, "超伝導の量子ビットの誤り訂正")
    assert village.outside > 0.5 > qubit.outside
    assert max(village.names["areas12"].values()) < 0.3 < qubit.names["areas12"]["quantum"]


def test_every_name_has_a_score_and_unknown_words_say_little(model: LearnedWords) -> None:
    found = scores(model, "zzqx")
    assert all(set(found.names[name]) == set(names()[name]) for name in LISTS)
    assert max(found.names["areas12"].values()) < 0.2
