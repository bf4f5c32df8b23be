"""A language model's answer beside the one taken from the documents: written, checked, repaired, or left out."""

from __future__ import annotations

import logging
import re
import threading
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from assistant.answer.compose import dated
from assistant.answer.evidence import figure_missing
from assistant.answer.wording import says_nothing
from assistant.japanese.glossary import Glossary
from assistant.japanese.sentences import split_sentences
from assistant.japanese.tokens import lemmas
from assistant.llm.backend import Backend, Deadline, LlmFailed, Message
from assistant.llm.check import Checked, Checker, grounded
from assistant.llm.context import fenced, neutral, room_for_sources, sources_of
from assistant.llm.prompts import prompt, template
from assistant.llm.rules import rules
from assistant.llm.sentences import arriving, sentences_of
from assistant.model import Answer, Citation, Query

# An answer in running text is at most this long; what a model writes beyond it is not read.
_CHARS, _SENTENCES = 400, 6
_MARK = re.compile(r"\[(\d{1,3})\]")
# Tables and items; but not the lines of running text, which are sentences without a mark of their own.
_SHAPED = re.compile(r"^\s*(?:\||・.*(?:[^。]|\]。)$)", re.MULTILINE)
_STEP = re.compile(r"^\s*\d+[.．]\s", re.MULTILINE)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Writer:
    """Writes answers with a language model. ``glossary`` tells names."""

    backend: Backend
    glossary: Glossary

    def answers(self, query: Query, stated: Answer, lang: str, stop: threading.Event | None = None) -> Iterator[Answer]:
        """The answer as it grows by checked sentences, the final one last.

        ``stated`` is the answer taken from the documents. It is the last one, with a notice, where the model fails or
        nothing that it writes is sound. There is none at all where the model is not asked (``worth_asking``). Raises
        Cancelled when ``stop`` is set.
        """
        if not worth_asking(query, stated, lang):
            return
        _ = self.backend.llm  # loaded before the time-out runs
        try:
            yield from self._written(query, stated, lang, Deadline(self.backend.settings.llm_timeout, stop))
        except LlmFailed as failure:
            log.info("language model %s: %s", self.backend.name, failure)
            yield self._with_notice(stated, failure.kind, lang)

    def _written(self, query: Query, stated: Answer, lang: str, deadline: Deadline) -> Iterator[Answer]:
        settings = self.backend.settings
        room = room_for_sources(query.resolved, settings.llm_context_tokens, settings.llm_answer_tokens)
        sources = sources_of(stated.citations, room)
        if not sources:
            yield self._with_notice(stated, "unsound", lang)
            return
        checker = Checker(self.glossary, sources, _MARK.sub("", stated.answer))
        asked: list[Message] = [
            ("system", template("system")),
            ("user", prompt("question", sources="\n\n".join(map(fenced, sources)), question=neutral(query.resolved),
                            as_of=query.as_of or stated.as_of)),
        ]  # fmt: skip
        found: list[Checked] = []
        for sentence in arriving(self.backend.stream(asked, deadline)):
            if _repeats(sentence, found):
                continue
            found.append(checker.check(sentence))
            log.info("sentence: %s", " ".join(failure.kind for failure in found[-1].failures) or "sound")
            if found[-1].sound:
                yield self._answer(stated, found, lang)
            if len(found) == _SENTENCES or sum(len(item.text) for item in found) > _CHARS:
                break
        if any(not item.sound for item in found):
            found = self._repaired(asked, found, checker, deadline)
        yield self._settled(query, stated, found, lang)

    def _repaired(
        self, asked: Sequence[Message], found: Sequence[Checked], checker: Checker, deadline: Deadline
    ) -> list[Checked]:
        """The sentences, those that failed written again in one further request, as far as that makes them sound."""
        failed = [item for item in found if not item.sound]
        told = "\n".join(
            f"{number}. {neutral(item.text)}\n   理由：{'、'.join(failure.told() for failure in item.failures)}"
            for number, item in enumerate(failed, 1)
        )
        messages = [
            *asked,
            ("assistant", "\n".join(item.text for item in found)),
            ("user", prompt("repair", failures=told)),
        ]
        try:
            again = [checker.check(text) for text in sentences_of(self.backend.complete(messages, deadline))]
        except LlmFailed as failure:
            log.info("language model %s, repair: %s", self.backend.name, failure)
            return list(found)
        rewritten = iter(again if len(again) == len(failed) else [item for item in again if item.sound])
        return [item if item.sound else next(rewritten, item) for item in found]

    def _settled(self, query: Query, stated: Answer, found: Sequence[Checked], lang: str) -> Answer:
        """The answer of the sound sentences, when it says what was asked for; else ``stated`` with a notice."""
        answer = self._answer(stated, found, lang)
        bare = _MARK.sub("", answer.answer)
        lost = figure_missing(query, bare) and not figure_missing(query, stated.answer)
        if not any(item.sound for item in found) or lost or len(bare) > _CHARS:
            return self._with_notice(stated, "unsound", lang)
        dropped = sum(not item.sound for item in found)
        notices = [*answer.notices, *([_sentence("dropped", lang, count=dropped)] if dropped else [])]
        return replace(answer, notices=tuple(notices))

    def _answer(self, stated: Answer, found: Sequence[Checked], lang: str) -> Answer:
        """The sound sentences as an answer, their citations numbered anew."""
        sound = [item for item in found if item.sound]
        used = list(dict.fromkeys(n for item in sound for n in item.marks))
        numbers = {old: new for new, old in enumerate(used, 1)}
        cited = {citation.n: citation for citation in stated.citations}
        citations = tuple(
            _quoting(replace(cited[old], n=new), [item for item in sound if old in item.marks])
            for old, new in numbers.items()
        )
        text = _MARK.sub(lambda mark: f"[{numbers[int(mark[1])]}]", "".join(item.text for item in sound))
        return replace(
            stated,
            answer=dated(text, stated.as_of, lang),
            citations=citations,
            notices=(*stated.notices, _sentence("written", lang, model=self.backend.name)),
            engine={**stated.engine, "llm": self.backend.name},
        )

    def _with_notice(self, stated: Answer, kind: str, lang: str) -> Answer:
        return replace(stated, notices=(*stated.notices, _sentence(kind, lang, model=self.backend.name)))


