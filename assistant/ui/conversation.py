"""A conversation as the page shows it: its turns, and the HTML of the log and of the panel of sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.model import Answer
from assistant.own_words import OwnWords
from assistant.ui import escape
from assistant.ui.memo import as_of_text, memo_text
from assistant.ui.render import answer_html
from assistant.ui.sources import sources_html
from assistant.ui.words import Words

SHOWN_CHARS = 500  # of a question; a pasted document would push its answer off the page


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: being answered (all empty), an answer, or a message instead.

    While ``writing``, a language model's answer may still take the place of the one that stands.
    """

    question: str
    answer: Answer | None = None
    message: str = ""
    failed: bool = False  # the message tells of a mistake or failure
    originals: Mapping[int, OwnWords] = field(default_factory=dict)  # for citations of digests, by their n
    writing: bool = False

    @property
    def pending(self) -> bool:
        """Whether its answer is still awaited."""
        return self.writing or (self.answer is None and not self.message)


Turns = tuple[Turn, ...]


def earlier_questions(turns: Turns) -> list[str]:
    """The user's turns that a follow-up question refers to: those that got an answer."""
    return [turn.question for turn in turns if turn.answer]


def settled(turns: Turns, **changes: object) -> Turns:
    """The turns with the last one changed, which so far was pending; a message stands instead of an answer."""
    if "message" in changes:
        changes = {"answer": None, "writing": False, **changes}
    return (*turns[:-1], replace(turns[-1], **changes))  # type: ignore[arg-type]


def log_html(turns: Turns, words: Words) -> str:
    """The questions and answers, oldest first."""
    label = escape.text(words("conversation"))
    body = "".join(_turn_html(n, turn, words) for n, turn in enumerate(turns, 1)) or _welcome(words)
    return f'<div class="log" role="log" aria-live="polite" aria-label="{label}">{body}</div>'


def panel_html(turns: Turns, words: Words) -> str:
    """The sources of all answers; those of the last one are shown until another is chosen."""
    answered = [(n, turn) for n, turn in enumerate(turns, 1) if turn.answer]
    sets = "".join(
        sources_html(n, _clip(turn.question, words), turn.answer.citations, n == answered[-1][0], words, turn.originals)
        for n, turn in answered
        if turn.answer
    )
    body = sets or f'<p class="hint">{escape.text(words("sources_empty"))}</p>'
    title = escape.text(words("sources"))
    return f'<aside class="sources" tabindex="0" aria-label="{title}"><h2>{title}</h2>{body}</aside>'


def _welcome(words: Words) -> str:
    title, line = escape.text(words("welcome_title")), escape.text(words("welcome_text"))
    return f'<div class="welcome"><h2>{title}</h2><p>{line}</p></div>'


def _turn_html(n: int, turn: Turn, words: Words) -> str:
    asked = ""
    if turn.question:  # a message about an empty one stands alone
        question = escape.text(_clip(turn.question, words))
        asked = f'<p class="question"><span class="who">{escape.text(words("you"))}</span><bdi>{question}</bdi></p>'
    if turn.answer:
        reply = _answer_html(n, turn.answer, words)
        if turn.writing:
            reply += f'<p class="reply working">{escape.text(words("writing"))}<span class="dots"></span></p>'
    elif turn.pending:
        reply = f'<div class="reply working"><p>{escape.text(words("working"))}<span class="dots"></span></p></div>'
    else:
        kind = "failed" if turn.failed else "stopped"
        reply = f'<div class="reply {kind}"><p>{escape.text(turn.message)}</p></div>'
    label = escape.text(words("turn_label", n=n))
    return (
        f'<section class="turn" id="turn-{n}" data-turn="{n}" tabindex="-1" aria-label="{label}">'
        f"{asked}{reply}</section>"
    )


def _answer_html(n: int, answer: Answer, words: Words) -> str:
    status = ""
    if answer.status != "answered":
        status = f'<p class="verdict">{escape.text(words("status_" + answer.status))}</p>'
    body = answer_html(answer.answer, n, {citation.n for citation in answer.citations}, words)
    told = as_of_text(answer, words)
    as_of = f'<p class="as-of">{escape.text(told)}</p>' if told else ""
    return (
        f'<div class="reply" data-status="{escape.text(answer.status)}">{status}<div class="answer">{body}</div>'
        f"{as_of}{_notices(answer, words)}{_actions(n, answer, words)}</div>"
    )


def _notices(answer: Answer, words: Words) -> str:
    if not answer.notices:
        return ""
    items = "".join(f"<li>{escape.text(notice)}</li>" for notice in answer.notices)
    return f'<ul class="notices" aria-label="{escape.text(words("notices"))}">{items}</ul>'


def _actions(n: int, answer: Answer, words: Words) -> str:
    """What can be done with an answer. The memo's text waits in the page: copying needs no second request."""
    show = ""
    if answer.citations:
        label = escape.text(words("show_sources", n=len(answer.citations)))
        show = f'<button type="button" class="show" data-show="{n}">{label}</button>'
    copied, failed = escape.text(words("copied")), escape.text(words("copy_failed"))
    return (
        f'<div class="actions">{show}'
        f'<button type="button" class="copy" data-copied="{copied}" data-failed="{failed}">'
        f"{escape.text(words('copy'))}</button>"
        '<span class="told" role="status"></span>'
        f'<pre class="memo" hidden>{escape.text(memo_text(answer, words))}</pre></div>'
    )


def _clip(question: str, words: Words) -> str:
    if len(question) <= SHOWN_CHARS:
        return question
    return question[:SHOWN_CHARS] + words("clipped", n=f"{len(question):,}")
