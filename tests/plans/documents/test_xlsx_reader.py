"""Excel files: header anywhere, merged cells, dates, formulas, several sheets."""

import io
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from reminders.plans.documents.document import Document, Paragraph, Source, Table
from reminders.plans.documents.duties import ReadPlan
from reminders.plans.documents.readers.number_formats import shown
from reminders.plans.documents.readers.xlsx import read_xlsx
from reminders.plans.documents.reading_files import read_plan
from schedules.phrases import Status, read_phrase


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


FIRST_OF_OCTOBER = datetime(2026, 10, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (LAST_OF_MARCH, "General", "31/03/2026"),
        (LAST_OF_MARCH, "mm-dd-yy", "31/03/2026"),
        (LAST_OF_MARCH, "[$-42A]dd/mm/yyyy;@", "31/03/2026"),
        (LAST_OF_MARCH, '"trước ngày" dd/mm/yyyy', "trước ngày 31/03/2026"),
        (LAST_OF_MARCH, "d-mmm", "31/03"),
        (FIRST_OF_OCTOBER, "mm/yyyy", "10/2026"),
        (FIRST_OF_OCTOBER, "mmm-yy", "10/2026"),
        (FIRST_OF_OCTOBER, '"Tháng "m/yyyy', "Tháng 10/2026"),
        (FIRST_OF_OCTOBER, "yyyy", "2026"),
        (AFTERNOON, "General", "14 giờ 30 ngày 05/01/2026"),
        (AFTERNOON, "hh:mm dd/mm/yyyy", "14 giờ 30 ngày 05/01/2026"),
        (date(2026, 1, 5), "General", "05/01/2026"),
        (time(8, 30), "h:mm", "08:30"),
        (3.0, "General", "3"),
        (1.1, "0.00", "1.10"),
        (1.1, "General", "1.1"),
        (2.0, "0.0", "2.0"),
        (7, "00", "07"),
        (3, '"Quý "0', "Quý 3"),
        (5, '0" ngày làm việc"', "5 ngày làm việc"),
        (1_200_000, "#,##0", "1200000"),
        (0.5, "0%", "50%"),
        (0.29, "0.0%", "29.0%"),
        (None, "General", ""),
        (" Sở  X ", "General", "Sở X"),
    ],
)
def test_cell_as_people_read_it(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


HEADER = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")


def duties_sheet(*rows: tuple[Any, ...]) -> Workbook:
    return sheet(("KẾ HOẠCH",), HEADER, *((at, f"Báo cáo đợt {at}", *row) for at, row in enumerate(rows, 1)))


def read(book: Workbook) -> ReadPlan:
    return read_plan(saved(book), "ke-hoach.xlsx")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_error_of_a_formula_is_asked_with_its_cell_and_names_no_body(error: str) -> None:
    plan = read(duties_sheet((error, "Văn phòng", "trước ngày 06/10/2026")))
    assert [(duty.lead, duty.status) for duty in plan.duties] == [((), Status.AMBIGUOUS)]
    assert plan.questions[0] == f"Mục PL.1: ô Phụ lục!C3 báo lỗi {error}. Nội dung đúng là gì?"
    assert f"Trang tính “Phụ lục”: ô Phụ lục!C3 báo lỗi {error}. Nội dung đúng là gì?" in plan.warnings


def test_error_in_the_column_of_days_leaves_no_deadline() -> None:
    plan = read(duties_sheet(("Phòng Nội vụ", "", "#REF!")))
    assert [(duty.lead, duty.phrase, duty.status) for duty in plan.duties] == [
        (("Phòng Nội vụ",), "", Status.NEEDS_DATE)
    ]


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    book = duties_sheet(
        ("Phòng Nội vụ", "", "trước ngày 06/10/2026"),
        ("Phòng Kinh tế", "", "trước ngày 06/11/2026"),
        ("Văn phòng", "", "trước ngày 06/12/2026"),
    )
    page = book.worksheets[0]
    page["F2"], page["G2"], page["F3"] = "Thời gian hoàn thành (cũ)", "Hạn cũ hơn", "trước ngày 01/9/2026"
    page.column_dimensions.group("F", "G", hidden=True)
    page.row_dimensions[4].hidden = True
    page.row_dimensions[5].hidden = True
    page.row_dimensions[9].hidden = True
    plan = read(book)
    assert [(duty.key, duty.phrase) for duty in plan.duties] == [("PL.1", "trước ngày 06/10/2026")]
    assert plan.warnings[0] == (
        "Trang tính “Phụ lục”: bỏ qua 2 dòng ẩn (4, 5) và 2 cột ẩn (F, G). Nếu vẫn áp dụng, bỏ ẩn, lưu rồi đọc lại."
    )


def test_text_merged_over_a_hidden_column_stands_in_the_first_that_is_seen() -> None:
    book = sheet(("A", None, "B"))
    book.worksheets[0].merge_cells("A1:B1")
    book.worksheets[0].column_dimensions["A"].hidden = True
    assert tables(read_xlsx(saved(book)))[0].rows[0].cells == ("A", "B")


@pytest.mark.parametrize("strikes", ["cell", "part"])
def test_text_that_is_struck_out_is_left_out_and_told(strikes: str) -> None:
    book = sheet(("trước ngày 06/10/2026",))
    cell = book.worksheets[0]["B1"]
    if strikes == "cell":
        cell.value, cell.font = "trước ngày 06/9/2026", Font(strike=True)
    else:
        cell.value = CellRichText(TextBlock(InlineFont(strike=True), "trước ngày 06/9/2026"), " ")
    document = read_xlsx(saved(book))
    assert tables(document)[0].rows[0].cells == ("trước ngày 06/10/2026", "")
    assert document.warnings == ("Trang tính “Phụ lục”: bỏ qua chữ bị gạch bỏ ở 1 ô (B1).",)


TENTH_OF_MAY = datetime(2026, 5, 10)  # noqa: DTZ001


@pytest.mark.parametrize("number_format", ["m/d/yyyy", "mm-dd-yy", "dd/mm/yyyy"])
def test_days_beside_days_that_excel_left_as_text_may_be_turned_over(number_format: str) -> None:
    book = duties_sheet(("Phòng Nội vụ", "", "25/10/2026"), ("Phòng Nội vụ", "", TENTH_OF_MAY))
    book.worksheets[0]["E4"].number_format = number_format
    plan = read(book)
    assert [duty.status for duty in plan.duties] == [Status.UNDERSTOOD, Status.AMBIGUOUS]
    assert plan.questions == ("Mục PL.2: ô Phụ lục!E4 có thể bị đảo ngày và tháng: 10/05/2026 hay 05/10/2026?",)
    assert plan.warnings[0] == (
        "Trang tính “Phụ lục”, cột E lẫn ngày dạng chữ (25/10/2026) nên ngày và tháng có thể bị Excel đảo ở 1 ô: E4. "
        "Xem lại từng ô."
    )


def test_column_of_american_days_alone_is_asked_until_one_of_them_shows_the_order() -> None:
    book = duties_sheet(("Phòng Nội vụ", "", TENTH_OF_MAY), ("Phòng Nội vụ", "", LAST_OF_MARCH))
    for row in (3, 4):
        book.worksheets[0].cell(row, 5).number_format = "m/d/yyyy"
    assert [duty.status for duty in read(book).duties] == [Status.UNDERSTOOD, Status.UNDERSTOOD]
    book.worksheets[0]["E4"] = None
    assert read(book).duties[0].status is Status.AMBIGUOUS


@pytest.mark.parametrize("beside", ["05/10/2026", "trước ngày 25/10/2026", "tháng 10/2026"])
def test_days_beside_text_that_shows_no_american_excel_are_clear(beside: str) -> None:
    plan = read(duties_sheet(("Phòng Nội vụ", "", beside), ("Phòng Nội vụ", "", TENTH_OF_MAY)))
    assert [duty.status for duty in plan.duties] == [Status.UNDERSTOOD, Status.UNDERSTOOD]


@pytest.mark.parametrize("written", ["trước ngày_x000D_\n06/10/2026", "trước_x0020_ngày_x000A_06/10/2026"])
def test_escaped_signs_of_a_cell_are_what_they_stand_for(written: str) -> None:
    duty = read(duties_sheet(("Phòng Nội vụ", "", written))).duties[0]
    assert duty.reading == read_phrase("trước ngày 06/10/2026")
