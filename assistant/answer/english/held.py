"""What an English answer says that its citations do not hold: dates, amounts, figures and names whose Japanese is missing."""

from __future__ import annotations

import re

from assistant.answer.english.values import amounts_in, counts_in, english_date
from assistant.answer.verify import figures
from assistant.japanese.era import date_tokens, find_dates
from assistant.japanese.normalize import squeeze
from assistant.model import Answer, Citation

_QUOTE = re.compile(r"“([^”]*)”")
_KANA = re.compile("[ぁ-んァ-ヶ]")
_MARK = re.compile(r"\[(\d{1,3})\]")
_NAMED = re.compile(r"([A-Za-z][^():;“”]*?) \(([^()A-Za-z]*[ぁ-んァ-ヶ一-龠][^()]*)\)")
_YEN = re.compile(r"JPY [\d.,]+(?: (?:trillion|billion|million|thousand))?")
# What the assistant says of itself: the date of the information, the question as understood, how many rows fit.
_OWN_WORDS = re.compile(
    r"\(as of [^()]*\)$|\([^()]*\bas of\b[^()]*\)$|^Understood as:.*$|^\d+ of \d+ in the table .*$|^\d+\. |^\d+ items",
    re.MULTILINE,
)


def said_in_english(text: str) -> bool:
    """Whether an answer is in English: no kana but in quotes and parentheses."""
    return not _KANA.search(re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", _QUOTE.sub("", text))))


def unheld_in_english(answer: Answer) -> list[str]:
    """What the answer says and its citations do not hold; each line is compared with what it cites, else with all."""
    cited = {citation.n: _shown(citation) for citation in answer.citations}
    lacking: list[str] = []
    for line in _OWN_WORDS.sub("", answer.answer).split("\n"):
        marks = [int(n) for n in _MARK.findall(line)]
        source = "\n".join(cited[n] for n in marks or cited if n in cited)
        lacking += _lacking(_MARK.sub("", line), source)
    return list(dict.fromkeys(lacking))


def _lacking(line: str, source: str) -> list[str]:
    known_dates, amounts = set(date_tokens(source)), {english for _, english in amounts_in(source)}
    found = _names(_QUOTE.sub("", line), source)
    for date in reversed(find_dates(line)):
        if date.tokens[0] not in known_dates:
            found.append(line[date.start : date.end])
        line = line[: date.start] + line[date.end :]
    found += [yen for yen in _YEN.findall(line) if yen not in amounts]
    held = figures(source) | figures(" ".join(english for _, english in counts_in(source))) | _date_figures(source)
    return [*found, *sorted(figures(_YEN.sub("", line)) - held)]


def _date_figures(source: str) -> set[str]:
    """The figures of the English forms of the source's dates."""
    return figures(
        " ".join(english_date(date) for mention in find_dates(source) for date in (mention.first, mention.last))
    )


def _names(text: str, source: str) -> list[str]:
    """The Japanese that the text gives behind an English name, 「English (Japanese)」, and the source does not have."""
    key = squeeze(source)
    return [f"{english} ({name})" for english, name in _NAMED.findall(text) if squeeze(name) not in key]


def _shown(citation: Citation) -> str:
    return "\n".join([citation.title, citation.issuer, citation.date, citation.status, citation.locator, citation.text])
