"""Takes docs/screenshot.png from the real interface: `make screenshot`, or python -m tests.ui.screenshot [FILE]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .driving import browser, served

TARGET = Path(__file__).resolve().parents[2] / "docs" / "screenshot.png"
QUESTIONS = ("手順書の運用はいつ始まりますか", "AUVの構想と止血製剤の構想では、設置大臣と資金配分機関はどう違いますか")


def take(page: Any, url: str, target: Path) -> None:
    """Asks the questions, presses the first source of the last answer and saves what is then seen."""
    page.goto(url)
    for n, question in enumerate(QUESTIONS, 1):
        page.fill("#question textarea", question)
        page.click("#send")
        page.wait_for_selector(f"#turn-{n} [data-status]")
    page.click(f"#turn-{len(QUESTIONS)} .cite >> nth=0")
    page.wait_for_timeout(800)  # until scrolling has ended
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)


def main(target: Path) -> None:
    """Serves the assistant as it is configured and writes the picture to ``target``."""
    from assistant.assistant import Assistant
    from assistant.config import load_settings

    with served(Assistant(load_settings())) as url, browser() as chromium:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP", color_scheme="light")
        take(context.new_page(), url, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
