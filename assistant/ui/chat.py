"""The chat tab: ask, follow up, stop, and read the cited passages beside the answer."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, InputError
from assistant.model import Answer, Document
from assistant.own_words import OwnWords
from assistant.ui.conversation import Turn, Turns, earlier_questions, log_html, panel_html, settled
from assistant.ui.words import Words

if TYPE_CHECKING:
    from anyio import CapacityLimiter

    from assistant.assistant import Assistant

CONCURRENT = 4  # questions answered at the same time, in all windows together
THREADS = 12  # with those that go on after their wait was cancelled; apart from Gradio's, so that the page stays alive
log = logging.getLogger(__name__)

View = tuple[Any, ...]  # one value for each component in Chat.outputs


class Chat:
    """The tab's components and what they do. Created inside ``gr.Blocks``."""

    def __init__(self, assistant: Assistant, words: Words) -> None:
        """Lays out the tab; what happens in it goes through ``assistant``."""
        import gradio as gr

        self.assistant, self.words = assistant, words
        self.threads: CapacityLimiter | None = None  # made in the server's event loop
        self.turns = gr.State(())
        with gr.Row(elem_id="chat"):
            with gr.Column(scale=6, min_width=320, elem_id="chat-left"):
                self.log = gr.HTML(log_html((), words), elem_id="log", js_on_load=None, apply_default_css=False)
                with gr.Column(elem_id="examples") as self.examples:
                    gr.HTML(f'<p class="label">{words("examples")}</p>', js_on_load=None, apply_default_css=False)
                    self.offered = [gr.Button(text, size="sm", variant="secondary") for text in words.examples]
                self._composer()
            with gr.Column(scale=5, min_width=320, elem_id="chat-right"):
                self.panel = gr.HTML(panel_html((), words), elem_id="panel", js_on_load=None, apply_default_css=False)
        self.outputs = [self.turns, self.log, self.panel, self.examples, self.clear, self.send, self.cancel]
        self._connect()

    def _composer(self) -> None:
        import gradio as gr

        words = self.words
        with gr.Column(elem_id="composer"):
            self.question = gr.Textbox(
                label=words("question_label"),
                placeholder=words("question_hint"),
                lines=1,
                max_lines=6,
                elem_id="question",
            )
            with gr.Row(elem_id="buttons"):
                self.clear = gr.Button(words("clear"), elem_id="clear", visible=False, min_width=120)
                self.cancel = gr.Button(words("cancel"), variant="stop", elem_id="cancel", visible=False, min_width=120)
                self.send = gr.Button(words("send"), variant="primary", elem_id="send", min_width=120)
            with gr.Accordion(words("options"), open=False, elem_id="options"), gr.Row():
                self.as_of = gr.Textbox(
                    label=words("as_of_label"), info=words("as_of_info"), placeholder="2025-04-01", elem_id="as-of",
                    min_width=220,
                )  # fmt: skip
                self.document = gr.Dropdown(
                    [(words("all_documents"), "")], value="", label=words("document_label"),
                    info=words("document_info"), elem_id="doc", min_width=220,
                )  # fmt: skip

    def _connect(self) -> None:
        import gradio as gr

        inputs = [self.question, self.turns, self.as_of, self.document]
        outputs = [*self.outputs, self.question]
        # Not shown in the API: outside programs use the endpoint "chat", which takes and returns data.
        ask: dict[str, Any] = {"fn": self.ask, "inputs": inputs, "outputs": outputs, "show_progress": "hidden"}
        ask |= {"concurrency_limit": CONCURRENT, "concurrency_id": "ask", "api_visibility": "private"}
        asked = [gr.on([self.send.click, self.question.submit], **ask)]
        for button in self.offered:
            offer = partial(str, button.value)
            filled = button.click(offer, None, self.question, show_progress="hidden", api_visibility="private")
            asked.append(filled.then(**ask))
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        self.cancel.click(self.stop, [self.turns, self.question], outputs, cancels=asked, **quiet)
        self.clear.click(self.start_over, None, outputs, cancels=asked, **quiet)

    async def ask(self, typed: str | None, turns: Turns, as_of: str | None, doc: str | None) -> AsyncIterator[View]:
        """Shows the question at once, then the answer; each view is ``outputs`` and the question box."""
        if turns and turns[-1].pending:  # two clicks in quick succession
            return
        question = (typed or "").strip()
        turns = tuple(turn for turn in turns if turn.question)  # without what was said about an empty one
        if not question:
            yield (*self._view((*turns, Turn("", message=self.words("empty_question"), failed=True))), "")
            return
        turns = (*turns, Turn(question))
        yield (*self._view(turns), "")
        try:
            asked = (question, earlier_questions(turns[:-1]), (as_of or "").strip(), doc or "")
            async for answer, originals in self._answers(*asked):
                turns = settled(turns, answer=answer, originals=originals, writing=self.assistant.writes)
                yield (*self._view(turns), "")
        except AssistantError as error:
            message = error.message(self.words.lang)
            # What the user can mend goes back into the box.
            box = question if isinstance(error, InputError) else ""
            yield (*self._view(settled(turns, message=message, failed=True)), box)
        except Exception:
            log.exception("answering failed")
            yield (*self._view(settled(turns, message=self.words("failed"), failed=True)), question)
        else:
            if self.assistant.writes:
                yield (*self._view(settled(turns, writing=False)), "")

    async def _answers(
        self, question: str, turns: list[str], as_of: str, doc: str
    ) -> AsyncIterator[tuple[Answer, dict[int, OwnWords]]]:
        """The assistant's answers and the originals' words behind them, computed in a thread; when the wait is cancelled
        the thread is told and left to itself."""
        from anyio import CapacityLimiter, to_thread

        self.threads = self.threads or CapacityLimiter(THREADS)
        stop = threading.Event()
        states = self.assistant.answers(question, turns, as_of, doc, self.words.lang, stop)

        def following() -> tuple[Answer, dict[int, OwnWords]] | None:
            answer = next(states, None)
            return (answer, self.assistant.own_words(answer.citations)) if answer else None

        try:
            while told := await to_thread.run_sync(following, abandon_on_cancel=True, limiter=self.threads):
                yield told
        finally:
            stop.set()

    def stop(self, turns: Turns, box: str) -> View:
        """What is shown after the wait was cancelled: the question is back in its box, or the answer so far stays."""
        if not turns or not turns[-1].pending:
            return (*self._view(turns), box)
        if turns[-1].answer:
            return (*self._view(settled(turns, writing=False)), box)
        stopped = settled(turns, message=self.words("cancelled"))
        return (*self._view(stopped), box or turns[-1].question)

    def start_over(self) -> View:
        """An empty conversation."""
        return (*self._view(()), "")

    def _view(self, turns: Turns) -> View:
        import gradio as gr

        asked = any(turn.question for turn in turns)
        pending = asked and turns[-1].pending
        return (
            turns,
            log_html(turns, self.words),
            panel_html(turns, self.words),
            gr.update(visible=not asked),
            gr.update(visible=asked),
            gr.update(visible=not pending),
            gr.update(visible=pending),
        )

    def document_choices(self, documents: list[Document]) -> Any:
        """The document filter for what is in the index now."""
        import gradio as gr

        names = [(f"{d.title}（{self.words.date(d.date)}）" if d.date else d.title, d.doc_id) for d in documents]
        return gr.update(choices=[(self.words("all_documents"), ""), *names])


def chat_api(assistant: Assistant, words: Words) -> Callable[..., dict[str, Any]]:
    """The function behind the API endpoint "chat"."""

    def chat(question: str, turns: list[str] | None = None, as_of: str = "", doc: str = "") -> dict[str, Any]:
        """Answers a question in the light of earlier ones; returns the answer with its citations as JSON."""
        import gradio as gr

        try:
            return assistant.ask(question, turns=turns or (), as_of=as_of, doc=doc, lang=words.lang).to_json()
        except AssistantError as error:
            raise gr.Error(error.message(words.lang), print_exception=False) from error

    return chat
