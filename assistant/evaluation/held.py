"""What an answer says that its citations do not hold: figures, dates, names.

unheld(answer) = (figures, dates, names of the answer) − (those of what it cites)

A line or sentence with marks is compared with what these cite, one without with everything that the answer cites.
Left out is what the assistant says about itself: the repeated question, the date of the information, where it looked in
vain, how many rows of a table fit (they are counted, not quoted). A difference or a sum is held when the figures of the
sides give it. The sides of a comparison are named as the question names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.english.held import said_in_english, unheld_in_english
from assistant.japanese.glossary import Glossary
from assistant.japanese.sentences import split_sentences
from assistant.llm.names import missing_names
from assistant.llm.quantities import figures_of
from assistant.model import Answer, Citation

_MARK = re.compile(r"\[(\d{1,3})\]")
_OWN_WORDS = re.compile(
    r"「[^\n]*」についてお答えします。|Understood as:[^\n]*|（ほか\d+件）"
    r"|^「[^\n\[]*」(?:のうち|では|の)[^\n\[]*\d件[^\n\[]*。$"
    r"|[（(][^（）()\n]*(?:時点|as of)[^（）()\n]*[）)]$"
    r"|^資料には見当たりません。（収録している\d+件の文書を[^\n]*で探しました）"
    r"|分かる\d+件のうち、\d+番目に|(?<=で、)\d+件あります。$",
    re.MULTILINE,
)
# 「差は9件です。」「合わせて61件です。」 over the sides 「・蓄電池：35件[1]」.
_COMPUTED = re.compile(r"^[^\n]*?(?P<how>差は|合わせて)(?P<value>[\d,]+)[^\n\d]*$", re.MULTILINE)
_LABEL = re.compile(r"^・([^\n：]{1,40})：", re.MULTILINE)
_SIDE = re.compile(r"^・[^\n]*：([\d,]+)[^\d\n]*(?:\[\d+\])+$", re.MULTILINE)


def unheld(answer: Answer, glossary: Glossary) -> list[str]:
    """The figures, dates and names of ``answer`` that its citations do not hold; none for a refusal."""
    if answer.status == "not_found" or not answer.citations:
        return []
    if said_in_english(answer.answer):
        return unheld_in_english(answer)
    cited = {citation.n: _shown(citation) for citation in answer.citations}
    lacking: list[str] = []
    for piece, marks in _pieces(_without_own_words(answer.answer, answer.question)):
        source = "\n".join(cited[n] for n in marks or cited if n in cited)
        lacking += figures_of(source, source=True).lacking(figures_of(piece))
        lacking += missing_names(piece, source, glossary)
    return list(dict.fromkeys(lacking))


def _without_own_words(text: str, question: str) -> str:
    """The answer without what the assistant says about itself, figures that its sides give, and sides named as in the question."""
    sides = [_number(side) for side in _SIDE.findall(text)]

    def kept(match: re.Match[str]) -> str:
        given = sum(sides) if match["how"] == "合わせて" else abs(sides[0] - sides[-1]) if sides else None
        return match[0].replace(match["value"], "") if len(sides) > 1 and _number(match["value"]) == given else match[0]

    text = _COMPUTED.sub(kept, text)
    text = _LABEL.sub(lambda match: "・" if match[1] in question else match[0], text)
    return _OWN_WORDS.sub("", text)


def _number(digits: str) -> int:
    return int(digits.replace(",", "") or 0)


def _pieces(text: str) -> Iterator[tuple[str, list[int]]]:
    """The sentences without their marks, with the numbers in them."""
    for start, end in split_sentences(text):
        sentence = text[start:end]
        yield _MARK.sub("", sentence), [int(n) for n in _MARK.findall(sentence)]


def _shown(citation: Citation) -> str:
    """All that a reader sees of the source."""
    return "\n".join([citation.title, citation.issuer, citation.date, citation.status, citation.locator, citation.text])
