"""An English question read in the terms of the documents: names by the glossary, attributes as the tables call them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer.compose import japanese_date
from assistant.answer.english.pieces import (
    ATTRIBUTE,
    CONTEXT,
    EVENT,
    SPECIFIC_KINDS,
    Found,
    pieces_of,
    rules,
    things_in,
    unknown_words,
)
from assistant.answer.english.shapes import (
    PLACE,
    asks_difference,
    happened,
    held,
    membership,
    place_in,
    reckoned,
)
from assistant.japanese.era import find_dates
from assistant.japanese.glossary import Glossary
from assistant.model import Query, Span

_PARTS = re.compile(
    r",?\s+and\s+(?=(?:how|when|who|which|what|where|why)\b)|[?.]\s+(?=(?:how|when|who|which|what|where|why|is|are|does|do)\b)",
    re.IGNORECASE,
)
# How a question for a meaning ends, and one for something that words describe.
_DEFINES, _WHAT = "とは何ですか", "は何ですか"
_YEAR = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)(?P<decade>s)?\b(?P<fiscal>(?= (?:supplementary|second supplementary|fiscal|budget)))?"
)
_YEARS = re.compile(r"\b((?:19|20)\d\d) ?(?:-|–|—|to|through) ?((?:19|20)\d\d)\b")
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+|an?\s+)?")
_REASON, _COUNTRY = "理由", "位の国"
_YEN = re.compile(r"\b(?P<n>\d[\d,.]*) (?P<unit>billion|trillion)(?: (?:yen|jpy))?\b")
_OKU = {"billion": 10, "trillion": 10_000}
_DETAIL = re.compile(
    r"^(?:what|who|when|where|how (?:much|large|high|many)) (?:is|are|was|were|will be) the (?P<detail>[a-z]+(?: [a-z]+)?) (?:of|for|used|in|at|on|by) "
)
_HEADS = (
    re.compile(r"^(?:how many|which) (?:(?:two|three|six|nine|\d+|other|of the) )*(?P<detail>[a-z]+)\b"),
    re.compile(r"^what (?P<detail>[a-z]+) (?:do|does|did|is|are|was|were|has|have|had|can|must|should|will|would)\b"),
)
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_MOST_CAPITALS = 0.5  # more is a heading, which tells nothing of names
_COUNTS = re.compile("何|いくら")
# 「Which projects does JST fund …」
_WHICH = re.compile(r"^(?:which|what) (?:of the )?")
_FUNDS = re.compile(
    r"\b(?:(?:does|do|did|is|are|has) )?(?P<agency>jst|nedo)(?: (?:funds?|funded|funding|finances?))\b|\bfunded by (?:the )?(?P<by>jst|nedo)\b"
)
_TELLS = re.compile(r"^(?:hi|hello|hey|dear|my|our|we|i|i'm|we're|i've)\b(?!.*\?)", re.IGNORECASE)
_ASKS_YES_NO = re.compile(r"^(?:is|are|was|were|does|do|did|has|have)\b")
_LISTS = re.compile(r"\b(?:which|what|list|name|all)\b.*\b(?:projects?|concepts?)\b")
_NOUN = r"(?:concepts?|projects?)"
# Names that stand in most questions and narrow nothing down when another thing is named.
_GENERAL_KINDS = {"programme", "term", "organisation"}
_BODY = "organisation"
_GENERAL = {"技術", "物資", "重要", "支援対象"}
# More than this share of an English question's content words must be known for its reading to be used.
_KNOWN = 0.5


@dataclass(frozen=True)
class Reading:
    """The question in Japanese ("" when too little of it is known) and its words that nothing is known for."""

    japanese: str
    unknown: tuple[str, ...] = ()
    english: str = ""  # as asked
    names: tuple[str, ...] = ()  # the countries and bodies that it names, in Japanese
    details: tuple[str, ...] = ()  # the unknown words for what is asked: 「salary」 of "what salary do researchers get"


def read(question: str, glossary: Glossary) -> Reading:
    """The reading of an English question."""
    text = _in_digits(question.strip().rstrip("?.! ").lower())
    dates = _dates(text)
    spans = [span for span, _ in dates]
    pieces = [*pieces_of(text, glossary, [*spans, *(amount.span() for amount in _YEN.finditer(text))]), *_amounts(text)]
    member = held(text, pieces)
    if member and member.ja:
        pieces = sorted([*pieces, member], key=lambda piece: piece.start)
    place = place_in(text)
    if place:
        pieces = [piece for piece in pieces if piece.end <= place.start or place.end <= piece.start]
        pieces = sorted([*pieces, place], key=lambda piece: piece.start)
    unknown = unknown_words(text, pieces, spans)
    detail = _unknown_detail(text, unknown)
    details = (*_details(text, unknown), *_proper_names(question.strip(), unknown))
    if member and not member.ja:  # no list of the documents holds what has no name in them
        details += tuple(word for word in unknown if word in text[member.start : member.end].split())
    details += tuple(piece.ja for piece in pieces if piece.ja in rules()["nouns"]["rarely_named"])
    if detail:
        pieces = sorted([*pieces, detail], key=lambda piece: piece.start)
        unknown = unknown_words(text, pieces, spans)
    things = [piece for piece in pieces if piece.role != ATTRIBUTE]
    known = len(pieces) + len(dates)
    names = tuple(piece.ja for piece in things if piece.kind == _BODY or piece.ja in rules()["nouns"]["countries"])
    if event := happened(_without(text, spans), dates[0][1] if dates else ""):
        return Reading(event, (), question)
    if not pieces or known <= _KNOWN * (known + len(unknown)):
        return Reading("", tuple(unknown), question, names, details)
    when = f"{dates[0][1]}の" if dates else ""
    sentence = _sentence(text, things, [piece for piece in pieces if piece.role == ATTRIBUTE])
    return Reading(when + sentence, tuple(unknown), question, names, details)


def _without(text: str, spans: list[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text.strip()


def _details(text: str, unknown: list[str]) -> tuple[str, ...]:
    """The unknown words in the place of what is asked for."""
    found = [match["detail"].split() for head in (_DETAIL, *_HEADS) if (match := head.search(text))]
    said = {*unknown, *rules()["ignored"]["words"]}
    asked = [words for words in found if words[-1] in unknown and set(words) <= said]
    return tuple(dict.fromkeys(word for words in asked for word in words if word in unknown))


def _proper_names(question: str, unknown: list[str]) -> tuple[str, ...]:
    """The unknown words that the question writes as names, behind its first word: Taiwan."""
    words = _CAPITAL.findall(question)
    if len(words) > _MOST_CAPITALS * len(question.split()):
        return ()
    return tuple(dict.fromkeys(word.lower() for word in words if word.lower() in unknown))


def _amounts(text: str) -> list[Found]:
    """Amounts of yen as the documents write them: 250 billion yen as 2,500億円."""
    return [
        Found(*match.span(), CONTEXT, f"{round(float(match['n'].replace(',', '')) * _OKU[match['unit']]):,}億円")
        for match in _YEN.finditer(text)
    ]


def _in_digits(text: str) -> str:
    """Numbers in words as digits: twelve areas."""
    words = sorted(rules()["numbers"], key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(words)})\b(?!-)", lambda match: str(rules()["numbers"][match[0]]), text)


def _unknown_detail(text: str, unknown: list[str]) -> Found | None:
    """What is asked of a thing, when nothing is known for it: the GDP of Japan. It stays as it is, and is looked for so."""
    match = _DETAIL.search(text)
    if match and all(word in unknown for word in match["detail"].split()):
        return Found(*match.span("detail"), ATTRIBUTE, match["detail"], ask=_ask(text, [], False))
    return None


def as_read(query: Query, reading: Reading) -> Query:
    """``query`` with what its reading tells: the words as asked for the encoder, and those that nothing is known for.

    Of a question without a reading every word counts, so that what the documents do not know is refused.
    """
    if not reading.japanese:
        return replace(query, language="ja", details=reading.details)
    return replace(query, details=reading.details, translated=reading.english, terms=query.terms + reading.unknown)


def _dates(text: str) -> list[tuple[Span, str]]:
    """The dates of a question, lone years too, with their Japanese; of a count, the date as of which it is asked."""
    edition = "時点" if _counts(text) else ""
    ranges = [(match.span(), f"{match[1]}～{match[2]}年") for match in _YEARS.finditer(text)]
    full = ranges + [
        ((date.start, date.end), f"{japanese_date(date.iso)}{edition}")
        for date in find_dates(text)
        if all(date.end <= start or date.start >= end for (start, end), _ in ranges)
    ]
    years = [
        (
            match.span(),
            f"{match['year']}年{'代' if match['decade'] else '度' if match['fiscal'] is not None else edition}",
        )
        for match in _YEAR.finditer(text)
        if all(match.end() <= start or match.start() >= end for (start, end), _ in full)
    ]
    return sorted(full + years)


def parts_of(question: str, glossary: Glossary) -> list[str]:
    """The questions in an English question; a later one that names nothing asks about the thing of the first."""
    first, *rest = [part.strip() for part in _PARTS.split(question) if part.strip()]
    named = things_in(first, glossary)
    about = first[named[0].start : named[0].end] if named else ""
    told = rest and _TELLS.match(first)  # 「my lab joins a program. how many years …」 asks one thing
    return [
        *([] if told else [first]),
        *(part if things_in(part, glossary) or not about else f"{part.rstrip('?. ')} of {about}" for part in rest),
    ]


def _sentence(text: str, things: list[Found], attributes: list[Found]) -> str:
    attributes = [piece for piece in attributes if piece.ja in rules()["owners"]["attributes"]] or attributes
    attributes = [piece for piece in attributes if piece.ja.endswith(PLACE)] or attributes
    nouns = _of_first([piece for piece in things if not re.fullmatch(_NOUN, text[piece.start : piece.end])], text)
    if held := membership(text, nouns, _named):
        return held
    if (_is_comparison(text) or asks_difference(text)) and (sides := _sides(text, nouns)):
        what = "と".join(dict.fromkeys(piece.ja for piece in attributes))
        if counted := reckoned(text, sides, what):
            return counted
        return (
            f"{sides[0]}と{sides[1]}では、{what}はどう違いますか" if what else f"{sides[0]}と{sides[1]}の違いは何ですか"
        )
    if (agency := _FUNDS.search(text)) and _LISTS.search(text):
        named = _named([piece for piece in nouns if piece.start >= agency.end() or piece.end <= agency.start()])
        return f"{(agency['agency'] or agency['by']).upper()}が資金配分機関の{named}の構想は何ですか".replace(
            "のの", "の"
        )
    if put := _put_forward(text, things, attributes):
        return put
    events = [piece.ja for piece in things if piece.role == EVENT]
    if any(piece.ja.endswith(_COUNTRY) for piece in attributes):
        things = [piece for piece in things if piece.ja != "国"]
    named = _named(_head_last(_of_first([piece for piece in things if piece.role != EVENT], text), text))
    asked = [piece.ja for piece in attributes]
    if named and len(events) == 1 and not asked and _ASKS_YES_NO.match(text):
        verb = "し" if events[0] in rules()["bodies"]["of_themselves"] else "され"
        return f"{named}は{events[0]}{verb}ましたか"
    told = [*events, *asked] if asked == [_REASON] else [*asked, *events]
    about = "の".join(dict.fromkeys([named, *told])).strip("の")
    return f"{about}{_ask(text, attributes, any(not piece.kind for piece in things))}"


def _put_forward(text: str, things: list[Found], attributes: list[Found]) -> str:
    """「蓄電池の所管は経済産業省ですか」: a body is put forward for the one attribute; "" when none is."""
    bodies = [piece for piece in things if piece.ja in _bodies()]
    others = _named([piece for piece in things if piece not in bodies])
    if len(bodies) != 1 or not others or not _ASKS_YES_NO.match(text):
        return ""
    asked = {piece.ja for piece in attributes} & set(rules()["bodies"]["attributes"])
    return f"{others}の{asked.pop()}は{bodies[0].ja}ですか" if len(asked) == 1 else ""


def _bodies() -> set[str]:
    return set(rules()["bodies"]["names"])


def _ask(text: str, attributes: list[Found], described: bool) -> str:
    first = next(entry for entry in rules()["ask"] if re.search(entry["en"], text))
    asks_itself = first["en"].startswith(("^(?:since", "^how m", "^why"))
    if not attributes and str(first["ja"]) == _DEFINES and described:
        return _WHAT
    if attributes and attributes[0].ja.endswith(_COUNTRY):
        return attributes[0].ask
    if attributes and (not asks_itself or _COUNTS.search(attributes[-1].ask)):
        return attributes[-1].ask
    return str(first["ja"])


def _of_first(things: list[Found], text: str) -> list[Found]:
    """The role of the think tank: シンクタンク before 役割, as Japanese says it."""
    ordered = list(things)
    for at in range(len(ordered) - 1, 0, -1):
        first, second = ordered[at - 1], ordered[at]
        if _OF.fullmatch(text[first.end : second.start] if first.end <= second.start else ""):
            ordered.insert(at - 1, ordered.pop(at))
    return ordered


def _head_last(things: list[Found], text: str) -> list[Found]:
    """「Which concepts are under review」: 構想 behind what is said of it, as Japanese has it."""
    head = _WHICH.match(text)
    first = next((piece for piece in things if head and piece.start == head.end()), None)
    if first is None or first.kind or len(things) < 2:
        return things
    return [*(piece for piece in things if piece is not first), first]


def _named(things: list[Found]) -> str:
    """The names in the question as one noun phrase; general ones only when nothing else is named."""
    specific = [piece for piece in things if piece.kind in SPECIFIC_KINDS]
    kept = [piece for piece in things if not (specific and (piece.kind in _GENERAL_KINDS or piece.ja in _GENERAL))]
    owners = rules()["owners"]["names"]
    said = list(
        dict.fromkeys(piece.ja for piece in sorted(kept, key=lambda piece: (piece.ja not in owners, not piece.kind)))
    )
    return "の".join(word for word in said if not any(word != other and word in other for other in said))


def _sides(text: str, things: list[Found]) -> tuple[str, str] | None:
    """The two things compared: neighbours with nothing between them but a joining word and nouns."""
    joined = "|".join(rules()["comparison"]["between"])
    between = re.compile(rf"^\W*(?:{_NOUN}\W+)?(?:{joined})\W+(?:the\W+|those of\W+|for\W+)*$")
    for first, second in pairwise(things):
        if re.fullmatch(_NOUN, text[first.start : first.end]):
            continue
        if between.match(text[_after_noun(text, first) : second.start]):
            return _with_noun(first, text), _with_noun(second, text)
    return None


def _after_noun(text: str, piece: Found) -> int:
    noun = re.match(rf"\W+{_NOUN}\b", text[piece.end :])
    return piece.end + noun.end() if noun else piece.end


def _with_noun(piece: Found, text: str) -> str:
    """「AUV」 with の構想 when the question says concept or project behind it."""
    return f"{piece.ja}の構想" if _after_noun(text, piece) > piece.end else piece.ja


def _is_comparison(text: str) -> bool:
    return any(re.search(rf"\b{word}", text) for word in rules()["comparison"]["words"])


def _counts(text: str) -> bool:
    return re.search(r"\bhow (?:many|much)|\bnumber of|\bas of\b", text) is not None
