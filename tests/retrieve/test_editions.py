"""Which edition is in force."""

from __future__ import annotations

from dataclasses import replace

from samples import DOCUMENTS, DRAFT, NEW, OLD, asked, passage

from assistant.model import Document, Passage
from assistant.retrieve.editions import Editions

EDITIONS = Editions(DOCUMENTS)
IN_OLD, IN_NEW, IN_DRAFT = (passage("予算は3億円です。", document.doc_id) for document in (OLD, NEW, DRAFT))


def order(passages: list[Passage], **given: str) -> list[str]:
    """The documents of equally good passages, best first."""
    query = replace(asked("予算はいくらですか"), **given)
    adjustment = EDITIONS.adjustment(passages, query.as_of, query.edition)
    return [found.doc_id for _, found in sorted(zip(-adjustment, passages, strict=True), key=lambda pair: pair[0])]


def test_a_newer_one_of_the_series_supersedes():
    assert EDITIONS.is_superseded("old")
    assert not EDITIONS.is_superseded("new") and not EDITIONS.is_superseded("draft")


def test_a_document_says_itself_what_it_supersedes():
    editions = Editions([OLD, Document("final", "確定版", date="2026-01-01", supersedes=("draft",)), DRAFT])
    assert editions.is_superseded("draft") and not editions.is_superseded("old")


def test_the_newest_comes_first_and_a_final_document_before_a_draft():
    assert order([IN_OLD, IN_DRAFT, IN_NEW]) == ["new", "draft", "old"]


def test_nothing_is_found_that_was_not_known_yet():
    known, later = EDITIONS.adjustment([IN_OLD, IN_NEW], as_of="2024-12-31")
    [superseded] = EDITIONS.adjustment([IN_OLD])
    assert later < -1.0, "less than any score"
    assert known > superseded, "then it was the newest"


def test_the_day_itself_counts_as_known():
    [same_day] = EDITIONS.adjustment([IN_NEW], as_of="2025-09-30")
    assert same_day > -0.1


def test_what_holds_at_a_month_is_known_from_its_last_day():
    month = replace(IN_OLD, as_of="2023-10")
    during, after = (EDITIONS.adjustment([month], as_of=day)[0] for day in ("2023-10-30", "2023-10-31"))
    assert during < -1.0 < after


def test_a_question_about_a_date_gets_the_edition_of_that_time():
    assert order([IN_NEW, IN_OLD], edition="2023-04-30") == ["old", "new"]
    assert order([IN_NEW, IN_OLD], edition="2023-12-31") == ["old", "new"], "the same year"


def test_a_passage_holds_at_its_own_date_and_is_published_with_its_document():
    own = replace(IN_NEW, as_of="2024-03-01")
    assert (EDITIONS.date(own), EDITIONS.published(own)) == ("2024-03-01", "2025-09-30")
    assert (EDITIONS.date(IN_NEW), EDITIONS.published(IN_NEW)) == ("2025-09-30", "2025-09-30")


def test_a_document_without_date_or_of_another_index_does_no_harm():
    stray = passage("予算は3億円です。", "nowhere")
    assert EDITIONS.date(stray) == EDITIONS.published(stray) == ""
    assert Editions([]).adjustment([stray]).shape == (1,)
    assert Editions([]).adjustment([]).shape == (0,)
