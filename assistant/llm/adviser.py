"""A language model reads a research description for the designation check: facts and areas, each with its words."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.designation.advice import Advice, Adviser, AreaClaim, Candidate, FactClaim, NoAdvice, NotSent
from assistant.designation.model import FACTS
from assistant.llm.backend import Backend, Deadline, LlmFailed, Message
from assistant.llm.context import neutral, tokens
from assistant.llm.prompts import prompt, template

_RESERVE = 64  # tokens of the chat template
_CALL_SHARE = 3  # the call gets one of so many parts of the room
log = logging.getLogger(__name__)


class ModelAdviser:
    """Asks a model once for each description. What it says is not checked here."""

    def __init__(self, backend: Backend, stop: threading.Event | None = None) -> None:
        """``stop``, when set, ends a request: ``advise`` then raises Cancelled."""
        self._backend, self._stop = backend, stop
        self.name = backend.name

    def advise(self, sentences: Sequence[str], call: Sequence[str], candidates: Sequence[Candidate]) -> Advice:
        """What the model says. Raises NoAdvice, and Cancelled."""
        _ = self._backend.llm  # loaded before the time-out runs
        settings = self._backend.settings
        names = "\n".join(f"{n}. {one.name}" for n, one in enumerate(candidates, 1))
        room = settings.llm_context_tokens - settings.llm_answer_tokens - _RESERVE
        room -= tokens(template("check_system")) + tokens(template("check")) + tokens(names)
        cut_call = _cut(call, room // _CALL_SHARE)
        cut = _cut(sentences, room - tokens(cut_call))
        asked: list[Message] = [
            ("system", template("check_system")),
            ("user", prompt("check", description=cut, call=cut_call, candidates=names)),
        ]
        try:
            said = self._backend.complete(asked, Deadline(settings.llm_timeout, self._stop))
        except LlmFailed as failure:
            log.info("language model %s: %s", self.name, failure)
            raise NoAdvice(failure.kind) from failure
        return read_advice(said, [*sentences, *call], candidates)


def adviser_of(backend: Backend, stop: threading.Event | None = None) -> Adviser | None:
    """The model as far as the settings let it see descriptions; None where it never may."""
    settings = backend.settings
    if settings.llm_descriptions == "never":
        return None
    if settings.llm_is_local or settings.sends_descriptions:
        return ModelAdviser(backend, stop)
    return NotSent()


def read_advice(said: str, sentences: Sequence[str], candidates: Sequence[Candidate]) -> Advice:
    """A model's answer (one JSON object) as claims. Raises NoAdvice for anything else."""
    try:
        data = json.loads(said[said.index("{") : said.rindex("}") + 1])
        facts, areas = data.get("facts") or {}, data.get("areas") or []
        return Advice(tuple(_facts(facts, sentences)), tuple(_areas(areas, sentences, candidates)))
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise NoAdvice("nonsense") from error


def _facts(data: Mapping[str, Any], sentences: Sequence[str]) -> Iterator[FactClaim]:
    for fact in FACTS:
        claim = data.get(fact)
        if isinstance(claim, dict) and isinstance(claim.get("value"), bool):
            yield FactClaim(fact, claim["value"], _as_written(str(claim.get("words") or ""), sentences))


def _areas(
    data: Sequence[Mapping[str, Any]], sentences: Sequence[str], candidates: Sequence[Candidate]
) -> Iterator[AreaClaim]:
    for claim in data:
        number, words = claim["number"], _as_written(str(claim.get("words") or ""), sentences)
        if isinstance(number, int) and 1 <= number <= len(candidates):
            chosen = candidates[number - 1]
            yield AreaClaim(chosen.list_name, chosen.short, words)
        else:
            yield AreaClaim("", "", words)  # of no list: counted with what is dropped


def _as_written(words: str, sentences: Sequence[str]) -> str:
    """Quoted words with the signs of the text that ``_shown`` had replaced; as they are where they do not stand there."""
    for sentence in sentences:
        at = _shown(sentence).find(_shown(words)) if words else -1
        if at >= 0:
            return sentence[at : at + len(words)]
    return words


def _cut(sentences: Sequence[str], room: int) -> str:
    """The sentences that fit in ``room`` tokens, from both ends: the beginning says what is done, the end who pays."""
    costs = [tokens(sentence) for sentence in sentences]
    order = sorted(range(len(sentences)), key=lambda n: min(n, 2 * (len(sentences) - 1 - n)))
    kept = []
    for number in order:
        if costs[number] > room:
            break
        room -= costs[number]
        kept.append(number)
    return "\n".join(_shown(sentences[number]) for number in sorted(kept))


def _shown(text: str) -> str:
    """``text`` on one line, without signs that mean something to the prompt; as long as it is."""
    return neutral(text.replace("\n", " "))
