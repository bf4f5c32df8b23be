"""The parts of an answer in words: Japanese or English, with citations, the date of the information and notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import wording
from assistant.answer.claims import Claim
from assistant.answer.compare.comparer import Compared
from assistant.answer.compose import Citations, dated, dated_apart, paragraph, written
from assistant.answer.english.names import names_of
from assistant.answer.english.statements import unread_words
from assistant.answer.english.writer import EnglishWriter
from assistant.answer.part import Part, within_room, without_repeats
from assistant.answer.topic import topic_of
from assistant.japanese.glossary import Glossary
from assistant.model import Answer, Document
from assistant.retrieve.editions import Editions


@dataclass(frozen=True)
class AnswerWriter:
    """Writes what was found as one answer."""

    documents: dict[str, Document]
    glossary: Glossary
    editions: Editions

    def joined(self, question: str, parts: Sequence[Part], lang: str) -> Answer:
        """The answer of the parts, in their order, without repeats and within the room there is."""
        parts = within_room(without_repeats(parts))
        if lang == "en":
            parts = [self._fitting(part, len(parts)) for part in parts]
        citations = Citations(self.documents)
        texts = list(dict.fromkeys(self._part_text(part, citations, lang) for part in parts))
        found = [part.found for part in parts]
        status = "answered" if all(found) else "partial" if any(found) else "not_found"
        claims = [claim for part in parts for claim in part.claims]
        return self._finished(question, status, "\n".join(texts), claims, citations, lang)

    def _part_text(self, part: Part, citations: Citations, lang: str) -> str:
        if lang == "en":
            return self._part_in_english(part, citations)
        if part.lead:
            return "\n".join([part.lead, *(f"・{written(claim, citations)}" for claim in part.claims)])
        if part.found:
            return (wording.sentence(part.word, lang) if part.word else "") + paragraph(part.claims, citations)
        nearby = paragraph(part.nearby, citations) if part.nearby else ""
        if part.denied and nearby:
            return f"{wording.sentence('not_granted', lang, granted=part.denied)}\n{nearby}"
        return wording.not_found(topic_of(part.query.resolved, self.glossary).phrase, nearby, len(self.documents), lang)

    def _fitting(self, part: Part, parts: int) -> Part:
        """The part with the claims for which there is room in English, where they take more: one each of several parts."""
        keep = part.selection or part.lead or not part.claims
        return part if keep else replace(part, claims=self.english.fitting(part.query, part.claims, parts))

    def _part_in_english(self, part: Part, citations: Citations) -> str:
        if part.selection:
            return self.english.selection(part.selection, part.claims, citations)
        if part.lead:
            return self.english.looked_up(part.query, part.lead, part.claims, citations)
        if part.found:
            said = self.english.paragraph(part.query, part.claims, citations)
            settled = part.word and not unread_words(part.query)
            return (wording.sentence(part.word, "en") if settled else "") + said
        nearby = self.english.paragraph(part.query, part.nearby, citations) if part.nearby else ""
        if part.denied and nearby:
            return f"{wording.sentence('not_granted', 'en', granted=f'“{part.denied}”')}\n{nearby}"
        return wording.not_found(part.query.text, nearby, len(self.documents), "en")

    @property
    def english(self) -> EnglishWriter:
        """Says claims in English."""
        return EnglishWriter(names_of(self.glossary))

    def compared(self, question: str, compared: Compared, lang: str) -> Answer:
        """The answer that sets sides against each other."""
        return self._finished(question, "answered", compared.text, compared.claims, compared.citations, lang)

    def _finished(
        self, question: str, status: str, text: str, claims: Sequence[Claim], citations: Citations, lang: str
    ) -> Answer:
        passages = [claim.hit.passage for claim in claims]
        as_of = max((self.editions.date(passage) for passage in passages), default="")
        return Answer(
            question=question,
            status=status,
            answer=self._dated(text, claims, citations, as_of, lang) if claims else text,
            citations=tuple(citations.items),
            as_of=as_of,
            notices=wording.notices([self.documents[passage.doc_id] for passage in passages], lang),
        )

    def _dated(self, text: str, claims: Sequence[Claim], citations: Citations, as_of: str, lang: str) -> str:
        """The text with the date of its information; where a comparison joins editions, with each one's own."""
        dates = sorted({(citations.number(claim), self.editions.date(claim.hit.passage)) for claim in claims})
        if len({date for _, date in dates}) > 1 and text.startswith(("|", "・")) and all(date for _, date in dates):
            return dated_apart(text, dates, lang)
        return dated(text, as_of, lang)
