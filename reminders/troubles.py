"""Pure: what is wrong with a database or a setting, in Vietnamese, and what to do about it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from db.errors import is_damage, words_of
from db.upgrade import NewerTables

DAMAGED = 65
"""The exit code when the database is damaged ("data error" of sysexits.h): to start again would not help."""

OPENING = (NewerTables, DBAPIError, OSError)
"""What opening a database may raise."""

# The first words that the driver's message contains decide; None is what any other message means.
_MESSAGES = {
    "locked": "đang bận: chương trình khác đang ghi. Thử lại sau ít phút",
    "readonly": "chỉ đọc được. Chạy bằng tài khoản của dịch vụ, hoặc cho tài khoản này ghi vào tệp và thư mục của tệp",
    "unable to open": "không mở được. Kiểm tra đường dẫn và quyền đọc, ghi của tệp và thư mục",
    "disk is full": "hết chỗ trên đĩa. Dọn đĩa rồi thử lại",
    "not a database": "không phải là cơ sở dữ liệu SQLite. Chọn tệp khác",
    "malformed": "đã hỏng. Giữ lại tệp hỏng, khôi phục từ bản sao lưu gần nhất",
    "password authentication": "không nhận tên hoặc mật khẩu. Kiểm tra NHACHAN_DATABASE_URL",
    "does not exist": "chưa có. Tạo cơ sở dữ liệu và người dùng trên máy chủ PostgreSQL",
    "resolve host": "không tìm thấy máy chủ. Kiểm tra tên máy trong NHACHAN_DATABASE_URL",
    "connection": "không kết nối được. Kiểm tra máy chủ PostgreSQL có đang chạy và NHACHAN_DATABASE_URL có đúng",
}


def database_trouble(error: BaseException, url: str) -> str:
    """Return why a database cannot be used. The password in the URL is not shown."""
    shown = without_password(url)
    match error:
        case NewerTables():
            return f"Cơ sở dữ liệu {shown} do một bản Nhắc Hạn mới hơn tạo ra. Nâng cấp bản cài này."
        case OSError():
            return f"Không tạo được thư mục của {shown}: {error.strerror}. Kiểm tra đường dẫn và quyền ghi."
    message = str(getattr(error, "orig", error))
    meaning = next((meaning for words, meaning in _MESSAGES.items() if words in message), None)
    return f"Cơ sở dữ liệu {shown} {meaning or f'gặp lỗi: {message}'}."


def no_database(file: Path) -> str:
    """Return that the file of a database is not there, and how to name or make one."""
    return (
        f"Chưa có cơ sở dữ liệu {file}. Chạy lệnh trong thư mục cài đặt, hoặc chỉ đúng chỗ: "
        "NHACHAN_DATABASE_URL=sqlite:////thư/mục/nhachan.sqlite3. Bắt đầu mới: nhachan plan import TỆP"
    )


def nothing_to_serve(where: str, *, is_missing: bool) -> str:
    """Return that a database to serve is not there, or has nothing in it, and how to begin with an empty one."""
    found = f"Chưa có cơ sở dữ liệu {where}." if is_missing else f"Cơ sở dữ liệu {where} chưa có kế hoạch, cơ quan nào."
    return (
        f"{found} Kiểm tra ổ đĩa, thư mục dữ liệu và NHACHAN_DATABASE_URL. "
        "Bắt đầu mới: nhachan plan import TỆP; chạy với cơ sở dữ liệu trống: nhachan serve --new"
    )


def moved_away(file: Path) -> str:
    """Return that the file of a database is not the one any more that the service had opened."""
    return (
        f"Dừng dịch vụ: tệp cơ sở dữ liệu {file.absolute()} không còn ở chỗ cũ hoặc đã bị thay bằng tệp khác. "
        "Kiểm tra ổ đĩa và thư mục dữ liệu, đặt lại tệp, rồi chạy lại: nhachan serve"
    )


def damaged(where: str, words: str) -> str:
    """Return that a database is damaged, what SQLite said of it, and what to do."""
    return (
        f"{where} đã hỏng ({words}): không gửi, không nhận gì nữa. Giữ lại tệp hỏng, khôi phục "
        'bản sao lưu gần nhất: docs/van-hanh.md, mục "Cơ sở dữ liệu mất, hỏng hoặc đầy đĩa".'
    )


def exit_code(error: BaseException) -> int:
    """Return the exit code of a command whose database is in trouble."""
    return DAMAGED if is_damage(error) and "malformed" in words_of(error) else 1


def setting_trouble(problem: Mapping[str, Any]) -> str:
    """Return what is wrong with one setting, from what pydantic found. Its value is not shown: it may be secret."""
    name = "_".join(str(part) for part in problem["loc"]).upper()
    allowed = {
        "literal_error": "chỉ dùng {expected}",
        "bool_parsing": "chỉ dùng true hoặc false",
        "int_parsing": "cần một số nguyên",
        "float_parsing": "cần một số, ví dụ 1.5",
        "greater_than": "cần một số lớn hơn {gt:g}",
        "greater_than_equal": "cần một số từ {ge:g} trở lên",
        "less_than_equal": "cần một số không quá {le:g}",
    }.get(problem["type"], problem["msg"])
    words = allowed.format(**problem.get("ctx", {})).replace(" or ", " hoặc ")
    return f"Thiết lập NHACHAN_{name} không dùng được: {words}. Xem .env.example."


def without_password(url: str) -> str:
    """Return a database URL with its password hidden, however badly it is written."""
    return re.sub(r"(//[^:/@]*):.*@", r"\1:***@", url)
