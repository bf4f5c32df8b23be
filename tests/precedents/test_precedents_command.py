"""policy-assistant precedents, and its exports."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from shared import Built, Cli, as_json, one_line

from assistant.model import Citation
from assistant.precedents.export import export
from assistant.precedents.records import Fact, Precedent, Precedents, Record

WIND = "航空安全等に資する小型無人機の飛行経路の風況観測技術"


def test_json_has_records_with_events_timeline_and_citations(cli: Cli, bundled: Built) -> None:
    found = as_json(cli("precedents", "レーザー光源の故障", "--event", "中止", "--json", "--index", bundled.index))
    assert (found["words"], found["filters"]) == ("レーザー光源の故障", {"event": ["中止"]})
    (record,) = found["records"]
    assert (
        record["name"] == WIND and record["state"] == ["中止", "採択公表"] and record["score"] > 0.3 and record["why"]
    )
    assert {"date", "what", "citation"} <= set(record["timeline"][0])
    (event,) = (event for event in record["events"] if event["kind"] == "中止")
    cited = event["citation"]
    assert cited["quote"] == cited["text"][cited["start"] : cited["end"]] and cited["doc_id"] == "kpro-progress-2025-10"


def test_a_description_may_stand_in_a_file(cli: Cli, bundled: Built, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("ドローンの飛行経路の突風を、地上に置いたレーザーの装置で前もって測る研究です。", encoding="utf-8")
    assert WIND in cli("precedents", plan, "--index", bundled.index).out


def test_text_tells_events_with_their_sources(cli: Cli, bundled: Built) -> None:
    told = cli("precedents", "--state", "中止", "--index", bundled.index).out
    assert WIND in told and "中止（実績）" in told and "出典" in told
    told = cli("precedents", "--state", "cancelled", "--lang", "en", "--index", bundled.index).out
    assert "Cancellation (done)" in told and "Source" in told
    assert "見当たりません" in cli("precedents", "平安時代の和歌の修辞", "--index", bundled.index).out


def test_mistakes_are_one_line(cli: Cli, bundled: Built, small: Built, tmp_path: Path) -> None:
    one_line(cli("precedents", "--agency", "NASA", "--index", bundled.index), 2, "NASA", "JST", "NEDO")
    one_line(cli("precedents", "--agency", "NASA", "--lang", "en", "--index", bundled.index), 2, "NASA", "JST")
    one_line(cli("precedents", "--as-of", "昨日", "--index", bundled.index), 2, "昨日")
    one_line(cli("precedents", "-o", tmp_path / "a.docx", "--index", bundled.index), 2, ".xlsx")
    one_line(cli("precedents", "中止", "--index", small.index), 2, "前例の表")


def test_exports_hold_a_row_a_record(cli: Cli, bundled: Built, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    for name in ("out.csv", "out.xlsx"):
        ran = cli("precedents", "--kind", "project", "-o", tmp_path / name, "--index", bundled.index)
        assert (ran.code, ran.out) == (0, "") and "44" in ran.err
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert len(rows) == 44 == sheet.max_row - 1
    (wind,) = (row for row in rows if row["名称"] == WIND)
    assert "中止（実績）" in wind["出来事の一覧"] and wind["出典"] and wind["協議会の開催回数"] == "2"
    assert next(cell.value for cell in sheet[1]) == "名称"


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    import io

    from openpyxl import load_workbook

    cited = Citation(1, "d", text, "", "2025-10-29", "", "", text, "d#1", text, text, 0, len(text))
    values = {name: (text,) for name in ("kind", "domain", "agency", "vision", "state", "event")}
    fact = Fact("進捗", text, "2025-10-29", cited)
    record = Record("project", text, text, (text,), "2025-10-29", values, 1, (text,), (fact,), (), ())
    found = Precedents("", {}, "", (Precedent(record, 0.5, (text,)),))
    cells = [
        cell for row in list(csv.reader(export(found, ".csv").decode("utf-8-sig").splitlines()))[1:] for cell in row
    ]
    sheet = load_workbook(io.BytesIO(export(found, ".xlsx"))).active
    assert sheet is not None
    assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝"))]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
