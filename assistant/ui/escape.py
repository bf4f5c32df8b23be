"""The only way text from documents and questions gets into the page: as text."""

from __future__ import annotations

import html
import re

# What a page cannot show and what turns the reading direction of the words around it.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def text(value: str) -> str:
    """``value`` as HTML text, also safe inside a quoted attribute: every mark of HTML shown as itself."""
    return html.escape(_UNSHOWN.sub("\ufffd", value), quote=True)
