"""What a question is taken to ask."""

from __future__ import annotations

import pytest
from samples import asked

from assistant.retrieve.understand import content_tokens, kinds, kinds_of, stopwords


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("手順書の運用はいつ始まりますか", "date"),
        ("When was it decided?", "date"),
        ("予算はいくらですか", "amount"),
        ("全部でいくらですか", "total"),
        ("協議会は何回開かれましたか", "number"),
        ("ｈｏｗ ＭＡＮＹ technologies are there", "number"),
        ("どこが公募していますか", "who"),
        ("領域の一覧", "list"),
        ("12領域をすべて挙げてください", "list"),
        ("デュー・ディリジェンスとは", "definition"),
        ("なぜ対象になったのですか", "reason"),
        ("大学は何をしますか", "steps"),
        ("申請の流れを教えて", "steps"),
        ("二つの構想の違いは", "comparison"),
        ("技術の数はどう変わりましたか", "change"),
        ("問い合わせ先の電話番号は", "contact"),
        ("水中ロボットの研究はどこまで進んだ", "progress"),
    ],
)
def test_what_is_asked_for_comes_first(question: str, kind: str):
    assert kinds_of(question)[0] == kind


def test_a_procedure_document_is_not_a_question_for_steps():
    assert "steps" not in kinds_of("手順書の対象は何ですか")


def test_yes_or_no_only_where_nothing_else_is_asked():
    assert kinds_of("企業の自主研究も対象になりますか") == ("yesno",)
    assert "yesno" not in kinds_of("運用はいつ始まりますか")


def test_progress_can_be_asked_for_with_yes_or_no():
    assert kinds_of("設計は進みましたか") == ("yesno", "progress")


def test_many_months_are_no_question_for_a_number():
    assert not {"number", "date"} & set(kinds_of("何か月も、何年も飛び続ける機体の研究"))


def test_words_alone_ask_for_a_fact():
    assert kinds_of("手順書") == kinds_of("") == ("fact",)


def test_every_kind_can_be_told_by_its_evidence():
    assert all(kind.name and kind.patterns.pattern for kind in kinds().values())
    assert kinds()["amount"].evidence.search("総額120億円") and not kinds()["amount"].evidence.search("48件")


def test_what_is_counted():
    assert asked("応募は何件で、委員は何名ですか").counters == ("件", "名")
    assert asked("どう始まりますか").counters == ()


def test_how_it_is_asked_is_left_out_of_the_words():
    plain, polite = asked("中間評価").terms, asked("中間評価について教えてください。").terms
    assert set(plain) <= set(polite)
    assert not [token for token in polite if token in stopwords()]
    assert content_tokens("それは何ですか") == [] or not set(content_tokens("それは何ですか")) & stopwords()


def test_names_are_found_under_all_their_forms():
    assert asked("ＤＯＶの予算").names == ("深海観測機",)
    assert asked("deep ocean vehicle budget").names == ("深海観測機",)
    assert asked("防災の役所とみらいPの関係").names == ("防災技術庁", "みらい防災育成プログラム")
    assert asked("月の石").names == ()


def test_everyday_words_are_translated_beside_the_question():
    query = asked("みらいPのお金を配る所はどこ")
    assert query.official == ("資金配分機関", "助成機関")
    assert "資金配分機関" in query.translated and "お金を配る所" not in query.translated
    assert query.text == "みらいPのお金を配る所はどこ", "the question itself stays"
    assert asked("みらいPの予算").translated == ""


@pytest.mark.parametrize("date", ["2023年11月", "令和5年11月", "２０２３年１１月"])
@pytest.mark.parametrize("words", ["時点で", "の時点では", "当時は", "現在の"])
def test_a_dated_state_is_an_edition(date: str, words: str):
    assert asked(f"{date}{words}技術はいくつですか").edition.startswith("2023-11")


def test_a_date_alone_is_not_an_edition():
    query = asked("2023年11月に始まった公募は何件ですか")
    assert query.edition == "" and query.years[0].startswith("2023-11")


def test_what_the_caller_gives_is_kept():
    query = asked("予算は", resolved="みらいPの予算は", as_of="2024-01-31")
    assert (query.text, query.resolved, query.as_of) == ("予算は", "みらいPの予算は", "2024-01-31")
    assert query.names == ("みらい防災育成プログラム",)


def test_the_language_of_the_question():
    assert asked("What is the budget of DOV?").language == "en"
    assert asked("DOVのbudget").language == "ja"


@pytest.mark.parametrize("text", ["", " ", "🚀🎉", "<b>&amp;</b>", "（" * 500, "予算" * 2000, "\u0000\ufeff"])
def test_anything_can_be_read(text: str):
    query = asked(text)
    assert query.text == text and query.kinds


@pytest.mark.parametrize(
    ("question", "kind"),
    [("電話相談の窓口はいつできますか", "contact"), ("予算を付ける順番を決めたリストですか", "amount")],
)
def test_a_word_that_is_only_mentioned_is_not_asked_for(question: str, kind: str):
    assert kind not in kinds_of(question)


@pytest.mark.parametrize(
    ("question", "counters"),
    [
        ("認定件数は", ("件",)),
        ("間接経費は何％ですか", ("%",)),
        ("載っている機関の数は", ("機関",)),
        ("大学を何校つくりますか", ("校",)),
        ("論文数は", ()),
    ],
)
def test_counters_of_several_spellings(question: str, counters: tuple[str, ...]):
    assert asked(question).counters == counters


@pytest.mark.parametrize(("question", "newest"), [("今どの段階ですか", True), ("今年は何件ですか", False)])
def test_whether_the_newest_is_wanted_in_so_many_words(question: str, newest: bool):
    assert asked(question).newest is newest


@pytest.mark.parametrize(
    "question", ["2023年11月時点では技術はいくつでしたか", "2023年11月の資料では技術はいくつですか"]
)
def test_a_date_that_only_says_as_of_when_is_not_looked_for_in_the_text(question: str):
    query = asked(question)
    assert query.edition == "2023-11-30"
    assert "技術" in query.terms and not {"2023", "月", "d:2023-11"} & set(query.terms)


def test_a_date_that_is_part_of_what_is_asked_is_looked_for():
    assert "d:2023-11" in asked("2023年11月に決定された技術はいくつですか").terms
