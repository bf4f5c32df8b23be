"""The commands that serve the interface and tell the version."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import __version__
from assistant.cli_support import assistant_of, settings_of
from assistant.commands.options import IndexOption, LangOption, app
from assistant.errors import InputError


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="待ち受けるアドレス / address")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="ポート / port")] = 7860,
    auth: Annotated[
        str, typer.Option("--auth", help="利用者名:パスワード / user:password", envvar="POLICY_ASSISTANT_AUTH")
    ] = "",
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """画面を開きます（http://127.0.0.1:7860）。 / Serve the web interface."""
    from assistant.ui.app import serve as serve_interface

    settings = settings_of(index, lang)
    user, colon, password = auth.partition(":")
    if auth and not (user and colon and password):
        raise InputError("--auth は「利用者名:パスワード」の形で指定してください。", "Give --auth as user:password.")
    assistant = assistant_of(settings)
    serve_interface(assistant, host=host, port=port, auth=(user, password) if auth else None, lang=settings.language)


@app.command()
def version() -> None:
    """版を表示します。 / Print the version."""
    typer.echo(__version__)
