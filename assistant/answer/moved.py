"""What a question takes for granted, where a source says the opposite: 「13位から4位に上がったのはなぜ」, but it fell."""

from __future__ import annotations

import re

from assistant.answer.yesno.yesno import moves
from assistant.japanese.normalize import squeeze
from assistant.japanese.tokens import lemmas

_FROM_TO = re.compile(r"第?(\d[\d,.]*)[^\d、。]{0,3}から(?:、|[^\d、。]{0,6})第?(\d[\d,.]*)(?![\d年月日])")
# Share of the words for what has moved that the source must hold to speak of the same.
_SAME = 0.5


def turned(granted: str, told: str) -> bool:
    """Whether ``told`` says that the same thing moved the other way than ``granted`` has it."""
    there, here = moves(granted), moves(told)
    if not there:
        return False
    ways, back = _FROM_TO.findall(squeeze(granted)), _FROM_TO.findall(squeeze(told))
    if any((to, start) in back for start, to in ways):
        return True
    words = frozenset(word for word in lemmas(granted) if not word.isdecimal())
    alike = len(words & frozenset(lemmas(told))) >= _SAME * len(words)
    return alike and len(there) == len(here) == 1 and there != here
