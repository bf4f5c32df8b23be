"""Other ways to read a comparison: parts of a group (「高高度無人機の2つの構想」), a time from one event to another, …"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.compare.contrast import Comparison, comparison_of, shared_tail

# 「高高度無人機の構想は二つありますが、…」「蓄電池の2構想の…」: things of one name, by how many they are.
_KIND = r"(?:研究開発)?(?:構想|プロジェクト|計画|技術|物資|案件|もの)"
_NUMBER = r"(?P<number>[2-4２-４二三四両]|ふた|みっ)(?:つ|本|件|種類)?"
_GROUPS = (
    re.compile(
        rf"^(?P<group>[^、]{{2,30}}?)(?:の{_KIND})?(?:には|は|って|が|も)、?(?:{_KIND}[がは])?{_NUMBER}(?:[^、。]{{1,14}}[、。]|[^、。]{{1,8}}?けれ?ど)(?P<rest>.+)$"
    ),
    re.compile(
        rf"^(?P<group>[^、]{{2,30}}?)の?{_NUMBER}の?{_KIND}(?:（[^）]*）)?(?P<rest>(?:のうち|では|の|は|で|って|、).+)$"
    ),
)
_NUMBERS = {"2": 2, "２": 2, "二": 2, "両": 2, "ふた": 2, "3": 3, "３": 3, "三": 3, "みっ": 3, "4": 4, "４": 4, "四": 4}
# How a side is named as a part of what was named before: 「海洋のほう」「モビリティのやつ」.
_PART = re.compile(r"(?:の(?:もの|件|構想)|側|向け)$")
_CALLED_PART = r"(?:の(?:ほう|方|やつ|もの)|側|向け|版)"
_OF_KIND = re.compile(rf"の{_KIND}$")
_TOPIC = re.compile(r"(?:について|に関して|では|で)$")
# 「公募が始まってから最初の協議会まで何か月」.
_FROM_TO = re.compile(
    r"^(?P<one>[^、]{2,40}?)から、?(?P<two>[^、]{2,40}?)(?:が(?:開かれ|始ま|出)る)?まで(?:に|は|の(?:期間|間|日数)は?|で)?、?"
    r"(?:(?:およそ|約)?何(?:日|か月|ヶ月|カ月|年)|どのくらい|どれくらい|どれだけ).*$"
)
# 「甲国と乙国の今の順位は？」
_PAIR = re.compile(
    r"^(?P<one>[^、。とはがを]{2,30})と(?P<two>[^、。とはがをの]{2,30})の(?P<asked>[^、。とはがを]{2,20}?)"
    r"(?:は(?:何[^、。]{1,4}|どこ|いくつ|誰)?(?:です)?か?|って|を(?:教えて|知りたい)[^、。]*)?[。？?]*$"
)
# 「ビジョン（第一次）が決まってから第二次が決まるまで」: the second is one of the same.
_SERIES = re.compile(r"第?[0-9０-９一二三四五六七八九]+[次期回版章]")
_OWNER = re.compile(rf"(?P<name>.{{2,30}}?)(?:の|（)?{_SERIES.pattern}")
# 「甲の構想と、乙の構想。大臣はどう違いますか」
_TWO_SENTENCES = re.compile(r"^(?P<sides>[^。？?]+と[^。？?]+[一-龠ァ-ヶーA-Za-z）」])。(?P<rest>[^。？?]+[。？?]?)$")


def readings(question: str) -> list[Comparison]:
    """The readings of a comparison besides that of ``comparison_of``; each is right only where tables or dates bear it out."""
    first = comparison_of(question)
    if first is None and (two := _TWO_SENTENCES.match(question.strip())):
        first = comparison_of(f"{two['sides']}、{two['rest']}")
        return [first] if first else []
    found = [_pair(question), _grouped(question), _parts_of_first(first, question), _interval(question)]
    for comparison in (_closed_by_comma(first, question), first):
        found += [_topic_first(comparison), shared_tail(comparison) if comparison else None]
        found += [comparison] if comparison is not first else []
    return list(dict.fromkeys(reading for reading in found if reading and reading != first))


def _pair(question: str) -> Comparison | None:
    """「甲国と乙国の順位」: the same of both, without a word that compares."""
    match = _PAIR.match(question.strip())
    return Comparison((match["one"], match["two"]), f"の{match['asked']}") if match else None


def _grouped(question: str) -> Comparison | None:
    """The things of one name, or two of them that are named by what tells them apart."""
    for pattern in _GROUPS:
        match = pattern.match(question.strip())
        if not match:
            continue
        group, rest = _OF_KIND.sub("", match["group"]), match["rest"]
        parts = comparison_of(rest.lstrip("、のはで"))
        if parts and len(parts.sides) == 2 and not parts.supposed:
            return _of_group(group, parts.sides, parts.asked)
        whole = Comparison((), rest, group=group, size=_NUMBERS[match["number"]])
        return whole if whole.wants_verdict or whole.attributes else None
    return None


def _parts_of_first(comparison: Comparison | None, question: str) -> Comparison | None:
    """「高高度無人機、海洋のほうと災害のほうで」: the first name is that of the others."""
    if not comparison or len(comparison.sides) != 3 or f"{comparison.sides[0]}、{comparison.sides[1]}" not in question:
        return None
    if not any(re.search(re.escape(side) + _CALLED_PART, question) for side in comparison.sides[1:]):
        return None
    return _of_group(_OF_KIND.sub("", comparison.sides[0]), comparison.sides[1:], comparison.asked)


def _of_group(group: str, sides: tuple[str, ...], asked: str) -> Comparison:
    return Comparison(tuple(f"{group}の{_PART.sub('', side)}" for side in sides), asked)


def _closed_by_comma(comparison: Comparison | None, question: str) -> Comparison | None:
    """「AとB、Cの差は」: what stands behind the comma is asked of both, it is no third side."""
    if not comparison or len(comparison.sides) < 3 or f"{comparison.sides[-2]}、{comparison.sides[-1]}" not in question:
        return None
    return replace(comparison, sides=comparison.sides[:-1], asked=f"、{comparison.sides[-1]}{comparison.asked}")


def _topic_first(comparison: Comparison | None) -> Comparison | None:
    """「研究の守りについて、甲国と乙国は」: the first part says what is asked of both."""
    if not comparison or len(comparison.sides) < 3 or not _TOPIC.search(comparison.sides[0]):
        return None
    plain = replace(comparison, sides=comparison.sides[1:], asked_before=f"{comparison.sides[0]}、", plain=True)
    return shared_tail(plain) or plain


def _interval(question: str) -> Comparison | None:
    """「公募の開始から採択まで何か月」: the time between two dates."""
    match = _FROM_TO.match(question.strip())
    if not match:
        return None
    one = re.sub(r"[てで]$", lambda end: "た" if end.group() == "て" else "だ", match["one"])
    owner = _OWNER.match(one)
    two = f"{owner['name']}の{match['two']}" if owner and _SERIES.match(match["two"]) else match["two"]
    return Comparison((one, two), "はいつですか", interval=True)
