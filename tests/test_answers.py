"""What users notice of answers over the bundled corpus: the decisive words, their date, their source, their shape."""

from __future__ import annotations

import csv
import re

import pytest
from shared import AGENCY, MARK, ROOT, START, Ask

from assistant.assistant import Assistant
from assistant.model import Answer

_STEP = re.compile(r"^\d+\. [^：]+：.+\[\d+\]", re.MULTILINE)


def first_sentence(answer: Answer) -> str:
    return answer.answer.split("。")[0]


# One fact


def test_a_date_comes_first_with_the_date_of_the_information(ask: Ask):
    answer = ask(START)
    assert "2026年4月" in first_sentence(answer) and "2025年12月26日時点" in answer.answer
    assert answer.as_of == "2025-12-26" and answer.citations[0].doc_id == "research-security-2025-12"
    assert len(answer.answer) <= 400


def test_yes_or_no_comes_first_with_the_condition(ask: Ask):
    answer = ask("企業の自主研究でも手順書の対象になりますか").answer
    assert answer.startswith("いいえ") and "競争的研究費" in answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (AGENCY, "JST"),
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
    for question in (START, AGENCY):
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
    listed = [line.strip("・。") for line in MARK.sub("", answer.answer).split("\n") if line.startswith("・")]
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
            [mark] = MARK.findall(cell)
            assert MARK.sub("", cell).split("、")[0] in quotes[int(mark)]


# Time


def test_the_newest_value_with_its_date(ask: Ask):
    answer = ask("重要物資の先端電子部品は認定が何件ありますか")
    assert "4件" in first_sentence(answer) and "2025年10月29日時点" in answer.answer
    answer = ask("AUVの構想の協議会は何回開催されましたか")
    assert "2回" in answer.answer and answer.as_of == "2025-10-29"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (START, "2026年4月"),
        (AGENCY, "JST"),
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
    answer = ask(START, as_of="2023-12-31")
    assert "2026年4月" not in answer.answer


def test_a_list_of_a_month_is_known_at_its_end(ask: Ask):
    question = "止血製剤の協議会の関係行政機関等は"
    answer = ask(question, as_of="2023-10")
    assert "厚生労働省" in answer.answer and answer.as_of == "2023-10" and "2023年10月時点" in answer.answer
    assert ask(question, as_of="2023-09").status == "not_found"


def test_before_all_documents_nothing_is_known(ask: Ask):
    answer = ask(START, as_of="2000-01-01")
    assert answer.status == "not_found" and not answer.citations


def test_a_draft_is_called_a_draft(ask: Ask):
    answer = ask("重要技術領域（案）にはどんな領域がありますか")
    assert "12領域" in answer.answer and "案" in answer.answer
    assert "宇宙関連技術領域" in answer.answer and "海洋・造船関連技術領域" in answer.answer
    assert any("案" in notice for notice in answer.notices)
    assert any(citation.status == "案" for citation in answer.citations)


# Lists of other countries, in both languages


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
