"""A database or a setting that cannot be used is told in a sentence, without its password."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from reminders.commands.context import settings
from reminders.troubles import DAMAGED, database_trouble, without_password
from tests.commands.terminals import Terminal
from tests.databases import damage

EXAMPLES = "viết sqlite:///data/nhachan.sqlite3 hoặc postgresql+psycopg://tên:mật_khẩu@máy/cơ_sở_dữ_liệu"


@pytest.mark.parametrize(
    "url", ["sqlit:///x.db", "sqlite://x.db", "data/x.db", "mysql://u@h/x", "::", "postgresql+psycopg://h:x/y"]
)
def test_misspelt_url_is_told_with_how_to_write_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("NHACHAN_DATABASE_URL", url)
    assert terminal.fails("overdue") == (
        f"Thiết lập NHACHAN_DATABASE_URL không dùng được: {EXAMPLES}. Xem .env.example.\n"
    )
    assert list(terminal.folder.iterdir()) == []


def test_unreachable_server_is_told_without_the_password(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_DATABASE_URL", "postgresql+psycopg://u:s3cret@127.0.0.1:9/x")
    assert terminal.fails("overdue") == (
        "Cơ sở dữ liệu postgresql+psycopg://u:***@127.0.0.1:9/x không kết nối được. "
        "Kiểm tra máy chủ PostgreSQL có đang chạy và NHACHAN_DATABASE_URL có đúng.\n"
    )


@pytest.mark.parametrize("command", [["overdue"], ["plan", "import", "ke-hoach-135"], ["serve"]])
def test_file_that_is_no_database_is_told(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", "1:x")
    terminal.file.parent.mkdir()
    terminal.file.write_text("văn bản")
    assert terminal.fails(*command) == (
        "Cơ sở dữ liệu sqlite:///data/nhachan.sqlite3 không phải là cơ sở dữ liệu SQLite. Chọn tệp khác.\n"
    )
    assert terminal.file.read_text() == "văn bản"


def test_folder_that_cannot_be_made_is_told(terminal: Terminal) -> None:
    terminal.file.parent.write_text("một tệp")
    told = terminal.fails("plan", "import", "ke-hoach-135")
    assert told.startswith("Không tạo được thư mục của sqlite:///data/nhachan.sqlite3: ")


def test_database_of_a_newer_version_is_told(office: Terminal) -> None:
    with office.database() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert office.fails("overdue") == (
        "Cơ sở dữ liệu sqlite:///data/nhachan.sqlite3 do một bản Nhắc Hạn mới hơn tạo ra. Nâng cấp bản cài này.\n"
    )


def lock(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with create_engine(f"sqlite:///{path}", connect_args={"timeout": 0}).begin() as connection:
            connection.execute(text("CREATE TABLE y (z)"))
    finally:
        other.close()


def write_where_only_reading_is_allowed(path: Path) -> None:
    with create_engine(f"sqlite:///file:{path}?mode=ro&uri=true").begin() as connection:
        connection.execute(text("CREATE TABLE y (z)"))


def open_a_folder(path: Path) -> None:
    create_engine(f"sqlite:///{path.parent}").connect()


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (lock, "đang bận: chương trình khác đang ghi. Thử lại sau ít phút."),
        (write_where_only_reading_is_allowed, "chỉ đọc được. Chạy bằng tài khoản của dịch vụ"),
        (open_a_folder, "không mở được. Kiểm tra đường dẫn và quyền"),
    ],
)
def test_real_error_of_the_driver_is_told(tmp_path: Path, action: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "x.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(DBAPIError) as caught:
        action(path)
    assert database_trouble(caught.value, "sqlite:///x.sqlite3").startswith(
        f"Cơ sở dữ liệu sqlite:///x.sqlite3 {words}"
    )


def test_trouble_in_the_middle_of_a_command_is_told(office: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr("db.audit.record", full)
    assert office.fails("agency", "add", "x", "Phòng X") == (
        "Cơ sở dữ liệu sqlite:///data/nhachan.sqlite3 hết chỗ trên đĩa. Dọn đĩa rồi thử lại.\n"
    )
    assert "Phòng X" not in office.run("agency", "list")


@pytest.mark.parametrize(
    ("command", "what"), [(["agency", "add", "x", "Phòng X"], "audit_entry"), (["overdue"], "alembic_version")]
)
def test_damage_is_told_and_has_an_exit_code_of_its_own(office: Terminal, command: list[str], what: str) -> None:
    damage(office.file, what)
    assert office.fails(*command, code=DAMAGED) == (
        "Cơ sở dữ liệu sqlite:///data/nhachan.sqlite3 đã hỏng. Giữ lại tệp hỏng, khôi phục từ bản sao lưu gần nhất.\n"
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:a:b@c@h/x", "postgresql://u:***@h/x"),
        ("postgresql://u@h/x", "postgresql://u@h/x"),
        ("postgres//u:p@h", "postgres//u:***@h"),
        ("sqlite:///C:/x.db", "sqlite:///C:/x.db"),
    ],
)
def test_password_is_hidden_however_the_url_is_written(url: str, shown: str) -> None:
    assert without_password(url) == shown


def test_every_wrong_setting_is_told_with_what_is_allowed(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_WEB_PORT", "99999")
    monkeypatch.setenv("NHACHAN_CYCLE_SECONDS", "nhanh")
    monkeypatch.setenv("NHACHAN_LOG_LEVEL", "info")
    assert terminal.fails("overdue").splitlines() == [
        "Thiết lập NHACHAN_WEB_PORT không dùng được: cần một số không quá 65535. Xem .env.example.",
        "Thiết lập NHACHAN_CYCLE_SECONDS không dùng được: cần một số, ví dụ 1.5. Xem .env.example.",
        "Thiết lập NHACHAN_LOG_LEVEL không dùng được: chỉ dùng 'DEBUG', 'INFO', 'WARNING' hoặc 'ERROR'. "
        "Xem .env.example.",
    ]


SECRET = "CANARY"
ADDRESS = "cần một địa chỉ, ví dụ https://api.telegram.org"
PROXY = "cần địa chỉ của proxy, ví dụ http://127.0.0.1:3128 hoặc socks5://127.0.0.1:1080"
HOSTS = "chỉ ghi tên máy chủ, không có https://, cách nhau bằng dấu phẩy"
WEBHOOK = "cần địa chỉ https công khai, kết thúc bằng"
OF_TELEGRAM = "Chuỗi bí mật Telegram gửi kèm webhook: 1–256 chữ cái, chữ số, _ và -"
OF_ZALO = "Chuỗi bí mật của webhook Zalo: 8–256 ký tự, không dấu, không khoảng trắng"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        *(("TELEGRAM_BASE_URL", value, ADDRESS) for value in ("api.telegram.org", "ftp://x", "https://", "http://x y")),
        *(("ZALO_BASE_URL", value, ADDRESS) for value in ("http://x:99999", "http://x:0", "http://[x")),
        *(("TELEGRAM_PROXY", value, PROXY) for value in ("127.0.0.1:3128", f"ftp://u:{SECRET}@h", "socks5://")),
        ("ZALO_PROXY", f"u:{SECRET}@h:80", PROXY),
        *(("ZALO_FILE_HOSTS", value, HOSTS) for value in ("https://zalo.vn", "zalo.vn/x", "zalo.vn;x")),
        *(("WEB_HOST", value, "cần địa chỉ hoặc tên của máy, ví dụ 127.0.0.1") for value in ("http://x", "a b")),
        ("TELEGRAM_WEBHOOK_URL", "http://x.vn/telegram", f"{WEBHOOK} /telegram"),
        ("TELEGRAM_WEBHOOK_URL", "https://x.vn/zalo", f"{WEBHOOK} /telegram"),
        ("ZALO_WEBHOOK_URL", "https://x.vn", f"{WEBHOOK} /zalo"),
        ("TELEGRAM_WEBHOOK_SECRET", f"bí mật {SECRET}", OF_TELEGRAM),
        ("TELEGRAM_WEBHOOK_SECRET", SECRET * 43, OF_TELEGRAM),
        ("ZALO_WEBHOOK_SECRET", f"{SECRET}7", OF_ZALO),
        ("ZALO_WEBHOOK_SECRET", f"{SECRET} is a secret", OF_ZALO),
        ("EVIDENCE_DAY_MB", "0", "cần một số từ 1 trở lên"),
        ("CYCLE_SECONDS", "nan", "cần một số không quá 60"),
        ("MINIMAL_CONTENT", "có", "chỉ dùng true hoặc false"),
    ],
)
def test_setting_that_cannot_be_is_refused_and_not_repeated(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(f"NHACHAN_{name}", value)
    told = terminal.fails("plan", "import", "ke-hoach-135")
    assert told == f"Thiết lập NHACHAN_{name} không dùng được: {allowed}. Xem .env.example.\n"
    assert SECRET not in told
    assert list(terminal.folder.iterdir()) == []


def test_all_wrong_settings_are_told_at_once(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"DATABASE_URL": f"sqlit://u:{SECRET}@x", "TELEGRAM_TOKEN": SECRET, "TELEGRAM_PROXY": f"u:{SECRET}@x"}
    wrong |= {"ZALO_WEBHOOK_URL": "https://x.vn/zalo", "WEB_PORT": "x", "TELEGRAM_WEBHOOK_SECRET": f"{SECRET}!"}
    for name, value in wrong.items():
        monkeypatch.setenv(f"NHACHAN_{name}", value)
    told = terminal.fails("serve")
    assert [line.split(" không")[0] for line in told.splitlines()] == [
        "Thiết lập NHACHAN_DATABASE_URL",
        "Thiết lập NHACHAN_TELEGRAM_PROXY",
        "Thiết lập NHACHAN_TELEGRAM_WEBHOOK_SECRET",
        "Thiết lập NHACHAN_ZALO_WEBHOOK_SECRET",
        "Thiết lập NHACHAN_WEB_PORT",
    ]
    assert told.splitlines()[3].endswith(": cần có khi đặt NHACHAN_ZALO_WEBHOOK_URL. Xem .env.example.")
    assert SECRET not in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("TELEGRAM_PROXY", value)
            for value in ("http://127.0.0.1:3128", "socks5://u:p%40@10.0.0.1:1080", "https://p.vn")
        ),
        *(("TELEGRAM_BASE_URL", value) for value in ("http://127.0.0.1:8081/telegram", "https://api.telegram.org/")),
        *(("WEB_HOST", value) for value in ("0.0.0.0", "::", "localhost")),
        *(("ZALO_FILE_HOSTS", value) for value in ("zaloplatforms.com,zadn.vn", "zaloplatforms.com, zadn.vn")),
        ("TELEGRAM_WEBHOOK_SECRET", "A-z_0"),
        ("ZALO_WEBHOOK_SECRET", "!secret+8"),
        *(("DATABASE_URL", f"postgresql+psycopg://u:p@{host}/x") for host in ("h", "h:5432", "/var/run")),
        ("DATABASE_URL", "sqlite:////var/lib/nhachan.sqlite3"),
    ],
)
def test_setting_that_can_be_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"NHACHAN_{name}", value)
    taken = getattr(settings(), name.lower())
    assert (taken.get_secret_value() if isinstance(taken, SecretStr) else taken) == value


def test_settings_file_may_begin_with_a_byte_order_mark(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_bytes(b"\xef\xbb\xbfNHACHAN_DATABASE_URL=sqlite:///other.sqlite3\r\n")
    terminal.run("plan", "import", "ke-hoach-135")
    assert (terminal.folder / "other.sqlite3").exists()


def test_settings_file_that_is_no_utf_8_is_told(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_bytes("NHACHAN_WEB_PORT=80\n".encode("utf-16"))
    assert terminal.fails("overdue") == "Tệp .env không dùng mã UTF-8. Lưu lại tệp với mã UTF-8.\n"


def test_serve_without_a_token_says_how_to_get_one(terminal: Terminal) -> None:
    assert "@BotFather" in terminal.fails("serve")
    assert not terminal.file.exists()
