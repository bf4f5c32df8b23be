"""The command that looks for precedents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_support import assistant_of, print_json, settings_of, text_of
from assistant.commands.options import AsOfOption, IndexOption, JsonOption, LangOption, app


@app.command()
def precedents(
    words: Annotated[
        str,
        typer.Argument(help="言葉か研究の説明、そのファイル、- は標準入力 / words or a description, its file, - stdin"),
    ] = "",
    kind: Annotated[list[str] | None, typer.Option(help="種類 / sort: project, case, 優良事例 …")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="領域 / domain: 海洋 …")] = None,
    agency: Annotated[list[str] | None, typer.Option(help="資金配分機関 / agency: JST, NEDO")] = None,
    vision: Annotated[list[str] | None, typer.Option(help="研究開発ビジョン / vision: 第一次, 第二次")] = None,
    state: Annotated[list[str] | None, typer.Option(help="状況 / state: 採択公表, 中止 …")] = None,
    event: Annotated[list[str] | None, typer.Option(help="出来事 / event: 計画変更, 標準化 …")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="言葉で探すときの件数 / how many, with words")] = 10,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="書き出し先 / export: .csv .xlsx")] = None,
    as_json: JsonOption = False,
    as_of: AsOfOption = "",
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """前例（事業の経過、事例）を探します。 / Find precedents: projects and cases."""
    from assistant.precedents.export import write_export
    from assistant.precedents.plain import precedents_text

    settings = settings_of(index, lang)
    given = {"kind": kind, "domain": domain, "agency": agency, "vision": vision, "state": state, "event": event}
    filters = {name: texts for name, texts in given.items() if texts}
    found = assistant_of(settings).precedents(text_of(words), filters, as_of, k)
    if out:
        write_export(out, found, settings.language)
        ja = f"{len(found.found)}件を {out} に書きました。"
        typer.echo(f"Wrote {len(found.found)} rows to {out}." if settings.language == "en" else ja, err=True)
    if as_json:
        print_json(found.to_json())
    elif not out:
        typer.echo(precedents_text(found, settings.language))
