from __future__ import annotations

from pathlib import Path

import pytest
from invented import DIGEST, ORIGINAL, TABLE, write_corpus
from shared import ROOT, Cli

from assistant.errors import InputError
from assistant.proof.check import Check, check_corpus


def checked(folder: Path, digest: str = DIGEST, table: str = TABLE, original: str = ORIGINAL) -> Check:
    return check_corpus(*write_corpus(folder, digest, table, original))


def told(check: Check) -> list[tuple[str, str, str]]:
    return [(fault.entry.where, fault.kind, fault.text) for fault in check.faults]


def statement(text: str, place: str = "2. 予算", more: str = "") -> str:
    return f"- {text}\n  - 出典: {place}\n{more}"


def test_what_the_original_says_is_proven_in_either_calendar_and_spelling(tmp_path):
    check = checked(tmp_path)
    assert told(check) == [] and check.copies == () and check.is_sound, told(check)
    assert check.originals == {"rivers-2025-04": "rivers.txt"} and check.missing == ()
    assert [finding.text for finding in check.findings if finding.kind == "supplied"] == ["25,000"]


@pytest.mark.parametrize(
    ("said", "kind", "wrong"),
    [
        ("予算は1兆2600億円です。", "absent", "1兆2600億円"),
        ("予算は4.5%増えました。", "absent", "4.5%"),
        ("予算は令和8年度のものです。", "absent", "令和8年度"),
        ("2025年4月2日の資料です。", "absent", "2025年4月2日"),
        ("「河川観測計画」の予算です。", "absent", "河川観測計画"),
        ("予算は120か所のためです。", "elsewhere", "120"),
        ("2019年8月2日に置かれました。", "elsewhere", "2019年8月2日"),
    ],
)
def test_what_the_original_does_not_bear_out_is_named(tmp_path, said, kind, wrong):
    assert told(checked(tmp_path, statement(said))) == [("documents/rivers.md:5", kind, wrong)]


def test_a_place_that_is_not_there(tmp_path):
    check = checked(tmp_path, statement("予算があります。", "2. 決算"))
    assert told(check) == [("documents/rivers.md:5", "place", "2. 決算")] and not check.is_sound


def test_a_statement_may_rest_on_a_second_place(tmp_path):
    said = statement("予算は120か所のためです。", more="  - 併せて: rivers-2025-04 > 1. 目的\n")
    assert told(checked(tmp_path, said)) == []


def test_names_given_for_context_and_own_counts_are_no_faults(tmp_path):
    check = checked(tmp_path, statement("河川観測プログラムの予算の話は7つです。"))
    assert told(check) == []
    assert {(finding.kind, finding.text) for finding in check.findings if finding.kind == "supplied"} == {
        ("supplied", "7つ")
    }


def test_rows_are_proven_too(tmp_path):
    check = checked(tmp_path, table=TABLE.replace("2018年5月", "2018年6月"))
    assert told(check) == [("tables/stations.csv:2", "absent", "2018年6月")]


def test_copied_sentences_are_named_and_names_are_not(tmp_path):
    copied = statement(
        "全国120か所の水位を毎時観測し、洪水のおそれを早く知らせるために2024年度から続けられている。", "1. 目的"
    )
    (run,) = checked(tmp_path, copied).copies
    assert run.entry.where == "documents/rivers.md:5" and "洪水のおそれを早く知らせるため" in run.run


def test_paragraphs_and_rows_that_no_statement_covers_are_listed(tmp_path):
    check = checked(tmp_path, statement("観測所の更新に使うのは長期の計画に基づく250億円です。"))
    uncovered = [(j.line, j.covered) for j in check.judgements]
    assert uncovered == [(9, False), (13, False), (14, True), (19, True), (20, True)]
    assert check.coverage == 0.6 and not check.is_sound


def test_a_wrong_number_does_not_cover(tmp_path):
    digest = DIGEST.replace("120か所", "130か所").replace("2024年度", "2023年度")
    assert not checked(tmp_path, digest).judgements[0].covered


def test_bad_form_comes_first_and_all_at_once(tmp_path):
    check = checked(tmp_path, statement("甲です。", "") + "地の文\n", TABLE + "北川,観測庁\n")
    assert [problem.where for problem in check.problems] == [
        "documents/rivers.md:7:1", "documents/rivers.md:5:1", "tables/stations.csv:4:3",
    ]  # fmt: skip
    assert check.findings == () and not check.is_sound


def test_what_is_no_corpus_and_where_no_original_is(tmp_path):
    corpus, originals = write_corpus(tmp_path)
    with pytest.raises(InputError, match=r"catalog\.toml"):
        check_corpus(originals)
    with pytest.raises(InputError, match="フォルダ"):
        check_corpus(corpus, tmp_path / "none")
    with pytest.raises(InputError, match="原本がありません"):
        check_corpus(corpus, corpus / "tables")


def test_the_command_reports_and_its_exit_code_tells(tmp_path, cli: Cli):
    corpus, originals = write_corpus(tmp_path)
    ran = cli("corpus", "check", "--corpus", corpus, "--originals", originals)
    assert ran.code == 0 and "(100.0%)" in ran.out and ran.err == ""
    (corpus / "documents" / "rivers.md").write_text("地の文\n", encoding="utf-8")
    ran = cli("corpus", "check", "--corpus", corpus, "--lang", "en")
    assert ran.code == 1 and "documents/rivers.md:1:1" in ran.out and "1 problems" in ran.out
    ran = cli("corpus", "check", "--corpus", tmp_path / "none")
    assert ran.code == 2 and ran.out == "" and "catalog.toml" in ran.err


def test_build_refuses_an_unsound_corpus_and_leaves_the_old_index(tmp_path, cli: Cli):
    corpus, _ = write_corpus(tmp_path)
    index = tmp_path / "indexes" / "default"
    assert cli("build", "--corpus", corpus, "--index", index).code == 0
    before = (index / "CURRENT").read_text("utf-8")
    table = corpus / "tables" / "stations.csv"
    table.write_text(
        table.read_text("utf-8") + "西川,観測庁\n東川,北町,2020年,rivers-2026-04,1. 目的\n", encoding="utf-8"
    )
    ran = cli("build", "--corpus", corpus, "--index", index)
    assert ran.code == 2 and ran.out == ""
    lines = ran.err.strip().split("\n")
    assert lines[0].startswith("tables/stations.csv:4:3: ") and lines[1].startswith("tables/stations.csv:5:1: ")
    assert len(lines) == 3 and "2件" in lines[2]
    assert cli("corpus", "check", "--corpus", corpus).out.startswith("\n".join(lines[:2]))
    assert (index / "CURRENT").read_text("utf-8") == before and cli("verify", "--index", index).code == 0


def test_the_bundled_corpus_is_sound():
    assert [problem.message() for problem in check_corpus(ROOT / "corpus").problems] == []


def test_the_originals_bear_the_bundled_corpus_out(originals: Path):
    """Every place, date, amount, number and name; no copied sentence; nearly every paragraph and row covered."""
    check = check_corpus(ROOT / "corpus", originals)
    assert told(check) == [] and check.missing == ()
    assert [(copy.entry.where, copy.run) for copy in check.copies] == []
    assert check.coverage >= 0.95 and check.is_sound
