"""The one object behind every front end: it answers, searches and lists."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import wording
from assistant.answer.answerer import Answerer
from assistant.answer.compare.contrast import comparison_of
from assistant.answer.compose import listed
from assistant.answer.conversation import Resolved, resolve
from assistant.answer.english.pieces import is_english
from assistant.answer.english.question import Reading, as_read, parts_of, read
from assistant.answer.followup.context import Probe
from assistant.answer.table.tables import Tables
from assistant.config import Settings
from assistant.given import checked_date, checked_document, checked_question, has_words
from assistant.index.embedder import Embedder
from assistant.index.generations import current_generation
from assistant.index.store import Index, open_index
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import clean_text
from assistant.japanese.plain_words import PlainWords
from assistant.japanese.relative_dates import absolute
from assistant.model import Answer, Citation, Document, Hit, Query
from assistant.opened import Opened
from assistant.own_words import OwnWords
from assistant.pipeline import Progress, build, embedder_of
from assistant.precedents.records import Precedents
from assistant.retrieve.editions import Editions
from assistant.retrieve.retriever import Retriever
from assistant.retrieve.understand import Vocabulary, understand

if TYPE_CHECKING:
    from assistant.designation.model import Check
    from assistant.llm.backend import Backend
    from assistant.llm.compose import Writer

# The confidence from which an English question in its own words is trusted more than its reading.
_SURE = 0.9


class Assistant:
    """Answers from one index, as it stands at each question. Safe to use from several threads."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        self.settings = settings
        self._progress = progress
        self._opened: Opened | None = None
        self._opening = threading.Lock()

    @property
    def opened(self) -> Opened:
        """The index and what answers from it; opened again when documents came or went since.

        The index of the default corpus is built when it does not exist yet. Raises IndexUnusable.
        """
        with self._opening:
            if self._opened is None:
                self._build_default()
            generation = current_generation(self.settings.index)  # said before anything is loaded
            if self._opened is None or self._opened.index.generation != generation.name:
                self._opened = Opened(open_index(self.settings.index, self.embedder), self.embedder)
            return self._opened

    def _build_default(self) -> None:
        folder = self.settings.index
        if folder == Settings.model_fields["index"].default and not folder.exists():
            build([self.settings.corpus], folder, self.embedder, self._progress)

    @property
    def index(self) -> Index:
        """The index in use."""
        return self.opened.index

    @cached_property
    def embedder(self) -> Embedder:
        """The encoder of the settings."""
        return embedder_of(self.settings)

    @cached_property
    def glossary(self) -> Glossary:
        """Official names, abbreviations and everyday words: the corpus's own, else those of the bundled corpus."""
        return Glossary.load(self._corpus_file("glossary.toml"))

    def _corpus_file(self, name: str) -> Path:
        """A file of the corpus in use, else that of the bundled corpus."""
        own = self.settings.corpus / name
        return own if own.is_file() else Settings.model_fields["corpus"].default / name

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The glossary and the everyday words for official ones."""
        return Vocabulary(self.glossary, PlainWords.load(self._corpus_file("plain_words.toml")))

    @property
    def writes(self) -> bool:
        """Whether a language model is set, so that answers may come in several states."""
        return bool(self.settings.llm_model)

    @cached_property
    def writer(self) -> Writer | None:
        """The language model of the settings, if they name one."""
        if not self.writes:
            return None
        from assistant.llm.compose import Writer

        return Writer(self._backend, self.glossary)

    @cached_property
    def _backend(self) -> Backend:
        from assistant.llm.backend import Backend

        return Backend(self.settings)

    @property
    def retriever(self) -> Retriever:
        """Search over the index."""
        return self.opened.retriever

    @property
    def attributes(self) -> frozenset[str]:
        """The words by which the columns of the index's tables are asked for, as search keys."""
        return self.opened.attributes

    @property
    def tables(self) -> Tables:
        """The tables of the index, for questions over their rows."""
        return self.opened.tables

    @property
    def editions(self) -> Editions:
        """Which documents are superseded."""
        return self.opened.editions

    def ask(self, question: str, turns: Sequence[str] = (), as_of: str = "", doc: str = "", lang: str = "ja") -> Answer:
        """One answer. ``turns`` are the user's earlier questions, oldest first; ``as_of`` is an ISO date or "".

        Raises InputError for a question that cannot be read as one.
        """
        *_, answer = self.answers(question, turns, as_of, doc, lang)
        return answer

    def answers(
        self,
        question: str,
        turns: Sequence[str] = (),
        as_of: str = "",
        doc: str = "",
        lang: str = "ja",
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """The answer taken from the documents; with a language model also each state of its answer, the final one last.

        Raises as ``ask`` does, and Cancelled when ``stop`` is set while the model writes.
        """
        start = time.perf_counter()
        typed = checked_question(question, self.settings.max_question_chars)
        as_of = checked_date(as_of)
        opened = self.opened  # the same one to the end, whatever is added or removed meanwhile
        checked_document(doc, opened)
        today = date.fromisoformat(as_of or opened.newest)
        question, dates = absolute(typed, today)
        earlier = [absolute(turn, today)[0] for turn in turns if has_words(turn)]
        spent = {"retrieve": 0.0}
        asked_in_english: dict[str, Reading] = {}

        @cache
        def find(text: str) -> tuple[Query, list[Hit]]:
            began = time.perf_counter()
            query = understand(question, self.vocabulary, text, as_of)
            if reading := asked_in_english.get(text):
                query = as_read(query, reading)
            hits = opened.retriever.search(query, self.settings.top_k, doc)
            spent["retrieve"] += (time.perf_counter() - began) * 1000
            return query, hits

        answerer = Answerer(find, opened.documents, opened.index.lexical, self.glossary, opened.editions, opened.tables)
        probe = Probe(
            answerer.support,
            lambda text: listed(answerer.answer(text)),
            answerer.says,
            lambda text: answerer.answer(text).answer,
        )
        resolved = resolve(question, earlier, self.glossary, opened.attributes, probe)
        lang = resolved.lang or ("en" if is_english(question) else lang)
        notes = [wording.sentence("relative_date", lang, **vars(read), today=today) for read in dates]
        notes += [wording.sentence("own_research", lang)] * wording.asks_of_own_research(question)
        reading = self._reading(resolved.question, answerer, asked_in_english)
        answer = answerer.answer(reading or resolved.question, lang)
        spent["total"] = (time.perf_counter() - start) * 1000
        yield self._signed(answer, typed, resolved, spent, lang, notes)
        if self.writer:
            query = understand(question, self.vocabulary, resolved.question, as_of)
            for written in self.writer.answers(query, answer, lang, stop):
                spent["total"] = (time.perf_counter() - start) * 1000
                yield self._signed(written, typed, resolved, spent, lang, notes)

    def _reading(self, question: str, answerer: Answerer, readings: dict[str, Reading]) -> str:
        """An English question in the terms of the documents; "" for another one, or when its own words find more.

        ``readings`` gets what was read, by its Japanese.
        """
        if not is_english(question):
            return ""
        found = [read(part, self.glossary) for part in parts_of(question, self.glossary)]
        readings |= {reading.japanese or reading.english: reading for reading in found}
        whole = "？".join(reading.japanese for reading in found)
        if not all(reading.japanese for reading in found):
            return ""
        certain = len(found) > 1 or bool(found[0].details) or answerer.part(whole).found
        alone = answerer.part(question)
        sure = min(alone.confidence, alone.holds([name for reading in found for name in reading.names]))
        return whole if certain or comparison_of(whole) or sure < _SURE else ""

    def search(self, words: str, k: int = 10, as_of: str = "", doc: str = "") -> list[Hit]:
        """Passages only, best first."""
        words = checked_question(words, self.settings.max_question_chars)
        opened = self.opened
        checked_document(doc, opened)
        return opened.retriever.search(understand(words, self.vocabulary, as_of=checked_date(as_of)), k, doc)

    def own_words(self, citations: Sequence[Citation]) -> dict[int, OwnWords]:
        """For citations (by their n) of digests whose original is in the index: the original's own words."""
        found = {citation.n: self.opened.originals.behind(citation) for citation in citations}
        return {n: words for n, words in found.items() if words is not None}

    def precedents(
        self, words: str = "", filters: Mapping[str, Sequence[str]] | None = None, as_of: str = "", k: int = 10
    ) -> Precedents:
        """Projects and cases: those that fit ``filters``, and with ``words`` the ``k`` that are most like them.

        Raises InputError for an unknown filter or value, a date that is none, and an index without such tables.
        """
        opened = self.opened
        text = clean_text(words)[0] if words else ""
        return opened.precedents.find(text, filters or {}, checked_date(as_of), k, self.vocabulary)

    def precedent_choices(self) -> dict[str, dict[str, int]]:
        """For each filter of ``precedents`` its values and how many records have each."""
        return self.opened.precedents.choices()

    def precedent_dates(self) -> list[str]:
        """The dates of the reports behind the records, newest first."""
        return self.opened.precedents.dates()

    def check(
        self,
        description: str,
        call: str = "",
        answers: Mapping[str, bool] | None = None,
        lang: str = "ja",
        stop: threading.Event | None = None,
    ) -> Check:
        """The designation check of a research description, which is neither kept nor logged.

        ``call`` is the text of the call for proposals; ``answers`` are the user's answers to open questions, by fact.
        A language model reads it as well where the settings name one and let it. Raises InputError for a text that
        cannot be checked, AssistantError when the index lacks the rules, Cancelled when ``stop`` is set meanwhile.
        """
        checker = self.opened.checker(self.settings.max_description_chars)
        adviser = None
        if self.writes:
            from assistant.llm.adviser import adviser_of

            adviser = adviser_of(self._backend, stop)
        found = checker.check(description, call, answers or {}, lang, adviser)
        return replace(found, engine={"embedder": self.embedder.name, **found.engine})

    def documents(self) -> list[Document]:
        """What is in the index, newest first."""
        return sorted(self.index.documents, key=lambda document: (document.date, document.doc_id), reverse=True)

    def _signed(
        self,
        answer: Answer,
        question: str,
        resolved: Resolved,
        spent: dict[str, float],
        lang: str,
        notes: Sequence[str],
    ) -> Answer:
        text, notices = answer.answer, [*answer.notices, *notes]
        if resolved.understood:
            text = f"{wording.sentence('understood', lang, question=resolved.understood)}\n{text}"
        if lang == "en":
            notices.append(wording.sentence("english", lang))
        return Answer(
            **{
                **vars(answer),
                "question": question,
                "answer": text,
                "notices": tuple(notices),
                "engine": {"embedder": self.embedder.name, "llm": None, **answer.engine},
                "timing_ms": {name: round(value, 2) for name, value in spent.items()},
            }
        )
