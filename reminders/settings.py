"""Shell: the settings: the only file that reads the environment. `.env.example` documents each of them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bots.platforms import PLATFORMS

PREFIX = "NHACHAN_"


class Settings(BaseSettings):
    """Every setting is a variable NHACHAN_<NAME>, in the environment or in `.env`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore")

    database_url: str = "sqlite:///data/nhachan.sqlite3"
    data_dir: Path = Path("data")
    evidence_file_mb: int = Field(default=20, ge=1, le=20)  # Telegram gives a bot no larger file
    evidence_day_mb: int = Field(default=200, ge=1)
    telegram_token: SecretStr | None = None
    telegram_base_url: str = "https://api.telegram.org"
    telegram_proxy: str | None = None
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    zalo_token: SecretStr | None = None
    zalo_base_url: str = "https://bot-api.zaloplatforms.com"
    zalo_proxy: str | None = None
    zalo_file_hosts: str = "zaloplatforms.com"
    zalo_webhook_url: str | None = None
    zalo_webhook_secret: SecretStr | None = None
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    cycle_seconds: float = Field(default=1.0, gt=0, le=60)
    minimal_content: bool = False
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def tokens(self) -> dict[str, SecretStr]:
        """The tokens that are set, by channel."""
        given: dict[str, SecretStr | None] = {name: getattr(self, f"{name}_token") for name in PLATFORMS}
        return {name: token for name, token in given.items() if token}

    @property
    def webhooks(self) -> dict[str, tuple[str, str]]:
        """The address and the secret ("" when it is missing) of each channel that has a webhook."""
        found: dict[str, tuple[str, str]] = {}
        for name in PLATFORMS:
            url: str | None = getattr(self, f"{name}_webhook_url")
            secret: SecretStr | None = getattr(self, f"{name}_webhook_secret")
            if url:
                found[name] = url, secret.get_secret_value() if secret else ""
        return found

    @property
    def sqlite_path(self) -> Path | None:
        """The database's file, or None for PostgreSQL."""
        prefix = "sqlite:///"
        return Path(self.database_url.removeprefix(prefix)) if self.database_url.startswith(prefix) else None


def unknown_names() -> list[str]:
    """Return the NHACHAN_ names in the environment and in `.env` that are no settings, as after a slip of the pen."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = {*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars}
    return sorted({name.upper() for name in given if name.upper().startswith(PREFIX)} - known)
