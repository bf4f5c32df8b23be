"""Starts the real server and a real Chromium, for the browser tests and the screenshot."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


def chromium_path() -> str | None:
    """Where Chromium is, if it is anywhere."""
    return str(DEBIAN) if DEBIAN.exists() else shutil.which("chromium")


@contextmanager
def browser() -> Iterator[Any]:
    """A running Chromium; raises RuntimeError when there is none."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    if path is None:
        raise RuntimeError("Chromium is needed: install the package chromium")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()


@contextmanager
def served(assistant: Any) -> Iterator[str]:
    """The interface on a free port; gives its address."""
    import uvicorn

    from assistant.ui.app import build_server
    from assistant.ui.security import listen

    bound = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(build_server(assistant), log_level="warning", ws="none", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


class Window:
    """A page that keeps every address it asked for and every message of its console."""

    def __init__(self, page: Any, url: str, assistant: Any) -> None:
        self.page, self.url, self.assistant = page, url, assistant
        self.requested: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))
        self.open("/")

    def open(self, path: str) -> None:
        """Opens the page and waits until one can type."""
        self.page.goto(self.url + path)
        self.page.wait_for_selector("#question textarea")

    def settle(self) -> None:
        """Waits, after a link to another page, until Gradio has bound its events; it tells nobody when it has."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_timeout(1000)

    def ask(self, question: str, turn: int = 1) -> Any:
        """Types a question, sends it, and returns the answer's element once it is there."""
        self.page.fill("#question textarea", question)
        self.page.click("#send")
        self.page.wait_for_selector(f"#turn-{turn} .reply:not(.working)")
        return self.page.locator(f"#turn-{turn} .reply")

    def strangers(self) -> list[str]:
        """Addresses outside this machine that were asked for."""
        return [address for address in self.requested if not address.startswith((self.url, "data:", "blob:"))]
