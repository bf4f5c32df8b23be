"""What a user does in a real Chromium."""

from __future__ import annotations

import time
from typing import Any

import pytest
from driving import Window
from fake_assistant import HOSTILE, START

pytestmark = pytest.mark.browser


def shown(window: Window, selector: str) -> str:
    return window.page.locator(selector).inner_text()


def test_citation_opens_its_passage_with_the_quote_marked(window: Window) -> None:
    reply = window.ask("手順書はいつ始まりますか")
    assert "2026年4月の運用開始を目指しています[1]" in reply.inner_text()
    assert "2025年12月26日時点の情報です" in reply.inner_text()
    window.page.click("#turn-1 .cite >> nth=0")
    assert shown(window, "#source-1-1 mark") == "2026年4月に運用を始める"
    assert shown(window, "#source-1-1 .passage") == START
    source = shown(window, "#source-1-1")
    for fact in ("研究のための手順書", "試験省", "2025年12月26日", "決定", "3. 手順 > (1) 時期", "one.txt"):
        assert fact in source
    assert window.page.evaluate("document.activeElement.id") == "source-1-1"
    assert window.strangers() == [] and window.errors == []


def test_an_earlier_answer_keeps_its_sources(window: Window) -> None:
    window.ask("手順書はいつ始まりますか")
    window.ask("甲と乙を表で比べてください", 2)
    assert window.page.locator("#sources-2").is_visible() and not window.page.locator("#sources-1").is_visible()
    window.page.click("#turn-1 .cite >> nth=1")
    assert window.page.locator("#sources-1").is_visible() and not window.page.locator("#sources-2").is_visible()
    assert "企業の自主研究は含みません。" in shown(window, "#source-1-2 mark")
    assert "chosen" in window.page.get_attribute("#source-1-2", "class")


def test_follow_up_carries_the_earlier_questions(window: Window) -> None:
    window.ask("手順書はいつ始まりますか")
    window.ask("では対象は？", 2)
    assert window.assistant.asked[-1] == ("では対象は？", ("手順書はいつ始まりますか",), "", "", "ja")


def test_table_and_steps_are_laid_out(window: Window) -> None:
    window.ask("甲と乙を表で比べてください")
    assert window.page.locator("#turn-1 th[scope=col]").all_inner_texts()[1:] == ["甲構想", "乙構想"]
    assert window.page.locator("#turn-1 tbody tr >> nth=1").locator("td").all_inner_texts() == ["a|b", "<b>太</b>"]
    assert window.page.locator("#turn-1 ol li").count() == 2
    assert "*印 **を含む**" in shown(window, "#turn-1 ul")


def test_hostile_question_and_document_stay_text(window: Window) -> None:
    reply = window.ask(HOSTILE)
    window.page.click("#turn-1 .cite")
    assert shown(window, "#turn-1 .question bdi") == HOSTILE
    assert HOSTILE in reply.inner_text()
    assert shown(window, "#source-1-1 mark") == HOSTILE
    window.page.get_by_role("tab", name="検索").click()
    window.page.fill("#search-words :is(input, textarea)", HOSTILE)
    window.page.click("#search-button")
    window.page.wait_for_selector(".hits")
    window.page.get_by_role("tab", name="資料一覧").click()
    window.page.wait_for_selector(".documents")
    inside = "#log, #panel, #results, #catalogue"
    for tag in ("img", "script", "iframe", "a[href^='http']", "b", "strong"):
        assert window.page.locator(inside).locator(tag).count() == 0
    assert window.strangers() == [] and window.errors == []


def test_markup_that_slipped_through_would_load_nothing(window: Window) -> None:
    window.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<img src="http://192.0.2.1/a.png" onerror="window.stopped = 1">\')'
    )
    window.page.wait_for_function("window.stopped === 1", timeout=3000)  # refused at once, not after a timeout
    sent = "fetch('http://192.0.2.1/').then(() => 'sent', (error) => error.name)"
    assert window.page.evaluate(sent) == "TypeError"


