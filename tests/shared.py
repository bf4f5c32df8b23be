"""What tests share apart from fixtures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.config import Settings

ROOT = Path(__file__).resolve().parents[1]


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
