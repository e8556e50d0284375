"""Shell: an Excel file into a document: each sheet a heading and a table, its cells as people see them."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, tidy
from reminders.plans.documents.readers.cell_doubts import turned_days, without_errors
from reminders.plans.documents.readers.number_formats import shown, shows_month_first
from reminders.plans.documents.readers.refusals import TOO_LONG, PlanUnreadable, damaged_by

MAX_ROWS = 10_000
MAX_COLUMNS = 60
SHOWN = 5


def read_xlsx(content: bytes) -> Document:
    """Return the document in an Excel file; a row's source is its first cell with content, "Phụ lục!A5".

    A formula counts with the value Excel stored for it; one without a stored value is left empty and told.
    An error of a formula is left empty and asked. What is hidden or struck out is left out and told. PlanUnreadable if
    damaged or too long.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    with damaged_by(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError):
        book, formulas = _loaded(content)
        document = read_book(book)
    if not formulas:
        return document
    warning = (
        f"Ô công thức chưa có giá trị nên để trống: {_listed(formulas)}. Mở tệp bằng Excel, bấm Lưu rồi thử lại, "
        "hoặc thay công thức bằng giá trị."
    )
    return Document(document.blocks, (*document.warnings, warning))


def read_book(book: Any) -> Document:
    """Return the document in an openpyxl workbook."""
    warnings = [f"Trang tính “{sheet.title}” đang ẩn nên không đọc." for sheet in book if _is_hidden(sheet)]
    read = [_sheet(sheet) for sheet in book if not _is_hidden(sheet)]
    blocks = tuple(block for of_sheet, _ in read for block in of_sheet)
    return Document(blocks, (*warnings, *(warning for _, told in read for warning in told)))


def _loaded(content: bytes) -> tuple[Any, list[str]]:
    """Return the workbook with stored values, and the cells whose formula has none."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
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


def _sheet(sheet: Any) -> tuple[list[Block], list[str]]:
    """Return the heading and the table of what is seen of a sheet, and what people must know of it."""
    if not hasattr(sheet, "iter_rows"):
        return [], []
    lines, warnings = _seen(sheet)
    if struck := [cell.coordinate for line in lines for cell in line if _is_struck(cell)]:
        warnings.append(f"Trang tính “{sheet.title}”: bỏ qua chữ bị gạch bỏ ở {len(struck)} ô ({_listed(struck)}).")
    doubts, turned = _turned(sheet.title, lines)
    merged, rows = _merged(sheet, lines), []
    for line in lines:
        texts = [merged.get((cell.row, cell.column), _text(cell)) for cell in line]
        if any(texts):
            row, asked = _row(sheet.title, line, texts, doubts)
            rows.append(row)
            warnings += [f"Trang tính “{sheet.title}”: {one}" for one in asked]
    if not rows:
        return [], warnings
    heading = Paragraph(tidy(sheet.title), Source(cell=f"{sheet.title}!A1"), is_heading=True)
    return [heading, Table(tuple(rows))], [*warnings, *turned]


def _row(title: str, line: list[Any], texts: list[str], doubts: dict[str, str]) -> tuple[Row, list[str]]:
    """Return a row of cells, and what is asked of its errors."""
    names = [f"{title}!{cell.coordinate}" for cell in line]
    cells, asked = without_errors(texts, names)
    turned = [doubts[cell.coordinate] for cell in line if cell.coordinate in doubts]
    first = next(at for at, text in enumerate(texts) if text)
    return Row(cells, Source(cell=names[first], doubt=" ".join((*asked, *turned)) or None)), asked


def _seen(sheet: Any) -> tuple[list[list[Any]], list[str]]:
    """Return the cells of the rows and columns that are not hidden, and what is hidden and holds something."""
    rows, columns = _hidden(sheet)
    grid = list(sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS)))
    seen = [line for line in grid if line[0].row not in rows]
    no_rows = [str(line[0].row) for line in grid if line[0].row in rows and any(map(_holds, line))]
    no_columns = [
        line[0].column_letter
        for line in zip(*seen, strict=True)
        if line[0].column in columns and any(map(_holds, line))
    ]
    lines = [[cell for cell in line if cell.column not in columns] for line in seen]
    hidden = {"dòng": no_rows, "cột": no_columns}
    parts = [f"{len(names)} {kind} ẩn ({_listed(names)})" for kind, names in hidden.items() if names]
    said = f"Trang tính “{sheet.title}”: bỏ qua {' và '.join(parts)}. Nếu vẫn áp dụng, bỏ ẩn, lưu rồi đọc lại."
    return lines, [said] if parts else []


def _hidden(sheet: Any) -> tuple[set[int], set[int]]:
    """Return the rows and the columns that are hidden, by a person or by a filter."""
    columns = [one for one in sheet.column_dimensions.values() if one.hidden and one.min]
    rows = {number for number, one in sheet.row_dimensions.items() if one.hidden}
    return rows, {column for one in columns for column in range(one.min, one.max + 1)}


def _holds(cell: Any) -> bool:
    return cell.value is not None


def _turned(title: str, lines: list[list[Any]]) -> tuple[dict[str, str], list[str]]:
    """Return a question for each cell whose day and month Excel may have turned over, and a warning for each column."""
    doubts: dict[str, str] = {}
    warnings = []
    for column in zip(*lines, strict=True):
        first = [shows_month_first(cell.number_format) for cell in column]
        why, places = turned_days([cell.value for cell in column], month_first=first)
        for cell in (column[at] for at in places):
            doubts[cell.coordinate] = (
                f"ô {title}!{cell.coordinate} có thể bị đảo ngày và tháng: "
                f"{cell.value:%d/%m/%Y} hay {cell.value:%m/%d/%Y}?"
            )
        if places:
            warnings.append(
                f"Trang tính “{title}”, cột {column[0].column_letter} {why} nên ngày và tháng có thể bị Excel đảo "
                f"ở {len(places)} ô: {_listed([column[at].coordinate for at in places])}. Xem lại từng ô."
            )
    return doubts, warnings


def _merged(sheet: Any, lines: list[list[Any]]) -> dict[tuple[int, int], str]:
    """Return what stands in merged cells: the text in the first column seen of each row, nothing in the others."""
    seen = [cell.column for cell in lines[0]] if lines else []
    texts: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        text = _text(sheet.cell(area.min_row, area.min_col))
        columns = [column for column in seen if area.min_col <= column <= area.max_col]
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1):
            texts |= {(row, column): "" if column != columns[0] else text for column in columns}
    return texts


def _text(cell: Any) -> str:
    """Return what a cell shows, without what is struck out; a list is text of several fonts."""
    from openpyxl.utils.escape import unescape

    value = cell.value
    if isinstance(value, list):
        value = "".join(str(part) for part in value if not _is_struck_part(part))
    if cell.font.strike:
        return ""
    return shown(unescape(value) if isinstance(value, str) else value, cell.number_format)


def _is_struck(cell: Any) -> bool:
    parts = cell.value if isinstance(cell.value, list) else ()
    return cell.value is not None and bool(cell.font.strike or any(map(_is_struck_part, parts)))


def _is_struck_part(part: Any) -> bool:
    return not isinstance(part, str) and bool(part.font.strike)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
