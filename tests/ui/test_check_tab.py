"""The designation check in the interface: what is shown, and in a real Chromium how it is used."""

from __future__ import annotations

import base64
import re
import time
from typing import Any

import pytest
from driving import Window, served
from shared import Built

from assistant.assistant import Assistant
from assistant.designation.plain import checklist_markdown
from assistant.ui.check_view import check_html
from assistant.ui.words import words

FUSION = "トカマクの中の高温プラズマの乱れを、磁気の計測で調べる。"
HOSTILE = '<img src=x onerror="alert(1)"> [押す](http://outside.example/) **太字** '


@pytest.fixture(scope="module")
def assistant(bundled: Built) -> Assistant:
    return bundled.assistant()


def test_words_of_the_description_stay_text(assistant: Assistant) -> None:
    check = assistant.check(f"{HOSTILE}トカマク<b>の中</b>のプラズマを研究する。")
    page = check_html(check, words("ja"))
    assert "<img" not in page and "<b>" not in page
    assert "http://outside" not in checklist_markdown(check).replace("\\", "")


def test_the_checklist_is_in_the_page_itself(assistant: Assistant) -> None:
    check = assistant.check(FUSION + "科研費で行う。", lang="en")
    page = check_html(check, words("en"))
    (data,) = re.findall(r'href="data:text/markdown;charset=utf-8;base64,([^"]+)"', page)
    saved = base64.b64decode(data).decode()
    assert saved == checklist_markdown(check, "en")
    assert saved.count("- [ ]") == len(check.next_steps) and "Research security checklist" in saved


@pytest.mark.browser
@pytest.mark.slow
def test_a_question_is_answered_and_the_verdict_made_again(
    chromium: Any, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = assistant.check

    def slow(*given: Any) -> Any:
        """As on a busy machine: the second answer is chosen while the first one's verdict is being made."""
        time.sleep(1)
        return quick(*given)

    monkeypatch.setattr(assistant, "check", slow)
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, locale="ja-JP")
    context.set_default_timeout(30_000)
    with served(assistant) as url:
        window = Window(context.new_page(), url, assistant)
        page = window.page
        page.get_by_role("tab", name="該当性の確認").click()
        assert "保存も記録もせず" in page.locator("#check").inner_text()
        page.fill("#check-description textarea", FUSION)
        page.click("#check-button")
        page.wait_for_selector('[data-verdict="unclear"]')
        page.locator("#check-competitive").get_by_text("はい", exact=True).click()
        page.locator("#check-results_public").get_by_text("はい", exact=True).click()
        page.wait_for_selector('[data-verdict="may_be_specified"]')
        assert "フュージョンエネルギー関連技術領域" in page.locator(".touched").first.inner_text()
        assert page.locator(".steps li input").count() >= 8
        page.locator(".steps .cited summary").first.click()
        assert page.locator(".steps .cited mark").first.is_visible()
        with page.expect_download() as saving:
            page.click(".check-result .save")
        assert saving.value.suggested_filename == "checklist.md"
        page.fill("#check-description textarea", "牛乳、卵、パン")
        page.click("#check-button")
        page.wait_for_selector("#check-result .message")
        assert not page.locator("#check-competitive").is_visible()
        assert window.strangers() == [] and window.errors == []
    context.close()
