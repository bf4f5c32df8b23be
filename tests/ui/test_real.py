"""The real assistant over the bundled corpus, in a real Chromium."""

from __future__ import annotations

from typing import Any

import pytest
from driving import Window, served

from assistant.ui.words import words

IN_SIGHT = "(mark) => { const top = mark.getBoundingClientRect().top; return top >= 0 && top < innerHeight - 20; }"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_citation_of_every_example_shows_its_quote(chromium: Any, bundled: Any) -> None:
    assistant = bundled.assistant()
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    context.set_default_timeout(30_000)
    with served(assistant) as url:
        window = Window(context.new_page(), url, assistant)
        for question in words("ja").examples:
            window.open("/")  # each in a conversation of its own
            window.ask(question)
            expected = assistant.ask(question)
            assert expected.status != "not_found" and expected.citations, question
            for citation in expected.citations:
                window.page.locator(f'#turn-1 .cite[data-n="{citation.n}"]').first.click()
                source = window.page.locator(f"#source-1-{citation.n}.chosen")
                assert source.locator("mark").text_content() == citation.quote
                assert source.locator(".passage").text_content() == citation.text
                assert citation.title in source.inner_text()
                window.page.wait_for_function(IN_SIGHT, arg=source.locator("mark").element_handle())
        window.page.get_by_role("tab", name="資料一覧").click()
        assert window.page.locator(".documents tbody tr").count() == len(assistant.documents())
        assert window.strangers() == [] and window.errors == []
        context.close()
