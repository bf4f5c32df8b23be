"""What every hand-edited file of the corpus is checked for: character set, TOML, dates that do not exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.japanese.era import find_dates
from assistant.sources.decode import decode
from assistant.sources.problem import Problem

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_YEAR = r"(?:(?:明治|大正|昭和|平成|令和)\s*(?:[0-9０-９]{1,2}|元)|[0-9０-９]{4})\s*年"
_WRITTEN_DATE = re.compile(_YEAR + r"\s*[0-9０-９]{1,2}\s*月(?:\s*[0-9０-９]{1,2}\s*日)?")


def name_of(path: Path) -> str:
    """The file as problems name it: with its folder inside the corpus."""
    return f"{path.parent.name}/{path.name}" if path.parent.name in ("documents", "tables") else path.name


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """The text of a file in whatever Japanese character set (UTF-8 with or without mark, Excel's CP932), its lines
    ended by line feeds; "" and the reason, with the first wrong byte's place, where it cannot be read."""
    return _read(path, lambda data: decode(data, path.name))


def read_toml_file(path: Path) -> tuple[str, dict[str, Any], list[Problem]]:
    """Text and content of a TOML file, which is UTF-8 by its standard (a mark does no harm); "", {} and the reasons."""
    text, problems = _read(path, lambda data: data.decode("utf-8-sig"))
    data, broken = read_toml(text, name_of(path)) if not problems else ({}, [])
    return text, data, [*problems, *broken]


def _read(path: Path, decoder: Callable[[bytes], str]) -> tuple[str, list[Problem]]:
    name = name_of(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [Problem(name, f"開けません（{error.strerror}）", f"cannot be opened ({error.strerror})")]
    try:
        return decoder(data).replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError:
        ja, en = "UTF-8 ではありません。UTF-8 で保存し直してください", "is not UTF-8; save it again as UTF-8"
        return "", [Problem(name, ja, en, *_first_wrong_byte(data))]
    except InputError as error:
        ja, en = f"読めません（{error.ja}）", f"cannot be read ({error.en})"
        return "", [Problem(name, ja, en, *_first_wrong_byte(data))]


def _first_wrong_byte(data: bytes) -> tuple[int, int]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        return len(before), len(before[-1]) + 1
    return 0, 0


def read_toml(text: str, name: str, first_line: int = 1) -> tuple[dict[str, Any], list[Problem]]:
    """The TOML of a text that begins at ``first_line`` of a file; {} and where it is broken."""
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        match = _AT.search(str(error))
        end = (text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1)
        line, column = (int(match[1]), int(match[2])) if match and match[1] else end
        reason = _AT.sub("", str(error)).strip()
        ja = f"TOML として読めません（{reason}）"
        return {}, [Problem(name, ja, f"is not TOML ({reason})", first_line + line - 1, column)]


def toml_place(text: str, table: str, number: int, key: str = "") -> tuple[int, int]:
    """Line and column of the ``number``-th ``[[table]]`` (from 1), or of ``key`` in it; (0, 0) if it is not there."""
    seen = 0
    head = (0, 0)
    for line, content in enumerate(text.split("\n"), 1):
        if content.strip().startswith("["):
            if seen == number:
                break
            if re.match(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]", content):
                seen += 1
                head = (line, content.index("[") + 1) if seen == number else head
        elif seen == number and key and (match := re.match(rf"\s*{re.escape(key)}\s*=\s*", content)):
            return line, match.end() + 1
    return head


def is_date(text: str) -> bool:
    """Whether a text is an ISO date that exists."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_day_or_month(text: str) -> bool:
    """Whether a text is an ISO date or month (2023-10) that exists."""
    return is_date(text) or (len(text) == len("2023-10") and is_date(f"{text}-01"))


def impossible_dates(text: str) -> Iterator[tuple[int, str]]:
    """Dates of a text that no calendar has (2025年2月30日, 昭和80年1月1日), each with its place."""
    known = [(mention.start, mention.end) for mention in find_dates(text)]
    for match in _WRITTEN_DATE.finditer(text):
        if not any(start <= match.start() < end or match.start() <= start < match.end() for start, end in known):
            yield match.start(), match.group()


def impossible(name: str, line: int, column: int, written: str) -> Problem:
    """The problem of a date that does not exist."""
    return Problem(name, f"「{written}」という日付はありません", f"there is no date {written!r}", line, column)
