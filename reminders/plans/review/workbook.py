"""Shell: sheets with headings as a file that Excel and LibreOffice can edit: written, and read back as text."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import Any

from reminders.cells import dress, put_text, without_controls
from reminders.plans.documents.readers.archive import office_format
from reminders.plans.documents.readers.number_formats import shown
from reminders.plans.documents.readers.refusals import TOO_LONG, PlanUnreadable, damaged_by
from reminders.plans.documents.readers.xlsx import MAX_COLUMNS, MAX_ROWS
from reminders.plans.review.sheets import (
    AGENCIES,
    COLUMNS,
    DUTIES,
    EXAMPLE,
    GUIDE,
    PLAN,
    Cell,
    Column,
    Decision,
    Line,
    Sheets,
    Tables,
    Written,
)
from reminders.plans.review.template import GUIDE_LINES

LINE_HEIGHT, TALLEST_ROW = 15.0, 210.0  # points
SPARE_ROWS = 300
"""Rows below the last that have the drop-downs too."""
MAX_UNPACKED = 40_000_000
"""Bytes of a workbook once unpacked; the 140 duties of Kế hoạch 135 take 0.3 MB."""
_HEADING_WITHIN = 10
_NO_VALUES = ("f", "e")
"""The types of a cell that holds a formula or an error."""


def write_workbook(written: Written) -> bytes:
    """Return the Excel file to review a plan in; it opens on the duties."""
    book = _book(COLUMNS, written, GUIDE_LINES)
    _color_decisions(book[DUTIES])
    book.active = book.sheetnames.index(DUTIES)
    return _saved(book)


def write_sheets(tables: Tables, written: Written, guide: Sequence[str]) -> bytes:
    """Return an Excel file with a sheet for each kind of row, then the guide. Text is never a formula."""
    return _saved(_book(tables, written, guide))


def _book(tables: Tables, written: Written, lines: Sequence[str]) -> Any:
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    for name, columns in tables.items():
        sheet = book.create_sheet(name)
        _write_rows(sheet, [{field: column.heading for field, column in columns.items()}, *written[name]], columns)
        _dress(sheet, columns)
        _add_choices(sheet, columns)
    guide = book.create_sheet(GUIDE)
    column = Column(GUIDE, 120)
    _write_rows(guide, [{"text": line} for line in (GUIDE, *lines)], {"text": column})
    _dress(guide, {"text": column})
    return book


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_rows(sheet: Any, rows: list[dict[str, str]], columns: Mapping[str, Column]) -> None:
    from openpyxl.styles import Alignment

    for at, row in enumerate(rows, start=1):
        for place, field in enumerate(columns, start=1):
            cell = sheet.cell(at, place)
            put_text(cell, row.get(field, ""))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"
        sheet.row_dimensions[at].height = _height(row, columns)


def _height(row: Mapping[str, str], columns: Mapping[str, Column]) -> float:
    """Return the height that shows a row's wrapped texts; LibreOffice does not work it out on opening."""
    lines = (
        sum(-(-max(len(line), 1) // int(column.width)) for line in str(row.get(field, "")).split("\n"))
        for field, column in columns.items()
    )
    return min(LINE_HEIGHT * max(lines, default=1), TALLEST_ROW)


def _dress(sheet: Any, columns: Mapping[str, Column]) -> None:
    dress(sheet, [column.width for column in columns.values()], frozen="D2" if sheet.title == DUTIES else "A2")
    if sheet.title != GUIDE:
        sheet.auto_filter.ref = sheet.dimensions


def _add_choices(sheet: Any, columns: Mapping[str, Column]) -> None:
    """Add the drop-downs: what may be decided, and the agencies of the workbook where one is named."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = sheet.max_row + SPARE_ROWS
    agencies = f"'{AGENCIES}'!$A$2:$A$1000"
    for at, column in enumerate(columns.values(), start=1):
        places = f"{get_column_letter(at)}2:{get_column_letter(at)}{last}"
        if column.choices:
            choice = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            choice.error, choice.errorTitle = f"Chọn: {', '.join(column.choices)}", column.heading
            choice.showErrorMessage = True
        elif column.names_agency:
            choice = DataValidation(type="list", formula1=agencies, allow_blank=True, showErrorMessage=False)
            places = "B6 B8" if sheet.title == PLAN else places  # who issued it, who coordinates
        else:
            continue
        sheet.add_data_validation(choice)
        for place in places.split():
            choice.add(place)


def _color_decisions(sheet: Any) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(list(COLUMNS[DUTIES]).index("decision") + 1)
    area = f"A2:{get_column_letter(len(COLUMNS[DUTIES]))}{sheet.max_row + SPARE_ROWS}"
    for decision, color in ((Decision.ASK, "FFF2CC"), (Decision.LEAVE, "D9D9D9"), (Decision.UNREAD, "FCE4D6")):
        dxf = DifferentialStyle(fill=PatternFill("solid", start_color=color, end_color=color))
        sheet.conditional_formatting.add(area, Rule(type="expression", formula=[f'${letter}2="{decision}"'], dxf=dxf))


def read_workbook(content: bytes) -> Sheets | None:
    """Return the rows of a review workbook as `read_sheets` does, None when the file is another Excel file."""
    return read_sheets(content, COLUMNS, needed={PLAN, DUTIES})


def read_sheets(content: bytes, tables: Tables, *, needed: Set[str]) -> Sheets | None:
    """Return the rows of these sheets of a workbook, None when a needed one is missing or it is no Excel file.

    Columns are told by their headings, so they may be moved; what stands in columns of one's own, or in other sheets,
    is not looked at. A formula, or an Excel error, is a problem. PlanUnreadable if the file is damaged, unsafe or too
    long.
    """
    if office_format(content) != "xlsx":
        return None
    from openpyxl import load_workbook

    with damaged_by(zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
                raise PlanUnreadable(TOO_LONG.format(limit=f"{MAX_UNPACKED // 1_000_000} MB"))
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        if not needed <= set(book.sheetnames):
            return None
        problems: list[str] = []
        sheets = {name: book[name] for name in tables if name in book.sheetnames}
        rows = {name: list(_lines(sheets[name], tables[name], problems)) if name in sheets else [] for name in tables}
    return Sheets(rows, tuple(problems))


def _lines(sheet: Any, columns: Mapping[str, Column], problems: list[str]) -> Iterator[Line]:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1)
    fields = _headed(columns, rows)
    if not fields:
        needed = ", ".join(column.heading for column in columns.values() if column.is_needed)
        problems.append(f"{sheet.title}: không thấy dòng tiêu đề với các cột: {needed}")
        return
    lines = 0
    for number, row in rows:
        cells = {field: row[at] for at, field in fields.items() if at < len(row)}
        places = {field: _place(sheet.title, at, number) for at, field in fields.items()}
        line = {field: Cell(_text(cell), places[field]) for field, cell in cells.items()}
        lines += any(cell.text for cell in line.values())
        if lines > MAX_ROWS:
            raise PlanUnreadable(TOO_LONG.format(limit=f"{MAX_ROWS} dòng một trang tính"))
        if not _is_left_out(line):
            yield _valued(line, cells, problems)


def _headed(columns: Mapping[str, Column], rows: Iterator[tuple[int, Any]]) -> dict[int, str]:
    """Go on to the row of headings, at most the tenth, and return the fields by their place; nothing without one."""
    headings = ([_text(cell) for cell in row] for _, row in islice(rows, _HEADING_WITHIN))
    return next((fields for texts in headings if (fields := _fields(columns, texts))), {})


def _valued(line: Line, cells: Mapping[str, Any], problems: list[str]) -> Line:
    """Empty the cells that hold a formula or an error; each is a problem."""
    for field in [field for field, cell in cells.items() if cell.data_type in _NO_VALUES]:
        problems.append(f"{line[field].place}: ô công thức hoặc ô báo lỗi; thay bằng giá trị rồi lưu lại")
        line[field] = replace(line[field], text="")
    return line


def _fields(columns: Mapping[str, Column], headings: list[str]) -> dict[int, str]:
    """Return the fields by their place if this is the row of headings, else nothing."""
    known = {column.heading.lower(): field for field, column in columns.items()}
    found = {at: known[text.lower()] for at, text in enumerate(headings) if text.lower() in known}
    needed = {field for field, column in columns.items() if column.is_needed}
    return found if needed <= set(found.values()) else {}


def _is_left_out(line: Line) -> bool:
    """Say whether a row is empty or an example. A row that only has the preset decision is empty too."""
    filled = [cell.text for field, cell in line.items() if cell.text and field != "decision"]
    return not filled or filled[0].lower().startswith(EXAMPLE.lower())


def _text(cell: Any) -> str:
    return without_controls(shown(cell.value, getattr(cell, "number_format", None) or "General"))


def _place(title: str, at: int, number: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{title}!{get_column_letter(at + 1)}{number}"
