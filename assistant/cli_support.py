"""What the commands share: settings, the assistant, progress, printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.config import Settings
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
        _ = assistant.index
    return assistant


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
    ja = f"{len(report.documents)}文書・{report.passages}箇所を {settings.index} に入れました。"
    en = f"{len(report.documents)} documents, {report.passages} passages in {settings.index}."
    typer.echo(en if settings.language == "en" else ja)
    if report.problems:
        count = len(report.problems)
        typer.echo(
            f"Left out: {count} (see above)." if settings.language == "en" else f"読めなかったもの：{count}件（上記）",
            err=True,
        )
