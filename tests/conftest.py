"""Shared fixtures. Nothing here reaches the network."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of official documents, which the project does not contain."""
    folder = ROOT.parent / "shared" / "originals"
    if not folder.is_dir():
        pytest.skip("the official documents (../shared/originals) are not here")
    return folder
