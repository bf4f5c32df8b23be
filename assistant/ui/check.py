"""The tab of the designation check: a description in; areas, verdict, questions and a checklist out.

Nothing that is typed here is written anywhere: the checklist is saved by the browser itself.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from assistant.designation.decision import question_text
from assistant.designation.model import FACTS, Check
from assistant.errors import AssistantError
from assistant.ui import escape
from assistant.ui.check_view import check_html
from assistant.ui.words import Words

if TYPE_CHECKING:
    import gradio

    from assistant.assistant import Assistant

log = logging.getLogger(__name__)
_CONCURRENT = 4
# What the answer buttons stand for; "" is "I do not know".
_VALUES = {"yes": True, "no": False}


class CheckTab:
    """Lays out the tab inside ``gr.Blocks`` and connects it."""

    def __init__(self, assistant: Assistant, words: Words) -> None:
        """``assistant`` does the check; ``words`` are those of the page's language."""
        import gradio as gr

        self.assistant, self.words = assistant, words
        with gr.Column(elem_id="check"):
            intro = f'<p class="intro">{escape.text(words("check_intro"))}</p>'
            told = "check_sent" if assistant.settings.sends_descriptions else "check_private"
            private = f'<p class="private">{escape.text(words(told))}</p>'
            gr.HTML(intro + private, js_on_load=None, apply_default_css=False)
            self.description = gr.Textbox(
                label=words("check_label"), placeholder=words("check_hint"), lines=7, max_lines=18,
                elem_id="check-description",
            )  # fmt: skip
            with gr.Accordion(words("check_call"), open=False, elem_id="check-call-box"):
                self.call = gr.Textbox(
                    label=words("check_call_label"), placeholder=words("check_call_hint"), lines=4, max_lines=12,
                    elem_id="check-call",
                )  # fmt: skip
            self.button = gr.Button(words("check_button"), variant="primary", elem_id="check-button", min_width=160)
            choices = [(words("yes"), "yes"), (words("no"), "no"), (words("unknown_answer"), "")]
            self.answers = [
                gr.Radio(choices, label=question_text(fact, words.lang), visible=False, elem_id=f"check-{fact}")
                for fact in FACTS
            ]
            self.result = gr.HTML("", elem_id="check-result", js_on_load=None, apply_default_css=False)
        self._connect(gr)

    def _connect(self, gr: Any) -> None:
        outputs = [self.result, *self.answers]
        quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": _CONCURRENT}
        quiet |= {"api_visibility": "private"}
        self.button.click(self.start, [self.description, self.call], outputs, **quiet)
        again = [answer.input for answer in self.answers]
        inputs = [self.description, self.call, *self.answers]
        # always_last: an answer chosen while the verdict is being made counts too
        gr.on(again, self.again, inputs, outputs, trigger_mode="always_last", **quiet)

    def start(self, description: str | None, call: str | None) -> list[Any]:
        """The first result: without any answers."""
        return self.again(description, call, *[None] * len(FACTS))

    def again(self, description: str | None, call: str | None, *given: str | None) -> list[Any]:
        """The result with the answers given so far, and the questions that are shown."""
        answers = {fact: _VALUES[value] for fact, value in zip(FACTS, given, strict=True) if value in _VALUES}
        try:
            check = self.assistant.check(description or "", call or "", answers, self.words.lang)
        except AssistantError as error:
            return [_message(error.message(self.words.lang)), *self._questions(None, given)]
        except Exception as error:  # not with its story: that could hold words of the description
            log.error("a designation check failed: %s", type(error).__name__)
            return [_message(self.words("failed")), *self._questions(None, given)]
        return [check_html(check, self.words), *self._questions(check, given)]

    def _questions(self, check: Check | None, given: tuple[str | None, ...]) -> list[gradio.Radio]:
        """The questions that are open or answered already."""
        import gradio as gr

        asked = {question.fact for question in check.programme.missing} if check else set()
        cleared: dict[str, Any] = {} if any(given) else {"value": None}
        # An answer that was given is not set again: another may have been chosen since.
        return [
            gr.Radio(visible=fact in asked or value is not None, **cleared)
            for fact, value in zip(FACTS, given, strict=True)
        ]


def _message(text: str) -> str:
    return f'<p class="message" role="status">{escape.text(text)}</p>'
