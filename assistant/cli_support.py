"""What the commands share: settings, the assistant, progress, printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.config import Settings
    from assistant.index.store import Index
    from assistant.llm.enrich import Cost, Enricher
    from assistant.pipeline import Report

_PATH_CHARS = 255  # no longer text is taken for the name of a file


def settings_of(index: Path | None, lang: str | None) -> Settings:
    """The settings in force, with the options of the command line."""
    from assistant.config import load_settings

    return load_settings(index=index, language=lang)


def assistant_of(settings: Settings) -> Assistant:
    """The assistant with its index opened; that of the default corpus is built first, with progress, if need be."""
    from assistant.assistant import Assistant

    with progress_of(settings.language) as told:
        assistant = Assistant(settings, told)
        index = assistant.index
    _tell_of_changes(index, settings)
    return assistant


def _tell_of_changes(index: Index, settings: Settings) -> None:
    """Says on stderr when the files that the index was built from have changed since."""
    from assistant.freshness import changed_sources

    if changed := changed_sources(index.manifest.notes):
        ja = f"索引を作ったあとで {'、'.join(changed)} の文書が変わっています。policy-assistant build で作り直してください。"
        en = f"{', '.join(changed)} changed after the index was built. Rebuild it with `policy-assistant build`."
        typer.echo(en if settings.language == "en" else ja, err=True)


def print_json(value: object) -> None:
    """One JSON object and nothing else on stdout."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:  # the terminal's character set, or half of a surrogate pair
        text = json.dumps(value)
    typer.echo(text)


def text_of(given: str) -> str:
    """The text itself, that of the file it names, or standard input for "-". Raises InputError for an unreadable file."""
    if given == "-":
        return sys.stdin.read()
    if len(given) > _PATH_CHARS or "\n" in given or not Path(given).is_file():
        return given
    from assistant.sources.reader import read_path

    return "\n".join(block.text for document in read_path(Path(given)) for block in document.blocks)


def progress_of(lang: str) -> AbstractContextManager[Callable[[int, int], None]]:
    """A progress bar; the library for it is loaded only here."""
    from assistant.progress import bar

    return bar(lang)


def print_report(report: Report, settings: Settings) -> None:
    """What a build or an addition did, and what was left out, on stderr."""
    for problem in report.problems:
        typer.echo(" ".join(problem.message(settings.language).split()), err=True)  # names may hold line breaks
    if report.replaced:
        names = ", ".join(report.replaced)
        typer.echo(f"Replaced: {names}" if settings.language == "en" else f"置き換えた文書：{names}", err=True)
    if report.kept:
        names = ", ".join(report.kept)
        ja = f"前に加えた文書も残しています（除くには policy-assistant remove）：{names}"
        en = f"Documents added before are kept (`policy-assistant remove` takes one out): {names}"
        typer.echo(en if settings.language == "en" else ja, err=True)
    ja = f"{len(report.documents)}文書・{report.passages}箇所を {settings.index} に入れました。"
    en = f"{len(report.documents)} documents, {report.passages} passages in {settings.index}."
    typer.echo(en if settings.language == "en" else ja)
    if report.problems:
        count = len(report.problems)
        typer.echo(
            f"Left out: {count} (see above)." if settings.language == "en" else f"読めなかったもの：{count}件（上記）",
            err=True,
        )


def enricher_of(settings: Settings, yes: bool, progress: Callable[[int, int], None]) -> Enricher:
    """Writes questions with the language model of the settings, once the cost is agreed to (``yes``: it is).

    Raises InputError when no model is set.
    """
    from assistant.assistant import Assistant
    from assistant.llm.backend import Backend
    from assistant.llm.enrich import Enricher

    if not settings.llm_model:
        raise InputError(
            "言語モデルが設定されていません。POLICY_ASSISTANT_LLM_BASE_URL と POLICY_ASSISTANT_LLM_MODEL を設定してください。",
            "No language model is set. Set POLICY_ASSISTANT_LLM_BASE_URL and POLICY_ASSISTANT_LLM_MODEL.",
        )

    def agreed(cost: Cost) -> bool:
        return _agreed(cost, settings, yes)

    folder = settings.index.parent / "enriched"
    return Enricher(Backend(settings), Assistant(settings).glossary, folder, agreed, progress)


def _agreed(cost: Cost, settings: Settings, yes: bool) -> bool:
    """Tells the cost; asks at a terminal, unless ``yes``."""
    if settings.language == "en":
        typer.echo(
            f"Questions for {cost.passages} passages ({cost.known} written before): {cost.requests} requests to "
            f"{settings.llm_model} at {settings.llm_base_url}, about {cost.tokens_in:,} tokens in and "
            f"{cost.tokens_out:,} out. The passages are sent there.",
            err=True,
        )
    else:
        typer.echo(
            f"{cost.passages}箇所の質問文を作ります（作成済み {cost.known}箇所）。{settings.llm_base_url} の "
            f"{settings.llm_model} に {cost.requests}回、入力 約{cost.tokens_in:,}・出力 約{cost.tokens_out:,} トークンを"
            "要求します。本文はそこへ送られます。",
            err=True,
        )
    if yes:
        return True
    if not sys.stdin.isatty():
        raise InputError(
            "始めてよければ --yes を付けてもう一度実行してください。", "Run it again with --yes if that is all right."
        )
    return typer.confirm("Go on?" if settings.language == "en" else "始めますか", err=True)
