"""A list as an Excel file: what may stand in a cell, and how a list too long for the file says so."""

import io
from typing import Any

from openpyxl import load_workbook
from sqlmodel import Session

from db.queries import items
from reminders.cells import LONGEST_CELL
from reminders.desk.overdue import with_facts
from reminders.desk.workbook import COLUMNS, list_workbook
from tests.rows import CALENDAR, a_district, at


def sheet_of(session: Session, title: str, *, left_out: int = 0) -> Any:
    district = a_district(session)
    district.duty.title = title
    session.flush()
    found = list(items.by_ids(session, [district.item.id]).values())
    facts = with_facts(session, found, now=at("2021-10-08", "08:00"), calendar=CALENDAR)
    content = list_workbook("Quá hạn", list(zip(found, facts, strict=True)), left_out=left_out)
    [sheet] = load_workbook(io.BytesIO(content)).worksheets
    return sheet


def test_a_title_that_excel_would_refuse_or_work_out_is_a_text(session: Session) -> None:
    sheet = sheet_of(session, "=HYPERLINK(1)\x0b\x07" + "dài " * 20_000)
    cell = sheet["C2"]
    assert (cell.data_type, cell.value[:15], len(cell.value)) == ("s", "=HYPERLINK(1)dà", LONGEST_CELL)


def test_what_was_left_out_is_said_in_the_last_row(session: Session) -> None:
    last = list(sheet_of(session, "Việc", left_out=12).iter_rows(values_only=True))[-1]
    assert last[2] == "… và 12 việc nữa không có trong tệp này"


def test_the_sheet_prints_on_a4_with_its_heading_on_every_page(session: Session) -> None:
    sheet = sheet_of(session, "Việc")
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows) == ("Quá hạn", "D2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == list(COLUMNS.values())[:3]
    assert sheet["F2"].number_format == "dd/mm/yyyy hh:mm"
