"""A database or a setting that cannot be used is told in a sentence, without its password."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from reminders.troubles import database_trouble, without_password
from tests.commands.terminals import Terminal

EXAMPLES = "Viết sqlite:///data/nhachan.sqlite3 hoặc postgresql+psycopg://tên:mật_khẩu@máy/cơ_sở_dữ_liệu."


@pytest.mark.parametrize("url", ["sqlit:///x.db", "sqlite://x.db", "data/x.db", "mysql://u@h/x", "::"])
def test_misspelt_url_is_told_with_how_to_write_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("NHACHAN_DATABASE_URL", url)
    assert terminal.fails("overdue") == f"NHACHAN_DATABASE_URL không dùng được: {url}. {EXAMPLES}\n"
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
