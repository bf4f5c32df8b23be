"""Follow-ups that ask the earlier question again: in more detail, for its source, beside another thing."""

from __future__ import annotations

from assistant.answer.followup.context import Context
from assistant.answer.followup.things import same_of, swapped
from assistant.answer.followup.words import pattern


def same_again(bare: str, context: Context) -> str:
    """「もう少し詳しく」「出典は？」: the question before, for more or just once more; else ""."""
    if pattern("more", "^(?:{}[、,\\s]*)+$").match(bare):
        return f"{context.previous}、詳しく教えてください"
    return context.previous if pattern("again", "^{}$").match(bare) else ""


def beside_another(bare: str, context: Context) -> str:
    """「航空機の部品と比べると？」: the question before about both things; else ""."""
    match = pattern("beside").match(bare)
    if not match:
        return ""
    thing = match["thing"]
    other = swapped(thing, thing, context) or same_of(thing, context.before)
    return f"{context.previous}？{other}"
