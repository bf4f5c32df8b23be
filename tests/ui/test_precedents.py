"""The precedents tab in a real Chromium."""

from __future__ import annotations

import base64
import csv
import io
from typing import Any

import pytest
from driving import Window, served
from fake_assistant import HOSTILE

pytestmark = pytest.mark.browser


def opened(window: Window, name: str = "前例") -> None:
    window.page.get_by_role("tab", name=name).click()
    window.page.wait_for_selector(".record")


def names(window: Window) -> list[str]:
    return [name.split("<")[0] for name in window.page.locator(".sortable .open").all_inner_texts()]


def test_the_table_sorts_by_text_and_by_number(window: Window) -> None:
    opened(window)
    assert names(window) == ["甲の開発", "乙の開発", "丙の開発"]
    head = window.page.locator(".sortable th", has_text="協議会")
    head.locator("button").click()
    assert names(window) == ["丙の開発", "甲の開発", "乙の開発"] and head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert names(window) == ["乙の開発", "甲の開発", "丙の開発"] and head.get_attribute("aria-sort") == "descending"
    window.page.locator(".sortable th button >> nth=0").click()
    assert names(window) == ["乙の開発", "甲の開発", "丙の開発"] and head.get_attribute("aria-sort") == "none"


def test_a_row_shows_its_record_with_timeline_and_quote(window: Window) -> None:
    opened(window)
    assert window.page.locator("#record-1").is_visible() and not window.page.locator("#record-2").is_visible()
    window.page.get_by_text("乙の開発").first.click()
    assert window.page.locator("#record-2").is_visible() and not window.page.locator("#record-1").is_visible()
    timeline = window.page.locator("#record-2 .timeline").inner_text()
    assert "2025年10月29日" in timeline and "標準化" in timeline and "乙は規格になりました" in timeline
    assert window.page.locator("#record-2 .source mark").inner_text() == "乙は規格になりました"
    assert window.page.evaluate("document.activeElement.id") == "record-2"


def test_words_filters_and_date_reach_the_assistant(window: Window) -> None:
    opened(window)
    window.page.fill("#precedents-words :is(input, textarea)", "中止の前例")
    window.page.keyboard.press("Enter")
    window.page.get_by_text("理由：中止の前例").first.wait_for()
    window.page.click("#precedents-event input")
    window.page.get_by_role("option", name="標準化").click()
    window.page.wait_for_function("document.querySelectorAll('.sortable tbody tr').length === 1")
    window.page.click("#precedents-as-of input")
    window.page.get_by_role("option", name="2023年11月8日").click()
    window.page.wait_for_timeout(300)
    assert window.assistant.looked[-1] == ("中止の前例", {"event": ["標準化"]}, "2023-11-08")


def test_nothing_and_mistakes_are_one_sentence(window: Window) -> None:
    opened(window)
    for words, told in (("無いもの", "見当たりません"), ("長い文章", "文章が長すぎます")):
        window.page.fill("#precedents-words :is(input, textarea)", words)
        window.page.click("#precedents-go")
        window.page.get_by_text(told).wait_for()
        assert window.page.locator(".record").count() == 0


def test_hostile_records_stay_text(window: Window) -> None:
    opened(window)
    window.page.locator(".sortable tbody tr >> nth=2").click()
    assert HOSTILE in window.page.locator("#record-3 h3").inner_text()
    for tag in ("img", "script", "iframe", "a[href^='http']", "b", "strong"):
        assert window.page.locator("#precedents-results").locator(tag).count() == 0
    assert window.strangers() == [] and window.errors == []


def test_exports_are_saved_from_the_page(window: Window) -> None:
    opened(window)
    with window.page.expect_download() as saving:
        window.page.get_by_text("csv で保存").click()
    assert saving.value.suggested_filename == "precedents.csv"
    data = window.page.locator(".export >> nth=0").get_attribute("href").split(",", 1)[1]
    rows = list(csv.reader(io.StringIO(base64.b64decode(data).decode("utf-8-sig"))))
    assert [row[0] for row in rows[:3]] == ["名称", "甲の開発", "乙の開発"] and "'=1+1" in rows[3]
    with window.page.expect_download() as saving:
        window.page.get_by_text("xlsx で保存").click()
    assert saving.value.suggested_filename == "precedents.xlsx" and window.strangers() == []


def test_in_english_and_on_a_phone(chromium: Any, served_fake: tuple[str, Any]) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en-GB")
    window = Window(context.new_page(), *served_fake)
    window.page.click(".language")
    window.page.wait_for_url("**/en/")
    window.settle()
    opened(window, "Precedents")
    assert "Cancellation" in window.page.locator(".sortable tbody").inner_text()
    table, records = (window.page.locator(name).bounding_box() for name in (".precedents .list", ".records"))
    assert records["y"] >= table["y"] + table["height"]
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.page.locator(".sortable tbody tr >> nth=1").click()
    window.page.wait_for_function("document.getElementById('record-2').getBoundingClientRect().top < innerHeight / 2")
    context.close()


@pytest.mark.slow
def test_every_record_of_the_bundled_corpus_shows_its_quotes(chromium: Any, bundled: Any) -> None:
    assistant = bundled.assistant()
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    with served(assistant) as url:
        window = Window(context.new_page(), url, assistant)
        opened(window)
        found = assistant.precedents().found
        assert names(window) == [one.record.name for one in found]
        window.page.fill("#precedents-words :is(input, textarea)", "納期遅延で計画を変えた案件")
        window.page.click("#precedents-go")
        window.page.get_by_text("理由：").first.wait_for()
        record = window.page.locator("#record-1")
        assert "光通信等の衛星コンステレーション" in record.locator("h3").inner_text()
        (event,) = (
            event
            for event in assistant.precedents("", {"event": ["納期遅延"]}).found[0].record.events
            if event.kind == "納期遅延"
        )
        assert event.citation.quote in record.locator("mark").all_text_contents()
        assert window.strangers() == [] and window.errors == []
    context.close()
