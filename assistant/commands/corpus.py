"""Commands on the bundled corpus: corpus check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_support import print_json, settings_of
from assistant.commands.options import JsonOption, LangOption, app

corpus = typer.Typer(help="収録コーパスの点検です。 / Checks of the bundled corpus.", rich_markup_mode=None)
app.add_typer(corpus, name="corpus")


@corpus.callback()
def group() -> None:
    """収録コーパスの点検です。 / Checks of the bundled corpus."""


@corpus.command()
def check(
    originals: Annotated[Path | None, typer.Option("--originals", help="原本のフォルダ / folder of originals")] = None,
    folder: Annotated[Path | None, typer.Option("--corpus", help="コーパスのフォルダ / corpus folder")] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """コーパスの書式を、原本があれば内容も確かめます。 / Check the corpus, also against the originals."""
    from assistant.proof.check import check_corpus
    from assistant.proof.report import check_json, check_text

    settings = settings_of(None, lang)
    found = check_corpus(folder or settings.corpus, originals)
    if as_json:
        print_json(check_json(found))
    else:
        for line in check_text(found, settings.language):
            typer.echo(line)
    if not found.is_sound:
        raise typer.Exit(1)
