"""Every fact of a statement or row against the place of the original that it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.japanese.glossary import Glossary
from assistant.model import Document
from assistant.proof.facts import Fact, Facts, facts_of, last_year
from assistant.proof.originals import Original
from assistant.proof.places import Places
from assistant.sources.entry import Entry


@dataclass(frozen=True)
class Finding:
    """Something that the original does not simply bear out.

    Faults: "place" (there is no such place), "absent" (a fact stands nowhere in the document), "elsewhere" (it stands
    in the document, but not in the cited place). No faults: "context" (a name that stands elsewhere in the document
    and is given so that the statement can be read alone), "supplied" (a figure of our own counting, a reading, a label).
    """

    entry: Entry
    kind: str
    text: str
    fact: str = ""  # kind of the fact

    @property
    def is_fault(self) -> bool:
        """Whether the corpus has to be mended."""
        return self.kind not in ("context", "supplied")


@dataclass(frozen=True)
class Source:
    """An original with its places and the facts that they hold."""

    original: Original
    places: Places
    glossary: Glossary

    @property
    def _year(self) -> str:
        return self.original.document.date[:4]

    @cached_property
    def whole(self) -> Facts:
        """The facts of the whole document."""
        return Facts(self.original.text(), self.glossary, this_year=self._year)

    @cached_property
    def identity(self) -> Facts:
        """What the document is: title, date, issuer. A statement may name them wherever in the document it cites."""
        return Facts(_identity(self.original.document), self.glossary)

    @cached_property
    def _held(self) -> dict[str, list[Facts]]:
        return {}

    def held(self, place: str) -> list[Facts]:
        """The facts of each range of a place, and those of its headings."""
        if place not in self._held:
            original = self.original
            self._held[place] = [Facts(place, self.glossary)] + [
                Facts(original.text(start, end), self.glossary, last_year(original.text(0, start)), self._year)
                for start, end in self.places.ranges.get(place, ())
            ]
        return self._held[place]


def _identity(document: Document) -> str:
    year, month, day = document.date.split("-")
    written = f"{year}年{int(month)}月{int(day)}日 {year}年{int(month)}月 {year}年"
    return f"{document.title} {document.issuer} {document.status} {written}"


def sources_of(entries: Sequence[Entry], originals: Mapping[str, Original], glossary: Glossary) -> dict[str, Source]:
    """The originals with all places that the corpus cites in them."""
    cited: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for doc_id, place in entry.cited():
            cited[doc_id].add(place)
    return {
        doc_id: Source(original, Places.of(original, sorted(cited[doc_id])), glossary)
        for doc_id, original in originals.items()
    }


def prove(entry: Entry, sources: Mapping[str, Source], glossary: Glossary) -> list[Finding]:
    """What the originals do not bear out of one entry, given the documents whose originals are at hand."""
    here = [(sources[doc_id], place) for doc_id, place in entry.cited() if doc_id in sources]
    found = [Finding(entry, "place", place) for source, place in here if not source.places.ranges.get(place)]
    if len(here) < len(entry.cited()):
        return found
    for fact in _claims(entry, glossary):
        kinds = {_kind(fact, source, place) for source, place in here}
        if "" not in kinds:
            found.append(Finding(entry, _verdict(entry, fact, "elsewhere" in kinds), fact.text, fact.kind))
    return found


def _verdict(entry: Entry, fact: Fact, elsewhere: bool) -> str:
    counts = fact.kind == "number" and fact.text.endswith("つ") and entry.block.kind not in ("list", "steps")
    if counts or {fact.text, fact.key} & {*entry.supplied, *(figure.replace(",", "") for figure in entry.supplied)}:
        return "supplied"
    if elsewhere:
        return "context" if fact.kind == "name" else "elsewhere"
    return "absent"


def _claims(entry: Entry, glossary: Glossary) -> list[Fact]:
    """The facts of the text and cells without those that the entry makes itself: the number of its own items."""
    block = entry.block
    cells = [value for name, value in block.cells if name not in ("旧文書", "旧出典")]
    items = str(len(block.spans) - 1) if block.kind in ("list", "steps") else ""
    facts = facts_of("\n".join([_without_step_numbers(block.text), *cells, block.as_of]), glossary)
    return [fact for fact in facts if fact.kind != "number" or fact.key != items]


def _without_step_numbers(text: str) -> str:
    return "\n".join(line.split(". ", 1)[-1] if line.split(".", 1)[0].isdigit() else line for line in text.split("\n"))


def _kind(fact: Fact, source: Source, place: str) -> str:
    if source.identity.holds(fact) or any(facts.holds(fact) for facts in source.held(place)):
        return ""
    return "elsewhere" if source.whole.holds(fact) else "absent"
