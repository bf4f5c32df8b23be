"""What is installed, which index and encoder are in use, and whether they fit together."""

from __future__ import annotations

import platform
from typing import Any

from assistant import __version__
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.freshness import changed_sources
from assistant.index.store import open_index
from assistant.pipeline import embedder_of


def examine(settings: Settings) -> dict[str, Any]:
    """The set-up as a JSON object; what does not work is said under its own ``error``."""
    embedder = embedder_of(settings)
    index: dict[str, Any] = {"path": str(settings.index), "passages": 0}
    try:
        opened = open_index(settings.index, embedder)
        index |= {"passages": len(opened.passages), **opened.manifest.counts, "created": opened.manifest.created}
        index |= {"changed_since": changed_sources(opened.manifest.notes)}
    except AssistantError as error:
        index["error"] = error.message(settings.language)
    return {
        "version": __version__,
        "python": platform.python_version(),
        "index": index,
        "encoder": {
            "path": str(embedder.path),
            "name": embedder.name,
            "dim": embedder.whole_dim,
            "indexed": embedder.dim,
        },
        "llm": _language_model(settings),
        "settings": settings.model_dump(mode="json"),
    }


def _language_model(settings: Settings) -> dict[str, Any] | None:
    """The language model and whether its server knows it; None when no model is set."""
    if not settings.llm_model:
        return None
    from assistant.llm.backend import Backend

    backend = Backend(settings)
    found: dict[str, Any] = {"name": backend.name, "base_url": settings.llm_base_url, "key": backend.has_key}
    try:
        return found | {"models": backend.models()}
    except AssistantError as error:
        return found | {"error": error.message(settings.language)}
