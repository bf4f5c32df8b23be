"""The two sets of research descriptions agree with the official lists and with their own rules."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = {
    "areas12": ("areas12.csv", "領域"),
    "areas20": ("areas20.csv", "領域"),
    "kprogram": ("technologies51.csv", "技術"),
}
SETS = ("designation-dev.jsonl", "designation-heldout.jsonl")


def official(name: str) -> set[str]:
    file, column = LISTS[name]
    with (ROOT / "corpus" / "tables" / file).open(encoding="utf-8") as stream:
        return {row[column] for row in csv.DictReader(stream)}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ROOT / "eval" / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", SETS)
def test_every_expected_name_is_an_official_one(name: str) -> None:
    for field in LISTS:
        names = official(field)
        wrong = [row["id"] for row in rows(name) if not {*row[field], *row[f"{field}_ok"]} <= names]
        assert not wrong, field


@pytest.mark.parametrize("name", SETS)
def test_verdict_agrees_with_areas_and_facts(name: str) -> None:
    for row in rows(name):
        grant = (row["facts"]["competitive"], row["facts"]["results_public"])
        assert (row["verdict"] == "unlikely") == (not row["areas12"]), row["id"]
        assert (row["verdict"] != "may_be_specified") or grant == (True, True), row["id"]
        assert (row["verdict"] != "unclear") or (None in grant and False not in grant), row["id"]


@pytest.mark.parametrize("name", SETS)
def test_each_area_stands_in_four_descriptions_and_no_id_twice(name: str) -> None:
    read = rows(name)
    for area in official("areas12"):
        assert sum(area in row["areas12"] for row in read) >= 4, area
    assert len({row["id"] for row in read}) == len({row["description"] for row in read}) == len(read) == 80


def test_the_two_sets_share_no_description() -> None:
    first, second = ({row["description"] for row in rows(name)} for name in SETS)
    assert not first & second
