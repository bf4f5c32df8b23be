"""The sentences of the found passages, scored as answers to the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.orders import is_order
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas
from assistant.model import Hit, Query
from assistant.retrieve.understand import kinds

# Passages that an answer is most likely taken from.
_FIRST = 3
# Weights tuned on the development half of the evaluation set.
_PASSAGE, _SENTENCE = 0.9, 0.25
_KIND_MET = 0.1
_COUNTER_MET = 0.1
_FORM_MET = 0.06  # a list for a question that wants one, steps for one that wants them
_ASKED = 0.14  # for an attribute that the question names in full
_ASK_LENGTH = 6  # characters from which a named attribute counts in full
_NOT_ASKED, _YES_NO = 0.03, re.compile("はい、|いいえ、")  # a yes or no that nobody asked for
_UNNAMED = 0.25  # what a row loses when the question names no row of its table
_DEFINES = 0.2  # a sentence that says what the thing asked about is
_DEFINED = re.compile(r"(.{2,40}?)(?:とは|って|の定義|の意味|は(?:どういう|何|なに))")
# Kinds of questions that only a figure or a name answers, and what a sentence without one loses.
_FIGURES, _NO_FIGURE = ("date", "amount", "number", "label", "contact", "company", "person"), 0.12
_ACRONYM = re.compile(r"[a-z0-9-]{2,6}")
# Counters that answer each other; 何個 may count anything.
_LIKE = {
    "番": "番|位|「",
    "か月": "か月|ヶ月|カ月|ヵ月|ケ月|箇月",
    "ヶ月": "か月|ヶ月|カ月|ヵ月|ケ月|箇月",
    "校": "校|大学",
    "人": "人|名",
    "名": "名|人",
    "社": "社|者",
    "位": "位|番",
    "個": ".{1,4}",
    "点": "点|つ|項目|個",
    "条": "条(?![件文約例])",
    "本": "本|件|つ",
    **dict.fromkeys(("度級", "°c"), "度|°c"),
    **dict.fromkeys(("割", "%", "パーセント"), r"割|%|パーセント|分の\d|/\d"),
    "件": "件|つ|個",
    "種類": "種類|種|つ|件",
    "項目": "項目|つ|点",
    "領域": "領域|つ",
    "分野": "分野|つ|領域",
}
# Counters that nothing else stands for; other things are also counted with つ or after 数 (論文数：4,472).
_OWN = {
    "条",
    "点",
    "社",
    "校",
    "日",
    "年",
    "か月",
    "ヶ月",
    "トン",
    "キロ",
    "km",
    "℃",
    "度",
    "メートル",
    "時間",
    "ページ",
    "歳",
}
# Counters of a share: no count of things stands for them.
_SHARES = {"割", "%", "パーセント", "倍"}
# 「何番目」 is answered by the number that an item bears: ⑩ 半導体, 番号：6.
_NUMBERED, _NUMBER_OF_ITEM = {"番", "位"}, r"番号[:：]\d|(?:^|・)\d{1,2}(?![\d.,年月日])"
_COUNTED_THINGS = re.compile(r"\d+つの([一-龠々ァ-ヶー]{2,8})")
_NUMBER_OF = re.compile(r"\d+の([一-龠々ァ-ヶー]{2,8})")
_FRAGMENT, _FRAGMENT_CHARS = 0.12, 9
_LABEL = re.compile(r"[\s・\-•]*([^：:｜。、]{2,16})[：:](?!//)(?=\s*\S)(?!.*｜)")
# A heading that is asked for, without its marks, has at least so many characters.
_UNDER_HEADING, _CALLED = ("text", "list", "steps"), 5
_HEADING_MARKS = re.compile(
    r"^[\s＜<【〈\[■◆○●(（]*(?:[①-⑳]|\d{1,2}[.．)）]|[(（][0-9ア-ンa-z]{1,3}[)）])?\s*|[\s＞>】〉\]：:]+$"
)
# Share of the shorter sentence's words from which two sentences say the same but for their figures.
_SAME_WORDS, _FIGURES_OF_TEXT = 0.7, re.compile(r"\d[\d,.]*")
_ANY_DATE = re.compile(r"(?:(?:令和|平成|昭和)(?:\d+|元)|\d{4})年度?(?:\d+月)?(?:\d+日)?|\d+月\d+日|第\d+[次期回]")
_STATED_AT = re.compile(r"[（(]?\d{4}年(\d+月)?(\d+日)?(時点|の報告|現在)(では|で|の)?[）)]?")


@dataclass(frozen=True)
class Evidence:
    """One sentence (or table attribute) of a hit: ``hit.passage.text[start:end]``."""

    hit: Hit
    start: int
    end: int
    score: float
    kind_met: bool  # it contains the kind of thing that is asked for (a date, a number of 件 …)
    asked: float  # 0..1: how plainly the question names this attribute
    unnamed: bool = False  # a row of a table of whose rows the question names none

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.hit.passage.text[self.start : self.end]


def collect(query: Query, hits: Sequence[Hit], unnamed: frozenset[str] = frozenset()) -> list[Evidence]:
    """All sentences of the hits, best first. ``unnamed``: ids of rows that nothing in the question picks out."""
    found = [evidence for hit in hits for evidence in _of_hit(query, hit, hit.passage.passage_id in unnamed)]
    return sorted(found, key=lambda evidence: -evidence.score)


def lacks_details(query: Query, hits: Sequence[Hit]) -> bool:
    """Whether the first passages do not hold the words for what is asked, which nothing is known for."""
    held = " ".join(" ".join([hit.passage.text, *hit.passage.questions]) for hit in hits[:_FIRST]).lower()
    return any(detail.removesuffix("s") not in held for detail in query.details)


def _of_hit(query: Query, hit: Hit, unnamed: bool) -> list[Evidence]:
    passage = hit.passage
    spans = passage.sentences or ((0, len(passage.text)),)
    scores = hit.sentence_scores or (hit.score,) * len(spans)
    if passage.kind in query.kinds or passage.kind == "statement":
        scores = (hit.score,) * len(spans)  # it is given as a whole: a short item that matches well says little
    elif passage.kind in ("list", "steps"):
        scores = (max(scores[0], hit.score), *scores[1:])  # its lead line stands for the whole
    asks = passage.asks or tuple(_cell_asks(hit, span) for span in spans)
    defined, called = _defined(query), _called(query, hit)
    found = []
    for (start, end), own, words in zip(spans, scores, asks, strict=True):
        sentence = passage.text[start:end]
        if passage.kind == "text" and is_order(sentence):
            continue
        context = f"{passage.heading[-1]}：{sentence}" if passage.heading else sentence
        met, counted = _kind_met(query, sentence), _counter_met(query, context)
        asked = max(asked_share(query, words), called)
        answers_yes_no = bool(_YES_NO.match(passage.text)) and "yesno" not in query.kinds
        form = (
            -_NOT_ASKED * answers_yes_no
            + _FORM_MET * (passage.kind in query.kinds)
            - _FRAGMENT * _is_fragment(sentence)
        )
        form -= _UNNAMED * unnamed + _NO_FIGURE * figure_missing(query, context)
        defines = passage.kind not in ("list", "steps") and _defines(defined, sentence)
        one_of_them = passage.kind == "row" and not unnamed and "list" in query.kinds  # 「…のはどれですか」
        met = met or defines or counted or one_of_them
        form += _DEFINES * defines
        score = (
            form + _PASSAGE * hit.score + _SENTENCE * own + _KIND_MET * met + _COUNTER_MET * counted + _ASKED * asked
        )
        found.append(Evidence(hit, start, end, score, met and (counted or not query.counters), asked, unnamed))
    return found


def _called(query: Query, hit: Hit) -> float:
    """0..1: how plainly a question for a list names the heading under which text or items stand: ＜対象となる行為＞."""
    if not hit.passage.heading or hit.passage.kind not in _UNDER_HEADING or not {"list", "steps"} & set(query.kinds):
        return 0.0
    label = _HEADING_MARKS.sub("", hit.passage.heading[-1])
    return asked_share(query, (label,)) if len(label) >= _CALLED else 0.0


def _cell_asks(hit: Hit, span: tuple[int, int]) -> tuple[str, ...]:
    """What a sentence as it stands in a document is labelled with: 設置大臣：…, or the headers of a row's cells."""
    text = hit.passage.text[span[0] : span[1]]
    if label := _LABEL.match(text):
        return (label[1],)
    return tuple(header for header, value in hit.passage.cells if header and value and f"{header}：{value}" in text)


