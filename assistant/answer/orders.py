"""Orders inside documents: sentences that tell whoever processes the text what to do (``orders.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from assistant.japanese.normalize import search_key
from assistant.japanese.sentences import split_sentences


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    data = tomllib.loads((files(__package__) / "orders.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]))


@lru_cache(maxsize=20_000)
def is_order(text: str) -> bool:
    """Whether ``text`` speaks to a language model instead of to a reader."""
    return _patterns().search(search_key(text)) is not None


def without_orders(text: str) -> str:
    """``text`` without its sentences that are orders; what stands between the others is kept."""
    kept, at = [], 0
    for start, end in split_sentences(text):
        if is_order(text[start:end]):
            kept.append(text[at:start])
            at = end
    kept.append(text[at:])
    return "".join(kept).strip()
