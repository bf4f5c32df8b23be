"""What tests share apart from fixtures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.model import Answer

ROOT = Path(__file__).resolve().parents[1]

# Asks a question, and checks what holds for every answer.
Ask = Callable[..., Answer]
START = "手順書の運用はいつ始まりますか"
AGENCY = "AUVの構想の資金配分機関はどこですか"
MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Built:
    """A corpus and its index."""

    corpus: Path
    index: Path

    def settings(self, **given: object) -> Settings:
        """Settings that name them."""
        return Settings(index=self.index, **given)  # type: ignore[arg-type]

    def assistant(self) -> Assistant:
        """A fresh assistant over the index."""
        return Assistant(self.settings())


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


# The command line as a function: cli("ask", "…", "--json").
Cli = Callable[..., Ran]


def one_line(ran: Ran, code: int, *words: str) -> None:
    """The command ended with this code, one line of complaint, and nothing on stdout."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert ran.err.endswith("\n") and ran.err.count("\n") == 1 and "Traceback" not in ran.err, ran.err
    assert all(word in ran.err for word in words), ran.err


def as_json(ran: Ran) -> dict[str, Any]:
    """The one JSON object on stdout."""
    assert ran.code == 0 and ran.out.count("\n") == 1, ran
    found: dict[str, Any] = json.loads(ran.out)
    return found
