"""Questions that put the same to several things: the sides, and what is asked of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer.aims import Order, alone, asks, countries_apart, is_country, order_of, without_aim
from assistant.answer.topic import is_noun_of_things
from assistant.japanese.era import find_dates
from assistant.retrieve.understand import content_tokens

_WORDS = re.compile(
    r"違(?!反)|異な|比べ|比較|差|どちら|どっち|どれが|どれ[はで]?[。？?]?$|それぞれ|ずつ|同じ|同一|一緒|いっしょ|別(?:々|の|です|か|なの|[？?]?$)|並べ|一番|いちばん|最も"
    r"|変わ|(?:増え|減っ|伸び)たのは|合計|合わせ|足[すし]|計(?=何|で|いく|[。？?]|$)|共通|両方|双方|いずれに?も|片方|一方(?:だけ|のみ|に)|重な|[空離]いて|[空離]れて"
    r"|(?:多|少な|早|遅|長|短|高|低|大き|小さ|新し|古)い(?:の(?:は|が)|(?:の)?(?:ほう|方)|順)|上(?:の(?:ほう|方)|は|なのは|[？?]?$)"
)
# What is asked of all is to be added up: 「半導体と蓄電池の認定件数の合計は」.
_TOTAL = re.compile(r"合計|合わせ(?:て|る|た)|足(?:す|して|した)|合算|計(?=何|で|いく|[。？?]|$)")
# What joins two sides. 「小型無人機との通信」 is one name.
_AND = re.compile(r"と(?!の|は|き|いう|いっ|言|して|する|した|なる|とも)、?")
_JOINT = re.compile(rf"{_AND.pattern}|、|および|及び|ならびに|並びに|\s*vs\.?\s*|対(?![象外策応内])")
_POINTS = re.compile("・")
# 「AとBに共通する」「AとBの支援措置で、両方にある」: what both have is asked for, or what only one has.
_SET_END = re.compile(
    r"に(?=共通)|の(?=[^の、とはを]{1,14}[にでの、]{1,2}(?:共通|両方|双方|どちらにも|いずれにも|片方|一方)|(?:両方|双方|どちらにも|いずれにも|片方|一方))"
    r"|(?=のうち、?(?:片方|一方|両方))"
)
# Where the sides end: 「AとBの違い」, 「AとBでは」, 「AとBは」 …; what stands in quotation marks is not looked into.
_BARE_END = re.compile(r"の(?=違い|差|相違|比較|異同|合計|[^のはがを]{2,12}の合計)")
# The sides end at a comma behind which it is compared at once: 「AとB、長いのは」.
_COMMA_END = re.compile(
    r"、(?=(?:どちら|どっち|同じ|一緒|いっしょ|別|違|両方|合わせ|(?:多|少な|早|遅|長|短|高|低|大き|小さ|新し|古)い))"
)
_ENDS = re.compile(
    r"とでは|とで|では|だと|における|において|のうち|のなかで|の中で|で、?|って|は(?!じ)|が|を(?=それぞれ|.{0,15}(?:比べ|比較|並べ|それぞれ|合わせ|足[すし]))|について|に(?!よ)|、"
)
# What stands before the sides and is asked of all: 「認定件数は半導体と蓄電池で」「2025年の表で甲と乙は」.
_SHARED = re.compile(r"は|(?<=[一-龠ァ-ヶー])で(?:、|(?=[一-龠ァ-ヶーA-Za-z「■])(?![一-龠]{1,2}[るたっいしすらりき]))")
# Behind these the last side has ended as a whole; before the others it may carry what is asked of all: 「EUの分野数は」.
_AFTER_SIDE = re.compile(r"とでは|とで|では|だと|のうち|のなかで|の中で|で、?|って|、")
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|（[^）]*）|\([^)]*\)")
# What a side has behind its name: 「海洋のほう」「甲・乙・丙の3つ」.
_COUNTED = re.compile(r"の(?:ほう|方|やつ|[2-9２-９二三四五六](?:つ|者|件|物資|か国|カ国))$")
# A side is a name: no clause, no question word.
_NO_NAME = re.compile(
    r"へ(?!の)|[。？?]|は|が(?!ん)|いくつ|いくら|いつ|どこ|どう|どの|どれ|どちら|誰|何|です|ます|した|して|され|ある|時点で"
)
_SHORTEST, _LONGEST = 2, 60
# 「原案と決定版」 after 「手順書の7月の」: both sides open alike, and the first one's owner is meant for both.
_OPENING = re.compile(r"^第?[0-9０-９一二三四五六七八九十]+(?:次|期|年度?|月|章|条|版)")
# The attributes that are compared: what stands before は, が, を and the words that compare.
_ATTRIBUTES = re.compile(
    r"^(?>(?:のうち、?|のなかで|の中で|の|とでは|では|だと|とで|は|が|を|って|で|における|において|、)?、?)"
    r"(?P<names>(?!どう|どの|どち|どっ|どれ|それ|何|一緒|別|同じ)[^はが]{2,40}?)(?:は|が|を|に|の|って)?、?"
    r"(?:何[一-龠]|どれくらい|どのくらい)?(?:どう|どのよう|どちら|どっち|どれ|それぞれ|同じ|同一|一緒|いっしょ|別(?!途|紙|添)|違(?!反)|異|比|並べ|差|一番|いちばん|最も|多い|少ない|早い|遅い|長い|短い|上(?![げが限場])|計(?=何|で|いく|[。？?]|$)|高い|低い|大きい|小さい|合計|合わせ|足[すし]|合算)"
)
_BARE_WORDS = re.compile(
    r"違い|違う|違って|違い?ます|差|相違|比較|異同|異な[るり]|比べ(?:ると|て|た)?|並べて?|どう(?:いう|いった|なの)?|どんな|点|こと|ところ|ある|あり|ます|です|か|の|は|を|が|に|で"
)
# 「甲は乙と丙の両方に入りますか」 is asked of each.
_BOTH = re.compile(r"の?(?:両方|双方)|[の、]?(?:どちら|いずれ)(?=にも)")
_SEVERAL = re.compile(r"と(?!の|き)|、|および|及び|や")
_INTERROGATIVE = re.compile(r"いくつ|いくら|いつ|どこ|誰|何[件回個人名社年月日位つ種分領項技](?:類|野|域|目|術)?")
_BARE = re.compile(r"^の?(違い|差|相違|比較|異同)")
# 「蓄電池の件数は半導体より何件多いか」「半導体より蓄電池のほうが多いか」.
_THAN = (
    re.compile(r"^(?P<one>[^、]{2,40}?)(?:は|が)(?P<two>[^、]{2,40}?)より(?:も|は)?、?(?P<rest>.+)$"),
    re.compile(r"^(?P<two>[^、]{2,40}?)より(?:も|は)?、?(?P<one>.{2,40}?)の(?:方|ほう)が(?P<rest>.+)$"),
)
# 「甲のリストにあって乙のリストに無いもの」.
_ONLY_FIRST = re.compile(
    r"^(?P<one>[^、]{2,40}?)には?(?:あって|あり|入って(?:いて|おり)?|載って(?:いて|おり)?|含まれ(?:て|ていて)?)、?"
    r"(?P<two>[^、]{2,40}?)には?(?:無い|ない|入って(?:い)?ない|載って(?:い)?ない|含まれない|含まれて(?:い)?ない)(?P<rest>.*)$"
)


@dataclass(frozen=True)
class Comparison:
    """Several things and what is asked about each."""

    sides: tuple[str, ...]
    asked: str
    supposed: bool = False  # the first side is meant: 「AはBより多いですか」「Aにあって、Bに無い」
    plain: bool = False  # what the sides share, or have alone, is not told
    asked_before: str = ""  # what is asked of each side stands before it: 「甲は」 of 「甲は乙と丙の両方に入りますか」
    group: str = ""  # the sides are the things of this name, as many as ``size``; they are yet to be found
    size: int = 0
    interval: bool = False  # the time between two dates is asked for

    @property
    def attributes(self) -> list[str]:
        """The attributes compared, when they are named."""
        whole = self.asks_for_members or self.asked.startswith("について")
        match = None if whole else _ATTRIBUTES.match(self.asked)
        names = _SEVERAL.split(match["names"]) if match else []
        return [name for name in names if len(name) > 1 and not _is_period(name)]

    @property
    def order(self) -> Order | None:
        """「どちらが多い」; None when no order is asked for, or it is asked what the sides share."""
        return None if self.asks_for_members else order_of(self.asked)

    @property
    def asks_if_same(self) -> bool:
        """Whether it is asked if the sides are alike: 「同じですか」「違いますか」."""
        return asks("same", self.asked)

    @property
    def asks_how_much(self) -> bool:
        """Whether it is asked by how much the sides differ: 「差はいくつ」「何件多い」."""
        return asks("difference", self.asked)

    @property
    def wants_verdict(self) -> bool:
        """Whether one line settles it: which is ahead, whether they are alike, by how much they differ, what they share."""
        aims = (
            self.asks_if_same,
            self.asks_how_much,
            self.asks_for_members,
            self.asks_total,
            self.asks_for_interval,
            self.asks_of_both,
        )
        return bool(self.order) or any(aims)

    @property
    def asks_of_both(self) -> bool:
        """Whether it is asked if something holds of all sides: 「どちらもJSTですか」."""
        return asks("both", self.asked)

    @property
    def names_values(self) -> bool:
        """Whether the question names the values among which the sides choose: 「PDとPOのどちら」「どちらもJST」."""
        return self.asks_of_both or asks("either", self.asked)

    @property
    def asks_for_interval(self) -> bool:
        """Whether the time between two dates is asked for: 「何か月空いていますか」."""
        return self.interval or asks("interval", self.asked)

    @property
    def is_bare(self) -> bool:
        """Whether nothing in particular is compared: 「AとBの違い」「AとBを比べて」「AとBに共通すること」."""
        words = content_tokens(_BARE_WORDS.sub("", without_aim(self.asked)))
        return self.order is None and all(":" in word or is_noun_of_things(word) for word in words)

    @property
    def asks_for_common(self) -> bool:
        """Whether it is asked what the sides share."""
        return not self.plain and asks("common", self.asked)

    @property
    def asks_for_members(self) -> bool:
        """Whether it is asked what the sides share, or what only one of them has."""
        return self.asks_for_common or (not self.plain and asks("only", self.asked))

    def without_members(self) -> Comparison:
        """The same as a plain comparison, where what the sides share cannot be told."""
        return replace(self, plain=True)

    @property
    def asks_total(self) -> bool:
        """Whether the values of the sides are to be added up: 「合わせて何件ですか」."""
        return _TOTAL.search(self.asked) is not None

    def question(self, side: str, attribute: str) -> str:
        """What is asked of one side, as a question that can be asked alone."""
        if self.asked_before:
            return f"{self.asked_before}{side}{self.asked}"
        if self.asks_for_members:
            of_each = without_aim(self.asked)
            return f"{side}の{of_each}は何ですか" if of_each else f"{side}には何がありますか"
        if attribute:
            interrogative = _INTERROGATIVE.search(self.asked) if len(self.attributes) == 1 else None
            return f"{side}の{attribute}は{interrogative.group() + 'ですか' if interrogative else ''}"
        if self.interval:
            return f"{side}{'の' if side.endswith(('た', 'だ')) else ''}{self.asked}"
        if _BARE.match(self.asked):
            return f"{side}とは何ですか"
        return f"{side}{alone(self.asked, 'いつ' if self._asks_for_dates else 'どのくらい')}"

    @property
    def _asks_for_dates(self) -> bool:
        order = self.order
        return self.asks_for_interval or (order is not None and order.value == "date")


def comparison_of(question: str) -> Comparison | None:
    """The sides of 「A、BとCでは…がどう違う」; None when it is no comparison of named things."""
    question = countries_apart(question)
    hidden = _QUOTED.sub(lambda match: "■" * len(match.group()), question)
    if found := _than(hidden, question) or _only_first(hidden, question):
        return found
    ends = [match for pattern in (_COMMA_END, _SET_END, _BARE_END, _ENDS) for match in pattern.finditer(hidden)]
    for end in ends:
        compares = _WORDS.search(hidden[end.end() :]) or end.group() in ("では", "とでは")
        if not compares or (end.group() == "、" and not _closes(hidden, end.start())) or _within(hidden, end):
            continue
        if found := _comparison(question, hidden, end):
            return found
    return None


def _within(hidden: str, end: re.Match[str]) -> bool:
    """Whether a の stands within the last side, as it does in the first: 「甲国のリストと乙国のリストに共通する」."""
    tail = re.match(r"の[^にでの、を]+", hidden[end.start() :])
    return end.re is _SET_END and tail is not None and tail.group() in hidden[: end.start()]


def _than(hidden: str, question: str) -> Comparison | None:
    """「AはBより多い」; None where no order is asked for."""
    for pattern in _THAN:
        match = pattern.match(hidden)
        if not match or order_of(match["rest"]) is None:
            continue
        one, two, rest = (question[slice(*match.span(name))] for name in ("one", "two", "rest"))
        owner, of, attribute = one.partition("の")
        sides = [owner, two.removesuffix(f"の{attribute}")] if of and len(owner) > 1 else [one, two]
        if all(map(_is_name, sides)) and not any(map(find_dates, sides)):
            return Comparison(tuple(map(_unquoted, sides)), f"{f'の{attribute}' if of else ''}は{rest}", supposed=True)
    return None


def _only_first(hidden: str, question: str) -> Comparison | None:
    """「Aにあって、Bに無い」."""
    match = _ONLY_FIRST.match(hidden)
    if not match:
        return None
    sides = [question[slice(*match.span(name))] for name in ("one", "two")]
    if not all(map(_is_name, sides)):
        return None
    return Comparison(
        tuple(map(_unquoted, sides)), f"のうち片方だけにある{question[match.start('rest') :]}", supposed=True
    )


def _closes(hidden: str, at: int) -> bool:
    """Whether the comma at ``at`` stands behind the last side: 「AとB、認定が多いのは」, not 「A、BとCでは」."""
    joined = _AND.search(hidden[:at]) or hidden[:at].count("・") > 1
    if joined and _COMMA_END.match(hidden, at):
        return True
    after = re.match(r"、[^、]*?(では|で、|は|が|を|のうち)", hidden[at:])
    return bool(joined) and after is not None and after[1] in ("は", "が", "を")


def _comparison(question: str, hidden: str, end: re.Match[str]) -> Comparison | None:
    """The comparison whose sides end at ``end``; what stands before the last は is asked of all."""
    start = max((match.end() for match in _SHARED.finditer(hidden, 0, end.start())), default=0)
    sides = _sides(question, hidden, start, end.start())
    if len(sides) < 2:
        return None
    if len(sides) > 2 and not start and not is_country(sides[0]) and all(map(is_country, sides[1:])):
        start = question.index(sides[1])  # 「特許の出願制限、米国と英国の違い」
        sides = sides[1:]
    if start and (both := _BOTH.search(question, end.start())):
        asked = question[end.start() : both.start()] + question[both.end() :]
        return Comparison(tuple(map(_unquoted, sides)), asked, plain=True, asked_before=question[:start])
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


def shared_tail(comparison: Comparison) -> Comparison | None:
    """「永久磁石と工作機械の認定数って」: what the last side has behind its name is asked of all; None without it."""
    sides, tail = _without_tail([*comparison.sides])
    return replace(comparison, sides=tuple(sides), asked=tail + comparison.asked) if tail else None


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


def _is_period(name: str) -> bool:
    """Whether a date is all that it says: 2020～2022年で."""
    for date in reversed(find_dates(name)):
        name = name[: date.start] + name[date.end :]
    return len(name) < _SHORTEST


def _is_name(side: str) -> bool:
    hidden = _QUOTED.sub(lambda match: "■" * len(match.group()), side)
    return _SHORTEST <= len(side) <= _LONGEST and not _NO_NAME.search(hidden)


def _unquoted(side: str) -> str:
    side = _COUNTED.sub("", side)
    return side[1:-1] if re.fullmatch(r"「[^「」]*」|『[^『』]*』", side) else side
