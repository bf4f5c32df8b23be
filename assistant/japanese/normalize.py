"""Normalisation: a key for comparing and searching, and a gentle cleaning of the text that is shown.

NFKC alone folds the 214 Kangxi radicals but hardly any of the CJK Radicals Supplement, and it destroys what readers
need (① becomes 1, ㎡ becomes m2). So the key goes further than NFKC, and the shown text does much less than it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from assistant.japanese.offsets import identity, merge_runs
from assistant.model import Origin

_FOLDER = Path(__file__).parent

# Characters between which a blank carries no meaning: kana, ideographs, Japanese punctuation.
_CJK = "\u3001-\u301c\u3021-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK_IN_JAPANESE = re.compile(f"(?<=[{_CJK}])\\s+(?=[{_CJK}])")
_BLANKS = re.compile(r"\s+")
_DOUBLE_LONG = re.compile("ーー+")
# Control, format and surrogate characters, and variation selectors (dropped from keys only).
_UNSEEN = (
    "\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
)
_UNSEEN += "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
_DROP_SHOWN = re.compile(f"[{_UNSEEN}]+|\\r(?=\\n)")
_DROP_KEY = re.compile(f"[{_UNSEEN}\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_LINE_ENDS = {"\r": "\n", "\f": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n"}


@lru_cache(maxsize=1)
def _shown_table() -> dict[int, str]:
    """One character to one character: radicals to ideographs, every line end to a line feed."""
    kangxi = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return str.maketrans({**kangxi, **_read("radicals.toml")["radicals"], **_LINE_ENDS})


@lru_cache(maxsize=1)
def _key_table() -> dict[int, str]:
    data = _read("folding.toml")
    folded = {char: key for group in data.values() for key, chars in group.items() for char in chars}
    return str.maketrans(folded)


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def clean_text(text: str) -> tuple[str, Origin]:
    """The text as it is shown, and where each of its characters stood in ``text``.

    Look-alike radicals become ordinary ideographs and every line end a line feed, one character for one; control,
    format (zero-width, direction) and stray surrogate characters are dropped. Nothing else changes: ①, ㎡,
    full-width letters and the writer's spelling stay.
    """
    shown = text.translate(_shown_table())
    if not _DROP_SHOWN.search(text):
        return shown, identity(len(shown))
    kept: list[str] = []
    runs: list[tuple[int, int, int]] = []
    start = at = 0
    for gap in [*((m.start(), m.end()) for m in _DROP_SHOWN.finditer(text)), (len(text), len(text))]:
        kept.append(shown[start : gap[0]])
        runs.append((at, start, gap[0] - start))
        at += gap[0] - start
        start = gap[1]
    return "".join(kept), merge_runs(runs)


def fold(text: str) -> str:
    """NFKC, radicals, dashes, waves, variants and case folded; blanks left as they are. For keys, never for showing."""
    # Dashes and quotation marks go first: NFKC would break some of them (´, ˜) into a blank and a combining mark.
    text = _DROP_KEY.sub("", text.translate(_shown_table()).translate(_key_table()))
    text = unicodedata.normalize("NFKC", text).translate(_key_table())
    return _DOUBLE_LONG.sub("ー", text.lower())


def search_key(text: str) -> str:
    """The key under which spellings of the same words meet: ``fold`` without the blanks that mean nothing.

    Blanks between Japanese characters are removed (経済 安全 → 経済安全), other blanks become one. Not for showing.
    """
    return _BLANKS.sub(" ", _BLANK_IN_JAPANESE.sub("", fold(text))).strip()


@lru_cache(maxsize=32_768)
def squeeze(text: str) -> str:
    """The search key without any blank: Japanese is compared without them."""
    return "".join(search_key(text).split())
