"""The web interface: builds the page in both languages and serves it."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ui import escape
from assistant.ui.chat import CONCURRENT, Chat, chat_api
from assistant.ui.check import CheckTab
from assistant.ui.documents import documents_html
from assistant.ui.precedents import precedents_tab
from assistant.ui.search import search_tab
from assistant.ui.security import Auth, Guard, check_access, listen
from assistant.ui.words import LANGUAGES, Words, words

if TYPE_CHECKING:
    import gradio
    from fastapi import FastAPI

    from assistant.assistant import Assistant

WAITING = 64  # questions that may wait for their turn; more are refused
FONTS = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "Meiryo",
    "sans-serif",
)

# Before gradio is imported: its argument of that name alone still lets it call out.
PRIVATE = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_DISABLE_TELEMETRY": "1", "GRADIO_RUN_HISTORY": "False"}


def build_app(assistant: Assistant, lang: str = "ja", other: str = "") -> gradio.Blocks:
    """The interface in one language; ``other`` is the address of the same page in the other one."""
    os.environ.update(PRIVATE)
    import gradio as gr

    texts = words(lang)
    with gr.Blocks(title=texts("title"), analytics_enabled=False, fill_width=True) as page:
        gr.HTML(_header(texts, other), elem_id="header", js_on_load=None, apply_default_css=False)
        with gr.Tabs():
            with gr.Tab(texts("tab_chat"), id="chat"):
                chat = Chat(assistant, texts)
            with gr.Tab(texts("tab_search"), id="search"):
                search_tab(assistant, texts)
            with gr.Tab(texts("tab_precedents"), id="precedents") as precedents:
                precedents_tab(assistant, texts, precedents)
            with gr.Tab(texts("tab_check"), id="check"):
                CheckTab(assistant, texts)
            with gr.Tab(texts("tab_documents"), id="documents"):
                catalogue = gr.HTML("", elem_id="catalogue", js_on_load=None, apply_default_css=False)

        def refresh() -> tuple[Any, str]:
            documents = assistant.documents()
            return chat.document_choices(documents), documents_html(documents, texts)

        # At every visit, because documents come and go while the server runs.
        page.load(refresh, None, [chat.document, catalogue], show_progress="hidden", api_visibility="private")
        gr.api(chat_api(assistant, texts), api_name="chat", concurrency_limit=CONCURRENT, concurrency_id="ask")
    page.queue(default_concurrency_limit=CONCURRENT, max_size=WAITING)
    return page


def build_server(assistant: Assistant, auth: Auth | None = None, lang: str = "ja") -> FastAPI:
    """The application with ``lang`` at / and the other language at its own path, behind ``Guard``."""
    pages = {"/": lang, **{f"/{other}": other for other in LANGUAGES if other != lang}}
    first, second = pages
    linked = {first: f"{second}/", second: f"{first}"}
    os.environ.update(PRIVATE)
    from fastapi import FastAPI

    server = FastAPI(openapi_url=None)
    # The deeper path first: "/" takes whatever is left.
    for path in sorted(pages, reverse=True):
        _mount(server, build_app(assistant, pages[path], linked[path]), path, pages[path])
    server.add_middleware(Guard, auth=auth)
    return server


def serve(
    assistant: Assistant, host: str = "127.0.0.1", port: int = 7860, auth: Auth | None = None, lang: str = "ja"
) -> None:
    """Serves the interface until it is interrupted.

    Raises InputError for an address that others can reach without a password, AssistantError for a port in use,
    IndexUnusable.
    """
    check_access(host, auth)
    with listen(host, port) as bound:
        # Opens the index and the encoder: what is wrong with them is told here, and nobody waits for them later.
        assistant.search(words(lang).examples[0])
        import uvicorn

        server = build_server(assistant, auth, lang)
        # Open pages hold a connection each: do not wait for them when asked to end.
        config = uvicorn.Config(server, log_level="warning", ws="none", timeout_graceful_shutdown=1)
        shown = f"[{host}]" if ":" in host else host
        print(words(lang)("serving", url=f"http://{shown}:{bound.getsockname()[1]}"), file=sys.stderr, flush=True)
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how it is meant to end
            uvicorn.Server(config).run(sockets=[bound])


def _mount(server: FastAPI, page: gradio.Blocks, path: str, lang: str) -> None:
    import gradio as gr

    # In the head, because Gradio rewrites what is given to it as `css` and breaks selectors with commas.
    style, script = (_own_text(name) for name in ("style.css", "script.js"))
    gr.mount_gradio_app(
        server,
        page,
        path,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1b",  # nothing is uploaded
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        theme=_theme(),
        head=f'<meta name="pa-lang" content="{lang}"><style>{style}</style><script>{script}</script>',
    )


def _own_text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _theme() -> gradio.themes.Base:
    import gradio as gr

    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue, neutral_hue=gr.themes.colors.slate, font=FONTS,
        font_mono=("Noto Sans Mono CJK JP", "monospace"), radius_size="sm", text_size="md",
    )  # fmt: skip


def _header(texts: Words, other: str) -> str:
    link = ""
    if other:
        away = "en" if texts.lang == "ja" else "ja"
        label, name = escape.text(texts("language_link_label")), escape.text(texts("language_link"))
        link = f'<a class="language" href="{other}" lang="{away}" aria-label="{label}">{name}</a>'
    title, subtitle = escape.text(texts("title")), escape.text(texts("subtitle"))
    return f"<header><div><h1>{title}</h1><p>{subtitle}</p></div>{link}</header>"
