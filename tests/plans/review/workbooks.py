"""Plans to review, and what people do to a review workbook in Excel."""

import io
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session

from reminders.plans.register.importing import ImportReport, import_register
from reminders.plans.review.checking import check_file, confirmed_review
from reminders.plans.review.workbook import read_workbook, write_workbook

NOW = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)
REAL_PLAN = Path(__file__).parents[1] / "documents/data/ke-hoach-135-KH-UBND.md"

PLAN = """\
ỦY BAN NHÂN DÂN
HUYỆN ĐỨC CƠ

Số: 12/KH-UBND

Đức Cơ, ngày 20 tháng 9 năm 2021

KẾ HOẠCH
Cải cách hành chính năm 2021

## II. NHIỆM VỤ

| TT | Nội dung | Sản phẩm | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|---|---|---|---|---|---|
| 1 | Xây dựng kế hoạch kiểm tra cải cách hành chính | Kế hoạch | Phòng Nội vụ | Phòng Tư pháp | trước ngày 06/10/2021 |
| 2 | Báo cáo giải ngân vốn đầu tư công | Báo cáo | Phòng Tài chính | Kho bạc huyện | hàng tháng (trước ngày 20) |
| 3 | Rà soát thủ tục hành chính cấp xã | Danh mục | Phòng Tư pháp | | theo kế hoạch |
"""


def review(session: Session | None, text: str = PLAN) -> bytes:
    """Return the workbook that `plan check --review` writes; without a database it is always the same, made once."""
    return _review_of(text) if session is None else _written(session, text)


@cache
def _review_of(text: str) -> bytes:
    return _written(None, text)


def _written(session: Session | None, text: str) -> bytes:
    rows = check_file(session, text.encode(), "ke-hoach.md").review
    assert rows is not None
    return write_workbook(rows)


def sheet(content: bytes, name: str = "Nhiệm vụ") -> Worksheet:
    found = load_workbook(io.BytesIO(content))[name]
    assert isinstance(found, Worksheet)
    return found


def column(content: bytes, letter: str, name: str = "Nhiệm vụ") -> list[object]:
    """Return the cells of a column below its heading."""
    return [cell.value for cell in sheet(content, name)[letter][1:]]


def edited(content: bytes, **cells: str | None) -> bytes:
    """Return the workbook with cells of "Nhiệm vụ" changed: J2="trước ngày 10/10/2021"."""
    return edited_on("Nhiệm vụ", content, **cells)


def edited_on(name: str, content: bytes, **cells: str | None) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book[name][place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def imported(session: Session, content: bytes) -> ImportReport:
    """Import a workbook as `plan import` does."""
    sheets = read_workbook(content)
    assert sheets is not None
    return import_register(session, confirmed_review(session, sheets).register, now=NOW, since=None, actor="cli")
