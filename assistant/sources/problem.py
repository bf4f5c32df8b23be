"""What could not be read, collected while the rest goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One file (or one line of it) that was left out, with the reason in both languages."""

    path: str
    ja: str
    en: str

    def message(self, lang: str = "ja") -> str:
        """The reason for a reader of ``lang``, with the file's name first."""
        return f"{self.path}: {self.en if lang == 'en' else self.ja}"
