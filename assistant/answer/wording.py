"""The fixed sentences of answers (``wording.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from assistant.model import Document

_MONTH = 30.44  # days


@lru_cache(maxsize=1)
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "wording.toml").read_text(encoding="utf-8"))


def sentence(name: str, lang: str, **values: object) -> str:
    """A sentence of ``wording.toml`` with its values filled in."""
    return _sentences()[name][lang].format_map(values)


def interval(days: int, exact: bool, lang: str) -> str:
    """How long the time between two dates is; in months alone where they are not known to the day."""
    name = "interval" if exact else "interval_in_months"
    return sentence(name, lang, days=f"{days:,}", months=round(days / _MONTH))


def not_found(about: str, nearby: str, documents: int, lang: str) -> str:
    """That the documents do not say it, what was searched for (``about``), and what is near."""
    text = sentence("not_found", lang) + sentence("searched", lang, documents=documents, words=about)
    return f"{text}\n{sentence('nearby', lang, claim=nearby)}" if nearby else text


def says_nothing(text: str) -> bool:
    """Whether a statement itself says that the documents do not give what is asked for."""
    return any(phrase in text for phrase in _sentences()["absence"]["ja"].split("｜"))


def asks_of_own_research(question: str) -> bool:
    """Whether it is asked of the asker's own research, which no document knows: 「うちの研究は対象ですか」."""
    return re.search(_sentences()["own_research"]["pattern"], question, re.IGNORECASE) is not None


def notices(cited: Iterable[Document], lang: str) -> tuple[str, ...]:
    """What a reader of the answer should know about its sources."""
    drafts = dict.fromkeys(document.title for document in cited if document.status == "案")
    return tuple(sentence("draft", lang, title=title) for title in drafts)
