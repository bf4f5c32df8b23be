"""Comparisons: the same question about two things, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.claims import Claim
from assistant.answer.compose import Citations, paragraph
from assistant.answer.evidence import Evidence
from assistant.japanese.normalize import squeeze

_PAIR = re.compile(
    r"(?P<one>[^、。？?]{2,60}?)(?:と|、|および|及び|\s*vs\.?\s*|対)(?P<two>[^、。？?]{2,60}?)"
    r"(?P<rest>(?:の(?!構想|技術|領域)|では|とでは|とで|は|で、?|における|、)(?=.*(?:違|異な|比べ|比較|差|どちら|どっち|それぞれ|同じ)).*)"
)
# 「AとBの違い」: both sides as they stand.
_DIFFERENCE = re.compile(
    r"^(?P<one>[^、。？?]{2,60}?)(?:と|および|及び)(?P<two>[^、。？?]{2,60}?)(?P<rest>の(?:違い|差|相違|比較).*)$"
)
# The attributes that are compared: what stands before は, が, を and the words that compare.
_ATTRIBUTES = re.compile(
    r"^(?:の|では|とでは|とで|は|で|における|、)、?(?P<names>.{2,40}?)(?:は|が|を|に|の)?、?(?:どう|どのよう|どちら|それぞれ|同じ|違|異|比|多い|少ない|高い|低い|大きい)"
)
_AND = re.compile(r"と|、|および|及び|や")


@dataclass(frozen=True)
class Comparison:
    """Two things and what is asked about both."""

    one: str
    two: str
    asked: str

    @property
    def attributes(self) -> list[str]:
        """The attributes compared, when they are named."""
        match = _ATTRIBUTES.match(self.asked)
        return [name for name in _AND.split(match["names"]) if len(name) > 1] if match else []


@dataclass(frozen=True)
class Cell:
    """What is said of one attribute of one side: a value of a table, else the claim's own words."""

    claim: Claim
    value: str

    def written(self, citations: Citations) -> str:
        """The value with its mark, on one line."""
        if self.value:
            return f"{self.value}[{citations.number(self.claim)}]"
        return " ".join(paragraph([self.claim], citations).split("\n"))


# Gives the best evidence and its claim for a question that can be asked alone; None when the documents do not say.
Find = Callable[[str], tuple[Evidence, Claim] | None]


def comparison_of(question: str) -> Comparison | None:
    """The two sides of 「AとBの…の違い」; None when it is no comparison of two named things."""
    match = _DIFFERENCE.match(question) or _PAIR.search(question)
    if not match:
        return None
    shared, one = _shared(match["one"])
    if shared:
        return Comparison(one.strip("「」『』 "), match["two"].strip("「」『』 "), f"について、{shared}{match['rest']}")
    return Comparison(match["one"].strip("「」『』 "), match["two"].strip("「」『』 "), match["rest"])


def _shared(one: str) -> tuple[str, str]:
    """What stands before は in 「供給確保計画は半導体と蓄電池で…」 is asked of both sides."""
    shared, topic, side = one.rpartition("は")
    return (f"{shared}は", side) if topic and len(shared) > 1 and len(side) > 1 else ("", one)


def compare(comparison: Comparison, find: Find, citations: Citations) -> tuple[str, list[Claim]] | None:
    """The comparison in words or, for several attributes, as a table; None when a side is not in the documents."""
    attributes = comparison.attributes
    sides = (comparison.one, comparison.two)
    cells = [
        [_cell(find, f"{side}の{attribute}は", attribute) for attribute in attributes]
        if attributes
        else [_cell(find, f"{side}{comparison.asked}", "")]
        for side in sides
    ]
    if any(cell is None for row in cells for cell in row):
        return None
    known = [[cell for cell in row if cell] for row in cells]
    if known[0][0].claim.hit.passage.passage_id == known[1][0].claim.hit.passage.passage_id:
        return None
    text = _table(attributes, sides, known, citations) if len(attributes) > 1 else _lines(sides, known, citations)
    return text, [cell.claim for row in known for cell in row]


def _cell(find: Find, question: str, attribute: str) -> Cell | None:
    found = find(question)
    if found is None:
        return None
    evidence, claim = found
    return Cell(claim, _value(evidence, attribute) if attribute else "")


def _value(evidence: Evidence, attribute: str) -> str:
    """The value of the column that the attribute names, where the evidence is a row of a table."""
    key = squeeze(attribute)
    columns = [(squeeze(column), value) for column, value in evidence.hit.passage.cells if len(column) > 1]
    named = [(len(column), value) for column, value in columns if column in key or key in column]
    return max(named)[1] if named else ""


def _lines(sides: Sequence[str], cells: Sequence[Sequence[Cell]], citations: Citations) -> str:
    return "\n".join(f"・{side}：{row[0].written(citations)}" for side, row in zip(sides, cells, strict=True))


def _table(
    attributes: Sequence[str], sides: Sequence[str], cells: Sequence[Sequence[Cell]], citations: Citations
) -> str:
    lines = [f"| | {' | '.join(sides)} |", "|---" * (len(sides) + 1) + "|"]
    for number, attribute in enumerate(attributes):
        told = [row[number].written(citations).replace("|", "｜") for row in cells]
        lines.append(f"| {attribute} | {' | '.join(told)} |")
    return "\n".join(lines)
