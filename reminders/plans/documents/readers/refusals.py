"""Pure: why a file is not read, in Vietnamese, with what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

MAX_BYTES = 30_000_000
"""Largest file that is read; a plan of 300 pages with pictures stays below it."""


class PlanUnreadable(ValueError):
    """The file cannot be read as a plan; the message says what is wrong and what to do."""


TOO_LARGE = (
    f"Tệp lớn hơn {MAX_BYTES // 1_000_000} MB nên không đọc. Bỏ ảnh, bỏ phần không phải kế hoạch, hoặc "
    f"lưu riêng phần có nhiệm vụ "
    "rồi thử lại."
)
EMPTY = "Tệp trống. Chọn lại tệp kế hoạch."
BOMB = (
    "Tệp nén giải ra quá lớn so với một kế hoạch (có thể là tệp cố ý phá hoại) nên không đọc. Mở bằng Word hoặc Excel, "
    "lưu thành tệp mới rồi thử lại."
)
ENTITIES = (
    "Tệp chứa khai báo DTD/ENTITY trong XML, điều mà Word và Excel không bao giờ ghi, nên không đọc vì an toàn. "
    "Mở bằng Word hoặc Excel, lưu thành tệp mới rồi thử lại."
)
MACROS = "Tệp có macro nên không đọc. Mở tệp, lưu lại thành .docx hoặc .xlsx (không macro) rồi thử lại."
ENCRYPTED = "Tệp đặt mật khẩu nên không đọc được. Mở tệp, bỏ mật khẩu, lưu lại rồi thử lại."
DAMAGED = "Tệp hỏng hoặc tải chưa hết, không mở được. Tải lại tệp, hoặc mở bằng Word, Excel và lưu thành tệp mới."
OLD_OFFICE = (
    "Tệp định dạng cũ này không phải .doc hay .xls nên không đọc được. Mở tệp, chọn Lưu thành .docx hoặc .xlsx "
    "rồi thử lại."
)
OPEN_DOCUMENT = (
    "Tệp OpenDocument này không phải văn bản hay bảng tính. Mở bằng LibreOffice, lưu thành .docx hoặc .xlsx "
    "rồi thử lại."
)
NO_CONVERTER = (
    "Cần LibreOffice để đọc tệp .{found}: cài LibreOffice trên máy chạy Nhắc Hạn, hoặc mở tệp, lưu thành .{target} "
    "rồi thử lại."
)
CONVERTER_FAILED = "LibreOffice không đọc được tệp .{found} ({why}). Mở tệp, lưu thành .{target} rồi thử lại."
RICH_TEXT = "là RTF. Mở bằng Word, chép phần đó thành chữ thường, lưu thành .docx rồi thử lại."
PICTURE = "Đây là tệp ảnh, không có chữ để đọc. Dùng bản Word, hoặc nhận dạng chữ (OCR) rồi thử lại."
NO_TESSERACT = (
    "máy này chưa cài Tesseract với tiếng Việt (Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie)"
)
GARBLED = (
    "Chữ trong PDF không đọc ra được (phông chữ không ghi mã chữ). Dùng bản Word, hoặc in lại ra PDF từ "
    "Word rồi thử lại."
)
UNKNOWN = "Không nhận ra loại tệp. Dùng tệp .docx, .xlsx, .pdf, .csv, .html, .md hoặc .txt."
TOO_LONG = "Tệp dài hơn mức đọc được ({limit}). Tách riêng phần có nhiệm vụ rồi thử lại."
TOO_SLOW = "Đọc tệp quá lâu hoặc quá tốn bộ nhớ nên đã dừng. Mở tệp, lưu thành .docx mới (bỏ ảnh) rồi thử lại."
NOT_UTF8 = "Tệp chữ không phải Unicode UTF-8 (dòng {line}). Mở tệp, lưu lại với mã UTF-8 rồi thử lại."


def scanned(why: list[str]) -> str:
    """Return the refusal of a PDF that is pictures only, with why they are not read; nothing where they are empty."""
    reasons = "; ".join(dict.fromkeys(why)) or "các trang trống"
    return (
        f"PDF này là bản quét (ảnh), không có chữ để đọc, và không nhận dạng được chữ: {reasons}. Dùng bản Word hoặc "
        "PDF có chữ; nếu không có, quét lại rõ hơn rồi thử lại."
    )


def wrong_extension(filename: str, found: str) -> str:
    """Return the warning for a name that says another format than the content."""
    return f"Tên tệp “{filename}” không đúng loại: nội dung là {found}. Đã đọc theo nội dung."


@contextmanager
def damaged_by(*errors: type[Exception]) -> Iterator[None]:
    """Refuse a file as damaged where a library fails inside with one of these errors."""
    try:
        yield
    except PlanUnreadable:
        raise
    except errors as error:
        raise PlanUnreadable(DAMAGED) from error
