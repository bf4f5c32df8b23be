"""What users notice of answers over the bundled corpus: the decisive words, their date, their source, their shape."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from shared import ROOT, Built

from assistant.assistant import Assistant
from assistant.errors import InputError
from assistant.model import Answer

Ask = Callable[..., Answer]
_OF_ANOTHER_THING = "先進的サイバー防御の構想の予算額は"
_START = "手順書の運用はいつ始まりますか"
_AGENCY = "AUVの構想の資金配分機関はどこですか"
_STEP = re.compile(r"^\d+\. [^：]+：.+\[\d+\]", re.MULTILINE)
_MARK = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def assistant(bundled: Built) -> Assistant:
    return bundled.assistant()


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    """Asks, and checks what holds for every answer."""

    def asked(question: str, *turns: str, **given: str) -> Answer:
        answer = assistant.ask(question, turns, **given)
        assert answer.question == question.strip()
        assert all(c.quote and c.text[c.start : c.end] == c.quote for c in answer.citations), question
        marks = {int(mark) for mark in _MARK.findall(answer.answer)}
        assert marks == {citation.n for citation in answer.citations}, question
        assert len(_MARK.sub("", answer.answer)) <= 700, question
        assert bool(answer.citations) or answer.status == "not_found", question
        return answer

    return asked


def first_sentence(answer: Answer) -> str:
    return answer.answer.split("。")[0]


# One fact


def test_a_date_comes_first_with_the_date_of_the_information(ask: Ask):
    answer = ask(_START)
    assert "2026年4月" in first_sentence(answer) and "2025年12月26日時点" in answer.answer
    assert answer.as_of == "2025-12-26" and answer.citations[0].doc_id == "research-security-2025-12"
    assert len(answer.answer) <= 400


def test_yes_or_no_comes_first_with_the_condition(ask: Ask):
    answer = ask("企業の自主研究でも手順書の対象になりますか").answer
    assert answer.startswith("いいえ") and "競争的研究費" in answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (_AGENCY, "JST"),
        ("ＡＵＶの構想の資金配分機関はどこですか", "JST"),
        ("止血製剤の構想の資金配分機関はどこですか", "NEDO"),
        ("博士号取得者数の目標は何人ですか", "2万人"),
        ("第7期科学技術・イノベーション基本計画の期間はいつからいつまでですか", "2026"),
        ("When does the research security procedure start?", "2026年4月"),
    ],
)
def test_the_decisive_words_are_said_and_quoted(ask: Ask, question: str, words: str):
    answer = ask(question)
    assert words in answer.answer and any(words in citation.quote for citation in answer.citations)


def test_the_question_is_not_repeated_and_no_passage_pasted(ask: Ask):
    for question in (_START, _AGENCY):
        answer = ask(question)
        assert question not in answer.answer and len(answer.answer) <= 400


# Lists, tables, procedures


def test_a_list_is_counted_and_complete(ask: Ask):
    answer = ask("K Programが注目する「場としての領域」は").answer
    assert all(words in answer for words in ("4つ", "海洋", "宇宙・航空", "サイバー空間", "バイオ"))
    answer = ask("デュー・ディリジェンスで確認する項目は何ですか").answer
    assert "13" in answer and all(f"({number})" in answer for number in range(1, 14))


def test_rows_of_a_table_are_counted(ask: Ask):
    with (ROOT / "corpus" / "tables" / "concepts_2025.csv").open(encoding="utf-8") as file:
        expected = [row["研究開発構想"] for row in csv.DictReader(file) if row["資金配分機関"] == "NEDO"]
    answer = ask("NEDOが資金配分機関の構想は何件ありますか")
    assert f"{len(expected)}件" in first_sentence(answer)
    listed = [line.strip("・。") for line in _MARK.sub("", answer.answer).split("\n") if line.startswith("・")]
    assert listed and set(listed) <= set(expected)
    assert all("NEDO" in citation.quote for citation in answer.citations)


def test_a_procedure_has_numbered_steps_with_who_does_them(ask: Ask):
    answer = ask("特定研究開発プログラムに応募する研究者がいると大学は何をしますか").answer
    steps = _STEP.findall(answer)
    assert len(steps) >= 3 and [step.split(".")[0] for step in steps] == [str(n + 1) for n in range(len(steps))]
    assert "デュー・ディリジェンス" in answer and "資金配分機関" in answer


def test_a_comparison_is_a_table_with_every_cell_cited(ask: Ask):
    answer = ask("AUVの構想と止血製剤の構想では、設置大臣と資金配分機関はどう違いますか")
    lines = [line for line in answer.answer.split("\n") if line.startswith("|")]
    head, rule, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert "AUV" in head[1] and "止血製剤" in head[2] and {char for cell in rule for char in cell} == {"-"}
    ministers, agencies = rows
    assert "文部科学大臣" in ministers[1] and "経済産業大臣" in ministers[2]
    assert "JST" in agencies[1] and "NEDO" in agencies[2]
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for row in rows:
        for cell in row[1:]:
            [mark] = _MARK.findall(cell)
            assert _MARK.sub("", cell).split("、")[0] in quotes[int(mark)]


# Time


def test_the_newest_value_with_its_date(ask: Ask):
    answer = ask("重要物資の先端電子部品は認定が何件ありますか")
    assert "4件" in first_sentence(answer) and "2025年10月29日時点" in answer.answer
    answer = ask("AUVの構想の協議会は何回開催されましたか")
    assert "2回" in answer.answer and answer.as_of == "2025-10-29"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (_START, "2026年4月"),
        (_AGENCY, "JST"),
        ("支援対象の技術はいくつありますか", "51"),
        ("特定重要物資はいくつありますか", "12物資"),
        ("手順書の対象になるプログラムは何ですか", "特定研究開発プログラム"),
    ],
)
def test_a_superseded_edition_does_not_come_before_the_newest(
    ask: Ask, assistant: Assistant, question: str, words: str
):
    answer = ask(question)
    assert words in answer.answer
    assert not assistant.editions.is_superseded(answer.citations[0].doc_id)
    assert answer.as_of >= "2025-10-29"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年11月時点で支援対象の技術はいくつですか", "50"),
        ("令和5年11月時点で支援対象の技術はいくつですか", "50"),
        ("2023年8月時点で認定された供給確保計画は何件でしたか", "55件"),
    ],
)
def test_a_dated_question_gets_the_value_of_then_first(ask: Ask, question: str, words: str):
    answer = ask(question)
    assert words in first_sentence(answer) and "2023年" in answer.answer
    assert words in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "words", "later"),
    [
        ("支援対象の技術はいくつありますか", "50", "51"),
        ("特定重要物資はいくつありますか", "11物資", "12物資"),
        ("認定された供給確保計画は何件ですか", "55件", "135件"),
    ],
)
def test_later_knowledge_is_left_out(ask: Ask, question: str, words: str, later: str):
    answer = ask(question, as_of="2023-12-31")
    assert words in answer.answer and later not in answer.answer
    assert answer.as_of <= "2023-12-31"


def test_what_was_not_known_yet_is_not_found(ask: Ask):
    answer = ask(_START, as_of="2023-12-31")
    assert "2026年4月" not in answer.answer


def test_before_all_documents_nothing_is_known(ask: Ask):
    answer = ask(_START, as_of="2000-01-01")
    assert answer.status == "not_found" and not answer.citations


def test_a_draft_is_called_a_draft(ask: Ask):
    answer = ask("重要技術領域（案）にはどんな領域がありますか")
    assert "12領域" in answer.answer and "案" in answer.answer
    assert "宇宙関連技術領域" in answer.answer and "海洋・造船関連技術領域" in answer.answer
    assert any("案" in notice for notice in answer.notices)
    assert any(citation.status == "案" for citation in answer.citations)


# Not found


@pytest.mark.parametrize(
    "question", ["月の石の値段はいくらですか", "経済安全保障担当大臣の電話番号は", _OF_ANOTHER_THING]
)
def test_what_is_not_there_is_said_to_be_missing_and_not_padded(ask: Ask, question: str):
    answer = ask(question)
    assert answer.status == "not_found" and answer.answer.startswith("資料には見当たりません")
    assert len(answer.citations) <= 1, "one statement near it at most"
    assert len(answer.answer) <= 400


# Conversation and several parts


def test_a_follow_up_shows_what_was_understood(ask: Ask):
    answer = ask("じゃあ協議会は", _AGENCY)
    understood, rest = answer.answer.split("\n", 1)
    assert "AUV" in understood and "協議会" in understood and "2回" in rest


def test_the_same_of_another_thing_and_of_another_time(ask: Ask):
    answer = ask("じゃあ止血製剤の構想は", _AGENCY)
    assert "NEDO" in answer.answer and "止血製剤" in answer.answer.split("\n")[0]
    answer = ask("2023年11月時点では", "支援対象の技術はいくつありますか")
    assert "50" in answer.answer.split("\n")[1].split("。")[0]


def test_a_first_question_says_nothing_of_how_it_was_understood(ask: Ask):
    assert "についてお答えします" not in ask(_AGENCY).answer


def test_both_parts_of_a_question_are_answered(ask: Ask):
    answer = ask("手順書の運用はいつ始まりますか。また、対象になるプログラムは何ですか")
    assert answer.status == "answered"
    assert "2026年4月" in answer.answer and "特定研究開発プログラム" in answer.answer


# Whatever is typed


@pytest.mark.parametrize(
    "question",
    [
        f"🚀{_START}🎉",
        f"  {_START}\n",
        f"\u200b{_START}\ufeff",
        "手順書の　運用は いつ始まりますか？？",
        f"{_START}" + "！" * 200,
    ],
)
def test_what_does_not_matter_does_not_matter(assistant: Assistant, question: str):
    answer = assistant.ask(question)
    assert "2026年4月" in answer.answer and answer.citations[0].doc_id == "research-security-2025-12"


def test_markup_in_a_question_stays_literal(ask: Ask):
    question = "<b>月の石</b>の**値段**は <script>alert(1)</script> ![x](http://x.example/a.png) {0} %s はいくら"
    answer = ask(question)
    assert "&lt;" not in answer.answer and "&amp;" not in answer.answer
    answer = ask("<b>手順書</b>の運用は**いつ**始まりますか <script>alert(1)</script>")
    assert "2026年4月" in answer.answer and "<script>" not in answer.answer


def test_a_very_long_question_is_read_or_refused(ask: Ask, assistant: Assistant):
    ask(_START + "背景を説明します。" * 400)
    with pytest.raises(InputError):
        assistant.ask("予" * 100_000)


@pytest.mark.parametrize("question", ["", " \n\t", "🚀🎉", "\u0000\u0001", "！？", "\u200b"])
def test_what_is_no_question_is_refused(assistant: Assistant, question: str):
    with pytest.raises(InputError):
        assistant.ask(question)


def test_every_passage_has_a_date_that_can_be_told(assistant: Assistant):
    dates = {assistant.editions.date(passage) for passage in assistant.index.passages}
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for date in dates)


# Lists of other countries, in both languages; details that nothing is known for


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What are the EU's critical technology areas?", ["semiconductor", "quantum", "sensing", "robotics"]),
        ("List the US critical and emerging technologies.", ["Advanced Computing", "Hypersonics", "Directed Energy"]),
        (
            "米国の重要・新興技術をすべて挙げてください",
            ["先進コンピューティング", "ハイパーソニックス", "指向性エネルギー"],
        ),
    ],
)
def test_the_lists_of_other_countries(ask: Ask, question: str, held: list[str]):
    answer = ask(question)
    assert all(name in answer.answer for name in held)


@pytest.mark.parametrize("question", ["What is the GDP of Japan?", "What salary do K Program researchers get?"])
def test_a_detail_that_nothing_is_known_for_is_refused(ask: Ask, question: str):
    assert ask(question).status == "not_found"


# Conversations


def test_a_pointer_may_point_at_what_an_answer_named(ask: Ask):
    answer = ask("その所管は？", "特定重要物資で一番認定が多いのはどれですか")
    assert "蓄電池" in answer.answer and "経済産業" in answer.answer


def test_a_relative_year_asks_for_the_edition_of_that_year(ask: Ask):
    answer = ask("2年前は？", "供給確保計画の認定は全部で何件ですか")
    assert "55件" in answer.answer and any("2023年" in notice for notice in answer.notices)


def test_the_same_answer_in_english(ask: Ask):
    assert "billion" in ask("英語で答えて", "K Programの予算総額はいくらですか").answer
