"""From hits to one answer: evidence, decision, claims, check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answer import wording
from assistant.answer.choose import choose
from assistant.answer.claims import Claim, claim_of
from assistant.answer.compare.comparer import Comparer, holds_all
from assistant.answer.compare.comparison_readings import readings
from assistant.answer.compare.contrast import Comparison, comparison_of
from assistant.answer.english.pieces import is_english
from assistant.answer.evidence import Evidence, collect, lacks_details
from assistant.answer.judge import Judged, confidence, judged
from assistant.answer.near_misses import item_is_empty
from assistant.answer.overviews import without_overviews
from assistant.answer.part import Part
from assistant.answer.parts import split_parts
from assistant.answer.preference import preferred
from assistant.answer.reading import Reading
from assistant.answer.signals import Signals
from assistant.answer.table.looked_up import TableAnswer
from assistant.answer.table.places import at_place, place_asked
from assistant.answer.table.selection import Selection, claims_of, explained, lead_of, told_by
from assistant.answer.table.series import series_answer
from assistant.answer.table.table_questions import counted, speaks_of, table_answer
from assistant.answer.table.tables import Tables
from assistant.answer.verify import supported
from assistant.answer.writer import AnswerWriter
from assistant.answer.yesno.membership import membership
from assistant.answer.yesno.yesno import answered_yes_no, puts_forward, without_opening
from assistant.index.lexical import LexicalIndex
from assistant.index.units import passage_text
from assistant.japanese.era import find_dates
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.japanese.polarity import yes_or_no
from assistant.japanese.tokens import index_tokens
from assistant.model import Answer, Document, Hit, Query
from assistant.retrieve.editions import Editions
from assistant.retrieve.understand import content_tokens, kinds_of

# The evidence answers from this confidence on; a nearby passage is named from the lower one on.
_ANSWERS, _NEARBY = 0.5, 0.35
# Share of the question's words from which a passage is about what was asked.
_ABOUT_IT = 0.4
# Least share of a question's words that a selection of rows explains.
_EXPLAINED = 0.48
# Candidates among which a list is looked for.
_LISTS = 4

Find = Callable[[str], tuple[Query, list[Hit]]]


@dataclass
class Answerer:
    """Answers complete questions without a language model. ``find`` understands and searches."""

    find: Find
    documents: dict[str, Document]
    lexical: LexicalIndex
    glossary: Glossary
    editions: Editions
    tables: Tables

    @property
    def _writer(self) -> AnswerWriter:
        return AnswerWriter(self.documents, self.glossary, self.editions)

    def answer(self, question: str, lang: str = "ja") -> Answer:
        """The answer to ``question``, which is complete (conversation.resolve)."""
        return replace(self, find=cache(self.find))._answered(question, lang)  # its parts search for the same

    def _answered(self, question: str, lang: str) -> Answer:
        comparer = Comparer(
            self.find, self.tables, self._best, self.documents, self._writer.english if lang == "en" else None
        )
        for reading in readings(question):
            if changes := self._each_changed(reading):
                return self._writer.joined(question, changes, lang)
            if compared := comparer.looked_up(reading):
                return self._writer.compared(question, compared, lang)
        comparison = comparison_of(question)
        if comparison and not (comparison.asks_total and any(map(find_dates, comparison.sides))):
            if counts := self._counts(question) or self._over_time(question, comparison):
                return self._writer.joined(question, [counts], lang)
            if changes := self._each_changed(comparison):
                return self._writer.joined(question, changes, lang)
            if compared := comparer.settled(comparison) or comparer.as_rows(comparison):
                return self._writer.compared(question, compared, lang)
            whole = self.part(question)
            alone = not (comparison.order or comparison.asks_total or comparison.asks_how_much)
            if (alone or comparison.asks_for_members) and holds_all(whole, comparison):
                return self._writer.joined(question, [whole], lang)
            if compared := comparer.told(comparison.without_members()):
                return self._writer.compared(question, compared, lang)
        parts = [self.part(piece) for piece in split_parts(question, self.glossary, self.tables.attributes)]
        return self._writer.joined(question, parts, lang)

    def part(self, question: str) -> Part:
        """One question: its claims, or none when the evidence is too weak."""
        query, hits = self.find(question)
        look_ups = (self._changed, self._member, self._at_place, self._from_tables)
        found = next(filter(None, (look_up(query, hits) for look_up in look_ups)), None)
        return found or self._from_passages(query, hits)

    def _member(self, query: Query, hits: Sequence[Hit]) -> Part | None:
        """Whether a thing stands in a complete list, unless a passage says yes or no to it in its own words."""
        found = (
            None if is_english(query.resolved) else membership(query, self.tables.lists, self.tables.all, self.glossary)
        )
        if not found or not all(map(supported, found.claims)):
            return None
        told = self._from_passages(query, hits)
        first = told.claims[0].text if told.claims else ""
        if yes_or_no(first) and squeeze(found.thing) in squeeze(first):
            return told
        if not found.word:
            return replace(told, word="")
        return Part(query, claims=list(found.claims), word=found.word, confidence=1.0)

    def _at_place(self, query: Query, hits: Sequence[Hit]) -> Part | None:
        """What stands at the place of a numbered list that is asked for; nothing where the list ends before it."""
        if not place_asked(query.resolved):
            return None
        found = at_place(query, self.tables.found(query, hits), self.lexical)
        return Part(query, claims=list(found.claims), confidence=float(bool(found.claims))) if found else None

    def _from_tables(self, query: Query, hits: Sequence[Hit]) -> Part | None:
        """The rows of a table that are asked for, or what a whole column answers."""
        if lacks_details(query, hits):
            return None
        selection = self._selection(query, hits)
        if selection and (selection.plain or len(selection.conditions) > 1 or self._row_first(query, hits, selection)):
            counting = "number" in query.kinds and "list" not in query.kinds
            rows = [claim for claim in claims_of(selection, brief=counting) if supported(claim)]
            lead = lead_of(selection, len(rows)) if counting or len(selection.rows) > 1 else ""
            return Part(query, claims=rows, selection=selection, lead=lead, confidence=1.0)
        if looked_up := self._looked_up(query, hits):
            return Part(query, claims=list(looked_up.claims), lead=looked_up.lead, confidence=1.0)
        return None

    def _row_first(self, query: Query, hits: Sequence[Hit], selection: Selection) -> bool:
        """Whether a row is the best evidence, where the selection counts as named."""
        chosen = {row.passage_id for row in selection.rows}
        found = self._collected(query, hits, self.tables.unnamed(query, hits) - chosen)
        return bool(found) and found[0].hit.passage.kind == "row"

    def _from_passages(self, query: Query, hits: Sequence[Hit]) -> Part:
        """What the best passages say, or the nearest one where that does not answer."""
        found = self._collected(query, hits, self.tables.unnamed(query, hits))
        if not found:
            return Part(query)
        reading, ranked = self._judged(query, found)
        candidates, sure = [item.evidence for item in ranked], confidence(reading, ranked[0])
        claims = [claim for claim in choose(query, candidates, found, self.lexical) if supported(claim)]
        silent = bool(claims) and (
            wording.says_nothing(candidates[0].text) or item_is_empty(query.terms, claims[0].text)
        )
        if claims and (moved := reading.contradicted(candidates[0])):
            return Part(query, nearby=claims[:1], denied=moved, confidence=sure)
        elsewhere = reading.is_elsewhere(ranked[0].signals, candidates[0], sure)
        if sure >= _ANSWERS and not silent and not elsewhere and not lacks_details(query, hits):
            word, claims = answered_yes_no(query, claims)
            return Part(query, claims=claims, word=word, confidence=sure)
        near = next((item for test in (_about_it, reading.names_it) for item in ranked if test(item.signals)), None)
        near = near or (ranked[0] if sure >= _NEARBY else None)
        if near is None:
            return Part(query, confidence=sure)
        claim = without_opening(claim_of(query, near.evidence, found))
        denied = reading.denied(near.evidence)
        return Part(query, nearby=[claim] if supported(claim) else [], denied=denied, confidence=sure)

    def _selection(self, query: Query, hits: Sequence[Hit]) -> Selection | None:
        """The rows of a table that are asked for, when that is what the question's words are about."""
        if "comparison" in query.kinds or puts_forward(query):
            return None  # the rows of one side are half an answer; 「機関はJSTですか」 asks for no list
        found = self.tables.select(query, hits)
        if not found or {"person", "company"} & set(query.kinds):
            return None
        if Reading(query, self.lexical, self.glossary).untold_acts(told_by(found)):
            return None  # 「削除された技術は」 asks for no technologies that are there
        return found if explained(found, query.resolved, self.lexical.idf) >= _EXPLAINED else None

    def _counts(self, question: str) -> Part | None:
        """「甲と乙ではどちらの構想が多いか」: how many rows of a table have each."""
        query, hits = self.find(question)
        tables = self.tables.of_rows_named(query, hits)
        key = squeeze(question)
        named = sorted(tables, key=lambda table: not table.rows_named(key))
        found = next(filter(None, (counted(query, table) for table in named)), None)
        return Part(query, claims=list(found.claims), lead=found.lead, confidence=1.0) if found else None

    def _over_time(self, question: str, comparison: Comparison) -> Part | None:
        """A comparison of two dates: what became of a value between them."""
        return self._changed(*self.find(question)) if all(map(find_dates, comparison.sides)) else None

    def _each_changed(self, comparison: Comparison) -> list[Part]:
        """「甲と乙は何件増えたか」: what became of the value of each side; [] where a side has none."""
        if not comparison.sides or "change" not in kinds_of(comparison.asked):
            return []
        changes = [self._changed(*self.find(comparison.question(side, ""))) for side in comparison.sides]
        found = [part for part in changes if part]
        return found if len(found) == len(changes) else []

    def _changed(self, query: Query, hits: Sequence[Hit]) -> Part | None:
        """What became of a value of the row that the question names."""
        unnamed = self.tables.unnamed(query, hits)
        rows = sorted((hit for hit in hits if hit.passage.table), key=lambda hit: hit.passage.passage_id in unnamed)
        found = series_answer(query, rows, self.tables.editions, self.editions.date, unnamed)
        return Part(query, claims=list(found.claims), lead=found.lead, confidence=1.0) if found else None

    def _looked_up(self, query: Query, hits: Sequence[Hit]) -> TableAnswer | None:
        """What a whole column of a table answers, when every claim of it holds."""
        answers = (table_answer(query, table, self.glossary) for table in self.tables.in_order(query, hits))
        found = next(filter(None, answers), None)
        return found if found and all(map(supported, found.claims)) and speaks_of(query, found, self.lexical) else None

    def support(self, question: str, words: str) -> float:
        """0..1: how surely ``question`` is answered, by a passage that holds ``words`` (share of them by idf)."""
        part = self.part(question)
        tokens = [token for token in content_tokens(words) if token in self.lexical.vocabulary]
        inside = {
            token
            for claim in part.claims
            for token in index_tokens(" ".join([passage_text(claim.hit.passage), *claim.hit.passage.questions]))
        }
        total = sum(map(self.lexical.idf, tokens))
        held = sum(self.lexical.idf(token) for token in tokens if token in inside)
        return min(part.confidence, held / total if total else 1.0)

    def says(self, question: str) -> str:
        """What the answer to a question says first, without its marks; "" when there is none."""
        claims = self.part(question).claims
        return claims[0].text if claims else ""

    @staticmethod
    def _collected(query: Query, hits: Sequence[Hit], unnamed: frozenset[str]) -> list[Evidence]:
        return collect(query, without_overviews(query, hits, unnamed), unnamed)

    def _judged(self, query: Query, found: Sequence[Evidence]) -> tuple[Reading, list[Judged]]:
        """The question as it is read, and its candidates, best first."""
        reading = Reading(query, self.lexical, self.glossary)
        return reading, preferred(query, judged(reading, found, self.editions), self.editions)

    def _best(self, question: str, listing: bool = False) -> tuple[Evidence, Claim] | None:
        """The best evidence for a question and its claim, when it is strong enough; ``listing``: the best list."""
        query, hits = self.find(question)
        found = self._collected(query, hits, self.tables.unnamed(query, hits))
        if not found:
            return None
        reading, ranked = self._judged(query, found)
        lists = [item for item in ranked[:_LISTS] if item.evidence.hit.passage.kind == "list"] if listing else []
        best = (lists or ranked)[0].evidence
        claim = claim_of(replace(query, kinds=("list",)) if lists else query, best, found)
        return (best, claim) if confidence(reading, ranked[0]) >= _ANSWERS and supported(claim) else None


def _about_it(signals: Signals) -> bool:
    """Whether the passage is about what was asked, though it lacks the detail."""
    return not signals.other_thing and signals.other_name < 0.5 and signals.covered >= _ABOUT_IT
