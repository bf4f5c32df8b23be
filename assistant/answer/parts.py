"""Questions of several parts: each part becomes a question that can be asked alone."""

from __future__ import annotations

import re

from assistant.answer.aims import is_country
from assistant.answer.topic import Topic, is_asked, is_attribute, topic_of
from assistant.japanese.glossary import Glossary

_LINKS = r"また|それと|それから|さらに|そして|あと|加えて|ついでに|あわせて|併せて|なお"
_END = re.compile(rf"(?<=[。？?])\s*|(?<=[かで])、(?=(?:{_LINKS})(?!せ))|\n+")
_LINK = re.compile(rf"^({_LINKS})、?")
_ASKS = r"いつ|どこ|誰|だれ|何|いくつ|いくら|どれ|なぜ|どう|どの|どん"
# 「いつ始まり、誰が行いますか」「いくつあって、…は何日ですか」: both halves ask.
_JOINED = re.compile(
    rf"(?P<first>.{{2,}}?(?<!か)(?:{_ASKS})[^、。？?]{{0,16}}(?:で|り|て|され|し|か|から|え|き|べ|み))、(?P<second>.*(?:{_ASKS}).*|.{{2,12}}(?:は|を(?:教えて|知りたい).*)|[^、]{{4,}}(?:ます|です)か)[。？?]*"
)
# 「甲の3番目は何、乙の5番目は何」.
_ASKED_FIRST = re.compile(
    rf"(?P<first>[^、。？?]{{2,}}(?:は|って|が)(?:何(?:[一-龠]{{1,2}})?|いつ|どこ|誰|いくつ|いくら))、(?P<second>[^、]{{2,}}[のでに][^、]{{2,}}?(?:は|って)[^、]*(?:{_ASKS}).*)"
)
# 「確認する項目数と、何年分さかのぼるか」: an attribute, then a question of its own.
_ATTRIBUTE_FIRST = re.compile(rf"(?P<first>.{{4,}}?[一-龠])と、(?P<second>(?:{_ASKS}).*)")
# 「2023年11月時点で」 at the head of a question holds for its parts.
_AT_DATE = re.compile(r"^.{0,12}?\d+[年月日]?(?:度)?(?:の)?(?:時点|現在|当時)(?:では|で|に|は)、?")
# 「手順書の開始時期と、事前審査の日数を教えて」: an attribute of one thing and one of another.
_TWO_PHRASES = re.compile(
    r"(?P<first>[^、はがを]{2,}の(?P<one>[^のとはがを、]{2,14}))(?:と、?|及び|および|、)"
    r"(?P<second>[^、はがを]{2,}の(?P<two>[^のとはを、]{2,14}?))(?P<rest>(?:は|を|って|について|が|とも|も|それぞれ).*|[？?。]?)"
)
# 「いつ、誰が決めましたか」: two words that ask.
_TWO_WORDS = re.compile(
    rf"(?P<head>.{{2,}}?)(?P<one>(?:{_ASKS})[ぁ-ん]{{0,2}}?)(?:、|と|に)?(?P<two>(?:いつ|どこ|誰|だれ|いくら)[ぁ-ん]{{0,2}})(?P<rest>[^、]+)"
)
# 「Xの所管と件数は」: two attributes of one thing.
_TWO_ATTRIBUTES = re.compile(
    r"(?P<entity>.{2,}?)の(?P<one>[^のとやは、]{2,14})(?:と|及び|および|や|、)(?P<two>[^のとやは、]{2,14}?)"
    r"(?P<rest>(?:は|を|って|について|が|とも).*|[？?。]?)"
)
# 「ビジョンが決まったの」 is about ビジョン.
_NOMINAL = re.compile(r"(?<=[一-龠ァ-ヶー）」A-Za-z])(?:が|を|に)[^、]*の$")
# 「甲が決まった日と公募の開始日は」: a clause and an attribute of the same thing.
_CLAUSE_AND = re.compile(
    r"(?P<owner>[^、はがを]{2,})(?P<says>[がを][^、]{2,12}[たる](?:日|年|時期|場所|理由))と(?P<second>[^、はがを]{2,14})(?P<rest>(?:は|を|って).*|[？?。]?)"
)
_QUESTION = re.compile(r"(何|いつ|どこ|誰|だれ|どれ|どの|なぜ|どう|いくつ|いくら|[かの][。？?]?$|[？?]$|教えて|とは)")
# A piece that begins so has no subject of its own.
_INTERROGATIVE = re.compile(r"何|いつ|どこ|誰|だれ|なぜ|どう|どの|どん|いくつ|いくら")