def worth_asking(query: Query, stated: Answer, lang: str) -> bool:
    """Whether a model may write the answer: it was found, in running text, all of it cited, and asked in Japanese.

    Lists, tables and steps stay in the form and completeness of their source, and so does what the documents deny.
    """
    if stated.status != "answered" or not stated.citations or lang != "ja" or query.language != "ja":
        return False
    shaped = _SHAPED.search(stated.answer) or len(_STEP.findall(stated.answer)) > 1
    return not shaped and not says_nothing(stated.answer)


def _repeats(sentence: str, found: Sequence[Checked]) -> bool:
    """Whether a sentence says what a sound one before it has said: small models go round in circles."""
    own = set(lemmas(_MARK.sub("", sentence)))
    for item in found:
        other = set(lemmas(_MARK.sub("", item.text)))
        if item.sound and len(own & other) >= rules()["grounding"]["repeated"] * max(1, len(own | other)):
            return True
    return False


def _quoting(citation: Citation, sentences: Sequence[Checked]) -> Citation:
    """The citation with its quote widened to the sentences of the passage that hold what is said."""
    start, end = citation.start, citation.end
    spans = split_sentences(citation.text)
    for sentence in sentences:
        bare = _MARK.sub("", sentence.text)
        if grounded(bare, citation.text[start:end]) >= grounded(bare, citation.text):
            continue
        best = max(spans, key=lambda span: grounded(bare, citation.text[span[0] : span[1]]))
        start, end = min(start, best[0]), max(end, best[1])
    return replace(citation, quote=citation.text[start:end], start=start, end=end)


@lru_cache(maxsize=1)
def _wording() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "wording.toml").read_text(encoding="utf-8"))


def _sentence(name: str, lang: str, **values: object) -> str:
    return _wording()[name][lang].format_map(values)
