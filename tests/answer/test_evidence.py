"""Sentences scored as answers."""

from __future__ import annotations

import pytest
from samples import asked, hit, lines, passage, row

from assistant.answer.evidence import collect, figure_missing, has_counted, without_as_of


def best(question: str, *hits) -> str:
    return collect(asked(question), list(hits))[0].text


def test_every_sentence_is_a_candidate_and_an_exact_part_of_its_passage():
    found = passage("公募は2024年6月3日に始まります。応募は48件でした。", kind="text")
    evidence = collect(asked("応募は何件ですか"), [hit(found)])
    assert sorted(item.text for item in evidence) == sorted(found.sentence_texts())
    assert all(found.text[item.start : item.end] == item.text for item in evidence)
    scores = [item.score for item in evidence]
    assert scores == sorted(scores, reverse=True)


def test_a_passage_without_known_sentences_is_taken_whole():
    [evidence] = collect(asked("予算は"), [hit(passage("予算は3億円です", sentences=()))])
    assert evidence.text == "予算は3億円です"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("いつ始まりますか", "2024年6月3日"),
        ("予算はいくらですか", "120億円"),
        ("応募は何件ですか", "48件"),
        ("委員会は何名ですか", "7名"),
        ("問い合わせ先の電話番号は", "03-1234-5678"),
    ],
)
def test_the_sentence_with_what_is_asked_for_wins(question: str, words: str):
    text = (
        "みらい防災育成プログラムは成果の活用を目指す事業です。公募は2024年6月3日に始まります。"
        "予算は総額120億円です。応募は48件でした。評価は専門家7名の委員会が行います。窓口は03-1234-5678です。"
    )
    assert words in best(question, hit(passage(text, kind="text")))


def test_the_attribute_that_is_asked_for_wins():
    found = hit(row("甲構想", {"設置大臣": "甲大臣", "資金配分機関": "甲機構", "状況": "採択の公表"}))
    assert "甲機構" in best("甲構想の資金配分機関はどこですか", found)
    assert "甲大臣" in best("甲構想の設置大臣は誰ですか", found)


def test_an_attribute_is_known_by_its_other_names():
    evidence = collect(
        asked("甲構想のお金を配る所は"), [hit(row("甲構想", {"状況": "公募中", "資金配分機関": "甲機構"}))]
    )
    assert "甲機構" in evidence[0].text and evidence[0].asked > evidence[1].asked


def test_a_definition_is_the_sentence_that_defines():
    text = "深海観測機は2025年に試験されます。深海観測機とは、海底を自動で調べる無人の潜水機です。"
    assert "無人の潜水機" in best("深海観測機とは何ですか", hit(passage(text, kind="text")))


def test_a_list_wins_where_one_is_wanted():
    text = "対象は3つです。\n・水位の予測\n・揺れのセンサー\n・混雑の通知"
    found = collect(asked("対象の技術の一覧"), [hit(passage("対象は3つあります。")), hit(lines(text))])
    assert found[0].hit.passage.kind == "list"


def test_the_better_hit_wins_between_equal_sentences():
    found = collect(asked("予算は"), [hit(passage("予算は3億円です。"), 0.4), hit(passage("予算は4億円です。"), 0.8)])
    assert "4億円" in found[0].text


def test_nothing_found_is_no_evidence():
    assert collect(asked("予算は"), []) == []


def test_a_figure_that_is_asked_for_must_be_there():
    assert figure_missing(asked("予算はいくらですか"), "予算は今後決まります。")
    assert not figure_missing(asked("予算はいくらですか"), "予算は3億円です。")
    assert figure_missing(asked("応募は何件ですか"), "応募は2024年に始まりました。")
    assert not figure_missing(asked("応募は何件ですか"), "応募は48件です。")
    assert not figure_missing(asked("なぜ始まりましたか"), "被害を減らすためです。"), "no figure is asked for"


def test_the_date_of_the_information_is_not_the_date_asked_for():
    assert figure_missing(asked("いつ始まりますか"), "時期は決まっていません（2025年10月29日時点）。")
    assert without_as_of("予算は3億円です（2025年10月29日時点）。") == "予算は3億円です。"
    assert "2024年6月3日" in without_as_of("公募は2024年6月3日に始まります。")


@pytest.mark.parametrize(
    ("text", "counter"),
    [("協議会は2回開かれました", "回"), ("２回", "回"), ("計51の重要技術", "技術"), ("対象は12領域です", "領域"),
     ("論文数：4,472", "本"), ("認定は4件", "個"), ("世界第3位", "番")],
)  # fmt: skip
def test_numbers_with_their_counter(text: str, counter: str):
    assert has_counted(text, counter)


def test_numbers_of_something_else():
    assert not has_counted("公募は2024年6月3日に始まります。", "件")
    assert not has_counted("応募が多くありました。", "件")


def test_counts_of_what_is_asked_for_and_of_other_things():
    own, other = "14の研究開発構想が決まりました。", "仕組みは次の5つの要素からなります。"
    assert not figure_missing(asked("決まった研究開発構想は何件ですか"), own)
    assert figure_missing(asked("指定された発明は何件ですか"), other)


def test_steps_with_a_date_are_answered_without_the_date_too():
    assert not figure_missing(asked("どういう手続をいつまでにしますか"), "行為の前に所管府省に相談します。")
    assert figure_missing(asked("手続はいくらかかりますか"), "行為の前に所管府省に相談します。")


def test_a_share_is_told_as_a_fraction_too():
    assert has_counted("株式の1/3以上を保有する者", "割") and has_counted("3分の1以上", "パーセント")
    assert not has_counted("3件を保有する者", "割")


@pytest.mark.parametrize(
    ("text", "counter"),
    [("番号：6", "番"), ("⑩ 半導体", "番"), ("・10 海洋", "番"), ("第四条に定める", "条"), ("シェア：31.8", "%")],
)
def test_numbers_that_answer_how_many_and_which_one(text: str, counter: str):
    assert has_counted(text, counter)


@pytest.mark.parametrize(("text", "counter"), [("開催回数2回", "点"), ("3つの条件", "条"), ("2024年12月", "番")])
def test_a_number_of_something_else_answers_neither(text: str, counter: str):
    assert not has_counted(text, counter)


def test_the_number_of_a_law_is_no_count():
    found = hit(
        passage("水門管理法は3章から成ります。水門管理法（令和4年法律第43号）は水門を守る法律です。", kind="text")
    )
    assert "第43号" in best("水門管理法の法律番号は", found)
