"""The vocabulary: topics of research with the words that tell them and the areas that they belong to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.japanese.normalize import search_key

LISTS = ("areas12", "areas20", "kprogram")
_NEAR = {"areas12": "near12", "areas20": "near20", "kprogram": "near_kprogram"}
NEAR_WEIGHT, SECOND_WEIGHT = (
    0.4,
    0.85,
)  # of what a topic merely touches, and of its further areas: the main one is first
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Topic:
    """One topic. ``links`` gives for each list the short names that it belongs to, with their weights."""

    name: str
    sentences: tuple[str, ...]  # what somebody who works on it would write
    strong: tuple[str, ...]  # search keys
    pairs: tuple[tuple[str, ...], ...]  # words that tell it when all stand in one sentence
    weak: tuple[str, ...]
    weak_pairs: tuple[tuple[str, ...], ...]
    links: dict[str, dict[str, float]]

    @property
    def outside(self) -> bool:
        """Whether it belongs to none of the lists."""
        return not any(self.links.values())


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics of ``vocabulary/``, in the order of the files."""
    files = sorted((_FOLDER / "vocabulary").glob("*.toml"))
    examples: dict[str, list[str]] = {}
    for file in sorted((_FOLDER / "examples").glob("*.toml")):
        for name, sentences in tomllib.loads(file.read_text(encoding="utf-8")).items():
            examples.setdefault(name, []).extend(sentences)
    entries = [entry for file in files for entry in tomllib.loads(file.read_text(encoding="utf-8"))["topic"]]
    return tuple(_topic(entry, examples.get(entry["name"], [])) for entry in entries)


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, str]]:
    """For each list the official names by their short names, in the order of the list."""
    return tomllib.loads((_FOLDER / "names.toml").read_text(encoding="utf-8"))


def _topic(entry: dict[str, Any], examples: list[str]) -> Topic:
    strong, pairs = _words(entry.get("strong", ""))
    weak, weak_pairs = _words(entry.get("weak", ""))
    official = [names()[name][short] for name in ("kprogram", "areas20") for short in entry.get(name, ())]
    links = {
        name: {
            **dict.fromkeys(entry.get(_NEAR[name], ()), NEAR_WEIGHT),
            **dict.fromkeys(entry.get(name, ())[1:], SECOND_WEIGHT if name == "areas12" else 1.0),
            **dict.fromkeys(entry.get(name, ())[:1], 1.0),
        }
        for name in LISTS
    }
    return Topic(entry["name"], (entry["about"], *examples, *official), strong, pairs, weak, weak_pairs, links)


def _words(joined: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Single words and pairs, as search keys."""
    words = [word.strip() for word in joined.split("、") if word.strip()]
    single = tuple(dict.fromkeys(search_key(word) for word in words if "+" not in word))
    pairs = tuple(dict.fromkeys(tuple(map(search_key, word.split("+"))) for word in words if "+" in word))
    return single, pairs
