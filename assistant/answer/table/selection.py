"""The rows of a table that a question describes, and how they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.claims import Claim
from assistant.answer.table.conditions import TITLE
from assistant.answer.table.looked_up import row_name
from assistant.answer.table.row_values import with_counter
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import index_tokens
from assistant.model import Hit, Passage, Span
from assistant.retrieve.understand import content_tokens

# Most rows that an answer lists, and most characters that their names may take.
_LISTED, _LISTED_CHARS, _EXAMPLE_CHARS = 20, 560, 220
# So many rows of a document are told with all their cells, as far as these take no more characters.
_FEW, _CELLS_CHARS = 2, 160


@dataclass(frozen=True)
class Selection:
    """The rows of one table that have all values which the question names."""

    table: str
    conditions: tuple[tuple[str, str], ...]  # (column, value)
    rows: tuple[Passage, ...]
    total: int  # rows in the table
    plain: bool = False  # the question plainly asks for such rows


def explained(selection: Selection, question: str, idf: Callable[[str], float]) -> float:
    """0..1: share (by idf) of the question's words that the table or what its chosen rows have in common explains.

    「AUVの構想に採択された研究代表者は誰」 is no question for all rows of the ocean domain: AUV and 代表者 are left over.
    """
    first = selection.rows[0]
    names = [column for column, _ in first.cells] + [word for words in first.asks for word in words]
    told = " ".join(
        [selection.table, *first.heading, *names, *(part for pair in selection.conditions for part in pair)]
    )
    rows = Counter(word for row in selection.rows for word in {*index_tokens(f"{row.subject} {row.text}")})
    known = {*index_tokens(told), *(word for word, count in rows.items() if 2 * count >= len(selection.rows))}
    words = [word for word in content_tokens(question) if ":" not in word]
    total = sum(map(idf, words))
    return sum(idf(word) for word in words if word in known) / total if total else 1.0


def told_by(selection: Selection) -> str:
    """All words of a selection: those of its table, its conditions and its rows."""
    rows = (
        " ".join([row.text, *row.heading, *(word for words in row.asks for word in words)]) for row in selection.rows
    )
    return " ".join([selection.table, *(part for pair in selection.conditions for part in pair), *rows])


def claims_of(selection: Selection, brief: bool = False) -> list[Claim]:
    """A claim for each row listed: its name, quoted with the words that show why it is in the list.

    ``brief``: a few examples, where only their number is asked for.
    """
    if len(selection.rows) == 1 and (claim := _whole(selection.rows[0], selection.conditions)):
        return [claim]
    claims: list[Claim] = []
    room = _EXAMPLE_CHARS if brief else _LISTED_CHARS
    for row in selection.rows[:_LISTED]:
        name = row_name(row) if len(selection.rows) > _FEW else _with_cells(row, selection.conditions)
        room -= len(name)
        if room < 0 and claims:
            break
        claims.append(Claim(name, Hit(row, 0.0), _quote(row, selection.conditions)))
    return claims


def _with_cells(row: Passage, conditions: Sequence[tuple[str, str]]) -> str:
    """The name of a row as it stands in a document, with its further cells: 日本（2020～2022年）：順位13位、論文数3,719."""
    name, given = row_name(row), {column for column, _ in conditions}
    cells = [
        f"{column}：{with_counter(column, value)}"
        for column, value in row.cells
        if value and column not in given and squeeze(value) not in squeeze(name)
    ]
    told = "、".join(cells)
    return name if row.asks or not told or len(told) > _CELLS_CHARS else f"{name}（{told}）"


def _whole(row: Passage, conditions: Sequence[tuple[str, str]]) -> Claim | None:
    """What a lone row says of the columns by which it was chosen, in its own sentences."""
    columns = {column for column, _ in conditions}
    spans = [span for span, words in zip(row.sentences, row.asks, strict=False) if columns & set(words)]
    text = "".join(row.text[start:end] for start, end in spans)
    return Claim(text, Hit(row, 0.0), _quote(row, conditions)) if text else None


def _quote(row: Passage, conditions: Sequence[tuple[str, str]]) -> Span:
    columns = {column for column, _ in conditions}
    spans = [span for span, words in zip(row.sentences, row.asks, strict=False) if columns & set(words)]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, len(row.text))


def lead_of(selection: Selection, shown: int) -> str:
    """The first line: how many rows fit, of which table, and how many of them are listed (``shown``)."""
    told = "、".join(f"{column}が「{value}」" for column, value in selection.conditions if column != TITLE)
    which = f"のうち、{told}のもの" if told else "にあるもの"
    rest = f"（うち{shown}件を示します）" if shown < len(selection.rows) else ""
    return f"「{selection.table}」{which}は{len(selection.rows)}件です{rest}。"
