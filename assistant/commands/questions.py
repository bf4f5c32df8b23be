"""Commands that answer: ask, search, batch, eval."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_support import assistant_of, print_json, progress_of, settings_of
from assistant.commands.options import AsOfOption, DocOption, IndexOption, JsonOption, LangOption, app


@app.command()
def ask(
    question: str,
    as_json: JsonOption = False,
    as_of: AsOfOption = "",
    doc: DocOption = "",
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """質問に出典を付けて答えます。 / Answer one question."""
    settings = settings_of(index, lang)
    assistant = assistant_of(settings)
    answer = assistant.ask(question, as_of=as_of, doc=doc, lang=settings.language)
    if as_json:
        print_json(answer.to_json())
        return
    from assistant.plain import answer_text

    typer.echo(answer_text(answer, settings.language, assistant.own_words(answer.citations)))


@app.command()
def search(
    words: str,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="件数 / how many")] = 10,
    as_json: JsonOption = False,
    as_of: AsOfOption = "",
    doc: DocOption = "",
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """該当する箇所だけを探します。 / Find passages only."""
    from assistant.plain import hit_text, hits_json

    assistant = assistant_of(settings_of(index, lang))
    hits = assistant.search(words, k, as_of, doc)
    if as_json:
        print_json(hits_json(words, hits, assistant.editions))
        return
    for rank, hit in enumerate(hits, 1):
        typer.echo(hit_text(rank, hit, assistant.editions))


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="IN", help=".jsonl .csv .xlsx")],
    out: Annotated[Path, typer.Option("-o", "--out", help=".jsonl .csv .xlsx")],
    resume: Annotated[bool, typer.Option("--resume", help="続きから / go on where it stopped")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=32, help="並列数 / threads")] = 1,
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """多くの質問にまとめて答えます。 / Answer many questions."""
    from assistant.batch import run_batch

    settings = settings_of(index, lang)
    with progress_of(settings.language) as told:
        done = run_batch(assistant_of(settings), source, out, resume=resume, workers=workers, progress=told)
    ja = f"{done.rows}件に答え、{out} に書きました（うち誤り {done.errors}件）。"
    typer.echo(
        f"Wrote {done.rows} rows to {out} ({done.errors} with errors)." if settings.language == "en" else ja, err=True
    )


@app.command(name="eval")
def evaluate(
    question_sets: Annotated[list[Path] | None, typer.Option("--set", help="質問集 / question sets")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="結果を書くフォルダ / folder for the report")] = None,
    split: Annotated[str, typer.Option("--split", help="dev, heldout, all")] = "all",
    limit: Annotated[int, typer.Option("--limit", min=0, help="この数だけ、均等に選んで / so many, spread evenly")] = 0,
    as_json: JsonOption = False,
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """正しさを測ります。 / Measure retrieval and answers."""
    from assistant.evaluation.report import summary_text, write_report
    from assistant.evaluation.runner import recorded_sets, run_evaluation

    settings = settings_of(index, lang)
    with progress_of(settings.language) as told:
        result = run_evaluation(assistant_of(settings), question_sets or recorded_sets(), split, told, limit)
    if as_json:
        print_json(result.to_json())
    else:
        typer.echo(summary_text(result))
    if report:
        write_report(result, report)
