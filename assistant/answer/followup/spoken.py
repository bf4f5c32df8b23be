"""Spoken turns in the order and with the particle of written ones: 「担当どこ？」「認定、何件？」「誰が入るの、その協議会」."""

from __future__ import annotations

from assistant.answer.followup.words import pattern

# Words that end like names; は, が … behind one end the subject themselves.
_NAME_END = "[一-龠々ァ-ヶーA-Za-z0-9)）」]"
_SUBJECT = rf"(?:(?!(?<={_NAME_END})(?:は|が|を|も|って|に|で|から|まで|より|へ))[^、。，？?\s])+(?<={_NAME_END})"
_ASKS_NOTHING = "(?!どうして|いつも|いつか|何か|何も|どこか|誰か|誰も|どうも)"
_LEFT_OUT = rf"^(?P<subject>{_SUBJECT})[、，\s]*(?P<asked>{_ASKS_NOTHING}(?:{{}}).*)$"
# 「いくつあるの、重要技術領域って」
_TURNED = rf"^(?P<asked>(?!なぜ|どうして)(?:{{}})[^、。，]{{2,20}})[、，](?P<subject>(?!{{}})[^、。，はがを]{{1,24}}(?<={_NAME_END}|[それ]))(?:は|って)?$"
# 「中止になった構想ある？」
_EXISTS = rf"^(?P<subject>[^、。，？?\sはがも]{{2,30}}(?<={_NAME_END}))(?P<asked>{{}})$"


def spelled_out(turn: str) -> str:
    """The turn with は between what it asks about and what it asks of it, in this order; else as it is."""
    bare = turn.strip().rstrip("。?？ ")
    match = (
        pattern("interrogative", _TURNED).match(bare)
        or pattern("interrogative", _LEFT_OUT).match(bare)
        or pattern("exists", _EXISTS).match(bare)
    )
    if not match or pattern("no_subject", "^{}+$").match(match["subject"]):
        return turn
    return f"{match['subject']}は{match['asked']}"
