"""A progress bar on a terminal; silence where the output goes to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqdm import tqdm


@contextmanager
def bar(lang: str = "ja") -> Iterator[Callable[[int, int], None]]:
    """Gives a function to be told (done, total); draws on stderr when that is a terminal, from the first call on."""
    shown: list[tqdm] = []

    def told(done: int, total: int) -> None:
        if not shown:
            from tqdm import tqdm

            text = "Working" if lang == "en" else "処理中"
            shown.append(tqdm(desc=text, total=total, disable=not sys.stderr.isatty(), leave=False))
        shown[0].update(done - shown[0].n)

    try:
        yield told
    finally:
        for drawn in shown:
            drawn.close()
