"""The command line: it reads arguments, calls the assistant, prints. Exit 0 success, 2 bad usage or input, 1 failure."""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.exceptions import TyperException

from assistant import __version__
from assistant.cli_support import assistant_of, print_json, print_report, progress_of, settings_of
from assistant.errors import AssistantError, InputError

INTERRUPTED = 130  # the exit code that shells give for Ctrl+C

app = typer.Typer(
    name="policy-assistant",
    help="経済安全保障の政策文書に、出典を付けて答えます。 / Cited answers over Japanese policy documents.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

IndexOption = Annotated[Path | None, typer.Option("--index", help="索引のフォルダ / index folder")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON で出力 / print one JSON object")]
LangOption = Annotated[Literal["ja", "en"] | None, typer.Option("--lang", help="ja か en / language of messages")]
AsOfOption = Annotated[str, typer.Option("--as-of", help="この日に分かっていたことで答える / answer as of this date")]
DocOption = Annotated[str, typer.Option("--doc", help="この文書だけを使う（docs の ID） / only this document")]


@app.command()
def build(
    corpus: Annotated[list[Path] | None, typer.Option("--corpus", help="文書のフォルダかファイル / documents")] = None,
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """索引を作ります。 / Build an index."""
    from assistant import pipeline

    settings = settings_of(index, lang)
    with progress_of(settings.language) as told:
        report = pipeline.build(corpus or [settings.corpus], settings.index, pipeline.embedder_of(settings), told)
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
    answer = assistant_of(settings).ask(question, as_of=as_of, doc=doc, lang=settings.language)
    if as_json:
        print_json(answer.to_json())
        return
    from assistant.plain import answer_text

    typer.echo(answer_text(answer, settings.language))


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
    question_set: Annotated[Path | None, typer.Option("--set", help="質問集 / question set")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="結果を書くフォルダ / folder for the report")] = None,
    split: Annotated[str, typer.Option("--split", help="dev, heldout, all")] = "all",
    as_json: JsonOption = False,
    index: IndexOption = None,
    lang: LangOption = None,
) -> None:
    """正しさを測ります。 / Measure retrieval and answers."""
    from assistant.config import ROOT
    from assistant.evaluation.report import summary_text, write_report
    from assistant.evaluation.runner import run_evaluation

    settings = settings_of(index, lang)
    with progress_of(settings.language) as told:
        result = run_evaluation(assistant_of(settings), question_set or ROOT / "eval" / "questions.jsonl", split, told)
    if as_json:
        print_json(result.to_json())
    else:
        typer.echo(summary_text(result))
    if report:
        write_report(result, report)


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


def main() -> None:
    """Entry point of ``policy-assistant``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what the terminal's character set lacks is shown as \uXXXX
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # Typer returns it where it could raise
            raise typer.Abort
    except typer.Abort:
        ja = "中断しました。索引は元のままです。batch は --resume を付けると続きから始められます。"
        en = "Interrupted. The index is as it was; a batch goes on where it stopped with --resume."
        _fail(ja, en, INTERRUPTED)
    except TyperException as error:
        told = error.format_message()
        ja = f"指定が正しくありません（{told}）。policy-assistant --help で使い方を確かめてください。"
        _fail(ja, f"Bad usage: {told} See policy-assistant --help.", 2)
    except AssistantError as error:
        _fail(error.ja, error.en, error.exit_code)
    except OSError as error:  # such as a full disk behind the output
        ja = f"読み書きに失敗しました（{error}）。ディスクの空きと権限を確かめてください。"
        _fail(ja, f"Reading or writing failed ({error}). Check disk space and permissions.", 1)
    except Exception as error:  # what nobody foresaw is told in one line too, with the place for a report
        ja = f"予期しない問題が起きました（{_unforeseen(error)}）。policy-assistant doctor で環境を確かめてください。"
        en = f"Something unforeseen happened ({_unforeseen(error)}). Check the set-up with policy-assistant doctor."
        _fail(ja, en, 1)


def _language_asked(arguments: list[str]) -> str:
    """The language of error messages: the option's, which may not have been understood, else that of the settings."""
    for here, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if here == "--lang=en" or (here == "--lang" and following == "en"):
            return "en"
    if any(argument.startswith("--lang") for argument in arguments):
        return "ja"
    from assistant.config import load_settings

    try:
        return load_settings().language
    except InputError:  # the wrong setting is reported by the command itself
        return "ja"


def _unforeseen(error: Exception) -> str:
    """What happened, and where in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def _fail(ja: str, en: str, code: int) -> None:
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:  # a full disk: nothing more can be told there
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    message = en if _language_asked(sys.argv) == "en" else ja
    print(" ".join(message.split()), file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
