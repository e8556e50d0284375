"""Shell: the settings: the only file that reads the environment. `.env.example` documents each of them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bots.platforms import PLATFORMS
from db.engine import is_usable

PREFIX = "NHACHAN_"


def _must(holds: Callable[[str], bool], allowed: str) -> AfterValidator:
    """Return what refuses a value for which something does not hold, and says what is allowed, never the value."""

    def check(value: str) -> str:
        if not holds(value):
            raise PydanticCustomError("refused", "{allowed}", {"allowed": allowed})
        return value

    return AfterValidator(check)


def _is_address(text: str, *schemes: str) -> bool:
    """Return whether a text is a URL of one of some schemes with a host and, if any, a port that there is."""
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", text)
    except ValueError:
        return False


_HOST = re.compile(r"[\w.:-]+", re.ASCII)
_HOSTS = re.compile(r"[\w.-]+([, ]+[\w.-]+)*[, ]*", re.ASCII)
_URLS = "viết sqlite:///data/nhachan.sqlite3 hoặc postgresql+psycopg://tên:mật_khẩu@máy/cơ_sở_dữ_liệu"

Database = Annotated[str, _must(is_usable, _URLS)]
Server = Annotated[
    str, _must(lambda text: _is_address(text, "https", "http"), "cần một địa chỉ, ví dụ https://api.telegram.org")
]
Proxy = Annotated[
    str,
    _must(
        lambda text: _is_address(text, "http", "https", "socks5", "socks5h"),
        "cần địa chỉ của proxy, ví dụ http://127.0.0.1:3128 hoặc socks5://127.0.0.1:1080",
    ),
]
Host = Annotated[str, _must(lambda text: bool(_HOST.fullmatch(text)), "cần địa chỉ hoặc tên của máy, ví dụ 127.0.0.1")]
Hosts = Annotated[
    str,
    _must(lambda text: bool(_HOSTS.fullmatch(text)), "chỉ ghi tên máy chủ, không có https://, cách nhau bằng dấu phẩy"),
]


class Settings(BaseSettings):
    """Every setting is a variable NHACHAN_<NAME>, in the environment or in `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", use_attribute_docstrings=True
    )

    database_url: Database = "sqlite:///data/nhachan.sqlite3"
    """Nơi lưu dữ liệu: tệp SQLite, hoặc `postgresql+psycopg://tên:mật_khẩu@máy/cơ_sở_dữ_liệu`."""
    data_dir: Path = Path("data")
    """Thư mục lưu tệp minh chứng cán bộ gửi; sao lưu cùng cơ sở dữ liệu."""
    evidence_file_mb: int = Field(default=20, ge=1, le=20)
    """Cỡ lớn nhất của một tệp minh chứng (MB), từ 1 đến 20: Telegram không cho bot tệp lớn hơn."""
    evidence_day_mb: int = Field(default=200, ge=1)
    """Tổng cỡ tệp mà một chat được gửi trong một ngày (MB)."""
    telegram_token: SecretStr | None = None
    """Mã bot Telegram, do @BotFather cấp; cần ít nhất một mã, của Telegram hoặc Zalo."""
    telegram_base_url: Server = "https://api.telegram.org"
    """Máy chủ Telegram khác; không có dấu / ở cuối."""
    telegram_proxy: Proxy | None = None
    """Proxy HTTP hoặc SOCKS5 khi Telegram bị chặn, ví dụ `http://127.0.0.1:3128`."""
    telegram_webhook_url: str | None = None
    """Nhận tin bằng webhook thay cho hỏi vòng: địa chỉ HTTPS công khai, kết thúc bằng /telegram."""
    telegram_webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    """Chuỗi bí mật Telegram gửi kèm webhook: 1–256 chữ cái, chữ số, _ và -."""
    zalo_token: SecretStr | None = None
    """Mã bot Zalo, lấy ở "Zalo Bot Manager"; cùng với mã Telegram hoặc thay cho mã đó."""
    zalo_base_url: Server = "https://bot-api.zaloplatforms.com"
    """Máy chủ bot Zalo khác; không có dấu / ở cuối."""
    zalo_proxy: Proxy | None = None
    """Proxy cho Zalo, khi máy không ra thẳng Internet được."""
    zalo_file_hosts: Hosts = "zaloplatforms.com"
    """Các máy chủ, kể cả tên miền con, được tải ảnh về, cách nhau bằng dấu phẩy. Khi một ảnh không tải được, nhật ký
    (`fetch_failed`) ghi tên máy chủ cần thêm."""
    zalo_webhook_url: str | None = None
    """Webhook của Zalo, kết thúc bằng /zalo."""
    zalo_webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    """Chuỗi bí mật của webhook Zalo: 8–256 ký tự, không dấu, không khoảng trắng."""
    web_host: Host = "127.0.0.1"
    """Địa chỉ mà webhook, /healthz, /readyz và /metrics lắng nghe."""
    web_port: int = Field(default=8080, ge=0, le=65535)
    """Cổng của địa chỉ đó."""
    heartbeat_url: Server | None = None
    """Địa chỉ của dịch vụ canh nhịp (kiểu healthchecks): mỗi phút được gọi một lần; thêm /start khi bắt đầu, /fail khi
    có trục trặc. Không thấy gọi nữa thì nơi đó báo động."""
    backup_dir: Path | None = None
    """Thư mục chứa bản sao lưu; bản mới nhất quá 48 giờ thì báo cán bộ quản trị. Bỏ trống: không canh sao lưu."""
    cycle_seconds: float = Field(default=1.0, gt=0, le=60)
    """Bao nhiêu giây xem một lần có tin nào phải gửi; nhiều nhất 60."""
    minimal_content: bool = False
    """True: tin nhắn chỉ có mã, tên việc rút gọn và hạn; tên cơ quan, cán bộ, kế hoạch, lý do, giải trình không gửi lên
    nền tảng. Danh sách của đơn vị đầu mối vẫn có tên cơ quan."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Mức nhật ký: DEBUG, INFO, WARNING hoặc ERROR. Nhật ký không chứa mã bot, họ tên, nội dung tin."""

    @field_validator(*(f"{name}_webhook_url" for name in PLATFORMS))
    @classmethod
    def _leads_to_us(cls, url: str | None, info: ValidationInfo) -> str | None:
        path = PLATFORMS[_platform(info)].webhook_path
        if url and not (_is_address(url, "https") and urlsplit(url).path.endswith(path)):
            allowed = "cần địa chỉ https công khai, kết thúc bằng {path}"
            raise PydanticCustomError("webhook", allowed, {"path": path})
        return url

    @field_validator(*(f"{name}_webhook_secret" for name in PLATFORMS))
    @classmethod
    def _fits_the_webhook(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """A webhook needs a secret that its platform takes. The address was read before."""
        name = _platform(info)
        described = str(cls.model_fields[f"{name}_webhook_secret"].description)
        if secret and not re.fullmatch(PLATFORMS[name].secret, secret.get_secret_value()):
            raise PydanticCustomError("secret", "{described}", {"described": described.rstrip(".")})
        if info.data.get(f"{name}_webhook_url") and not secret:
            address = f"{PREFIX}{name}_webhook_url".upper()
            raise PydanticCustomError("no_secret", "cần có khi đặt {address}", {"address": address})
        return secret

    @property
    def tokens(self) -> dict[str, SecretStr]:
        """The tokens that are set, by channel."""
        given: dict[str, SecretStr | None] = {name: getattr(self, f"{name}_token") for name in PLATFORMS}
        return {name: token for name, token in given.items() if token}

    @property
    def webhooks(self) -> dict[str, tuple[str, str]]:
        """The address and the secret of each channel that has a webhook."""
        found: dict[str, tuple[str, str]] = {}
        for name in PLATFORMS:
            url: str | None = getattr(self, f"{name}_webhook_url")
            secret: SecretStr | None = getattr(self, f"{name}_webhook_secret")
            if url and secret:
                found[name] = url, secret.get_secret_value()
        return found


def _platform(info: ValidationInfo) -> str:
    """Return whose setting is checked: "telegram" of "telegram_webhook_url"."""
    return str(info.field_name).partition("_")[0]


class _Systemd(BaseSettings):
    notify_socket: str | None = None


def systemd_socket() -> str | None:
    """Return where systemd, when it started us as Type=notify, wants to hear from us."""
    return _Systemd().notify_socket


def unknown_names() -> list[str]:
    """Return the NHACHAN_ names in the environment and in `.env` that are no settings, as after a slip of the pen."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = {*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars}
    return sorted({name.upper() for name in given if name.upper().startswith(PREFIX)} - known)
