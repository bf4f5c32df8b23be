"""Settings: from ``policy-assistant.toml`` in the working folder and ``POLICY_ASSISTANT_*`` in the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.errors import InputError

ROOT = Path(__file__).resolve().parents[1]
SETTINGS_FILE = "policy-assistant.toml"


class Settings(BaseSettings):
    """Everything that can be set; each field says what it does."""

    model_config = SettingsConfigDict(
        env_prefix="POLICY_ASSISTANT_", toml_file=SETTINGS_FILE, extra="forbid", protected_namespaces=()
    )

    corpus: Path = Field(ROOT / "corpus", description="Folder that `build` reads when no --corpus is given.")
    index: Path = Field(ROOT / "indexes" / "default", description="Folder of the index that answers questions.")
    model: str = Field(
        "",
        description="A sentence-transformers model by folder or name instead of the embedded one; a name is downloaded.",
    )
    query_prefix: str | None = Field(None, description="Prefix of questions for that model (default: known families).")
    document_prefix: str | None = Field(
        None, description="Prefix of passages for that model (default: known families)."
    )
    top_k: int = Field(10, ge=1, le=100, description="Passages found for a question.")
    language: str = Field("ja", pattern="^(ja|en)$", description="Language of messages: ja or en.")
    max_question_chars: int = Field(4000, ge=100, description="Longer questions are refused.")
    max_description_chars: int = Field(200_000, ge=1000, description="Longer research descriptions are refused.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: object) -> Settings:
    """The settings in force; arguments that are None are left to the environment and the file.

    Raises InputError that names the first wrong setting.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"設定 {name} が正しくありません（{first['msg']}）。{SETTINGS_FILE} か環境変数 POLICY_ASSISTANT_{name.upper()} を直してください。",
            f"Setting {name} is wrong ({first['msg']}). Mend {SETTINGS_FILE} or POLICY_ASSISTANT_{name.upper()}.",
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"{SETTINGS_FILE} を読めません（{error}）。権限と TOML の書式を確かめてください。",
            f"Cannot read {SETTINGS_FILE} ({error}). Check that you may read it and that it is TOML.",
        ) from error
