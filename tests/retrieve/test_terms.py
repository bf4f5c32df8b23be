"""Which words of a question weigh how much."""

from __future__ import annotations

from samples import asked

from assistant.retrieve.terms import TermGroup, term_groups


def group_with(groups: list[TermGroup], token: str) -> TermGroup:
    [found] = [group for group in groups if token in group.tokens]
    return found


def test_no_word_of_the_question_is_lost_or_counted_twice():
    query = asked("みらい防災育成プログラムの中間評価は何件ですか")
    tokens = [token for group in term_groups(query) for token in group.tokens]
    assert set(query.terms) <= set(tokens)
    assert all(tokens.count(token) == query.terms.count(token) for token in query.terms)


def test_what_is_asked_weighs_more_than_the_name_of_the_thing():
    groups = term_groups(asked("みらい防災育成プログラムの評価"))
    assert group_with(groups, "評価").weight > group_with(groups, "防災").weight > 0


def test_words_weigh_more_than_pairs_of_characters():
    groups = term_groups(asked("中間評価"))
    assert group_with(groups, "評価").weight > group_with(groups, "b:評価").weight


def test_the_other_names_of_a_thing_are_searched_too():
    query = asked("DOVの予算")
    official = group_with(term_groups(query), "深海")
    assert 0 < official.weight < group_with(term_groups(query), "予算").weight


def test_other_names_count_more_for_a_question_in_english():
    japanese = group_with(term_groups(asked("DOVの予算")), "深海")
    english = group_with(term_groups(asked("budget of DOV")), "深海")
    assert english.weight > japanese.weight


def test_of_the_official_words_for_an_everyday_one_some_are_enough():
    groups = term_groups(asked("お金を配る所はどこ"))
    official = group_with(groups, "配分")
    assert "助成" in official.tokens and official.expected < 1.0


def test_a_question_without_words_has_no_terms():
    assert not any(group.tokens for group in term_groups(asked("🚀")))
