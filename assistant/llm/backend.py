"""The language model: any OpenAI-compatible server, through LlamaIndex's ``LLM`` interface.

Requests run in a thread of their own, so that a deadline and a cancellation hold whatever the server does.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.config import Settings
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

KEY_VARIABLE = "POLICY_ASSISTANT_LLM_API_KEY"
_NO_KEY = "none"  # the client wants one, whatever it is
_LOOK = 5.0  # seconds for a look at the server
_TRIES = 2
# After this many failures in a row the server is left alone for so many seconds: a batch must not wait for each row.
_FAILURES, _REST = 3, 60.0
_POLL = 0.2  # seconds between looks at a cancellation
log = logging.getLogger(__name__)

# (role, text): "system", "user" or "assistant"
Message = tuple[str, str]


class LlmFailed(Exception):
    """The model gave no answer. ``kind`` names a sentence of wording.toml: "down", "slow", "broken", "refused"."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(detail or kind)
        self.kind = kind


class Cancelled(Exception):
    """Whoever asked does not want the answer any more."""


class Deadline:
    """A point in time and a wish to stop, which all requests of one question share."""

    def __init__(self, seconds: float, stop: threading.Event | None = None) -> None:
        """Runs from now on; ``stop`` is set from elsewhere."""
        self._end = time.monotonic() + seconds
        self.stop = stop or threading.Event()

    @property
    def left(self) -> float:
        """Seconds left, 0 at least."""
        return max(0.0, self._end - time.monotonic())


class Backend:
    """One model on one server. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is sent yet."""
        self.settings = settings
        self.name = settings.llm_model
        self._failures, self._rest_until = 0, 0.0

    @cached_property
    def llm(self) -> LLM:
        """The LlamaIndex model. Raises AssistantError when the package for it is not installed."""
        try:
            from llama_index.llms.openai_like import OpenAILike
        except ImportError as error:
            raise AssistantError(
                "言語モデルを使うための部品がありません。pip install 'policy-assistant[llm]' で入れてください。",
                "The package for language models is missing. Install it with pip install 'policy-assistant[llm]'.",
            ) from error
        settings = self.settings
        return OpenAILike(
            model=settings.llm_model,
            api_base=settings.llm_base_url,
            api_key=os.environ.get(KEY_VARIABLE) or _NO_KEY,
            is_chat_model=True,
            is_function_calling_model=False,
            context_window=settings.llm_context_tokens,
            max_tokens=settings.llm_answer_tokens,
            temperature=0.0,
            timeout=settings.llm_timeout,
            max_retries=0,
        )

    @property
    def has_key(self) -> bool:
        """Whether the environment holds a key."""
        return bool(os.environ.get(KEY_VARIABLE))

    def models(self) -> list[str]:
        """The names of the models that the server offers. Raises AssistantError when it does not say."""
        import openai

        _ = self.llm  # whether the package is there
        address, key = self.settings.llm_base_url, os.environ.get(KEY_VARIABLE) or _NO_KEY
        try:
            client = openai.OpenAI(base_url=address, api_key=key, timeout=_LOOK, max_retries=0)
            return sorted(model.id for model in client.models.list().data)
        except (openai.OpenAIError, ValueError, AttributeError, TypeError) as error:
            raise AssistantError(
                f"言語モデルのサーバー {address} が答えません（{type(error).__name__}）。動いているか、アドレスと鍵が正しいか確かめてください。",
                f"The language model's server {address} does not answer ({type(error).__name__}). Check that it runs, its address and the key.",
            ) from error

    def stream(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        """The answer piece by piece. One further try when the server fails before the first piece.

        Raises LlmFailed, and Cancelled when ``deadline.stop`` is set.
        """
        if time.monotonic() < self._rest_until:
            raise LlmFailed("down", "left alone after several failures")
        for attempt in range(1, _TRIES + 1):
            begun = False
            try:
                for piece in self._once(messages, deadline):
                    begun = True
                    yield piece
                self._failures = 0
                return
            except LlmFailed as failure:
                log.info("language model %s, try %d: %s", self.name, attempt, failure)
                if begun or attempt == _TRIES or failure.kind in ("slow", "refused"):
                    self._note_failure()
                    raise

    def complete(self, messages: Sequence[Message], deadline: Deadline) -> str:
        """The whole answer. Raises as ``stream`` does."""
        return "".join(self.stream(messages, deadline))

    def _note_failure(self) -> None:
        self._failures += 1
        if self._failures >= _FAILURES:
            self._rest_until = time.monotonic() + _REST
            self._failures = 0

    def _once(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
        left = threading.Event()  # nobody waits any more
        llm = self.llm
        threading.Thread(target=_request, args=(llm, _chat(messages), pieces, left), daemon=True).start()
        try:
            while True:
                piece = _next(pieces, deadline)
                if piece is None:
                    return
                if isinstance(piece, Exception):
                    raise _failure(piece) from piece
                yield piece
        finally:
            left.set()


def _request(
    llm: LLM, messages: list[ChatMessage], pieces: queue.SimpleQueue[str | Exception | None], left: threading.Event
) -> None:
    """Puts the pieces into the queue, then None, or the exception that ended them; ends early when ``left`` is set."""
    finished = False
    try:
        for response in llm.stream_chat(messages):
            if left.is_set():
                return
            if response.delta:
                pieces.put(response.delta)
            finished = finished or _is_last(response.raw)
        pieces.put(None if finished else LlmFailed("broken", "the stream ended early"))
    except Exception as error:  # told to the thread that waits, whatever it is
        pieces.put(error)


def _is_last(chunk: Any) -> bool:
    """Whether a chunk of the stream says why the model stopped; a stream that was cut off has none that does."""
    return any(choice.finish_reason for choice in chunk.choices)


def _next(pieces: queue.SimpleQueue[str | Exception | None], deadline: Deadline) -> str | Exception | None:
    while True:
        if deadline.stop.is_set():
            raise Cancelled
        if not deadline.left:
            raise LlmFailed("slow")
        try:
            return pieces.get(timeout=min(_POLL, deadline.left))
        except queue.Empty:
            continue


def _failure(error: Exception) -> LlmFailed:
    """What went wrong, without anything that the server wrote."""
    import openai

    if isinstance(error, LlmFailed):
        return error
    if isinstance(error, openai.APITimeoutError):
        return LlmFailed("slow", type(error).__name__)
    if isinstance(error, openai.APIStatusError):
        kind = "down" if error.status_code >= 500 or error.status_code == 429 else "refused"
        return LlmFailed(kind, f"HTTP {error.status_code}")
    if isinstance(error, openai.APIConnectionError):
        return LlmFailed("down", type(error).__name__)
    return LlmFailed("broken", type(error).__name__)


def _chat(messages: Sequence[Message]) -> list[ChatMessage]:
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role=role, content=text) for role, text in messages]
