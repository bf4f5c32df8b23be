"""Settings: from ``policy-assistant.toml`` in the working folder and ``POLICY_ASSISTANT_*`` in the environment."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
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
    llm_base_url: str = Field(
        "",
        description="Address of an OpenAI-compatible server (http://127.0.0.1:11434/v1); empty: no language model. "
        "Its key is read from the environment alone, POLICY_ASSISTANT_LLM_API_KEY.",
    )
    llm_model: str = Field("", validate_default=True, description="The language model's name on that server.")
    llm_timeout: float = Field(60, gt=0, le=3600, description="Seconds for the model's whole answer to a question.")
    llm_context_tokens: int = Field(4096, ge=2048, description="Tokens that the model takes, its answer included.")
    llm_descriptions: Literal["local", "always", "never"] = Field(
        "local",
        description="Whether that model may read the descriptions of `check`: a server on this machine only, always, never.",
    )
    llm_answer_tokens: int = Field(400, ge=50, le=4096, description="Tokens that the model may write.")

    @property
    def llm_is_local(self) -> bool:
        """Whether the language model's server is on this machine."""
        host = urlsplit(self.llm_base_url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def sends_descriptions(self) -> bool:
        """Whether research descriptions leave this machine."""
        return self.llm_descriptions == "always" and bool(self.llm_model) and not self.llm_is_local

    @field_validator("llm_base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("an address that begins with http:// or https:// is needed")
        if parts.username or parts.password or parts.query:
            raise ValueError("no user, password or key in the address: POLICY_ASSISTANT_LLM_API_KEY holds the key")
        return value.rstrip("/")

    @field_validator("llm_model")
    @classmethod
    def _with_address(cls, value: str, info: ValidationInfo) -> str:
        if bool(value) != bool(info.data.get("llm_base_url")):
            raise ValueError("llm_base_url and llm_model are needed together")
        return value

    @field_validator("llm_answer_tokens")
    @classmethod
    def _fits(cls, value: int, info: ValidationInfo) -> int:
        if value > info.data.get("llm_context_tokens", value * 4) // 4:
            raise ValueError("at most a quarter of llm_context_tokens")
        return value

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