def split_parts(question: str, glossary: Glossary, attributes: frozenset[str] = frozenset()) -> list[str]:
    """The questions in ``question``, each complete; one item when it is a single question.

    A later part that names nothing of its own takes over what the first part is about. ``attributes``: words by which the
    columns of tables are asked for.
    """
    date = match.group() if (match := _AT_DATE.match(question)) else ""
    pieces = [piece.strip() for piece in _END.split(question.removeprefix(date)) if piece and piece.strip()]
    if len(pieces) == 1:
        pieces = _halves(pieces[0])
    asking = [piece for piece in pieces if _QUESTION.search(piece)]
    if len(asking) < 2:
        return _two_attributes(question, attributes) or _two_phrases(question, attributes) or [question]
    told = date + "".join(piece for piece in pieces if piece not in asking)
    topic = topic_of(asking[0], glossary)
    return [_complete(told, piece, topic if number else None, glossary) for number, piece in enumerate(asking)]


def _halves(piece: str) -> list[str]:
    """The two questions of one sentence, or the sentence."""
    if match := _ATTRIBUTE_FIRST.fullmatch(piece):
        return [f"{match['first']}は？", match["second"]]
    if match := _ASKED_FIRST.fullmatch(piece):
        return [f"{match['first']}ですか", match["second"]]
    if match := _JOINED.fullmatch(piece):
        first = match["first"]
        # 「いつ施行され、対象は誰か」: what is asked first may well be answered together with the rest.
        return [f"{first.removesuffix('で')}ですか" if first.endswith("で") else piece, match["second"]]
    if match := _TWO_WORDS.fullmatch(piece):
        return [f"{match['head']}{match[name]}{match['rest']}" for name in ("one", "two")]
    return [piece]


def _two_phrases(question: str, attributes: frozenset[str]) -> list[str]:
    """A question for each of two attributes of different things; none when it does not name them so."""
    match = _TWO_PHRASES.fullmatch(question.strip())
    if not match or not all(is_asked(match[name], attributes) for name in ("one", "two")):
        return []
    owner = match["first"].removesuffix(f"の{match['one']}")
    second = re.sub(r"^その", f"{owner}の", match["second"])
    if is_attribute(match["second"].removesuffix(f"の{match['two']}"), attributes):
        second = f"{owner}の{second}"  # 「構想の資金配分機関と協議会の開催回数」: the council of the same thing
    return [f"{match['first']}{match['rest']}", f"{second}{match['rest']}"]


def _two_attributes(question: str, attributes: frozenset[str]) -> list[str]:
    """A question for each of two attributes; none when it does not name two."""
    if (match := _CLAUSE_AND.fullmatch(question.strip())) and is_asked(match["second"], attributes):
        return [
            f"{match['owner']}{match['says']}{match['rest']}",
            f"{match['owner']}の{match['second']}{match['rest']}",
        ]
    match = _TWO_ATTRIBUTES.fullmatch(question.strip())
    if not match or not all(is_asked(match[name], attributes) for name in ("one", "two")):
        return []
    return [f"{match['entity']}の{match[name]}{match['rest']}" for name in ("one", "two")]


def _names_a_thing(piece: str, glossary: Glossary) -> bool:
    """Whether a part has a name of its own; who sits in 「協議会」 is asked of the thing before."""
    found = glossary.find(piece)
    return any(entry.kind != "organisation" for entry in found) or (bool(found) and not piece.startswith("協議会"))


def _complete(told: str, piece: str, topic: Topic | None, glossary: Glossary) -> str:
    piece = _LINK.sub("", piece)
    piece = f"{piece}すか" if piece.endswith("で") and _INTERROGATIVE.search(piece) else piece
    own = topic_of(piece, glossary)
    # 「担当の資金配分機関はどこですか」 names nothing: its 担当 is an attribute too.
    names_itself = not is_attribute(own.entity, frozenset()) and (
        (bool(own.attribute) and not _INTERROGATIVE.match(piece)) or _names_a_thing(piece, glossary)
    )
    if topic and is_country(own.entity) and (of := re.fullmatch(r"(.+?)(の.+)", topic.entity)) and is_country(of[1]):
        return told + piece.replace(own.entity, f"{own.entity}{of[2]}", 1)  # 「甲国のリストは…。乙国は…」
    if topic and not names_itself and topic.entity not in piece:
        about = topic.phrase if _INTERROGATIVE.match(piece) and not own.attribute else topic.entity
        about = _NOMINAL.sub("", about)
        piece = f"{about}について、{piece}"
    return told + piece
