"""The rules of checking (``rules.toml``): word lists, patterns and thresholds."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The content of rules.toml."""
    return tomllib.loads((files(__package__) / "rules.toml").read_text(encoding="utf-8"))
