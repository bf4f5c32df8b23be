"""A progress bar on a terminal; silence where the output goes to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(lang: str = "ja") -> Iterator[Callable[[int, int], None]]:
    """Gives a function to be told (done, total); draws on stderr when that is a terminal."""
    from tqdm import tqdm

    with tqdm(desc="Working" if lang == "en" else "処理中", disable=not sys.stderr.isatty(), leave=False) as shown:

        def told(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        yield told
