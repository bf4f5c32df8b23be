"""The records of the bundled corpus: joined, dated, filtered."""

from __future__ import annotations

from pathlib import Path

import pytest
from shared import Built

from assistant.assistant import Assistant
from assistant.errors import InputError
from assistant.precedents.choices import canonical, names, shown
from assistant.precedents.join import join
from assistant.precedents.reading import name_key, reading
from assistant.precedents.records import Record

WIND = "航空安全等に資する小型無人機の飛行経路の風況観測技術"
OPTICAL = "光通信等の衛星コンステレーション基盤技術の開発・実証"


@pytest.fixture(scope="module")
def assistant(bundled: Built) -> Assistant:
    return bundled.assistant()


@pytest.fixture(scope="module")
def records(assistant: Assistant) -> dict[str, Record]:
    return {one.record.name: one.record for one in assistant.precedents().found}


def found(assistant: Assistant, as_of: str = "", **filters: str) -> list[str]:
    chosen = {name: [value] for name, value in filters.items()}
    return [one.record.name for one in assistant.precedents("", chosen, as_of).found]


def test_every_concept_and_case_is_one_record(assistant: Assistant, records: dict[str, Record]) -> None:
    state = [p for p in assistant.index.passages if p.table.startswith("K Programの研究開発構想の状況")]
    progress = [p for p in assistant.index.passages if p.table.startswith("K Programの各研究開発の進捗")]
    projects = [record for record in records.values() if record.kind == "project"]
    assert len(state) == 43 and len(projects) == 44  # one is reported on, but has no row in the table of states
    assert all(dict(row.cells)["研究開発構想"] in records for row in state)
    rows = {row.passage_id for record in projects for row in record.rows}
    assert {row.passage_id for row in [*state, *progress]} <= rows


def test_rows_meet_under_all_names_of_a_thing(records: dict[str, Record]) -> None:
    magnet = records["重希土フリー磁石の高耐熱・高磁力化技術"]
    assert any("準安定非平衡化合物" in name for name in magnet.other_names)
    assert {fact.column for fact in magnet.facts} >= {"状況", "進捗", "設置大臣"}
    power = records["高出力・高効率なパワーデバイス/高周波デバイス向け材料技術開発"]
    assert sum(fact.column == "進捗" for fact in power.facts) == 2  # two projects of one concept
    added = records["小型無人機の自律制御・分散制御技術（追加分）"]
    assert {row.as_of for row in added.rows} >= {"2023-11-08", "2025-10-29"}
    assert records["高効率・高品質レーザー加工技術の開発"].technologies == ("高効率・高品質なレーザー加工技術",)


def test_a_project_that_was_cancelled(records: dict[str, Record]) -> None:
    wind = records[WIND]
    assert wind.values["state"] == ("中止", "採択公表") and wind.values["event"] == ("中止", "目標未達", "故障")
    assert (wind.values["agency"], wind.values["vision"], wind.meetings) == (("NEDO",), ("第一次",), 2)
    assert [moment.date for moment in wind.timeline] == sorted(moment.date for moment in wind.timeline)
    assert wind.timeline[0].date == "2022-09-16" and "支援対象" in wind.timeline[0].what


def test_everything_told_is_quoted_from_a_passage_of_the_index(
    assistant: Assistant, records: dict[str, Record]
) -> None:
    passages = {passage.passage_id: passage for passage in assistant.index.passages}
    for record in records.values():
        assert record.facts, record.name
        for told in (*record.facts, *record.events, *record.timeline):
            cited = told.citation
            assert cited.text == passages[cited.passage_id].text and cited.title and cited.locator
            assert cited.quote == cited.text[cited.start : cited.end] != ""
        assert all(event.what in event.citation.quote for event in record.events)
        assert all(fact.value in fact.citation.quote for fact in record.facts if fact.column != "協議会開催")


def test_no_value_of_the_corpus_is_unread(records: dict[str, Record]) -> None:
    """Every state, domain, agency and vision in a cell is a value; every kind of event and nature has its English."""
    for record in records.values():
        if any(fact.column == "状況" for fact in record.facts):
            assert all(record.values[name] for name in ("domain", "agency", "vision", "state")), record.name
        for event in record.events:
            assert shown("event", event.kind, "en") != event.kind and event.nature in reading().natures
        assert shown("kind", record.type, "en") != record.type


def test_a_date_hides_what_was_not_known(assistant: Assistant) -> None:
    assert found(assistant, event="中止") == [WIND] and found(assistant, "2023-11-08", event="中止") == []
    ((then,),) = ([one.record for one in assistant.precedents("", {}, "2023-11-08").found if one.record.name == WIND],)
    assert then.values["state"] == ("採択公表",) and then.meetings is None
    assert found(assistant, "2023-11", state="公募前") and found(assistant, "2020-01-01") == []
    # what a later report tells of a day was known on that day
    assert OPTICAL in found(assistant, "2023-11-08", event="採択公表")


def test_filters_take_other_names_and_join(assistant: Assistant) -> None:
    assert found(assistant, domain="ocean", agency="nedo") == [
        "船舶向け通信衛星コンステレーションによる海洋状況把握技術の開発・実証"
    ]
    assert found(assistant, event="Cancellation") == found(assistant, state="打ち切り") == [WIND]
    both = assistant.precedents("", {"event": ["中止", "納期遅延"]}).found
    assert {one.record.name for one in both} == {WIND, OPTICAL}
    assert len(found(assistant, kind="case")) == 13 and len(found(assistant, kind="project")) == 44
    assert set(found(assistant, kind="優良事例")) < set(found(assistant, kind="case"))


def test_an_unknown_value_lists_the_allowed_ones(assistant: Assistant) -> None:
    with pytest.raises(InputError) as error:
        assistant.precedents("", {"domain": ["山岳"]})
    assert "山岳" in error.value.ja and all(value in error.value.ja for value in ("海洋領域", "領域横断"))
    assert "Oceans" in error.value.en
    with pytest.raises(InputError, match="使えるもの"):
        assistant.precedents("", {"colour": ["red"]})
    with pytest.raises(InputError):
        assistant.precedents("", {}, "いつか")


def test_every_choice_selects_as_many_as_it_says(assistant: Assistant) -> None:
    choices = assistant.precedent_choices()
    assert tuple(choices) == names()
    for name, values in choices.items():
        for value, count in values.items():
            assert len(found(assistant, **{name: value})) == count > 0
    assert canonical({}, []) == {}
    assert "2023-11-08" in assistant.precedent_dates()


def test_an_index_without_such_tables_says_so(small_assistant: Assistant) -> None:
    for look in (small_assistant.precedents, small_assistant.precedent_choices, small_assistant.precedent_dates):
        with pytest.raises(InputError, match="前例の表"):
            look()


def test_a_table_of_a_new_edition_joins_by_its_columns(tmp_path: Path, assistant: Assistant) -> None:
    from dataclasses import replace

    row = next(p for p in assistant.index.passages if p.subject == f"「{WIND}」" and dict(p.cells).get("状況"))
    newer = replace(row, passage_id="new#1", as_of="2027-01-01", table="2027年の表")
    sources = {source.name: source for source in join([*assistant.index.passages, newer])}
    assert newer in sources[WIND].rows and len(sources) == 57


def test_names_meet_without_signs() -> None:
    assert name_key("高精度航法技術、及び ＡＢ／ｃ") == name_key("高精度航法技術及びAB/C")
