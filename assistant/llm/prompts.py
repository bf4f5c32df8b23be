"""The prompts (``prompts/*.txt``, in Japanese) with their values filled in."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def template(name: str) -> str:
    """A prompt as it stands in its file."""
    return (files(__package__) / "prompts" / f"{name}.txt").read_text(encoding="utf-8").strip()


def prompt(name: str, **values: object) -> str:
    """A prompt with its values; braces inside a value stay as they are."""
    return template(name).format_map(values)
