"""Everyday questions for the passages of users' own documents, written by a language model when an index is built.

They are indexed like those of the bundled corpus: searched, never shown. What was written is kept beside the index, so
that a build that broke off goes on where it stopped, and an unchanged passage costs nothing the next time.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer.orders import is_order, without_orders
from assistant.errors import AssistantError
from assistant.index.units import passage_text
from assistant.japanese.glossary import Glossary
from assistant.llm.backend import Backend, Deadline, LlmFailed, Message
from assistant.llm.check import markup
from assistant.llm.context import Source, fenced, tokens
from assistant.llm.names import missing_names
from assistant.llm.prompts import prompt, template
from assistant.llm.quantities import figures_of
from assistant.model import Passage

_MOST = 3  # questions for a passage
_SHORTEST, _LONGEST = 6, 60  # characters of a question
_LEAST_TEXT = 20  # a shorter passage (a heading, a date) answers nothing
_WRITTEN_TOKENS = 90  # of an answer with three questions, for the estimate
_CUT = 1500  # characters of a passage that the model sees
_NUMBERING = re.compile(r"^\s*(?:[-・•*]|\d{1,2}[.．):）、]|[①-⑩]|質問\s*\d*\s*[:：])\s*")


@dataclass(frozen=True)
class Cost:
    """What is about to be asked of the model; the tokens are estimates from above."""

    passages: int
    known: int  # passages whose questions were written before
    tokens_in: int
    tokens_out: int

    @property
    def requests(self) -> int:
        """One for each passage that has no questions yet."""
        return self.passages - self.known


class Enricher:
    """Gives passages their questions. ``agreed`` is shown the cost before anything is sent, and says whether to go on."""

    def __init__(
        self,
        backend: Backend,
        glossary: Glossary,
        folder: Path,
        agreed: Callable[[Cost], bool],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """``folder`` keeps what is written."""
        self._backend, self._glossary, self._agreed, self._progress = backend, glossary, agreed, progress
        key = hashlib.sha256(f"{backend.name}\n{template('enrich')}".encode()).hexdigest()[:16]
        self._file = folder / f"questions-{key}.jsonl"

    def __call__(self, passages: Sequence[Passage]) -> list[Passage]:
        """The passages, those of users' own documents with questions.

        Raises AssistantError when the cost is not agreed to, or the model fails; what was written until then is kept.
        """
        known = self._read()
        wanted = {_key(passage): passage for passage in passages if wants_questions(passage)}
        missing = {key: passage for key, passage in wanted.items() if key not in known}
        if missing:
            self._confirm(len(wanted), list(missing.values()))
            for done, (key, passage) in enumerate(missing.items(), 1):
                known[key] = self._ask(passage, done - 1, len(missing))
                self._keep(key, known[key])
                if self._progress:
                    self._progress(done, len(missing))
        return [
            replace(passage, questions=known[_key(passage)]) if wants_questions(passage) else passage
            for passage in passages
        ]

    def _confirm(self, wanted: int, missing: Sequence[Passage]) -> None:
        said = sum(tokens(message) for passage in missing for _, message in _messages(passage))
        cost = Cost(wanted, wanted - len(missing), said, _WRITTEN_TOKENS * len(missing))
        if not self._agreed(cost):
            raise AssistantError(
                "質問文の作成をやめました。索引は前のままです。",
                "No questions were written. The index is as it was.",
            )

    def _ask(self, passage: Passage, done: int, total: int) -> tuple[str, ...]:
        try:
            text = self._backend.complete(_messages(passage), Deadline(self._backend.settings.llm_timeout))
        except LlmFailed as failure:
            raise AssistantError(
                f"言語モデルが答えないため、{total}箇所のうち{done}箇所で止めました（{failure}）。索引は前のままです。"
                "policy-assistant doctor で確かめてください。同じ命令で続きから始まります。",
                f"The language model does not answer: stopped after {done} of {total} passages ({failure}). The index is "
                "as it was. See `policy-assistant doctor`; the same command goes on from here.",
            ) from failure
        return tuple(self.sound(text, passage))

    def sound(self, text: str, passage: Passage) -> Iterator[str]:
        """The questions in a model's answer that say nothing which the passage does not hold."""
        source, found = passage_text(passage), 0
        figures = figures_of(source, source=True)
        for line in dict.fromkeys(_NUMBERING.sub("", line).strip() for line in text.splitlines()):
            fits = _SHORTEST <= len(line) <= _LONGEST and line.endswith(("？", "?", "か", "か。"))
            if not fits or markup(line) or is_order(line) or line in template("enrich") or found == _MOST:
                continue
            if not figures.lacking(figures_of(line)) and not missing_names(line, source, self._glossary):
                found += 1
                yield line

    def _read(self) -> dict[str, tuple[str, ...]]:
        """What was written before; a last line that broke off is left out."""
        known = {}
        try:
            lines = self._file.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return {}
        for line in lines:
            try:
                entry = json.loads(line)
                known[str(entry["passage"])] = tuple(map(str, entry["questions"]))
            except (ValueError, KeyError, TypeError):
                continue
        return known

    def _keep(self, key: str, questions: Sequence[str]) -> None:
        line = json.dumps({"passage": key, "questions": list(questions)}, ensure_ascii=False)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as out:
                out.write(f"\n{line}")  # a line that broke off before stays alone
        except OSError as error:
            raise AssistantError(
                f"作った質問文を {self._file} に書き込めません（{error.strerror}）。空きと権限を確かめてください。",
                f"The questions cannot be written to {self._file} ({error.strerror}). Check its space and permissions.",
            ) from error


def wants_questions(passage: Passage) -> bool:
    """Whether a passage is of a user's own document, says something, and has no questions yet."""
    bundled = passage.kind == "statement" or bool(passage.asks)
    return not passage.questions and not bundled and len(passage.text) >= _LEAST_TEXT


def _key(passage: Passage) -> str:
    return hashlib.sha256(passage_text(passage).encode("utf-8", "surrogatepass")).hexdigest()


def _messages(passage: Passage) -> list[Message]:
    source = Source(1, " ".join(passage.heading[-2:]), passage.as_of, without_orders(passage.text)[:_CUT])
    if is_order(source.title):
        source = replace(source, title="")
    return [("user", prompt("enrich", source=fenced(source)))]
