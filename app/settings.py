"""Every environment variable of the service, in one class. `docs/operators.md` describes each; a test compares the two.

The tiers (`ANATOLY_HAIKU_*`, `ANATOLY_SONNET_*`, `ANATOLY_OPUS_*`) are not here: where a tier points is read from the
environment on every call, see `worker/llm/tiers.py`.
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DATABASES = ("postgresql", "postgresql+psycopg", "sqlite", "sqlite+pysqlite")
BROKERS = ("redis", "rediss", "memory")
"""The schemes of the URLs that are supported."""


class Settings(BaseSettings):
    """The service's settings, read from variables with the prefix `ANATOLY_`."""

    model_config = SettingsConfigDict(env_prefix="ANATOLY_", extra="ignore", frozen=True)

    database_url: str = Field(
        "", description="SQLAlchemy URL, postgresql://… or sqlite:///…; default: SQLite in the data folder"
    )
    broker_url: str = Field("memory://", description="redis://… or rediss://…; the default works in the embedded service only")
    data_dir: Path = Field(
        Path("~/.local/share/anatoly"), description="mirrors, worktrees, facts read from files, SQLite database"
    )
    host: str = Field("127.0.0.1", description="address the web process listens on")
    port: int = Field(8000, ge=0, le=65535, description="port the web process listens on; 0 picks a free one")
    public_url: str = Field("", description="address under which people reach the pages; default: http://HOST:PORT")
    pages: Literal["local", "off"] = Field(
        "off", description="who sees pages and /api/v1: nobody (off), or browsers on this machine alone (local)"
    )
    webhook_secrets: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        description="comma-separated; any of them verifies a delivery, the first signs. None: the service refuses to start",
    )
    github_app_id: str = Field("", description="the GitHub App's id")
    github_private_key: SecretStr = Field(
        SecretStr(""), description="the App's private key, PEM; never given to an audit worker"
    )
    github_private_key_file: Path | None = Field(None, description="file that holds the private key")
    github_api_url: str = Field("https://api.github.com", description="REST API; for GitHub Enterprise https://HOST/api/v3")
    github_url: str = Field("https://github.com", description="where repositories are cloned from and links point to")
    embeddings_base_url: str = Field(
        "", description="OpenAI-compatible endpoint for /v1/embeddings, without /v1; default: a small model that is built in"
    )
    embeddings_model: str = Field("", validate_default=True, description="the embedding model's name at that endpoint")
    embeddings_api_key: SecretStr = Field(SecretStr(""), description="the endpoint's key, if it wants one")
    embeddings_seconds: float = Field(60.0, gt=0, description="how long one request to it may take")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least severe event that is logged")
    log_format: Literal["console", "json"] = Field(
        "console", description="how a log line looks: text for people (console), or one JSON object (json)"
    )
    lease_seconds: float = Field(
        60.0,
        gt=0,
        description="how long a worker owns a work item without a heartbeat; a heartbeat comes every third of it",
    )
    ring_again_seconds: float = Field(
        300.0, gt=0, description="how long a queued thing may wait without having been rung for; a lost message costs that long"
    )
    night_hour_utc: int = Field(1, ge=0, le=23, description="hour (UTC) from which the night's runs start")
    max_repository_mb: int = Field(1024, gt=0, description="a checkout larger than this is refused")
    max_files: int = Field(50_000, gt=0, description="a repository with more files than this is refused")
    checkout_seconds: int = Field(600, gt=0, description="time limit of one clone or fetch")
    item_minutes: float = Field(
        60.0, gt=0, description="minutes one work item may take; then it is interrupted, which counts as a failed attempt"
    )
    run_budget_usd: float = Field(5.0, ge=0, description="dollars one run may spend on models; at the limit it stops asking")
    run_max_minutes: float = Field(
        480.0, gt=0, description="minutes after which a run asks no model any more; it publishes what is proven"
    )

    @field_validator("webhook_secrets", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part for part in (piece.strip() for piece in value.split(",")) if part)
        return value

    @field_validator("embeddings_model")
    @classmethod
    def _named_model(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("embeddings_base_url") and not value:
            raise ValueError("is not set: name the model that ANATOLY_EMBEDDINGS_BASE_URL serves")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        # Never the URL itself: it may hold a password.
        if value and value.partition(":")[0] not in DATABASES:
            near = "; write postgresql:// instead of postgres://" if value.startswith("postgres:") else ""
            raise ValueError(
                f"names no supported database{near}: write it like postgresql://user:password@host/name or sqlite:////path"
            )
        return value

    @field_validator("broker_url")
    @classmethod
    def _known_broker(cls, value: str) -> str:
        if value.partition(":")[0] not in BROKERS or "://" not in value:
            raise ValueError(
                "names no supported broker: write it like redis://:password@host:6379/0 or rediss://…; "
                "memory:// is for the embedded service"
            )
        return value

    @model_validator(mode="after")
    def _fill(self) -> Self:
        data = self.data_dir.expanduser().resolve()
        object.__setattr__(self, "data_dir", data)
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{data / 'anatoly.db'}")
        if not self.public_url:
            object.__setattr__(self, "public_url", f"http://{self.host}:{self.port}")
        return self

    @property
    def has_private_key(self) -> bool:
        """Whether this process could act as the App."""
        return bool(self.github_private_key.get_secret_value() or self.github_private_key_file)

    @property
    def private_key(self) -> str:
        """The App's private key in PEM, or an empty string when this process has none."""
        if self.github_private_key.get_secret_value():
            return self.github_private_key.get_secret_value()
        return self.github_private_key_file.read_text() if self.github_private_key_file else ""


@lru_cache
def settings() -> Settings:
    """The process's settings, read once."""
    return Settings()
