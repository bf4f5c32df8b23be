"""The word lists of the rules (``japanese.toml``, ``english.toml``) as regular expressions."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=2)
def _data(language: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / f"{language}.toml").read_text(encoding="utf-8"))


def listed(name: str, language: str = "japanese") -> list[str]:
    """The entries of a list, longest first."""
    return sorted(_data(language)[name], key=len, reverse=True)


@lru_cache(maxsize=64)
def pattern(name: str, shape: str = "{}", language: str = "japanese") -> re.Pattern[str]:
    """The entries of a list as alternatives, put into ``shape`` in place of {}; upper and lower case are one."""
    value = _data(language)[name]
    alternatives = value if isinstance(value, str) else f"(?:{'|'.join(listed(name, language))})"
    return re.compile(shape.replace("{}", alternatives), re.IGNORECASE)
