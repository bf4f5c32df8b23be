"""Text files come in whatever character set they are in, or are named."""

from __future__ import annotations

import codecs

import pytest

from assistant.errors import InputError
from assistant.sources.decode import decode

TEXT = "経済安全保障の資料です。研究者向けに、①対象となる技術と②手続を説明します。\nカタカナのセンサーもあります。"
PLAIN = TEXT.replace("①", "1").replace("②", "2")


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jis_2004", "iso2022_jp_2004"],
)
def test_every_character_set_gives_the_same_text(charset: str) -> None:
    assert decode(TEXT.encode(charset)) == TEXT


@pytest.mark.parametrize("charset", ["shift_jis", "euc_jp", "iso2022_jp"])
def test_plain_japanese_character_sets(charset: str) -> None:
    assert decode(PLAIN.encode(charset)) == PLAIN


@pytest.mark.parametrize(
    "text", ["手順", "はい", "令和7年度", "ｶﾀｶﾅと漢字とかな", "plain English", "Résumé für Müller"]
)
def test_short_texts(text: str) -> None:
    assert decode(text.encode("utf-8")) == text


@pytest.mark.parametrize("text", ["手順書の対象は？", "カタカナ", "はい"])
@pytest.mark.parametrize("charset", ["cp932", "euc_jp"])
def test_short_texts_in_old_character_sets(text: str, charset: str) -> None:
    assert decode(text.encode(charset)) == text


@pytest.mark.parametrize("data", [b"", b" \n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + "　".encode("utf-16-le")])
def test_empty_files_are_named(data: bytes) -> None:
    with pytest.raises(InputError, match=r"note\.txt"):
        decode(data, "note.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 64,
        bytes(range(256)) * 10,
        TEXT.encode("utf-8").decode("latin-1").encode("utf-8"),  # encoded twice
        b"text\x01\x02\x03\x04",
        b"\xff\xfe\xff",
    ],
)
def test_binary_and_garbled_files_are_named(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "photo.txt")
    assert "photo.txt" in caught.value.ja and "photo.txt" in caught.value.en
