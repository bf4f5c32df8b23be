"""The command line: its entry point, and how errors end. Exit 0 success, 2 bad usage or input, 1 failure."""

from __future__ import annotations

import io
import os
import sys
import traceback
from pathlib import Path

import typer
from typer.exceptions import TyperException

from assistant.commands import corpus, designation, documents, precedents, questions, serving
from assistant.commands.options import app
from assistant.errors import AssistantError, InputError

INTERRUPTED = 130  # the exit code that shells give for Ctrl+C
COMMANDS = (corpus, designation, documents, questions, precedents, serving)  # importing them registers their commands


def main() -> None:
    """Entry point of ``policy-assistant``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what the terminal's character set lacks is shown as \uXXXX
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # Typer returns it where it could raise
            raise typer.Abort
        if code:
            sys.exit(code)
    except typer.Abort:
        ja = "中断しました。索引は元のままです。batch は --resume を付けると続きから始められます。"
        en = "Interrupted. The index is as it was; a batch goes on where it stopped with --resume."
        _fail(ja, en, INTERRUPTED)
    except TyperException as error:
        told = error.format_message()
        ja = f"指定が正しくありません（{told}）。policy-assistant --help で使い方を確かめてください。"
        _fail(ja, f"Bad usage: {told} See policy-assistant --help.", 2)
    except AssistantError as error:
        for line in error.details(_language_asked(sys.argv)):
            print(" ".join(line.split()), file=sys.stderr)
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
