"""What a question asks: its kinds, its words, its dates, the official names in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.japanese.era import DateMention, find_dates
from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import search_key
from assistant.japanese.plain_words import PlainWords
from assistant.japanese.tokens import index_tokens
from assistant.model import Query

_COUNTER = re.compile(
    r"何[十百千万億兆]{0,2}([ァ-ヶー]{2,6}|件|個|点|条|%|台|席|冊|枚|通|棟|戸|基|隻|泊|階|週間|世帯|路線|トン|キロ|メートル|時間|ページ|歳|か国|カ国|回|人|名|社|者|技術|領域|分野|項目|種類|機関|府省|校|年(?!に|から|まで|の|頃|ごろ)|か月|ヶ月|日|倍|位|番|割|本|章|段階|物資|省(?=あ)|km|°c|度級)(?!も(?!ら))"
    r"|(?<![論])([件人社校回])数(?!の?(?:推移|変化))|(?<=[^\s、。])(機関|大学|企業|事業|品目)の?数(?=[はがを、\s??]|って|$)"
)
# 「2024年1月に…はいくつでしたか」 asks for the state of then.
_PAST_COUNT = re.compile(r"(いくつ|いくら|何\S{1,3})(でしたか|だった|ありましたか)")
_NEWEST = re.compile(r"今(?!年|月|回|後)|いま|現在|最新|直近|目下|\b(now|currently|latest|current)\b")
_MONEY = re.compile(r"いくら|何円|何億|金額|総額|how much")
_INTERROGATIVE = re.compile(
    r"何|(?<![なほ])ど(?:の|れ|こ|う|んな)|いつ|誰|だれ|なぜ|いくつ|いくら|^(what|which|who|when|where|why|how)\b"
)
# Words around a date that say that the answer of that time is wanted.
_EDITION = re.compile(
    r"\s*(?:(?:時点|当時|の時点|の段階|現在)(?:では|で|の|には|に|は)?|の(?:資料|案|報告|概要|手順書|論点|一覧表?)(?=[でにはのだ、]))"
)
_AS_OF = re.compile(r"\bas of\s*$", re.IGNORECASE)
# What can be asked for with a question that wants yes or no: 「設計は進みましたか」.
_ALSO_YES_NO = {"yesno", "progress"}
# Tags that were pasted with a question, and scripts and styles as a whole, say nothing of what is asked.
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|</?[a-z][^<>]{0,200}>", re.IGNORECASE | re.DOTALL)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


@dataclass(frozen=True)
class Kind:
    """One thing a question can ask for, and what a sentence that answers it contains."""

    name: str
    patterns: re.Pattern[str]
    evidence: re.Pattern[str] | None


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """The kinds of ``kinds.toml`` by name, most telling first."""
    data = tomllib.loads((files(__package__) / "kinds.toml").read_text(encoding="utf-8"))
    return {
        entry["name"]: Kind(
            entry["name"],
            re.compile("|".join(entry["patterns"])),
            re.compile("|".join(entry["evidence"]), re.MULTILINE) if entry["evidence"] else None,
        )
        for entry in data["kind"]
    }


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Lemmas that say how something is asked."""
    data = tomllib.loads((files(__package__) / "stopwords.toml").read_text(encoding="utf-8"))
    return frozenset(data["words"])


def content_tokens(text: str) -> list[str]:
    """Index tokens of a question without the words that only say how it is asked."""
    return [token for token in index_tokens(text) if token not in stopwords()]


def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds that a question asks for; ("fact",) when nothing tells."""
    key = search_key(text).strip()
    found = [kind.name for kind in kinds().values() if kind.patterns.search(key)]
    if "yesno" in found and (set(found) - _ALSO_YES_NO or _INTERROGATIVE.search(key)):
        found.remove("yesno")  # いつですか asks for a date, not for yes or no
    if {"date", "amount"} <= set(found) and not _MONEY.search(key):
        found.remove("amount")  # 予算はいつ決まったか
    return tuple(found) or ("fact",)


@dataclass(frozen=True)
class Vocabulary:
    """What is known of words: official names with their other forms, and everyday words for official ones."""

    glossary: Glossary
    plain_words: PlainWords


def understand(text: str, vocabulary: Vocabulary, resolved: str = "", as_of: str = "") -> Query:
    """The question ``text``; ``resolved`` is the same made complete from the earlier turns.

    A date in the question together with 時点, 当時 … is the edition that is asked for; ``as_of`` comes from the caller.
    """
    complete = _MARKUP.sub(" ", resolved or text)
    entries = vocabulary.glossary.find(complete)
    plain = vocabulary.plain_words.find(complete)
    dates = find_dates(complete)
    past_count = _PAST_COUNT.search(complete) is not None
    asked = [date.last for date in dates if past_count or _names_edition(complete, date)]
    return Query(
        text=text,
        resolved=complete,
        kinds=kinds_of(complete),
        counters=tuple(next(filter(None, found)) for found in _COUNTER.findall(search_key(complete))),
        terms=tuple(content_tokens(_without_editions(complete, dates)) or content_tokens(complete)),
        names=tuple(entry.name for entry in entries),
        other_names=tuple(vocabulary.glossary.expand(complete)),
        named=tuple(
            (form, tuple(dict.fromkeys(alias for entry in found for alias in entry.aliases())))
            for form, found in vocabulary.glossary.forms(complete)
        ),
        plain=tuple((form, vocabulary.plain_words.official[form]) for form in dict.fromkeys(plain)),
        translated=vocabulary.plain_words.translate(complete) if plain else "",
        as_of=as_of,
        edition=max(asked, default=""),
        years=tuple(date.last for date in dates),
        newest=_NEWEST.search(complete.lower()) is not None,
        language="ja" if _JAPANESE.search(complete) else "en",
    )


def _names_edition(question: str, date: DateMention) -> bool:
    """Whether the words around a date say that the answer of that time is wanted."""
    if date.kind not in ("day", "month") and question[date.end :].startswith("の"):
        return False  # 2025年度の資料 is none of a certain day
    return _EDITION.match(question[date.end :]) is not None or _AS_OF.search(question[: date.start]) is not None


def _without_editions(question: str, dates: Sequence[DateMention]) -> str:
    """The question without the dates that only say as of when: no sentence that answers need hold them."""
    for date in reversed([date for date in dates if _names_edition(question, date)]):
        if after := _EDITION.match(question[date.end :]):
            question = f"{question[: date.start]} {question[date.end + after.end() :]}"
        elif before := _AS_OF.search(question[: date.start]):
            question = f"{question[: before.start()]} {question[date.end :]}"
    return question
