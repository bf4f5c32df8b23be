"""Which claims an answer makes: the best evidence, and what the question still asks for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import wording
from assistant.answer.claims import WHOLE_LIST, Claim, claim_of, cut_lines
from assistant.answer.counted_lists import announced, list_of
from assistant.answer.evidence import Evidence
from assistant.index.lexical import LexicalIndex
from assistant.japanese.tokens import index_tokens
from assistant.model import Query
from assistant.retrieve.duplicates import trigrams

# A further passage is cited when its evidence is at least this likely against the best one's …
_FURTHER = 0.3
# … or this likely, when it holds at least _CLOSES of the question's words (by idf) that the answer so far leaves open,
# these being at least _OPEN of all.
_COMPLETING, _OPEN, _CLOSES = 0.1, 0.2, 0.5
# A further passage holds at least this share of the question's words (by idf) that the first one holds.
_TOPIC = 0.85
# The answer stays below this many characters, for one fact and for a list, comparison or procedure.
_ANSWER_CHARS, _LONG_ANSWER_CHARS = 350, 640
_LONG_KINDS = {"list", "steps", "comparison", "change"}
_MOST_CLAIMS = 3
# A claim repeats another when they share at least this part of the shorter one's trigrams.
_REPEATED = 0.5


def choose(
    query: Query, candidates: Sequence[Evidence], found: Sequence[Evidence], lexical: LexicalIndex
) -> list[Claim]:
    """The claims, best first. Never more than three, each from its own passage.

    ``candidates`` hold one piece of evidence of each passage, best first, with likelihoods as scores; ``found`` is all
    evidence.
    """
    claims = [claim_of(query, candidates[0], found)]
    cited = {candidates[0].hit.passage.passage_id}
    room = _LONG_ANSWER_CHARS if _LONG_KINDS & set(query.kinds) else _ANSWER_CHARS
    if listed := list_of(query, candidates[0], candidates[1:]):
        claims = _with_list(claims[0], listed, announced(candidates[0].text) > 0)
        cited.add(listed.hit.passage.passage_id)
    whole = candidates[0].hit.passage.kind in ("list", "steps", "cover")
    for evidence in candidates[1:]:
        if evidence.score < _COMPLETING * candidates[0].score or len(claims) == _MOST_CLAIMS:
            break
        if evidence.hit.passage.passage_id in cited or evidence.unnamed:
            continue
        claim = claim_of(query, evidence, found)
        if sum(len(other.text) for other in claims) + len(claim.text) > room:
            continue
        if not _says_new(query, claim, claims) or wording.says_nothing(claim.text):
            continue
        as_good = evidence.score >= _FURTHER * candidates[0].score and _on_topic(query, claim, claims[0], lexical)
        if (as_good and not whole) or _completes(query, claim, claims, lexical):
            claims.append(claim)
            cited.add(evidence.hit.passage.passage_id)
    return claims


def _with_list(first: Claim, listed: Evidence, leads: bool) -> list[Claim]:
    """The list as a whole: under the sentence that leads in to it, else before what was found first, where there is room."""
    passage = listed.hit.passage
    whole = Claim(cut_lines(passage.text, WHOLE_LIST), listed.hit, (0, len(passage.text)))
    size = len(first.text) + len(whole.text)
    if leads:
        return [first, whole] if size <= _LONG_ANSWER_CHARS else [whole]
    return [whole, first] if size <= _ANSWER_CHARS else [whole]


def _on_topic(query: Query, claim: Claim, first: Claim, lexical: LexicalIndex) -> bool:
    """Whether the claim holds nearly as much of what the question names as the first one does."""

    def held(other: Claim) -> float:
        own = set(index_tokens(_with_context(other)))
        return sum(lexical.idf(token) for token in query.terms if token in own)

    return held(claim) >= _TOPIC * held(first)


def _completes(query: Query, claim: Claim, claims: Sequence[Claim], lexical: LexicalIndex) -> bool:
    """Whether the claim holds much of what the question names and the claims so far do not."""
    told = {token for other in claims for token in index_tokens(_with_context(other))}
    terms = [token for token in query.terms if token in lexical.vocabulary]
    still_open = [token for token in terms if token not in told]
    weight = sum(map(lexical.idf, still_open))
    if weight < _OPEN * sum(map(lexical.idf, terms)):
        return False
    own = set(index_tokens(_with_context(claim)))
    return sum(lexical.idf(token) for token in still_open if token in own) >= _CLOSES * weight


def _with_context(claim: Claim) -> str:
    return f"{claim.hit.passage.subject} {claim.text}"


def _says_new(query: Query, claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether the claim repeats none of the others; the names that the question gives do not count."""
    given = trigrams(query.resolved).union(*map(trigrams, (*query.names, *query.other_names)))
    own = trigrams(claim.text) - given
    told = [trigrams(other.text) - given for other in others]
    return all(len(own & other) < _REPEATED * max(1, min(len(own), len(other))) for other in told)
