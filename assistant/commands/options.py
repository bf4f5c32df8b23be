"""The application that commands register on, and the options that several of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

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
