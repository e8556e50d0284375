"""Shell: the settings: the only file that reads the environment. `.env.example` documents each of them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bots.platforms import PLATFORMS

PREFIX = "NHACHAN_"


class Settings(BaseSettings):
    """Every setting is a variable NHACHAN_<NAME>, in the environment or in `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", use_attribute_docstrings=True
    )

    database_url: str = "sqlite:///data/nhachan.sqlite3"
    """Nơi lưu dữ liệu: tệp SQLite, hoặc `postgresql+psycopg://tên:mật_khẩu@máy/cơ_sở_dữ_liệu`."""
    data_dir: Path = Path("data")
    """Thư mục lưu tệp minh chứng cán bộ gửi; sao lưu cùng cơ sở dữ liệu."""
    evidence_file_mb: int = Field(default=20, ge=1, le=20)
    """Cỡ lớn nhất của một tệp minh chứng (MB), từ 1 đến 20: Telegram không cho bot tệp lớn hơn."""
    evidence_day_mb: int = Field(default=200, ge=1)
    """Tổng cỡ tệp mà một chat được gửi trong một ngày (MB)."""
    telegram_token: SecretStr | None = None
    """Mã bot Telegram, do @BotFather cấp; cần ít nhất một mã, của Telegram hoặc Zalo."""
    telegram_base_url: str = "https://api.telegram.org"
    """Máy chủ Telegram khác; không có dấu / ở cuối."""
    telegram_proxy: str | None = None
    """Proxy HTTP hoặc SOCKS5 khi Telegram bị chặn, ví dụ `http://127.0.0.1:3128`."""
    telegram_webhook_url: str | None = None
    """Nhận tin bằng webhook thay cho hỏi vòng: địa chỉ HTTPS công khai, kết thúc bằng /telegram."""
    telegram_webhook_secret: SecretStr | None = None
    """Chuỗi bí mật Telegram gửi kèm webhook: 1–256 chữ cái, chữ số, _ và -."""
    zalo_token: SecretStr | None = None
    """Mã bot Zalo, lấy ở "Zalo Bot Manager"; cùng với mã Telegram hoặc thay cho mã đó."""
    zalo_base_url: str = "https://bot-api.zaloplatforms.com"
    """Máy chủ bot Zalo khác; không có dấu / ở cuối."""
    zalo_proxy: str | None = None
    """Proxy cho Zalo, khi máy không ra thẳng Internet được."""
    zalo_file_hosts: str = "zaloplatforms.com"
    """Các máy chủ, kể cả tên miền con, được tải ảnh về, cách nhau bằng dấu phẩy. Khi một ảnh không tải được, nhật ký
    (`fetch_failed`) ghi tên máy chủ cần thêm."""
    zalo_webhook_url: str | None = None
    """Webhook của Zalo, kết thúc bằng /zalo."""
    zalo_webhook_secret: SecretStr | None = None
    """Chuỗi bí mật của webhook Zalo: 8–256 ký tự."""
    web_host: str = "127.0.0.1"
    """Địa chỉ mà webhook lắng nghe."""
    web_port: int = Field(default=8080, ge=0, le=65535)
    """Cổng mà webhook lắng nghe."""
    cycle_seconds: float = Field(default=1.0, gt=0, le=60)
    """Bao nhiêu giây xem một lần có tin nào phải gửi; nhiều nhất 60."""
    minimal_content: bool = False
    """True: tin nhắn chỉ có mã, tên việc rút gọn và hạn; tên cơ quan, cán bộ, kế hoạch, lý do, giải trình không gửi lên
    nền tảng. Danh sách của đơn vị đầu mối vẫn có tên cơ quan."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """Mức nhật ký: DEBUG, INFO, WARNING hoặc ERROR. Nhật ký không chứa mã bot, họ tên, nội dung tin."""

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


def unknown_names() -> list[str]:
    """Return the NHACHAN_ names in the environment and in `.env` that are no settings, as after a slip of the pen."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = {*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars}
    return sorted({name.upper() for name in given if name.upper().startswith(PREFIX)} - known)
