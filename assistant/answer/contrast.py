"""Questions that put the same to several things: the sides, and what is asked of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = r"違|異な|比べ|比較|差|どちら|どっち|どれが|それぞれ|同じ|一番|最も"
_SIDE = r"[^、。？?]{2,60}?"
_PAIR = re.compile(
    rf"(?P<more>(?:[^、。？?のとは]{{2,30}}、)*)(?P<one>{_SIDE})(?:と、?|、|および|及び|\s*vs\.?\s*|対)(?P<two>{_SIDE})"
    rf"(?P<rest>(?:の(?!構想|技術|領域)|では|とでは|とで|は|で、?|における|、)(?=.*(?:{_WORDS})).*)"
)
# 「AとBの違い」: both sides as they stand.
_DIFFERENCE = re.compile(
    rf"^(?P<more>(?:[^、。？?のとは]{{2,30}}、)*)(?P<one>{_SIDE})(?:と|および|及び)(?P<two>{_SIDE})(?P<rest>の(?:違い|差|相違|比較).*)$"
)
# The attributes that are compared: what stands before は, が, を and the words that compare.
_ATTRIBUTES = re.compile(
    r"^(?:の|では|とでは|とで|は|で|における|、)、?(?P<names>.{2,40}?)(?:は|が|を|に|の)?、?"
    r"(?:どう|どのよう|どちら|どっち|それぞれ|同じ|違|異|比|差|多い|少ない|高い|低い|大きい|小さい)"
)
_AND = re.compile(r"と|、|および|及び|や")
_INTERROGATIVE = re.compile(r"いくつ|いくら|いつ|どこ|誰|何[件回個人名社年月日位つ種分領項技](?:類|野|域|目|術)?")
_BARE = re.compile(r"^の?(違い|差|相違|比較)")
# 「どちらが多いか」: what is looked at, the words that ask for it, and whether the greater value is meant.
_ORDERS = (
    ("date", re.compile(r"早い|早く|早かった|先(?=に|です|か|でし)|古い"), False),
    ("date", re.compile(r"遅い|遅く|新しい"), True),
    ("rank", re.compile(r"順位が高い|上(?=です|か|位|でし|[？?]|$)"), False),
    ("rank", re.compile(r"順位が低い|下(?=です|か|位|でし|[？?]|$)"), True),
    ("number", re.compile(r"多い|大きい|高い|長い|多かった"), True),
    ("number", re.compile(r"少ない|小さい|低い|短い"), False),
)


@dataclass(frozen=True)
class Comparison:
    """Several things and what is asked about each."""

    sides: tuple[str, ...]
    asked: str

    @property
    def attributes(self) -> list[str]:
        """The attributes compared, when they are named."""
        match = _ATTRIBUTES.match(self.asked)
        return [name for name in _AND.split(match["names"]) if len(name) > 1] if match else []

    @property
    def order(self) -> tuple[str, str, bool] | None:
        """「どちらが多い」: what decides ("number", "rank", "date"), the word that asks, whether the greater is meant."""
        for value, words, greater in _ORDERS:
            if match := words.search(self.asked):
                return value, match.group(), greater
        return None

    def question(self, side: str, attribute: str) -> str:
        """What is asked of one side, as a question that can be asked alone."""
        if attribute:
            interrogative = _INTERROGATIVE.search(self.asked) if len(self.attributes) == 1 else None
            return f"{side}の{attribute}は{interrogative.group() + 'ですか' if interrogative else ''}"
        return f"{side}とは何ですか" if _BARE.match(self.asked) else f"{side}{self.asked}"


def comparison_of(question: str) -> Comparison | None:
    """The sides of 「AとBの…の違い」; None when it is no comparison of named things."""
    match = _DIFFERENCE.match(question) or _PAIR.search(question)
    if not match:
        return None
    sides = [side for side in [*match["more"].split("、"), match["one"], match["two"]] if side.strip()]
    shared, sides[0] = _shared(sides[0])
    if shared:
        return Comparison(_stripped(sides), f"について、{shared}{match['rest']}")
    head, of, tail = sides[-1].partition("の")
    if of and len(head) > 1 and not any("の" in side for side in sides[:-1]):  # 「米国とEUの分野数の違い」
        return Comparison(_stripped([*sides[:-1], head]), f"の{tail}{match['rest']}")
    return Comparison(_stripped(sides), match["rest"])


def _stripped(sides: list[str]) -> tuple[str, ...]:
    return tuple(side.strip("「」『』 ") for side in sides)


def _shared(one: str) -> tuple[str, str]:
    """What stands before は in 「供給確保計画は半導体と蓄電池で…」 is asked of all sides."""
    shared, topic, side = one.rpartition("は")
    return (f"{shared}は", side) if topic and len(shared) > 1 and len(side) > 1 else ("", one)
