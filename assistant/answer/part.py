"""The answers to the questions of one question: what each says, without repeats and within the room there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer.claims import Claim
from assistant.answer.table.selection import Selection
from assistant.index.units import passage_text
from assistant.japanese.normalize import squeeze
from assistant.model import Query, Span

# Characters that the claims of a question of several parts may take together.
_SEVERAL_PARTS = 360
# A longer list that is only counted is not told beside other answers.
_LIST = 120
_ALL = re.compile(r"挙げ|全て|すべて|列挙|一覧|どれ|どんな|何と何|名前")


@dataclass
class Part:
    """The answer to one question that can be asked alone."""

    query: Query
    claims: list[Claim] = field(default_factory=list)
    nearby: list[Claim] = field(default_factory=list)
    selection: Selection | None = None  # the rows of a table that the claims list
    lead: str = ""  # the line above a list of claims: how many rows of a table fit
    word: str = ""  # "yes" or "no", with which the answer opens
    denied: str = ""  # what the question takes to have happened and the documents do not say
    confidence: float = 0.0

    @property
    def found(self) -> bool:
        """Whether it could be answered."""
        return bool(self.claims)

    def holds(self, names: Sequence[str]) -> float:
        """The share (0..1) of ``names`` that the passages of the claims hold; 1 for no names."""
        held = squeeze(" ".join(passage_text(claim.hit.passage) for claim in self.claims))
        return sum(squeeze(name) in held for name in names) / len(names) if names else 1.0


def without_repeats(parts: Sequence[Part]) -> list[Part]:
    """The parts without what an earlier one has said already; a part that adds nothing is left out."""
    told: set[tuple[str, Span]] = set()
    kept: list[Part] = []
    for part in parts:
        claims = [claim for claim in part.claims if _said(claim) not in told]
        repeats = not claims and any(_said(claim) in told for claim in (*part.claims, *part.nearby))
        told |= {_said(claim) for claim in claims}
        if not (repeats and kept):
            kept.append(replace(part, claims=claims, word=part.word if claims[:1] == part.claims[:1] else ""))
    return kept


def within_room(parts: Sequence[Part]) -> list[Part]:
    """Of several parts, the last claims of the longest left out until all fit; the first claim of each stays."""
    kept = [_counted(part) for part in parts] if len(parts) > 1 else list(parts)
    while len(kept) > 1 and sum(map(_length, kept)) > _SEVERAL_PARTS:
        longest = max((part for part in kept if len(part.claims) > 1 and not part.lead), key=_length, default=None)
        if longest is None:
            break
        at = next(place for place, part in enumerate(kept) if part is longest)
        kept[at] = replace(longest, claims=longest.claims[:-1])
    return kept


def _counted(part: Part) -> Part:
    """Of a long list that is only counted (「何項目」) the line above it."""
    if "number" not in part.query.kinds or _ALL.search(part.query.resolved) or part.lead or _length(part) <= _LIST:
        return part
    brief = [replace(claim, text=claim.text.split("\n")[0].rstrip("：:")) for claim in part.claims]
    return replace(part, claims=brief)


def _length(part: Part) -> int:
    return sum(len(claim.text) for claim in part.claims)


def _said(claim: Claim) -> tuple[str, Span]:
    return claim.hit.passage.passage_id, claim.quote
