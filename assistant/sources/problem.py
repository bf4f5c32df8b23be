"""What could not be read, collected while the rest goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError


@dataclass(frozen=True)
class Problem:
    """One file (or one place of it) that is wrong, with the reason in both languages.

    ``line`` and ``column`` count from 1, 0 where unknown; in a table ``column`` is the number of the column.
    """

    path: str
    ja: str
    en: str
    line: int = 0
    column: int = 0

    @property
    def where(self) -> str:
        """file:line:column as far as it is known."""
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])

    def message(self, lang: str = "ja") -> str:
        """The reason for a reader of ``lang``, with its place first."""
        return f"{self.where}: {self.en if lang == 'en' else self.ja}"


class UnsoundCorpus(InputError):
    """A corpus folder whose files have to be mended before it can be indexed."""

    def __init__(self, folder: Path, problems: Sequence[Problem]) -> None:
        """``problems``: everything that is wrong, told line by line before the message."""
        super().__init__(
            f"コーパス {folder} に問題が{len(problems)}件あるため、索引は作らず、元のままにしました。"
            "上の箇所を直してから、もう一度 build してください。",
            f"The corpus {folder} has {len(problems)} problems: no index was made, the old one stays in use. "
            "Mend the places above and build again.",
        )
        self.problems = tuple(problems)

    def details(self, lang: str = "ja") -> list[str]:
        """The problems with file, line and column."""
        return [problem.message(lang) for problem in self.problems]
