"""Pure: a register file that cannot be read at all: what it is instead, or where its TOML breaks off."""

import re

LARGEST_BYTES = 5_000_000
"""A register over this is refused; the 140 duties of Kế hoạch 135 take 190 kB."""

_DOCUMENTS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")

# The beginnings of the TOML reader's messages; the first that fits is used.
_MESSAGES = {
    "Expected '='": "thiếu dấu = sau tên trường",
    "Expected ']": "tiêu đề phần chưa đóng đủ ngoặc vuông ]",
    "Expected newline": "thừa chữ sau giá trị; mỗi trường viết một dòng",
    "Invalid value": 'giá trị không đọc được; đặt chữ trong ngoặc kép thẳng "…", không dùng “…”',
    "Invalid date": 'ngày giờ không có trong lịch; viết như "06/10/2021"',
    "Unclosed array": "danh sách chưa đóng ngoặc vuông ]",
    "Unclosed inline table": "chưa đóng ngoặc nhọn }",
    "Unterminated string": "chữ chưa đóng ngoặc kép",
    "Illegal character '\\n'": "chữ chưa đóng ngoặc kép ở cuối dòng",
    "Illegal character": "có ký tự điều khiển không dùng được; xóa ký tự đó",
    "Found invalid character": "có ký tự không dùng được; xóa ký tự đó",
    "Unescaped '\\'": "dấu \\ trong ngoặc kép phải viết hai lần \\\\",
    "Invalid hex": "dấu \\ trong ngoặc kép phải viết hai lần \\\\",
    "Cannot overwrite": "tên này đã viết ở trên trong cùng một phần; bỏ một dòng",
    "Duplicate inline": "một tên viết hai lần trong ngoặc nhọn; bỏ một tên",
    "Cannot declare": "phần này đã có ở trên; nếu là danh sách, viết trong hai cặp ngoặc vuông [[…]]",
    "Exceeds the limit": "có số quá dài",
    "Invalid statement": "không phải 'tên = giá trị' hay '[[phần]]'",
    "Invalid initial character": "tên trường không đọc được; dùng chữ không dấu, số và gạch nối",
}


def refusal(content: bytes) -> str | None:
    """Return in Vietnamese why a file's bytes are no UTF-8 text, and what to do; None when they are."""
    if content.startswith(_DOCUMENTS):
        return "Tệp là văn bản Word, Excel hoặc PDF, không phải tệp đăng ký .toml. Chọn tệp .toml."
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "Dòng 1: tệp dùng mã UTF-16. Lưu lại tệp với mã UTF-8."
    if (place := content.find(b"\0")) >= 0:
        return (
            f"Dòng {_line(content, place)}: tệp có byte 0, không phải tệp chữ UTF-8. Chọn tệp .toml, lưu với mã UTF-8."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (
            f"Dòng {_line(content, error.start)}: tệp không dùng mã UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258). "
            "Chuyển sang Unicode rồi lưu lại với mã UTF-8."
        )
    if not text.strip():
        return "Tệp trống. Cần phần [plan] và ít nhất một phần [[obligation]]; mẫu: docs/ke-hoach-mau.toml"
    return None


def in_vietnamese(error: Exception, text: str) -> str:
    """Return the TOML reader's error with its line, what is wrong and what to do."""
    if isinstance(error, RecursionError):
        return "Tệp có quá nhiều ngoặc lồng nhau. Kiểm tra các dấu ngoặc rồi nhập lại."
    message = str(error)
    where = "Tệp"
    if found := re.search(r"at line (\d+), column (\d+)", message):
        where = f"Dòng {found[1]}, cột {found[2]}"
    elif "at end of document" in message:
        where = f"Dòng {text.rstrip().count(chr(10)) + 1}"
    meaning = next(
        (words for begin, words in _MESSAGES.items() if message.startswith(begin)), f"lỗi cú pháp ({message})"
    )
    return f"{where}: {meaning}. Sửa rồi nhập lại."


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1
