"""Where several candidates answer about equally well: the one that tells, for progress the one that tells what was
done, and of several dates the newest."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import wording
from assistant.answer.counted_lists import names_all
from assistant.answer.evidence import same_words
from assistant.answer.judge import Judged
from assistant.answer.signals import Signals
from assistant.japanese.normalize import squeeze
from assistant.model import Query
from assistant.retrieve.editions import Editions

# Kinds of questions that ask for a value.
_VALUES = {"number", "amount"}
# What it takes, as a share of the best one's likelihood, to be a rival of it; less when the question says that it wants
# the newest; more for a passage that tells where the best one says that nothing is told.
_RIVAL, _NEWER_RIVAL, _TELLING_RIVAL = 0.3, 0.05, 0.5
# The same for a passage that says that the documents do not tell just this.
_SILENT_RIVAL = 0.08
# The same where a list is asked for and the rival is the very list; how plainly its heading is then named.
_LISTING_RIVAL, _HEADED, _LISTS = 0.07, 0.8, {"list", "steps"}
# The same where progress is asked for and only the rival tells it: what a thing is called and where it is listed is far
# from an answer, however near its words are.
_PROGRESS_RIVAL = 0.15
# Share of the question's words in a sentence that says that nothing is told which one that tells must have.
_TOLD = 0.6


def preferred(query: Query, ranked: Sequence[Judged], editions: Editions) -> list[Judged]:
    """The candidates (at least one, best first) in the order in which they are answered with."""
    ranked = _progress_first(query, _telling_first(list(ranked)))
    return _listing_first(query, _newest_first(query, ranked, editions))


def _telling_first(ranked: list[Judged]) -> list[Judged]:
    """Where the first only says that a document does not tell it, and another one does tell, about as well: that one."""
    if not wording.says_nothing(ranked[0].evidence.text):
        return _silent_first(ranked)
    least = _TOLD * ranked[0].signals.told
    told = (item for item in ranked if item.evidence.score >= _TELLING_RIVAL and item.evidence.kind_met)
    told = (item for item in told if item.signals.told >= least)
    return _before(ranked, next((item for item in told if not wording.says_nothing(item.evidence.text)), None))


def _progress_first(query: Query, ranked: list[Judged]) -> list[Judged]:
    """Where progress is asked for and the first tells none: a rival that does."""
    first = ranked[0].evidence
    if "progress" not in query.kinds or first.kind_met or wording.says_nothing(first.text):
        return ranked
    rivals = (item for item in ranked if item.evidence.score >= _PROGRESS_RIVAL and item.evidence.kind_met)
    return _before(ranked, next(rivals, None))


def _listing_first(query: Query, ranked: list[Judged]) -> list[Judged]:
    """Where a list is asked for: a rival that names as many things as the question says, or stands under the heading asked for."""
    if not _LISTS & set(query.kinds):
        return ranked
    first = ranked[0]
    rivals = [item for item in ranked[1:] if item.evidence.score >= _LISTING_RIVAL * first.evidence.score]
    naming = (item for item in rivals if names_all(query, item.evidence.text))
    if not names_all(query, first.evidence.text) and (rival := next(naming, None)):
        return _before(ranked, rival)
    headed = (item for item in rivals if item.signals.asked >= _HEADED and not item.signals.row)
    under = first.signals.asked >= _HEADED or first.signals.row
    return ranked if under else _before(ranked, next(headed, None))


def _before(ranked: list[Judged], first: Judged | None) -> list[Judged]:
    """The candidates with ``first``, if any, before the others."""
    return ranked if first is None else [first, *(item for item in ranked if item is not first)]


def _silent_first(ranked: list[Judged]) -> list[Judged]:
    """Where a rival says that the documents do not tell just this, and is nearer to the question by every measure: that one."""
    silent = (
        item for item in ranked if item.evidence.score >= _SILENT_RIVAL and wording.says_nothing(item.evidence.text)
    )
    rival = next((item for item in silent if _nearer(item.signals, ranked[0].signals)), None)
    return _before(ranked, rival)


def _nearer(one: Signals, other: Signals) -> bool:
    return one.told >= other.told and one.dense >= other.dense and one.own_words >= other.own_words


def _newest_first(query: Query, ranked: list[Judged], editions: Editions) -> list[Judged]:
    """Where a value is asked for without a date, and passages of several dates give one about equally well: the newest.

    「認定は何件」 is answered with the figure of 2025 although a slide of 2023 has the same words.
    """
    first = ranked[0].evidence
    if query.edition or query.as_of or query.years or not first.kind_met:
        return ranked
    rivals = [
        item for item in ranked if item.evidence.score >= _least(query, item, ranked[0]) and item.evidence.kind_met
    ]
    if _VALUES & set(query.kinds):
        same = [item for item in rivals if same_words(item.evidence.text, first.text) or _same_row(item, ranked[0])]
    else:
        same = [item for item in rivals if _same_row(item, ranked[0]) or _same_list(item, ranked[0])]
        same += [item for item in rivals if _same_text(item, ranked[0])]
    same = [item for item in same if item.signals.other_number <= ranked[0].signals.other_number]
    newest = max([ranked[0], *same], key=lambda item: editions.date(item.evidence.hit.passage))
    return _before(ranked, newest)


def _least(query: Query, item: Judged, first: Judged) -> float:
    """The share of the best one's likelihood that makes a rival; less for the row of the same name in another edition.

    Less too where the newest is asked for, and the rival names the attribute asked for or says the same.
    """
    one, other = item.evidence.hit.passage, first.evidence.hit.passage
    again = one.kind == other.kind == "row" and bool(one.subject) and squeeze(one.subject) == squeeze(other.subject)
    return _NEWER_RIVAL if again or (query.newest and (item.signals.asked or _same_text(item, first))) else _RIVAL


def _same_list(one: Judged, other: Judged) -> bool:
    """Whether both are lists under the same words but for the figures: 「…物資（11）」 and 「…物資（12）」."""
    first, second = one.evidence.hit.passage, other.evidence.hit.passage
    return first.kind == second.kind == "list" and same_words(first.text.split("\n")[0], second.text.split("\n")[0])


def _same_text(one: Judged, other: Judged) -> bool:
    """Whether both are running text that says the same in nearly the same words: 「国が指定する…」, later 「所管府省が指定する…」."""
    first, second = one.evidence, other.evidence
    return first.hit.passage.kind == second.hit.passage.kind == "text" and same_words(first.text, second.text)


def _same_row(one: Judged, other: Judged) -> bool:
    """Whether both are rows about the things that the question names, and the first is asked for as plainly."""
    rows = one.signals.row and other.signals.row and not one.signals.other_name and not other.signals.other_name
    return one is other or bool(rows and one.signals.asked >= other.signals.asked)
