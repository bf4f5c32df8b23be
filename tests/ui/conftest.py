"""A Chromium and a served fake assistant for the browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from driving import Window, browser, chromium_path, served
from fake_assistant import FakeAssistant


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running Chromium for the tests of one file: Playwright's event loop must have ended before other tests."""
    pytest.importorskip("playwright", reason="playwright is not installed")
    if chromium_path() is None:
        pytest.skip("no chromium on this machine")
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def served_fake() -> Iterator[tuple[str, FakeAssistant]]:
    """The interface over a fake assistant: its address and the assistant."""
    assistant = FakeAssistant()
    with served(assistant) as url:
        yield url, assistant


@pytest.fixture
def window(chromium: Any, served_fake: tuple[str, FakeAssistant]) -> Iterator[Window]:
    """A fresh window on the chat."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    context.set_default_timeout(20_000)
    served_fake[1].asked.clear()
    served_fake[1].release.clear()
    opened = Window(context.new_page(), *served_fake)
    yield opened
    served_fake[1].release.set()
    context.close()