def test_cancel_ends_the_wait_and_frees_the_place(window: Window) -> None:
    for n in range(1, 7):  # more often than questions may run at once
        window.page.fill("#question textarea", f"待つ質問{n}")
        window.page.click("#send")
        window.page.wait_for_selector(f"#turn-{n} .working")
        started = time.monotonic()
        window.page.click("#cancel")
        window.page.wait_for_selector(f"#turn-{n} .stopped")
        assert time.monotonic() - started < 5
        assert window.page.input_value("#question textarea") == f"待つ質問{n}"
    reply = window.ask("手順書はいつ始まりますか", 7)
    assert "2026年4月" in reply.inner_text()
    assert window.assistant.asked[-1][1] == ()  # a question that was stopped is no earlier turn


def test_copy_gives_answer_and_sources_as_plain_text(window: Window) -> None:
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.ask("手順書はいつ始まりますか")
    window.page.click("#turn-1 .copy")
    window.page.get_by_text("コピーしました").wait_for()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert "2026年4月の運用開始を目指しています[1]" in copied and "「2026年4月に運用を始める」" in copied
    assert "[1] 「研究のための手順書」（試験省、2025年12月26日、決定）" in copied


def test_example_is_asked_by_a_click(window: Window) -> None:
    window.page.click("#examples button >> nth=0")
    window.page.wait_for_selector("#turn-1 .cite")
    assert shown(window, "#turn-1 .question bdi") == window.assistant.asked[-1][0]
    assert not window.page.locator("#examples").is_visible()


def test_date_and_document_reach_the_assistant(window: Window) -> None:
    window.page.click("#options button")
    window.page.fill("#as-of :is(input, textarea)", "2025-11-01")
    window.page.click("#doc input")
    window.page.get_by_role("option", name="研究のための手順書").click()
    window.ask("手順書はいつ始まりますか")
    assert window.assistant.asked[-1][2:4] == ("2025-11-01", "final")


def test_mistakes_and_failures_are_one_sentence(window: Window) -> None:
    assert "質問が空です" in window.ask(" ").inner_text()
    window.page.fill("#question textarea", "あ" * 5000)
    window.page.click("#send")
    window.page.get_by_text("4,000字以内").wait_for()
    assert "全5,000字" in shown(window, "#turn-1 .question")
    assert len(window.page.input_value("#question textarea")) == 5000
    failed = window.ask("壊れた質問", 2).inner_text()
    assert "もう一度お試しください" in failed and "secret" not in failed
    assert window.page.locator("#send").is_visible() and not window.page.locator("#cancel").is_visible()


def test_enter_that_confirms_a_conversion_sends_nothing(window: Window) -> None:
    window.page.focus("#question textarea")
    session = window.page.context.new_cdp_session(window.page)
    session.send("Input.imeSetComposition", {"text": "てじゅん", "selectionStart": 4, "selectionEnd": 4})
    window.page.keyboard.press("Enter")
    session.send("Input.insertText", {"text": "手順"})
    window.page.wait_for_timeout(300)
    assert window.page.locator(".turn").count() == 0
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#turn-1 .cite")


def test_english_switch(window: Window) -> None:
    window.page.click(".language")
    window.page.wait_for_url("**/en/")
    window.page.get_by_role("tab", name="Documents").wait_for()
    window.settle()
    window.ask("When does it start?")
    assert window.assistant.asked[-1][4] == "en"
    assert window.page.evaluate("document.documentElement.lang") == "en"
    window.page.click(".language")
    window.page.get_by_role("tab", name="資料一覧").wait_for()
    assert window.strangers() == []


def test_new_conversation_forgets_the_old_one(window: Window) -> None:
    window.ask("手順書はいつ始まりますか")
    window.page.click("#clear")
    window.page.wait_for_selector(".welcome")
    window.ask("では対象は？")
    assert window.assistant.asked[-1][1] == ()


def test_on_a_phone_sources_stand_below_and_nothing_overflows(chromium: Any, served_fake: tuple[str, Any]) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="ja-JP")
    window = Window(context.new_page(), *served_fake)
    window.ask("甲と乙を表で比べてください")
    log, panel = (window.page.locator(name).bounding_box() for name in ("#log", "#panel"))
    assert panel["y"] >= log["y"] + log["height"]
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.page.click("#turn-1 .cite >> nth=0")
    window.page.wait_for_function("document.getElementById('source-1-1').getBoundingClientRect().top < innerHeight / 2")
    window.page.click("#source-1-1 .back")
    window.page.wait_for_function("document.getElementById('turn-1').getBoundingClientRect().bottom > 0")
    context.close()
