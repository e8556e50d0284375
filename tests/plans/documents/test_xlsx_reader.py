"""Excel files: header anywhere, merged cells, dates, formulas, several sheets."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from reminders.plans.documents.document import Document, Paragraph, Source, Table
from reminders.plans.documents.readers.xlsx import read_xlsx, shown
from reminders.plans.documents.reading_files import read_plan


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(*rows: tuple[Any, ...], title: str = "Phụ lục") -> Workbook:
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for row in rows:
        page.append(row)
    return book


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


# Excel knows no zones.
LAST_OF_MARCH = datetime(2026, 3, 31)  # noqa: DTZ001
AFTERNOON = datetime(2026, 1, 5, 14, 30)  # noqa: DTZ001
ROWS = (
    ("KẾ HOẠCH",),
    (None, None, None, None, None),
    ("STT", "Hạn hoàn thành", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp"),
    ("I", None, "CẢI CÁCH THỂ CHẾ", None, None),
    (1, LAST_OF_MARCH, "Rà soát văn bản", "Sở Tư pháp", "Các sở, ngành"),
    (2, "Trước ngày 20 hằng tháng", "Báo cáo", "Văn phòng UBND tỉnh", None),
)


def test_duties_of_a_sheet_with_their_cells() -> None:
    plan = read_plan(saved(sheet(*ROWS)), "ke-hoach.xlsx")
    assert [(duty.key, duty.lead, duty.phrase, duty.source.cell, duty.kind) for duty in plan.duties] == [
        ("PL.I.1", ("Sở Tư pháp",), "31/03/2026", "Phụ lục!A5", "date"),
        ("PL.I.2", ("Văn phòng UBND tỉnh",), "Trước ngày 20 hằng tháng", "Phụ lục!A6", "monthly"),
    ]


def test_merged_cells() -> None:
    book = sheet(("A", "B", "C"), ("1", "hai", "Sở X"), ("2", "ba", None))
    book.worksheets[0].merge_cells("A1:B1")
    book.worksheets[0].merge_cells("C2:C3")
    assert [row.cells for row in tables(read_xlsx(saved(book)))[0].rows] == [
        ("A", "", "C"),
        ("1", "hai", "Sở X"),
        ("2", "ba", "Sở X"),
    ]


def test_formula_without_a_stored_value_is_left_empty_and_told() -> None:
    document = read_xlsx(saved(sheet(("Hạn", "=DATE(2026,1,1)"))))
    assert tables(document)[0].rows[0].cells == ("Hạn", "")
    assert document.warnings == (
        "Ô công thức chưa có giá trị nên để trống: Phụ lục!B1. Mở tệp bằng Excel, bấm Lưu rồi thử lại, "
        "hoặc thay công thức bằng giá trị.",
    )


def test_every_sheet_is_read_and_a_hidden_one_is_told() -> None:
    book = sheet(("một", "x"), title="Biểu 1")
    book.create_sheet("Biểu 2").append(("hai", "y"))
    hidden = book.create_sheet("Nháp")
    hidden.append(("ba", "z"))
    hidden.sheet_state = "hidden"
    document = read_xlsx(saved(book))
    heads = [block for block in document.blocks if isinstance(block, Paragraph)]
    assert [(head.text, head.source) for head in heads] == [
        ("Biểu 1", Source(cell="Biểu 1!A1")),
        ("Biểu 2", Source(cell="Biểu 2!A1")),
    ]
    assert document.warnings == ("Trang tính “Nháp” đang ẩn nên không đọc.",)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (LAST_OF_MARCH, "General", "31/03/2026"),
        (AFTERNOON, "General", "14 giờ 30 ngày 05/01/2026"),
        (date(2026, 1, 5), "General", "05/01/2026"),
        (3.0, "General", "3"),
        (0.5, "0%", "50%"),
        (None, "General", ""),
        (" Sở  X ", "General", "Sở X"),
    ],
)
def test_cell_as_people_read_it(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
