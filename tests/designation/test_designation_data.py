"""The data files agree with the corpus and with each other."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest
from shared import ROOT, Built

from assistant.designation import steps
from assistant.designation.examples import read_examples
from assistant.designation.sources import Sources
from assistant.designation.vocabulary import LISTS, names, topics

FOLDER = ROOT / "assistant" / "designation"
COLUMNS = {"areas12": "領域", "areas20": "領域", "kprogram": "技術"}
TABLES = {"areas12": "areas12", "areas20": "areas20", "kprogram": "technologies51"}


@pytest.fixture(scope="module")
def sources(bundled: Built) -> Sources:
    opened = bundled.assistant().opened
    return Sources(opened.index.passages, opened.documents)


@pytest.mark.parametrize("list_name", LISTS)
def test_names_are_those_of_the_corpus_in_order(list_name: str) -> None:
    with (ROOT / "corpus" / "tables" / f"{TABLES[list_name]}.csv").open(encoding="utf-8", newline="") as file:
        official = [row[COLUMNS[list_name]] for row in csv.DictReader(file)]
    assert list(names()[list_name].values()) == official


@pytest.mark.parametrize("list_name", LISTS)
def test_every_name_has_topics_and_a_row_to_cite(list_name: str, sources: Sources) -> None:
    for short, official in names()[list_name].items():
        assert any(topic.links[list_name].get(short) == 1.0 for topic in topics()), short
        assert official in sources.area(list_name, official).quote


def test_links_of_topics_are_names_of_the_lists() -> None:
    for topic in topics():
        for list_name in LISTS:
            assert set(topic.links[list_name]) <= set(names()[list_name]), topic.name
    assert sum(topic.outside for topic in topics()) >= 5


def test_every_example_belongs_to_a_topic() -> None:
    known = {topic.name for topic in topics()}
    for file in Path(FOLDER / "examples").glob("*.toml"):
        assert set(tomllib.loads(file.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("case", list(steps._data()["cases"]))
def test_every_step_quotes_a_statement_of_the_corpus(case: str, lang: str, sources: Sources) -> None:
    for step in steps.steps_of(case, sources, lang):
        assert step.step and step.who and step.when and step.citation.quote in step.citation.text
        assert not step.citation.quote.startswith(("はい、", "いいえ、"))


def test_every_step_is_used() -> None:
    used = {name for case in steps._data()["cases"].values() for name in case}
    assert used == {step["id"] for step in steps._data()["step"]}


def test_the_development_sets_can_be_read_and_share_no_description() -> None:
    sets = [read_examples(ROOT / "eval" / f"designation-{name}.jsonl") for name in ("dev", "further", "mixed", "check")]
    descriptions = [example.description for each in sets for example in each]
    assert len(set(descriptions)) == len(descriptions) and min(map(len, sets)) >= 40
