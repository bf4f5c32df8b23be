"""Commands on the index: build, add, remove, docs, verify, doctor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_support import assistant_of, enricher_of, print_json, print_report, progress_of, settings_of
from assistant.commands.options import IndexOption, JsonOption, LangOption, app
from assistant.errors import AssistantError


@app.command()
def build(
    corpus: Annotated[list[Path] | None, typer.Option("--corpus", help="文書のフォルダかファイル / documents")] = None,
    enrich: Annotated[
        bool, typer.Option("--enrich", help="言語モデルで質問文を足す / questions by the language model")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="費用を確かめずに始める / do not ask about the cost")] = False,
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """索引を作ります。 / Build an index."""
    from assistant import pipeline

    settings = settings_of(index, lang)
    with progress_of(settings.language) as asking, progress_of(settings.language) as told:
        more = enricher_of(settings, yes, asking) if enrich else None
        report = pipeline.build(corpus or [settings.corpus], settings.index, pipeline.embedder_of(settings), told, more)
    print_report(report, settings)


@app.command()
def add(paths: list[Path], index: IndexOption = None, lang: LangOption = None) -> None:
    """文書を索引に加えます。 / Add documents to the index."""
    from assistant import pipeline

    settings = settings_of(index, lang)
    assistant_of(settings)
    with progress_of(settings.language) as told:
        report = pipeline.add(paths, settings.index, pipeline.embedder_of(settings), told)
    print_report(report, settings)


@app.command()
def remove(doc: str, index: IndexOption = None, lang: LangOption = None) -> None:
    """文書を索引から除きます。 / Take a document out of the index."""
    from assistant import pipeline

    settings = settings_of(index, lang)
    pipeline.remove(doc, settings.index)
    typer.echo(f"Removed {doc}." if settings.language == "en" else f"「{doc}」を除きました。")


@app.command()
def docs(index: IndexOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """収録している文書の一覧です。 / List the documents."""
    documents = assistant_of(settings_of(index, lang)).documents()
    if as_json:
        names = ("doc_id", "title", "issuer", "date", "status", "source_file", "sha256")
        print_json({"documents": [{name: getattr(document, name) for name in names} for document in documents]})
        return
    for document in documents:
        typer.echo(f"{document.doc_id}\t{document.date}\t{document.status}\t{document.title}")


@app.command()
def verify(index: IndexOption = None, lang: LangOption = None) -> None:
    """索引が壊れていないか確かめます。 / Check the index for damage."""
    from assistant.index import store

    settings = settings_of(index, lang)
    problems = store.verify(settings.index)
    if problems:
        raise AssistantError(
            f"索引 {settings.index} に問題があります。"
            + "; ".join(problems)
            + "。policy-assistant build で作り直してください。",
            f"The index {settings.index} has problems: "
            + "; ".join(problems)
            + ". Rebuild it with `policy-assistant build`.",
        )
    typer.echo("The index is sound." if settings.language == "en" else "索引に問題はありません。")


@app.command()
def doctor(index: IndexOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """環境と設定を調べます。 / Look at the set-up."""
    from assistant.doctor import examine

    settings = settings_of(index, lang)
    found = examine(settings)
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{name}: {value if not isinstance(value, dict) else json.dumps(value, ensure_ascii=False)}")
