"""Questions that put the same to several things: the sides, and what is asked of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = re.compile(
    r"違|異な|比べ|比較|差|どちら|どっち|どれが|どれ[はで]?[。？?]?$|それぞれ|同じ|共通|並べ|一番|いちばん|最も|変わ|合計|合わせ|足[すし]"
)
# What is asked of all is to be added up: 「半導体と蓄電池の認定件数の合計は」.
_TOTAL = re.compile(r"合計|合わせ(?:て|る|た)|足(?:す|して|した)|合算")
_DIFFERENCE = re.compile(
    r"差は(?:何|いく)|(?:何|いく)[件回人個社つ]+(?:多|少な|違)|どれ(?:だけ|くらい|ぐらい)(?:多|少な|違)"
)
# What joins two sides. 「小型無人機との通信」 is one name.
_AND = re.compile(r"と(?!の|は|き|いう|いっ|言|して|する|した|なる|とも)、?")
_JOINT = re.compile(rf"{_AND.pattern}|、|および|及び|ならびに|並びに|\s*vs\.?\s*|対(?![象外策応内])")
_POINTS = re.compile("・")
# Where the sides end: 「AとBの違い」, 「AとBでは」, 「AとBは」 …; what stands in quotation marks is not looked into.
_BARE_END = re.compile(r"の(?=違い|差|相違|比較|異同|合計|[^のはがを]{2,12}の合計)")
_ENDS = re.compile(
    r"とでは|とで|では|における|において|のうち|のなかで|の中で|で、?|って|は(?!じ)|が|を(?=それぞれ|.{0,15}(?:比べ|比較|並べ|それぞれ|合わせ|足[すし]))|について|に(?!よ)|、"
)
# What stands before the sides and is asked of all: 「認定件数は半導体と蓄電池で」「2025年の表で甲と乙は」.
_SHARED = re.compile(r"は|(?<=[一-龠ァ-ヶー])で(?![すきはもの])、?")
# Behind these the last side has ended as a whole; before the others it may carry what is asked of all: 「EUの分野数は」.
_AFTER_SIDE = re.compile(r"とでは|とで|では|のうち|のなかで|の中で|で、?|って|、")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|（[^）]*）|\([^)]*\)")
# A side is a name: no clause, no question word.
_NO_NAME = re.compile(
    r"[へ。？?]|は|が(?!ん)|いくつ|いくら|いつ|どこ|どう|どの|どれ|どちら|誰|何|です|ます|した|して|され|ある|時点で"
)
_SHORTEST, _LONGEST = 2, 60
# 「原案と決定版」 after 「手順書の7月の」: both sides open alike, and the first one's owner is meant for both.
_OPENING = re.compile(r"^第?[0-9０-９一二三四五六七八九十]+(?:次|期|年度?|月|章|条|版)")
# The attributes that are compared: what stands before は, が, を and the words that compare.
_ATTRIBUTES = re.compile(
    r"^(?>(?:のうち、?|のなかで|の中で|の|とでは|では|とで|は|が|を|って|で|における|において|、)?、?)"
    r"(?P<names>(?!どう|どの|どち|どっ|どれ|それ|何).{2,40}?)(?:は|が|を|に|の)?、?"
    r"(?:どう|どのよう|どちら|どっち|どれ|それぞれ|同じ|違|異|比|並べ|差|一番|いちばん|最も|多い|少ない|高い|低い|大きい|小さい|合計|合わせ|足[すし]|合算)"
)
_SEVERAL = re.compile(r"と(?!の|き)|、|および|及び|や")
_INTERROGATIVE = re.compile(r"いくつ|いくら|いつ|どこ|誰|何[件回個人名社年月日位つ種分領項技](?:類|野|域|目|術)?")
_BARE = re.compile(r"^の?(違い|差|相違|比較|異同)")
# 「どちらが多いか」: what is looked at, the words that ask for it, and whether the greater value is meant.
_ORDERS = (
    ("date", re.compile(r"早い|早く|早かった|先(?=に|です|か|でし)|古い"), False),
    ("date", re.compile(r"遅い|遅く|新しい"), True),
    ("rank", re.compile(r"順位が高い|上(?=です|か|位|でし|[？?]|$)"), False),
    ("rank", re.compile(r"順位が低い|下(?=です|か|位|でし|[？?]|$)"), True),
    ("number", re.compile(r"多い|多く|大きい|高い|長い|多かった"), True),
    ("number", re.compile(r"少ない|少なく|小さい|低い|短い"), False),
)
_SAME = re.compile(
    r"同じ(?!く|よう)|(?<!どう)(?<!どのように)(?<!がどう)(?<!何が)(?:違い|異なり)ます(?:か|でしょう)|差はあ"
)


@dataclass(frozen=True)
class Comparison:
    """Several things and what is asked about each."""

    sides: tuple[str, ...]
    asked: str

    @property
    def attributes(self) -> list[str]:
        """The attributes compared, when they are named."""
        match = None if self.asked.startswith("について") else _ATTRIBUTES.match(self.asked)
        return [name for name in _SEVERAL.split(match["names"]) if len(name) > 1] if match else []

    @property
    def order(self) -> tuple[str, str, bool] | None:
        """「どちらが多い」: what decides ("number", "rank", "date"), the word that asks, whether the greater is meant."""
        for value, words, greater in _ORDERS:
            if match := words.search(self.asked):
                return value, match.group(), greater
        return None

    @property
    def asks_if_same(self) -> bool:
        """Whether it is asked if the sides are alike: 「同じですか」「違いますか」."""
        return _SAME.search(self.asked) is not None

    @property
    def asks_total(self) -> bool:
        """Whether the values of the sides are to be added up: 「合わせて何件ですか」."""
        return _TOTAL.search(self.asked) is not None

    @property
    def asks_difference(self) -> bool:
        """Whether it is asked by how much the sides differ: 「差は何件ですか」「何件多いですか」."""
        return _DIFFERENCE.search(self.asked) is not None

    def question(self, side: str, attribute: str) -> str:
        """What is asked of one side, as a question that can be asked alone."""
        if attribute:
            interrogative = _INTERROGATIVE.search(self.asked) if len(self.attributes) == 1 else None
            return f"{side}の{attribute}は{interrogative.group() + 'ですか' if interrogative else ''}"
        return f"{side}とは何ですか" if _BARE.match(self.asked) else f"{side}{self.asked}"


def comparison_of(question: str) -> Comparison | None:
    """The sides of 「A、BとCでは…がどう違う」; None when it is no comparison of named things."""
    hidden = _QUOTED.sub(lambda match: "■" * len(match.group()), question)
    ends = [match for pattern in (_BARE_END, _ENDS) for match in pattern.finditer(hidden)]
    for end in ends:
        compares = _WORDS.search(hidden[end.end() :]) or end.group() in ("では", "とでは")
        if not compares or (end.group() == "、" and not _closes(hidden, end.start())):
            continue
        if found := _comparison(question, hidden, end):
            return found
    return None


def _closes(hidden: str, at: int) -> bool:
    """Whether the comma at ``at`` stands behind the last side: 「AとB、認定が多いのは」, not 「A、BとCでは」."""
    after = re.match(r"、[^、]*?(では|で、|は|が|を|のうち)", hidden[at:])
    return _AND.search(hidden[:at]) is not None and after is not None and after[1] in ("は", "が", "を")


def _comparison(question: str, hidden: str, end: re.Match[str]) -> Comparison | None:
    """The comparison whose sides end at ``end``; what stands before the last は is asked of all."""
    start = max((match.end() for match in _SHARED.finditer(hidden, 0, end.start())), default=0)
    sides = _sides(question, hidden, start, end.start())
    if len(sides) < 2:
        return None
    if start:
        asked = f"について、{question[:start]}{question[end.end() :]}"
    else:
        sides, tail = ([*sides], "") if _AFTER_SIDE.fullmatch(end.group()) else _without_tail(sides)
        asked = tail + question[end.start() :]
    if not all(map(_is_name, sides)):
        return None
    return Comparison(tuple(map(_unquoted, _owned(sides))), asked)


def _sides(question: str, hidden: str, start: int, end: int) -> list[str]:
    """The pieces between ``start`` and ``end``, split where sides are joined; 「米国・EU・中国」 at the points."""
    joint = _JOINT if _JOINT.search(hidden, start, end) or hidden.count("・", start, end) < 2 else _POINTS
    cuts = [(match.start(), match.end()) for match in joint.finditer(hidden, start, end)]
    bounds = [start, *(place for cut in cuts for place in cut), end]
    pieces = [question[one:two].strip() for one, two in zip(bounds[::2], bounds[1::2], strict=True)]
    return [piece for piece in pieces if piece]


def _without_tail(sides: list[str]) -> tuple[list[str], str]:
    """「米国」「EUの分野数」: the tail of the last side is asked of all, where no other side has one."""
    head, of, tail = sides[-1].partition("の")
    if of and len(head) > 1 and not any("の" in side for side in sides[:-1]):
        return [*sides[:-1], head], f"の{tail}"
    return sides, ""


def _owned(sides: list[str]) -> list[str]:
    """「手順書の7月の原案」「12月の決定版」: the owner of the first side is put before sides that open like it."""
    owner, of, own = sides[0].partition("の")
    if not (of and _OPENING.match(own)):
        return sides
    return [sides[0], *(f"{owner}の{side}" if _OPENING.match(side) else side for side in sides[1:])]


def _is_name(side: str) -> bool:
    hidden = _QUOTED.sub(lambda match: "■" * len(match.group()), side)
    return _SHORTEST <= len(side) <= _LONGEST and not _NO_NAME.search(hidden)


def _unquoted(side: str) -> str:
    return side[1:-1] if re.fullmatch(r"「[^「」]*」|『[^『』]*』", side) else side
