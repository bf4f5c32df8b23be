"""What a question is about and which attribute of it is asked for: 「AUVの構想」の「資金配分機関」は「どこですか」."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.japanese.glossary import Glossary
from assistant.japanese.normalize import squeeze
from assistant.retrieve.understand import kinds_of

_TOPIC = re.compile(
    r"^(?P<topic>.{1,80}?)(?<!また)(?<!あるい)(?<!もしく)"
    r"(?P<particle>については|に関しては|において(?:は)?|では|には|(?<!こ)とは|は|(?<![ぁ-ん])って(?![いるもきくおしかみ](?!つ|く))|だと|について)"
    r"(?!な[いくし])(?P<rest>.*)$"
)
_ASKING = re.compile(
    r"((?:の?案)?(?:を|が|について)?(?:全部|すべて|全て)?(?:教えて|見せて|出して|知りたい|挙げて|列挙|並べて|示して|説明して).*|を?お願い.*|ですか.*|でしょうか.*)[。?？]*$"
)
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』")
# What contains these is a clause, not the name of an attribute.
_CLAUSE = re.compile(r"[をがへ]|した|する|して|され|れる|ない|たら|[てで]い")


@dataclass(frozen=True)
class Topic:
    """A question taken apart. ``attribute`` and ``rest`` may be empty."""

    entity: str
    attribute: str = ""
    rest: str = ""

    @property
    def phrase(self) -> str:
        """Entity and attribute as one noun phrase."""
        return f"{self.entity}の{self.attribute}" if self.attribute else self.entity


@lru_cache(maxsize=3)
def _nouns(name: str) -> frozenset[str]:
    data = tomllib.loads((files(__package__) / "topic.toml").read_text(encoding="utf-8"))
    return frozenset(data[name])


def is_telling(attribute: str) -> bool:
    """Whether a passage that answers would name the attribute: 予算額, 倍率 and 所長, but not 内容 or 状況."""
    generic = any(attribute.endswith(noun) for noun in _nouns("generic_attributes"))
    return bool(attribute) and not generic and not _CLAUSE.search(attribute) and kinds_of(attribute) == ("fact",)


def saying_little() -> frozenset[str]:
    """Lemmas of acts that a text can speak of without naming them: 務める, 設ける, 説明."""
    return _nouns("acts_saying_little")


def is_noun_of_things(word: str) -> bool:
    """Whether a word stands for a kind of thing: 構想, 制度, 手順書."""
    return word in _nouns("nouns_of_things")


def ends_as_thing(phrase: str) -> bool:
    """Whether a phrase ends in a kind of thing: 光学アンテナの構想."""
    return any(phrase.endswith(noun) and phrase != noun for noun in _nouns("nouns_of_things"))


def is_clause(phrase: str) -> bool:
    """Whether a phrase says something, instead of naming a thing."""
    return _CLAUSE.search(phrase) is not None


def topic_of(question: str, glossary: Glossary) -> Topic:
    """The topic of a question; the whole question is the entity when it cannot be taken apart."""
    bare = question.strip().rstrip("。?？ ")
    match = _TOPIC.match(bare)
    phrase, rest = (match["topic"], match["rest"].lstrip("、, ")) if match else (_ASKING.sub("", bare), "")
    entity, attribute = _split(phrase.strip(" 、"), glossary)
    return Topic(entity, attribute, rest)


def _split(phrase: str, glossary: Glossary) -> tuple[str, str]:
    if "の" not in phrase or is_name(phrase, glossary):
        return phrase, ""
    at = _QUOTED.sub(lambda quoted: "■" * len(quoted[0]), phrase).rfind("の")
    if at < 0:
        return phrase, ""
    entity, attribute = phrase[:at], phrase[at + 1 :]
    entity = entity.removesuffix("の今").removesuffix("の現在")
    if len(entity) < 2 or not attribute or any(attribute.endswith(noun) for noun in _nouns("nouns_of_things")):
        return phrase, ""
    return entity, attribute


def is_name(phrase: str, glossary: Glossary) -> bool:
    """Whether the phrase as a whole is a name that the glossary knows."""
    key = squeeze(phrase.strip("「」 "))
    return any(key == squeeze(alias) for entry in glossary.find(phrase) for alias in entry.aliases())


def is_attribute(phrase: str, attributes: frozenset[str]) -> bool:
    """Whether a phrase names an attribute: a column of a table, or words by which a number, date or body is asked."""
    key = squeeze(phrase.strip("「」 "))
    return key in attributes or bool({"who", "number", "amount", "date", "reason"} & set(kinds_of(phrase)))


def is_asked(phrase: str, attributes: frozenset[str]) -> bool:
    """Whether a phrase can be asked of a thing: an attribute, or a word that ends like one (公募期間, 法律番号)."""
    return is_attribute(phrase, attributes) or any(phrase.endswith(noun) for noun in _nouns("attribute_endings"))