def _defined(query: Query) -> str:
    """The term whose definition is asked for, squeezed; "" when none is."""
    match = _DEFINED.match(query.resolved) if "definition" in query.kinds else None
    return squeeze(match[1].strip("「」")) if match else ""


def _defines(term: str, sentence: str) -> bool:
    """Whether the sentence says what ``term`` (squeezed) is: Xとは, 「X」と定義, （以下「X」という）, X：…"""
    if not term:
        return False
    name = rf"[「\"]?{re.escape(term)}[」\"]?"
    patterns = [
        rf"^.{{0,4}}{name}(\(.{{1,40}}\))?(とは|は、|:)",
        rf"{name}(です|である|と定義|と(い|言)う|をいう|という)",
    ]
    if _ACRONYM.fullmatch(term):
        patterns.append(rf"\({re.escape(term)}\)")  # 量子雑音ストリーム暗号（QNSC）
    return any(re.search(pattern, squeeze(sentence)) for pattern in patterns)


def _is_fragment(sentence: str) -> bool:
    """Whether it is too little to say anything: a web address, a few signs, a lone word."""
    return len(sentence) < _FRAGMENT_CHARS or sentence.startswith(("http://", "https://"))


def _kind_met(query: Query, sentence: str) -> bool:
    key = without_as_of(squeeze(sentence))
    wanted = [kinds()[name].evidence for name in query.kinds if name in kinds()]
    patterns = [pattern for pattern in wanted if pattern is not None]
    total = kinds()["total"].evidence if "total" in query.kinds else None
    if total is not None and not total.search(key):
        return False  # a part of a sum is not the sum
    return any(pattern.search(key) for pattern in patterns) if patterns else True


