"""What is said, and the words of the source that say it."""

from __future__ import annotations

import pytest
from samples import asked, hit, lines, passage, row

from assistant.answer.claims import WHOLE_LIST, WHOLE_STATEMENT, Claim, claim_of
from assistant.answer.evidence import collect
from assistant.model import Passage

ITEMS = [f"深海の観測に使う{number}番目の部品" for number in range(1, 8)]
LIST = lines("\n".join(["部品は7つです。", *(f"・{item}" for item in ITEMS)]))
STEPS = lines(
    "応募から採択までの手順\n1. 大学：研究者を確認します。\n2. 大学：結果を機関に出します。\n3. 機関：内容を確かめます。",
    kind="steps",
)


def claim(question: str, found: Passage) -> Claim:
    query = asked(question)
    evidence = collect(query, [hit(found)])
    return claim_of(query, evidence[0], evidence)


def test_a_statement_is_said_whole():
    text = "いいえ、企業の自主研究は対象ではありません。国の研究費を使うものだけが対象です。"
    said = claim("企業の自主研究も対象になりますか", passage(text))
    assert said.text == said.quoted == text


def test_a_long_statement_is_reduced_to_what_answers():
    text = "公募は2024年6月3日に始まります。" + "成果は自治体の避難計画の見直しに使われることを目指しています。" * 12
    said = claim("公募はいつ始まりますか", passage(text))
    assert "2024年6月3日" in said.text and len(said.text) <= WHOLE_STATEMENT
    assert said.text in text and said.quoted.strip() == said.text


def test_a_list_is_said_with_all_its_items():
    said = claim("部品の一覧", LIST)
    assert said.text.startswith("部品は7つ") and all(item in said.text for item in ITEMS)
    assert said.quoted == LIST.text


def test_a_very_long_list_counts_what_it_leaves_out():
    many = lines("\n".join(["部品は60です。", *(f"・{item}と、その予備の品" for item in ITEMS * 9)][:61]))
    said = claim("部品の一覧", many)
    kept = [line for line in said.text.split("\n") if line.startswith("・")]
    assert len(said.text) <= WHOLE_LIST and f"ほか{60 - len(kept)}件" in said.text
    assert all(line in many.text for line in kept)


def test_steps_keep_their_order_and_who_does_them():
    said = claim("応募すると大学は何をしますか", STEPS).text
    places = [said.index(words) for words in ("1. 大学：", "2. 大学：", "3. 機関：")]
    assert places == sorted(places)


def test_an_item_of_a_long_list_is_said_under_its_lead_line():
    events = ["6月3日：公募を開始", *(f"{month}月1日：会議の第{month}回を開催" for month in range(7, 13))] * 2
    said = claim("公募を開始したのはいつですか", lines("\n".join(["2024年", *(f"・{event}" for event in events)])))
    assert "2024年6月3日：公募を開始" in said.text and "会議" not in said.text
    assert "公募を開始" in said.quoted


def test_a_row_says_what_is_asked_of_it():
    cells = {"設置大臣": "甲大臣", "資金配分機関": "甲機構", "状況": "採択の公表" * 5, "技術": "水中の無線" * 40}
    said = claim("甲構想の資金配分機関はどこですか", row("甲構想", cells))
    assert "甲機構" in said.text and "甲構想" in said.text and "無線" not in said.text
    assert said.text in said.quoted


def test_a_short_row_is_said_whole():
    said = claim("甲構想の資金配分機関はどこですか", row("甲構想", {"設置大臣": "甲大臣", "資金配分機関": "甲機構"}))
    assert "甲大臣" in said.text and said.text == said.quoted


def test_a_row_of_a_document_says_its_name_and_the_cell():
    text = "構想：甲構想｜設置大臣：甲大臣｜資金配分機関：甲機構"
    cells = (("構想", "甲構想"), ("設置大臣", "甲大臣"), ("資金配分機関", "甲機構"))
    said = claim(
        "甲構想の資金配分機関はどこですか", passage(text, kind="row", cells=cells, sentences=((0, len(text)),))
    )
    assert "甲構想" in said.text and "甲機構" in said.text and "甲大臣" not in said.text


def test_running_text_is_quoted_exactly_with_what_belongs_to_it():
    text = "事業の対象は次のとおりです。\n・水位の予測\n・揺れのセンサー\nその他の事項は別に定めます。"
    said = claim("対象は何がありますか", lines(text, kind="text"))
    assert "水位の予測" in said.text and "揺れのセンサー" in said.text
    assert said.quoted in text


def test_a_heading_that_tells_what_is_meant_stands_before_the_words():
    found = passage("総額3億円とします。", kind="text", heading=("みらいの概要", "深海観測機の予算"))
    said = claim("深海観測機の予算はいくらですか", found)
    assert said.text.startswith("深海観測機の予算") and "3億円" in said.text
    assert said.quoted == "総額3億円とします。"


def test_list_marks_are_not_part_of_what_is_said():
    assert claim("予算はいくらですか", passage("➤ 予算は3億円です。", kind="text")).text == "予算は3億円です。"


