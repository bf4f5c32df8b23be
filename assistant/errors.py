"""Errors that end a command with one clear line instead of a traceback."""

from __future__ import annotations


class AssistantError(Exception):
    """Something failed (exit code 1). The message says what, to what, and what to do.

    ``ja`` and ``en`` hold the same sentence in both interface languages.
    """

    exit_code = 1

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(ja)
        self.ja = ja
        self.en = en

    def message(self, lang: str = "ja") -> str:
        """The sentence for a reader of ``lang`` ("ja" or "en")."""
        return self.en if lang == "en" else self.ja

    def details(self, lang: str = "ja") -> list[str]:
        """Lines to be told before the message, where one line is not enough."""
        return []


class InputError(AssistantError):
    """Bad usage or input (exit code 2): the user can mend it."""

    exit_code = 2


class IndexUnusable(AssistantError):
    """The index is missing, incomplete, damaged or of another version."""
