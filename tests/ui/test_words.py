"""Every word of the interface in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import assistant.ui
from assistant.ui.words import words

FOLDER = Path(assistant.ui.__file__).parent


def test_both_languages_say_everything_with_the_same_values() -> None:
    for key, sides in tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8")).items():
        assert set(sides) == {"ja", "en"} and all(sides.values()), key
        if isinstance(sides["ja"], str):
            assert sorted(re.findall(r"{\w+}", sides["ja"])) == sorted(re.findall(r"{\w+}", sides["en"])), key
        else:
            assert len(sides["ja"]) == len(sides["en"]), key


def test_every_text_is_used_and_every_used_text_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    for key in tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8")):
        assert f'"{key}"' in code or key.startswith("status_"), key
    for key in re.findall(r"""(?:words|texts)\(["'](\w+)["']""", code):
        if key not in ("ja", "en", "status_"):
            assert words("ja")(key) if "{" not in words("ja").entries[key] else True


@pytest.mark.parametrize(
    ("iso", "ja", "en"),
    [
        ("2025-12-26", "2025年12月26日", "26 December 2025"),
        ("2025-12", "2025年12月", "December 2025"),
        ("未定", "未定", "未定"),
    ],
)
def test_dates(iso: str, ja: str, en: str) -> None:
    assert (words("ja").date(iso), words("en").date(iso)) == (ja, en)


def test_statuses() -> None:
    assert (words("en").status("案"), words("ja").status("案"), words("en").status("通知")) == ("Draft", "案", "通知")