@pytest.mark.parametrize("kind", ["text", "statement", "row", "list", "steps"])
def test_every_quote_lies_in_its_passage(kind: str):
    for text in ("予算は3億円です。期間は5年です。", "可", "<b>予算</b>は[3億円](http://x.example)です。"):
        said = claim("予算はいくらですか", passage(text, kind=kind))
        assert said.quoted and said.quoted == text[said.quote[0] : said.quote[1]]
        assert said.text.strip()


CHRONICLE = lines(
    "・8月1日 法律の施行\n※ 第一次のもの\n・12月2日 規約の公表",
    kind="text",
    heading=("進み具合", "2022年"),
)


def test_an_entry_of_a_chronicle_is_said_with_its_year():
    query = asked("規約が公表されたのはいつですか")
    evidence = collect(query, [hit(CHRONICLE, sentence_scores=(0.2, 0.1, 0.6))])
    said = claim_of(query, evidence[0], evidence)
    assert said.text == "2022年12月2日 規約の公表"
    assert "規約" in said.quoted and "施行" not in said.quoted


def test_a_label_for_a_heading_is_said_with_what_it_is_about():
    found = passage("中止が妥当と判断された。", kind="text", heading=("③ 甲の波高計", "【進捗状況】"))
    assert claim("中止と判断されたのはどの課題ですか", found).text.startswith("③ 甲の波高計")


def test_each_line_of_a_quote_has_one_mark_at_most():
    text = "対象は次のとおり。\n　① 川\n・海\n※1 上流を除く\n又は山とする。"
    assert claim("対象は何がありますか", lines(text, kind="text")).text.split("\n")[1:4] == [
        "① 川",
        "・海",
        "※1 上流を除く",
    ]


def test_several_items_that_fit_as_well_are_said_whole_under_their_lead_line():
    items = [
        f"{name}について国に届け出て、{number}年間の制限を受ける。"
        for name, number in zip("甲乙丙丁", "2345", strict=True)
    ]
    items += [f"予備の品の{number}番目の置き場所の見取り図" for number in range(8)]
    said = claim("届け出ると制限は何年間ですか", lines("\n".join(["届出の決まり：", *(f"・{item}" for item in items)])))
    assert said.text.startswith("届出の決まり：\n・") and said.text.count("年間の制限") > 1
    assert "置き場所" not in said.text


def test_a_list_that_is_counted_is_not_told_in_part():
    items = [f"・{name}の分野で5年間の研究を終えて、委員から推薦された代表の者" for name in "甲乙丙丁戊己"]
    text = "\n".join(["会議には次の6者が出席します。", *items])
    assert claim("何年間の研究を終えて推薦された代表ですか", lines(text)).text == text


def test_a_numbered_list_without_a_lead_line_names_no_item_as_one():
    items = [
        f"{mark}「{name}の波高計」の協議会に参加する機関の候補の名前の一覧の案"
        for mark, name in zip("①②③④⑤⑥", "甲乙丙丁戊己", strict=True)
    ]
    said = claim("丙の協議会の機関は", lines("\n".join(items))).text
    assert "③「丙" in said and "①「甲の波高計」の協議会に参加する機関の候補の名前の一覧の案：" not in said


def test_a_row_tells_how_things_stand_by_its_marks():
    text = "構想：甲構想｜資金配分機関：甲機構｜公募・審査中：○｜協議会：未定"
    cells = (("構想", "甲構想"), ("資金配分機関", "甲機構"), ("公募・審査中", "○"), ("協議会", "未定"))
    found = passage(text, kind="row", cells=cells, subject="甲構想", sentences=((0, len(text)),))
    assert "公募・審査中：○" in claim("甲構想の資金配分機関と状況は", found).text


def test_a_sentence_that_says_something_else_is_no_part_of_a_short_answer():
    text = "会議は春に開かれる。\n公募は2024年6月3日に始まる。"
    query = asked("公募はいつ始まりますか")
    found = lines(text, kind="text")
    evidence = collect(query, [hit(found, sentence_scores=(0.1, 0.9))])
    assert claim_of(query, evidence[0], evidence).text == "公募は2024年6月3日に始まる。"


def test_the_item_that_bears_the_number_asked_for():
    found = lines("部品の一覧：\n・1 電池\n・2 浮力材\n・12 カメラ")
    assert claim("部品の一覧の2番目は何ですか", found).text == "部品の一覧：2 浮力材"
    assert claim("部品で2番目に重いのは", found).text != "部品の一覧：2 浮力材"


def test_a_sentence_that_names_as_many_things_as_asked_for_is_said_alone():
    named = "部品のうち3つ（電池、浮力材、カメラ）は国内で作られる。"
    query = asked("国内で作られる部品3つはどれですか")
    evidence = collect(query, [hit(lines(f"・部品は外国で作られる。\n・{named}", kind="text"))])
    best = next(item for item in evidence if named in item.text)
    assert claim_of(query, best, evidence).text == named
