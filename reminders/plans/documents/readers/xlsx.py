"""Shell: an Excel file into a document: each sheet a heading and a table, its cells as people see them."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, tidy
from reminders.plans.documents.readers.refusals import TOO_LONG, PlanUnreadable, damaged_by

MAX_ROWS = 10_000
MAX_COLUMNS = 60
SHOWN_FORMULAS = 5


def read_xlsx(content: bytes) -> Document:
    """Return the document in an Excel file; a row's source is its first cell with content, "Phụ lục!A5".

    A formula counts with the value Excel stored for it; one without a stored value is left empty and told.
    Hidden sheets are left out and told. PlanUnreadable if damaged or too long.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    with damaged_by(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError):
        book, formulas = _loaded(content)
        warnings = [f"Trang tính “{sheet.title}” đang ẩn nên không đọc." for sheet in book if _is_hidden(sheet)]
        blocks = [block for sheet in book if not _is_hidden(sheet) for block in _sheet(sheet)]
    if formulas:
        shown = ", ".join(formulas[:SHOWN_FORMULAS]) + (" …" if len(formulas) > SHOWN_FORMULAS else "")
        warnings.append(
            f"Ô công thức chưa có giá trị nên để trống: {shown}. Mở tệp bằng Excel, bấm Lưu rồi thử lại, "
            "hoặc thay công thức bằng giá trị."
        )
    return Document(tuple(blocks), tuple(warnings))


def _loaded(content: bytes) -> tuple[Any, list[str]]:
    """Return the workbook with stored values, and the cells whose formula has none."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    _check_size(book)
    if b"<f" not in b"".join(_sheet_parts(content)):
        return book, []
    written = load_workbook(io.BytesIO(content), keep_links=False)
    empty = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in written.worksheets
        if not _is_hidden(sheet)
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS))
        for cell in row
        if cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None
    ]
    return book, empty


def _sheet_parts(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                yield archive.read(name)


def _check_size(book: Any) -> None:
    for sheet in book.worksheets:
        if sheet.max_row > MAX_ROWS and any(
            any(value is not None for value in row)
            for row in sheet.iter_rows(MAX_ROWS + 1, MAX_ROWS + 1000, max_col=MAX_COLUMNS, values_only=True)
        ):
            raise PlanUnreadable(TOO_LONG.format(limit=f"{MAX_ROWS} dòng một trang tính"))


def _is_hidden(sheet: Any) -> bool:
    return bool(getattr(sheet, "sheet_state", "visible") != "visible")


def _sheet(sheet: Any) -> Iterator[Block]:
    if not hasattr(sheet, "iter_rows"):
        return
    merged = _merged(sheet)
    rows = []
    for line in sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS)):
        cells = tuple(merged.get((cell.row, cell.column), shown(cell.value, cell.number_format)) for cell in line)
        if any(cells):
            first = next(at for at, text in enumerate(cells) if text)
            rows.append(Row(cells, Source(cell=f"{sheet.title}!{line[first].coordinate}")))
    if rows:
        yield Paragraph(tidy(sheet.title), Source(cell=f"{sheet.title}!A1"), is_heading=True)
        yield Table(tuple(rows))


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """Return what stands in merged cells: the text in the first column of each row they span, nothing in the others."""
    texts: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        first = sheet.cell(area.min_row, area.min_col)
        text = shown(first.value, first.number_format)
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1):
                texts[row, column] = text if column == area.min_col else ""
    return texts


def shown(value: object, number_format: str = "General") -> str:
    """Return a cell as people read it: dates as dd/mm/yyyy, whole numbers without ".0", percentages with "%"."""
    match value:
        case None:
            return ""
        case datetime():
            hour = f"{value:%H giờ %M ngày }" if value.time() != time(0) else ""
            return f"{hour}{value:%d/%m/%Y}"
        case date():
            return f"{value:%d/%m/%Y}"
        case bool():
            return "có" if value else "không"
        case int() | float() if "%" in number_format:
            return f"{value * 100:g}%"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return tidy(str(value))
