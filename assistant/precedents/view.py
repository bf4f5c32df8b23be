"""A record as it was known on a date: its values, facts, events and timeline, each with the passage behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.japanese.dates import last_day
from assistant.japanese.era import find_dates
from assistant.model import Citation, Document, Passage, Span
from assistant.precedents.reading import FactKind, Filter, Kind, reading
from assistant.precedents.records import Event, Fact, Moment, Record, Source


@dataclass(frozen=True)
class _Row:
    """A row with its cells and its document; the date at which it holds, and since when what it tells was known."""

    passage: Passage
    cells: dict[str, str]
    document: Document
    date: str
    known: str

    def cite(self, column: str) -> Citation:
        """The sentence that tells the value of ``column``; the whole row where none does."""
        passage = self.passage
        spans = [span for span, asks in zip(passage.sentences, passage.asks, strict=False) if column in asks]
        start, end = spans[0] if spans else _whole(passage)
        document = self.document
        return Citation(
            n=1,
            doc_id=passage.doc_id,
            title=document.title,
            issuer=document.issuer,
            date=self.date,
            status=document.status,
            source_file=document.source_file,
            locator=passage.locator,
            passage_id=passage.passage_id,
            text=passage.text,
            quote=passage.text[start:end],
            start=start,
            end=end,
        )


def view(source: Source, documents: Mapping[str, Document], as_of: str = "") -> Record | None:
    """The record from what was known on ``as_of`` ("": all); None when nothing was."""
    every = _rows(source.rows, documents)
    rows = [row for row in every if not as_of or last_day(row.known) <= as_of]
    if not rows:
        return None
    (kind,) = (kind for kind in reading().kinds if kind.id == source.kind)
    related = [row for row in _rows(source.related, documents) if not as_of or last_day(row.known) <= as_of]
    events = tuple(sorted(_events(rows), key=lambda event: event.date))
    kinds = {filter.id: _values(filter, every if filter.lasting else rows, related) for filter in reading().filters}
    label = _type(kind, rows)
    meetings = [row.cells[reading().meetings] for row in rows if row.cells.get(reading().meetings, "").isdecimal()]
    return Record(
        kind=source.kind,
        type=label,
        name=source.name,
        other_names=source.other_names,
        as_of=rows[-1].known,
        values={"kind": (label,), **kinds},
        meetings=int(meetings[-1]) if meetings else None,
        technologies=tuple(dict(row.passage.cells).get(kind.related, "") for row in related),
        facts=tuple(fact for fact_kind in reading().facts for fact in _facts(fact_kind, rows)),
        events=events,
        timeline=_timeline(rows, related, events),
        rows=tuple(row.passage for row in rows),
        related=tuple(row.passage for row in related),
    )


def _rows(passages: Sequence[Passage], documents: Mapping[str, Document]) -> list[_Row]:
    """Oldest first."""
    return sorted((_row(passage, documents[passage.doc_id]) for passage in passages), key=lambda row: row.known)


def _row(passage: Passage, document: Document) -> _Row:
    """What a later report tells of a day was known on that day."""
    cells = dict(passage.cells)
    date = passage.as_of or document.date
    columns = [*(dated.date for dated in reading().dated), reading().event["date"]]
    own = [found.first for column in columns for found in find_dates(cells.get(column, ""))]
    return _Row(passage, cells, document, date, min([date, *own]))


def _type(kind: Kind, rows: Sequence[_Row]) -> str:
    return next((row.cells[kind.type] for row in rows if row.cells.get(kind.type)), kind.ja)


def _values(filter: Filter, rows: Sequence[_Row], related: Sequence[_Row]) -> tuple[str, ...]:
    cells = [
        (row.known, found)
        for row in [*rows, *related]
        for column in filter.columns
        if row.cells.get(column) and (found := filter.of_cell(row.cells[column]))
    ]
    if filter.latest and cells:
        newest = max(date for date, _ in cells)
        cells = [(date, found) for date, found in cells if date == newest]
    if filter.narrowest and cells:
        cells = [min(cells, key=lambda cell: len(cell[1]))]
    return tuple(sorted({value for _, found in cells for value in found}, key=filter.order))


def _facts(kind: FactKind, rows: Sequence[_Row]) -> Iterator[Fact]:
    """Newest first; what two dates say alike stands once."""
    said: set[str] = set()
    for row in reversed(rows):
        value = row.cells.get(kind.column, "")
        if value and value not in said:
            said.add(value)
            yield Fact(kind.column, value, row.date, row.cite(kind.column))


def _events(rows: Sequence[_Row]) -> Iterator[Event]:
    columns = reading().event
    for row in rows:
        if row.cells.get(columns["kind"]) and row.cells.get(columns["what"]):
            dates = find_dates(row.cells.get(columns["date"], ""))
            date = dates[0].iso if dates else row.date
            told = row.cells[columns["what"]]
            cited = row.cite(columns["what"])
            yield Event(row.cells[columns["kind"]], row.cells.get(columns["nature"], ""), date, told, cited)


def _timeline(rows: Sequence[_Row], related: Sequence[_Row], events: Sequence[Event]) -> tuple[Moment, ...]:
    """Oldest first: dates that rows tell, what each report said of the state, and events; nothing twice."""
    moments = [moment for row in [*rows, *related] for moment in _own_dates(row)]
    for row in rows:
        for kind in reading().facts:
            if kind.timeline and row.cells.get(kind.column):
                told = kind.timeline.format(value=row.cells[kind.column])
                moments.append(Moment(row.date, told, row.cite(kind.column), reported=True))
    for event in events:
        reported = event.date == event.citation.date
        moments.append(Moment(event.date, event.what, event.citation, event.kind, event.nature, reported))
    once = {(moment.date, moment.what): moment for moment in reversed(moments)}
    return tuple(sorted(reversed(once.values()), key=lambda moment: moment.date))


def _own_dates(row: _Row) -> Iterator[Moment]:
    for dated in reading().dated:
        dates = find_dates(row.cells.get(dated.date, ""))
        if dates and row.cells.get(dated.column):
            yield Moment(dates[0].iso, dated.text.format(value=row.cells[dated.column]), row.cite(dated.column))


def _whole(passage: Passage) -> Span:
    return (0, len(passage.text))
