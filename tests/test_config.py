from __future__ import annotations

from pathlib import Path

import pytest
from shared import ROOT

from assistant.config import SETTINGS_FILE, Settings, load_settings
from assistant.errors import InputError


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICY_ASSISTANT_{name.upper()}", raising=False)


def test_without_anything_set_the_bundled_corpus_is_used():
    settings = load_settings()
    assert settings.corpus == ROOT / "corpus" and settings.index == ROOT / "indexes" / "default"
    assert settings.language == "ja" and settings.model == ""


def test_arguments_win_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch):
    Path(SETTINGS_FILE).write_text('top_k = 5\nlanguage = "en"\nmax_question_chars = 200\n', encoding="utf-8")
    monkeypatch.setenv("POLICY_ASSISTANT_TOP_K", "6")
    monkeypatch.setenv("POLICY_ASSISTANT_LANGUAGE", "ja")
    settings = load_settings(top_k=7, language=None)
    assert (settings.top_k, settings.language, settings.max_question_chars) == (7, "ja", 200)


@pytest.mark.parametrize(
    ("text", "name"), [("top_k = 0\n", "top_k"), ('language = "fr"\n', "language"), ("colour = 1\n", "colour")]
)
def test_a_wrong_setting_is_named(text: str, name: str):
    Path(SETTINGS_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_settings()
    for message in (refused.value.ja, refused.value.en):
        assert name in message and SETTINGS_FILE in message and f"POLICY_ASSISTANT_{name.upper()}" in message


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POLICY_ASSISTANT_TOP_K", "many")
    with pytest.raises(InputError, match="POLICY_ASSISTANT_TOP_K"):
        load_settings()


@pytest.mark.parametrize("data", [b"top_k = = 1", "題 = 'x".encode("cp932"), b"\x00\xff"])
def test_a_settings_file_that_is_no_toml(data: bytes):
    Path(SETTINGS_FILE).write_bytes(data)
    with pytest.raises(InputError, match=SETTINGS_FILE):
        load_settings()


def test_every_setting_says_what_it_does():
    assert all(field.description for field in Settings.model_fields.values())
