"""Records as lines of text for a terminal or a memo."""

from __future__ import annotations

from assistant.precedents.choices import shown
from assistant.precedents.reading import reading
from assistant.precedents.records import Precedent, Precedents, Record

_SOURCES = 3
FILTERS = ("domain", "agency", "vision", "state")


def precedents_text(found: Precedents, lang: str = "ja") -> str:
    """A block for each record: name, values, why, events with their sources; a sentence where there is none."""
    count = len(found.found)
    if not count:
        return nothing(lang)
    head = f"{count} found" if lang == "en" else f"{count}件"
    return "\n\n".join([head, *(_block(number, one, lang) for number, one in enumerate(found.found, 1))])


def nothing(lang: str) -> str:
    """That no record fits."""
    if lang == "en":
        return "No precedent in the documents fits. Try other words, or fewer filters."
    return "資料には、当てはまる前例が見当たりません。言葉を変えるか、絞り込みを減らしてください。"


def values_line(record: Record, lang: str) -> str:
    """Domain, agency, vision, state and meetings in one line; a case only says its sort."""
    told = ["、".join(shown(name, value, lang) for value in record.values[name]) for name in FILTERS]
    if record.meetings is not None:
        told.append(f"{record.meetings} council meetings" if lang == "en" else f"協議会{record.meetings}回")
    return " / ".join(filter(None, told)) or shown("kind", record.type, lang)


def event_line(kind: str, nature: str, date: str, what: str, lang: str) -> str:
    """「2025-10-29 中止（実績）：…」."""
    told = reading().natures.get(nature, nature) if lang == "en" else nature
    name = shown("event", kind, lang)
    return f"{date} {name} ({told}): {what}" if lang == "en" else f"{date} {name}（{told}）：{what}"


def source_line(title: str, date: str, locator: str) -> str:
    """Where something stands, in one line."""
    return f"{title}（{date}）{locator}"


def _block(number: int, one: Precedent, lang: str) -> str:
    record = one.record
    lines = [f"{number:2d}. {record.name}", f"    {values_line(record, lang)} ({record.as_of})"]
    if one.why:
        lines.append(f"    {'Why' if lang == 'en' else '一致した点'}: {'、'.join(one.why)}")
    lines += [f"    - {event_line(e.kind, e.nature, e.date, e.what, lang)}" for e in record.events]
    if not record.events:
        lines += [f"    - {fact.value}" for fact in record.facts if fact.column in ("内容", "進捗")]
    cited = [event.citation for event in record.events] + [fact.citation for fact in record.facts]
    places = dict.fromkeys(source_line(one.title, one.date, one.locator) for one in cited)
    lines += [f"      [{'Source' if lang == 'en' else '出典'}] {place}" for place in list(places)[:_SOURCES]]
    return "\n".join(lines)
