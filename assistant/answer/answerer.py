"""From hits to one answer: evidence, decision, claims, check, wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answer import wording
from assistant.answer.claims import Claim, claim_of
from assistant.answer.comparison import Comparison, compare, comparison_of
from assistant.answer.compose import Citations, dated, paragraph, written
from assistant.answer.decide import Signals, confidence, signals_of
from assistant.answer.evidence import Evidence, collect
from assistant.answer.parts import split_parts
from assistant.answer.tables import Tables, claims_of, lead_of
from assistant.answer.topic import topic_of
from assistant.answer.verify import supported
from assistant.index.lexical import LexicalIndex
from assistant.japanese.glossary import Glossary
from assistant.japanese.tokens import index_tokens
from assistant.model import Answer, Document, Hit, Query
from assistant.retrieve.duplicates import trigrams
from assistant.retrieve.editions import Editions

# A further passage is cited when its evidence scores at least this share of the best one's …
_FURTHER = 0.87
# … or this share, when it holds at least _CLOSES of the question's words (by idf) that the answer so far leaves open,
# these being at least _OPEN of all …
_COMPLETING, _OPEN, _CLOSES = 0.7, 0.2, 0.5
# A further passage holds at least this share of the question's words (by idf) that the first one holds.
_TOPIC = 0.7
# … and the answer stays below this many characters.
_ANSWER_CHARS, _LONG_ANSWER_CHARS = 350, 640
_LONG_KINDS = {"list", "steps", "comparison", "change"}
# The evidence answers from this confidence on; a nearby passage is named from the lower one on.
_ANSWERS, _NEARBY = 0.5, 0.2

Find = Callable[[str], tuple[Query, list[Hit]]]


@dataclass
class Part:
    """The answer to one question that can be asked alone."""

    query: Query
    claims: list[Claim] = field(default_factory=list)
    nearby: list[Claim] = field(default_factory=list)
    lead: str = ""  # the line above a list of claims: how many rows of a table fit
    confidence: float = 0.0

    @property
    def found(self) -> bool:
        """Whether it could be answered."""
        return bool(self.claims)


@dataclass
class Answerer:
    """Answers complete questions without a language model. ``find`` understands and searches."""

    find: Find
    documents: dict[str, Document]
    lexical: LexicalIndex
    glossary: Glossary
    editions: Editions
    tables: Tables

    def answer(self, question: str, lang: str = "ja") -> Answer:
        """The answer to ``question``, which is complete (conversation.resolve)."""
        comparison = comparison_of(question)
        if comparison and (compared := self._compare(question, comparison, lang)):
            return compared
        parts = [self.part(piece) for piece in split_parts(question, self.glossary)]
        return self._joined(question, parts, lang)

    def part(self, question: str) -> Part:
        """One question: its claims, or none when the evidence is too weak."""
        query, hits = self.find(question)
        found = collect(query, hits)
        if not found:
            return Part(query)
        if found[0].hit.passage.kind == "row" and (selection := self.tables.select(query, hits)):
            return Part(query, claims=claims_of(selection), lead=lead_of(selection), confidence=1.0)
        sure = confidence(self._signals(query, found[0]))
        claims = [claim for claim in self._claims(query, found) if supported(claim)]
        if sure >= _ANSWERS and not (claims and wording.says_nothing(claims[0].text)):
            return Part(query, claims=claims, confidence=sure)
        return Part(query, nearby=claims[:1] if sure >= _NEARBY else [], confidence=sure)

    def _signals(self, query: Query, best: Evidence) -> Signals:
        return signals_of(query, best, self.lexical, self.glossary, self.editions.date(best.hit.passage))

    def _claims(self, query: Query, found: Sequence[Evidence]) -> list[Claim]:
        """The best evidence, then what scores about as well or tells of the question's words that are still open."""
        claims = [claim_of(query, found[0], found)]
        cited = {found[0].hit.passage.passage_id}
        room = _LONG_ANSWER_CHARS if _LONG_KINDS & set(query.kinds) else _ANSWER_CHARS
        for evidence in found[1:]:
            if evidence.score < _COMPLETING * found[0].score or len(claims) == 3:
                break
            if evidence.hit.passage.passage_id in cited:
                continue
            claim = claim_of(query, evidence, found)
            if sum(len(other.text) for other in claims) + len(claim.text) > room or not _says_new(claim, claims):
                continue
            as_good = evidence.score >= _FURTHER * found[0].score and self._on_topic(query, claim, claims[0])
            if as_good or self._completes(query, claim, claims):
                claims.append(claim)
                cited.add(evidence.hit.passage.passage_id)
        return claims

    def _on_topic(self, query: Query, claim: Claim, first: Claim) -> bool:
        """Whether the claim holds nearly as much of what the question names as the first one does."""

        def held(other: Claim) -> float:
            own = set(index_tokens(_with_context(other)))
            return sum(self.lexical.idf(token) for token in query.terms if token in own)

        return held(claim) >= _TOPIC * held(first)

    def _completes(self, query: Query, claim: Claim, claims: Sequence[Claim]) -> bool:
        """Whether the claim holds much of what the question names and the claims so far do not."""
        told = {token for other in claims for token in index_tokens(_with_context(other))}
        terms = [token for token in query.terms if token in self.lexical.vocabulary]
        still_open = [token for token in terms if token not in told]
        weight = sum(map(self.lexical.idf, still_open))
        if weight < _OPEN * sum(map(self.lexical.idf, terms)):
            return False
        own = set(index_tokens(_with_context(claim)))
        return sum(self.lexical.idf(token) for token in still_open if token in own) >= _CLOSES * weight

    def _joined(self, question: str, parts: Sequence[Part], lang: str) -> Answer:
        citations = Citations(self.documents)
        texts = list(dict.fromkeys(self._part_text(part, citations, lang) for part in parts))
        found = [part.found for part in parts]
        status = "answered" if all(found) else "partial" if any(found) else "not_found"
        claims = [claim for part in parts for claim in part.claims]
        return self._finished(question, status, "\n".join(texts), claims, citations, lang)

    def _part_text(self, part: Part, citations: Citations, lang: str) -> str:
        if part.lead:
            return "\n".join([part.lead, *(f"・{written(claim, citations)}" for claim in part.claims)])
        if part.found:
            return paragraph(part.claims, citations)
        nearby = paragraph(part.nearby, citations) if part.nearby else ""
        return wording.not_found(topic_of(part.query.resolved, self.glossary).phrase, nearby, len(self.documents), lang)

    def _compare(self, question: str, comparison: Comparison, lang: str) -> Answer | None:
        """Both sides of a comparison; None when a side is not in the documents."""
        citations = Citations(self.documents)
        compared = compare(comparison, self._best, citations)
        if compared is None:
            return None
        text, claims = compared
        return self._finished(question, "answered", text, claims, citations, lang)

    def _best(self, question: str) -> tuple[Evidence, Claim] | None:
        """The best evidence for a question and its claim, when it is strong enough."""
        query, hits = self.find(question)
        found = collect(query, hits)
        if not found or confidence(self._signals(query, found[0])) < _ANSWERS:
            return None
        return found[0], claim_of(query, found[0], found)

    def _finished(
        self, question: str, status: str, text: str, claims: Sequence[Claim], citations: Citations, lang: str
    ) -> Answer:
        passages = [claim.hit.passage for claim in claims]
        as_of = max((self.editions.date(passage) for passage in passages), default="")
        return Answer(
            question=question,
            status=status,
            answer=dated(text, as_of, lang) if claims else text,
            citations=tuple(citations.items),
            as_of=as_of,
            notices=wording.notices([self.documents[passage.doc_id] for passage in passages], lang),
        )


def _with_context(claim: Claim) -> str:
    passage = claim.hit.passage
    return " ".join([passage.subject, claim.text])


def _says_new(claim: Claim, others: Sequence[Claim]) -> bool:
    own = trigrams(claim.text)
    return all(len(own & trigrams(other.text)) < 0.5 * min(len(own), len(trigrams(other.text))) for other in others)
