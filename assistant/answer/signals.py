"""What speaks for and against a piece of evidence as the answer to a question: measured in reading.py, weighed in judge.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Signals:
    """One piece of evidence held against the question; each in 0..1. ``judgement.toml`` carries the same names."""

    dense: float  # the encoder's cosine of the best unit, everyday questions included
    own_words: float  # the encoder's cosine of the passage's own text
    lexical: float  # BM25 of the best unit as a share of an ideal match
    score: float  # the evidence's score as a share of the highest
    share: float  # that score as a share of the best evidence's
    covered: float  # share (by idf) of the question's words that the passage contains
    told: float  # the same for the sentence itself with its heading and subject
    rarest: float  # share of the question's most telling words that the passage contains
    official: float  # share of the question's everyday words for which the passage has an official one
    attribute: float  # share (by idf) of the words of the attribute asked for that the passage contains
    asked: float  # how plainly the question names the attribute
    absent: float  # 1 when the passage does not name the attribute asked for (the 額 of 予算額 in 「Xの予算額は」)
    kind_met: float  # the sentence contains the kind of thing that is asked for
    formed: float  # 1 for a list where one is asked for, likewise for steps
    row: float  # 1 for a row of a table
    whole: float  # 1 for a list or steps
    prepared: float  # 1 for a passage with everyday questions: one that answers is then met closely
    unnamed: float  # 1 for a row of a table of whose rows the question names none
    figure_missing: float  # a date, an amount or a count is asked for and the passage has none
    other_number: float  # share of the question's numbers and dates that the passage does not have
    other_thing: float  # share of the technologies, materials and 構想 in the question that the passage does not name
    other_name: float  # the same for every name that the glossary knows
    granted: float  # share of what the question takes to have happened that the passage does not name
    other_subject: float  # share of the words of X in 「Xの構想」 that the passage does not name
    other_act: float  # 1 when the passage does not name an act that the question speaks of (延期された, 廃止した)
    act_of_value: float  # the same where a figure, a date or a name is asked for (保存する年数)
    opposite: float  # 1 when the passage speaks of the opposite of such an act only
    names: float  # 1 when names are asked for
    compounds: float  # share (by length) of the question's compound nouns that the passage contains
    least_compound: float  # the same for the one of which it contains least
    other_rank: float  # 1 when the question names a rank or one of a series (1位, 第3回) that the passage has not
