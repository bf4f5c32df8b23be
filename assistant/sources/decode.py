"""Bytes of a text file to characters, whatever Japanese character set they are in."""

from __future__ import annotations

import codecs
import re

from assistant.sources.unreadable import Unreadable

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In strict order. EUC-JP comes first: it refuses Shift_JIS kana, while Shift_JIS reads EUC-JP as half-width kana.
_PLAIN = ("utf-8", "euc_jp", "euc_jis_2004", "cp932", "shift_jis_2004")
_ESCAPED = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")
_ESCAPES = re.compile(rb"\x1b\$[@B(]|\x1b\([JI]")

_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6]")
_KANA = re.compile("[\u3041-\u30ff]")
# What wrong decoding produces: control, Latin-1, half-width kana, rare ideographs, private use, replacement characters.
_SUSPECT = re.compile("[\u0080-\u00ff\uff61-\uff9f\u3400-\u4dbf\ue000-\uf8ff\ufffd]")
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f]")
_MOST_SUSPECT = 0.3
_MOST_CONTROL = 0.01
_LEAST_JAPANESE = 0.5  # for UTF-16 without a mark, which reads anything
_LONG_ENOUGH = 50  # Japanese characters after which a text without any kana is no Japanese text


def decode(data: bytes, name: str = "") -> str:
    """The text of a file, without a byte order mark.

    Read are UTF-8 and UTF-16 (with or without mark), UTF-32 with mark, ISO-2022-JP, EUC-JP and Shift_JIS (CP932); the
    first that fits exactly and gives plausible text is taken. ``name`` is the file's name for messages. Raises
    Unreadable (an InputError) for an empty or binary file, and where no character set fits.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(name, "ファイルが空です。", "The file is empty.")
    text = _marked(data)
    if text is None:
        text = _unmarked(data)
    if text is not None and not text.strip():
        raise Unreadable(name, "ファイルに空白しかありません。", "The file holds nothing but blanks.")
    if text is not None and not _garbled(text):
        return text
    if text is None and b"\0" in data:
        raise Unreadable(name, "文字のファイルではありません（バイナリです）。", "It is a binary file, not text.")
    raise Unreadable(
        name,
        "文字コードを判別できないか、文字化けしています。UTF-8 で保存し直してください。",
        "Its character set is unknown or its text garbled. Save it again as UTF-8.",
    )


def _marked(data: bytes) -> str | None:
    for mark, charset in _MARKED:
        if data.startswith(mark) and (text := _strict(data, charset)) is not None:
            return text
    return None


def _unmarked(data: bytes) -> str | None:
    if b"\0" not in data:
        charsets = (*_ESCAPED, *_PLAIN) if _ESCAPES.search(data) and data.isascii() else _PLAIN
        for charset in charsets:
            text = _strict(data, charset)
            if text is not None and not _garbled(text) and not (charset != "utf-8" and _kanji_soup(text)):
                return text
    if len(data) % 2 == 0:
        for charset in ("utf-16-le", "utf-16-be"):
            text = _strict(data, charset)
            if text is not None and not _garbled(text) and _reads_as_utf16(text):
                return text
    return None


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _garbled(text: str) -> bool:
    """Whether a text consists of what decoding with the wrong character set, or a binary file, gives."""
    visible = sum(not char.isspace() for char in text) or 1
    few_kana = len(_KANA.findall(text)) < visible * _MOST_SUSPECT
    suspect = few_kana and len(_SUSPECT.findall(text)) > visible * _MOST_SUSPECT
    return suspect or len(_CONTROL.findall(text)) > visible * _MOST_CONTROL


def _kanji_soup(text: str) -> bool:
    """Many ideographs and not one kana: another character set read as a Japanese one."""
    return len(_JAPANESE.findall(text)) >= _LONG_ENOUGH and not _KANA.search(text)


def _reads_as_utf16(text: str) -> bool:
    known = len(_JAPANESE.findall(text)) + sum(char.isascii() for char in text)
    return known > len(text) * _LEAST_JAPANESE and not _kanji_soup(text)
