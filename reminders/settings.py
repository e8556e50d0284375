"""Shell: the settings: the only file that reads the environment. `.env.example` documents each of them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

PREFIX = "NHACHAN_"
CHANNELS = ("telegram", "zalo")


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
        given = {"telegram": self.telegram_token, "zalo": self.zalo_token}
        return {channel: token for channel, token in given.items() if token}

    @property
    def webhooks(self) -> dict[str, tuple[str, str]]:
        """The address and the secret ("" when it is missing) of each channel that has a webhook."""
        given = {
            "telegram": (self.telegram_webhook_url, self.telegram_webhook_secret),
            "zalo": (self.zalo_webhook_url, self.zalo_webhook_secret),
        }
        return {
            channel: (url, secret.get_secret_value() if secret else "")
            for channel, (url, secret) in given.items()
            if url
        }

    @property
    def file_hosts(self) -> tuple[str, ...]:
        """The hosts from which Zalo's files are fetched."""
        return tuple(self.zalo_file_hosts.lower().replace(",", " ").split())

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
