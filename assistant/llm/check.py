"""A sentence of a language model is shown only when what it cites holds everything in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.polarity import plain, turned_around, yes_or_no
from assistant.japanese.tokens import lemmas
from assistant.llm.context import Source
from assistant.llm.names import missing_names
from assistant.llm.quantities import figures_of
from assistant.llm.rules import rules

_MARK = re.compile(r"\[(\d{1,3})\]")
_FIGURE = re.compile(r"[\d.〇一二三四五六七八九十百千万億兆]+")
_KANA = re.compile(r"[\u3041-\u30ff]")


@dataclass(frozen=True)
class Failure:
    """Why a sentence is not shown. kind: "form", "mark", "number", "name", "denial", "yesno" or "ground"."""

    kind: str
    what: str = ""  # the words concerned

    def told(self) -> str:
        """The reason, for the model that is asked to write the sentence again."""
        return str(rules()["reasons"][self.kind]).format(what=self.what)


@dataclass(frozen=True)
class Checked:
    """A sentence with its marks [n] and what is wrong with it."""

    text: str
    marks: tuple[int, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it may be shown."""
        return not self.failures


@dataclass(frozen=True)
class Checker:
    """Checks sentences against ``sources`` and against ``stated``, the answer taken from the passages themselves."""

    glossary: Glossary
    sources: Sequence[Source]
    stated: str = ""

    def check(self, sentence: str) -> Checked:
        """The sentence; where its marks are missing or wrong, with that of the one passage that holds all of it."""
        bare = _MARK.sub("", sentence).strip()
        if formal := self._formal(bare):
            return Checked(sentence, (), (formal,))
        marks = tuple(dict.fromkeys(int(n) for n in _MARK.findall(sentence)))
        known = {source.n for source in self.sources}
        failures = self._substantial(bare, marks) if marks and set(marks) <= known else (Failure("mark"),)
        if not failures:
            return Checked(sentence, marks)
        for n in sorted(known - {*marks} if len(marks) == 1 else known):
            if not self._substantial(bare, (n,)):
                return Checked(with_mark(bare, n), (n,))
        return Checked(sentence, marks, failures)

    def _formal(self, bare: str) -> Failure | None:
        if found := markup(bare):
            return Failure("form", found)
        if len(bare) > rules()["form"]["longest"] or not _KANA.search(bare):
            return Failure("form", bare[:20])
        return None

    def _substantial(self, bare: str, marks: Sequence[int]) -> tuple[Failure, ...]:
        cited = [source for source in self.sources if source.n in marks]
        source = "\n".join(one.held for one in cited)
        named = "\n".join(one.named for one in cited)
        failures = [Failure("number", what) for what in figures_of(source, source=True).lacking(figures_of(bare))]
        failures += [Failure("name", what) for what in missing_names(bare, named, self.glossary)]
        failures += self._turned(bare, source)
        if grounded(bare, source) < rules()["grounding"]["share"]:
            failures.append(Failure("ground"))
        return tuple(failures)

    def _turned(self, bare: str, source: str) -> list[Failure]:
        answer = yes_or_no(bare)
        if answer and answer != yes_or_no(self.stated):
            return [Failure("yesno", bare.split("、")[0])]
        predicate = turned_around(bare, source) or turned_around(bare, self.stated, strict=False)
        return [Failure("denial", predicate)] if predicate else []


def with_mark(sentence: str, n: int) -> str:
    """``sentence`` with [n] before its full stop."""
    body = sentence.rstrip()
    return f"{body[:-1]}[{n}]。" if body.endswith("。") else f"{body}[{n}]。"


def grounded(sentence: str, source: str) -> float:
    """Share (0..1) of the content words of ``sentence`` that stand in ``source``; 1 when it has none."""
    free = set(rules()["grounding"]["free"])
    said = [word for word in lemmas(plain(sentence)) if word not in free and not _FIGURE.fullmatch(word)]
    if not said:
        return 1.0
    own, key = set(lemmas(plain(source))), squeeze(source)
    return sum(word in own or (len(word) > 1 and word in key) for word in said) / len(said)


def markup(text: str) -> str:
    """The first sign of markup, an address or an image in ``text``; "" when there is none."""
    found = _forbidden().search(text)
    return found.group() if found else ""


@lru_cache(maxsize=1)
def _forbidden() -> re.Pattern[str]:
    return re.compile("|".join(rules()["form"]["forbidden"]), re.IGNORECASE | re.MULTILINE)
