"""Retrieval by each channel alone, beside both together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.assistant import Assistant
from assistant.evaluation.metrics import rank_of_evidence
from assistant.evaluation.questions import EvalQuestion
from assistant.retrieve.retriever import Retriever
from assistant.retrieve.scores import Fusion
from assistant.retrieve.understand import understand

_ALONE = {
    name: Fusion(weight_low=weight, weight_high=weight, covered=0.0, meant=0.0)
    for name, weight in (("lexical", 1.0), ("dense", 0.0))
}
_DEPTH = 10


@dataclass(frozen=True)
class Channels:
    """The retriever of an assistant, and the same with one channel only."""

    assistant: Assistant
    retrievers: Mapping[str, Retriever]

    @classmethod
    def of(cls, assistant: Assistant) -> Channels:
        """Those of the index in use."""
        retrievers = {name: Retriever(assistant.index, assistant.embedder, fusion) for name, fusion in _ALONE.items()}
        return cls(assistant, {**retrievers, "fused": assistant.retriever})

    def ranks(self, question: EvalQuestion) -> dict[str, int]:
        """For each channel the rank of the first supporting hit, 0 when none is among the first ten.

        Measured on single questions with evidence; a follow-up is not one, and has no ranks.
        """
        if question.turns or not question.evidence:
            return {}
        query = understand(question.question, self.assistant.vocabulary, as_of=question.as_of)
        return {
            name: rank_of_evidence(question, retriever.search(query, _DEPTH))
            for name, retriever in self.retrievers.items()
        }


def hit_rates(ranks: Sequence[Mapping[str, int]]) -> dict[str, dict[str, float]]:
    """For each channel hit@1, hit@5 and hit@10 over some questions."""
    names = dict.fromkeys(name for found in ranks for name in found)
    return {
        name: {f"hit@{k}": round(sum(0 < found[name] <= k for found in ranks) / len(ranks), 3) for k in (1, 5, _DEPTH)}
        for name in names
    }
