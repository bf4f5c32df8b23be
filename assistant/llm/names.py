"""Names: of bodies, laws, programmes, technologies, places, people. What a sentence names, and whether a text holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.japanese.glossary import Entry, Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import fold_long_vowels, words
from assistant.llm.rules import rules

_RUN = re.compile(r"[A-Za-z0-9ａ-ｚＡ-Ｚ\u30a1-\u30faー・\u3400-\u9fff々]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.&][A-Za-z0-9]+)*")
_QUOTED = re.compile(r"[「『]([^「」『』]{2,})[」』]")
_KATAKANA = re.compile(r"[\u30a1-\u30faー]{3,}")


def missing_names(sentence: str, source: str, glossary: Glossary) -> list[str]:
    """The names in ``sentence`` that ``source`` does not hold under any of their forms."""
    key = fold_long_vowels(squeeze(source))
    held = set(glossary.find(source))
    lacking, known = [], set()
    for form, entries in glossary.forms(sentence):
        known.add(form.replace(" ", ""))
        if not any(_stands(entry, key) or entry in held for entry in entries if _is_name(entry)) and any(
            map(_is_name, entries)
        ):
            lacking.append(form)
    aliases = [squeeze(alias) for entry in held for alias in entry.aliases()]
    for name in dict.fromkeys(_written(sentence)):
        folded = fold_long_vowels(squeeze(name))
        if folded in key or any(folded in form for form in known) or any(folded in alias for alias in aliases):
            continue
        lacking.append(name)
    return list(dict.fromkeys(lacking))


def _is_name(entry: Entry) -> bool:
    return entry.kind in rules()["names"]["kinds"]


def _stands(entry: Entry, key: str) -> bool:
    """Whether the thing stands in a folded text, also as part of a longer name."""
    forms = (fold_long_vowels(squeeze(form)) for form in (entry.name, *entry.variants))
    return any(len(form) > 1 and form in key for form in forms)


def _written(sentence: str) -> Iterator[str]:
    """What looks like a name without the glossary: quoted words, Latin words, proper nouns, unknown loan words, and
    runs that end as the names of bodies, laws and programmes do."""
    data = rules()["names"]
    yield from (match[1] for match in _QUOTED.finditer(sentence))
    yield from (word for word in _LATIN.findall(sentence) if word.lower() not in data["latin"])
    for word in words(sentence):
        named = word.word_class.startswith(tuple(data["classes"]))
        if named or (not word.lemma and _KATAKANA.fullmatch(word.surface)):
            yield word.surface
    for run in _RUN.findall(sentence):
        if (match := _ending().search(run)) and match.group() not in data["ordinary"]:
            yield match.group().strip("・")


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    """The longest part of a run that ends as a name does."""
    endings = "|".join(sorted(rules()["names"]["endings"], key=len, reverse=True))
    return re.compile(rf"^.*(?:{endings})(?![\u3400-\u9fff])")