def figure_missing(query: Query, text: str) -> bool:
    """Whether a date, an amount, a count or an address is asked for and the text has none of what is asked.

    What is to be done, and by when, is answered by the steps without a date too.
    """
    if "steps" in query.kinds and {"date"} == set(_FIGURES) & set(query.kinds):
        return False
    key = without_as_of(squeeze(text))
    checks = [_counter_met(query, text)] if query.counters else []
    for name in _FIGURES:
        pattern = kinds()[name].evidence if name in query.kinds else None
        if pattern is not None and not (name == "number" and query.counters):
            told = _ANY_DATE.sub("", key) if name == "number" else key  # a year is no number of anything
            checks.append(pattern.search(told) is not None)
    return bool(checks) and not any(checks)


def _counter_met(query: Query, sentence: str) -> bool:
    """Whether it has a number of what is counted: 「次の5つの要素」 is none of 「保全指定は何件」."""
    key = squeeze(query.resolved)
    own = _COUNTED_THINGS.sub(lambda match: match[0] if match[1] in key else "", squeeze(sentence))
    if query.counters and any(noun in key for noun in _NUMBER_OF.findall(own)):
        return True  # 「14の研究開発構想」 for 「研究開発構想は何件」
    return any(has_counted(own, counter) for counter in query.counters)


def has_counted(text: str, counter: str) -> bool:
    """Whether a number with this counter stands in the text: 2回, 51の重要技術 for 技術, 3つ for any, 論文数：4,472."""
    like = _LIKE.get(counter, counter)
    pattern = rf"(\d[\d,.]*|数|第[一二三四五六七八九十百]+)か?の?[^\d、。]{{0,4}}({like})"
    if counter in _SHARES:
        pattern += r"|(率|シェア|割合)[^\d、。]{0,4}\d"
    elif counter not in _OWN:
        pattern += r"|\d[\d,.]*つ|(数|率|順位|シェア|割合)[^\d、。]{0,4}\d"
    if counter in _NUMBERED:
        pattern += rf"|{_NUMBER_OF_ITEM}"
    return re.search(pattern, squeeze(without_as_of(text))) is not None


def asked_share(query: Query, words: tuple[str, ...]) -> float:
    """0..1: how plainly the question names one of ``words``, itself or by another name (資金配分機関 for FA)."""
    key = squeeze(query.resolved)
    names, official = ({squeeze(name) for name in group} for group in (query.other_names, query.official))
    lengths = [len(word) for word in map(squeeze, words) if len(word) > 1 and word in key]
    if any(squeeze(word) in names for word in words):
        lengths.append(_ASK_LENGTH)
    if any(squeeze(word) in official for word in words):
        lengths.append(_ASK_LENGTH // 2)  # an everyday word may mean something else
    return min(1.0, max(lengths) / _ASK_LENGTH) if lengths else 0.0


def without_as_of(text: str) -> str:
    """``text`` without 「2025年10月29日時点」 and the like: the date of the information is not the date asked for."""
    return _STATED_AT.sub("", text)


def same_words(one: str, other: str) -> bool:
    """Whether two sentences say the same but for their figures: most content words of the shorter are in the longer."""
    first, second = (
        frozenset(lemmas(_FIGURES_OF_TEXT.sub(" ", squeeze(without_as_of(text))))) for text in (one, other)
    )
    small = min(len(first), len(second))
    return small > 0 and len(first & second) >= _SAME_WORDS * small
