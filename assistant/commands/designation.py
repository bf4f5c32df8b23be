"""The command of the designation check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_support import assistant_of, print_json, settings_of, text_of
from assistant.commands.options import IndexOption, JsonOption, LangOption, app


@app.command()
def check(
    text: Annotated[
        str, typer.Argument(help="研究の説明、そのファイル、- は標準入力 / description, its file, - stdin")
    ],
    call: Annotated[str, typer.Option("--call", help="公募の文章かそのファイル / text of the call, or its file")] = "",
    competitive: Annotated[
        bool | None, typer.Option("--competitive/--not-competitive", help="競争的研究費か / competitive grant")
    ] = None,
    results_public: Annotated[
        bool | None, typer.Option("--results-public/--results-closed", help="成果を公開するか / results public")
    ] = None,
    implementation: Annotated[
        bool | None,
        typer.Option("--social-implementation/--no-social-implementation", help="社会実装が目的か / implementation"),
    ] = None,
    checklist: Annotated[Path | None, typer.Option("--checklist", help="確認リストの保存先 / save as .md")] = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """研究が特定研究開発プログラムに当たり得るかを確かめます。 / Check research against the designated programmes.

    説明は保存しません。送るのは、この機器の上に言語モデルを設定したときのそのモデルだけです。
    / The description is not kept, and only a language model set up on this machine gets to see it.
    """
    from assistant.designation.plain import check_text, checklist_markdown

    settings = settings_of(index, lang)
    given = {
        "competitive": competitive,
        "results_public": results_public,
        "aims_social_implementation": implementation,
    }
    answers = {fact: value for fact, value in given.items() if value is not None}
    found = assistant_of(settings).check(text_of(text), text_of(call), answers, settings.language)
    if checklist:
        checklist.write_text(checklist_markdown(found, settings.language), encoding="utf-8")
    if as_json:
        print_json(found.to_json())
    else:
        typer.echo(check_text(found, settings.language))
