"""Excel 2003 XML: read as a workbook, with its formats, gaps, merged and hidden cells."""

import pytest

from reminders.plans.documents.document import Document, Table
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.reading_files import read_plan

STYLES = (
    "<Styles><Style ss:ID='d'><NumberFormat ss:Format='Short Date'/></Style>"
    "<Style ss:ID='m'><NumberFormat ss:Format='mm/yyyy'/></Style>"
    "<Style ss:ID='n'><NumberFormat ss:Format='0.00'/></Style></Styles>"
)


def cell(text: str, kind: str = "String", attributes: str = "") -> str:
    return f"<Cell {attributes}><Data ss:Type='{kind}'>{text}</Data></Cell>"


def book(*rows: str, before: str = "", options: str = "") -> bytes:
    return (
        "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
        "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' "
        f"xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>{STYLES}"
        f"<Worksheet ss:Name='Biểu'><Table>{before}{''.join(rows)}</Table>{options}</Worksheet></Workbook>"
    ).encode()


def read(content: bytes) -> Document:
    return read_document(content, "ke-hoach.xml")


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for block in read(content).blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (cell("2026-10-06T00:00:00.000", "DateTime", "ss:StyleID='d'"), "06/10/2026"),
        (cell("2026-10-01T00:00:00.000", "DateTime", "ss:StyleID='m'"), "10/2026"),
        (cell("1.1", "Number", "ss:StyleID='n'"), "1.10"),
        (cell("7", "Number"), "7"),
        (cell("<B xmlns='http://www.w3.org/TR/REC-html40'>trước ngày</B> 06/10"), "trước ngày 06/10"),
        ("<Cell/>", ""),
    ],
)
def test_cell_as_people_read_it(written: str, shown: str) -> None:
    assert cells(book(f"<Row>{cell('a')}{written}{cell('b')}</Row>")) == [("a", shown, "b")]


def test_cells_that_are_passed_over_and_merged() -> None:
    content = book(
        "<Row>",
        cell("a", attributes="ss:MergeDown='1'"),
        cell("c", attributes="ss:Index='3'"),
        "</Row>",
        "<Row>",
        cell("b", attributes="ss:Index='2' ss:MergeAcross='1'"),
        "</Row>",
    )
    assert cells(content) == [("a", "", "c"), ("a", "b", "")]


def test_hidden_rows_columns_and_sheets_are_left_out_and_told() -> None:
    content = book(
        f"<Row>{cell('a')}{cell('b')}{cell('c')}</Row>",
        f"<Row ss:Index='4' ss:Hidden='1'>{cell('d')}</Row>",
        before="<Column/><Column ss:Hidden='1'/>",
    )
    document = read(content)
    assert cells(content) == [("a", "c")]
    assert document.warnings == (
        "Trang tính “Biểu”: bỏ qua 1 dòng ẩn (4) và 1 cột ẩn (B). Nếu vẫn áp dụng, bỏ ẩn, lưu rồi đọc lại.",
    )
    options = (
        "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible>"
        "</WorksheetOptions>"
    )
    assert read(book(f"<Row>{cell('a')}</Row>", options=options)) == Document(
        (), ("Trang tính “Biểu” đang ẩn nên không đọc.",)
    )


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!"])
def test_error_is_asked_with_its_cell(error: str) -> None:
    head = "".join(map(cell, ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành")))
    row = f"{cell('1', 'Number')}{cell('Báo cáo')}{cell(error, 'Error')}{cell('trước ngày 06/10/2026')}"
    plan = read_plan(book(f"<Row>{head}</Row>", f"<Row>{row}</Row>"), "ke-hoach.xls")
    assert plan.questions[0] == f"Mục 1: ô Biểu!C2 báo lỗi {error}. Nội dung đúng là gì?"
