"""What a caller gives, checked: the question, the date, the document."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import InputError
from assistant.japanese.era import find_dates
from assistant.japanese.normalize import clean_text
from assistant.opened import Opened

_MEANING = re.compile(r"\w")


def has_words(text: str) -> bool:
    """Whether there is anything to read: signs and emoji alone are nothing."""
    return _MEANING.search(text) is not None


def checked_question(question: str, limit: int) -> str:
    """The question without invisible characters. Raises InputError for one that is empty, too long or without words."""
    text = clean_text(question)[0].strip()
    if not text:
        raise InputError(
            "質問が空です。知りたいことを文か言葉で入力してください。",
            "The question is empty. Type what you want to know.",
        )
    if len(text) > limit:
        raise InputError(
            f"質問が長すぎます（{len(text):,}字）。{limit:,}字以内にまとめてください。",
            f"The question is too long ({len(text):,} characters). Keep it within {limit:,}.",
        )
    if not has_words(text):
        raise InputError(
            "質問に言葉がありません（絵文字や記号だけです）。知りたいことを言葉で入力してください。",
            "The question has no words (only emoji or signs). Type what you want to know in words.",
        )
    return text


def checked_document(doc: str, opened: Opened) -> None:
    """Raises InputError when no document of that id is in the index; \"\" stands for all."""
    if doc and doc not in opened.documents:
        raise InputError(
            f"文書「{doc}」は索引にありません。policy-assistant docs で文書の一覧を確かめてください。",
            f"There is no document {doc!r} in the index. `policy-assistant docs` lists them.",
        )


def checked_date(text: str) -> str:
    """An ISO date as it is; a month or year as its last day; "" stays "". Raises InputError for anything else."""
    if not text:
        return ""
    found = find_dates(text)
    try:
        return found[0].last if found else date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"日付「{text}」を読めません。2025-12-26 や 2025年12月、令和7年度 のように書いてください。",
            f"Cannot read the date {text!r}. Write it as 2025-12-26.",
        ) from error
