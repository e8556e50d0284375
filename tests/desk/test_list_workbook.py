"""A list as an Excel file: what may stand in a cell, and how a list too long for the file says so."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import items
from db.statuses import ItemStatus
from db.tables import Completion, Evidence, Extension, InboundMessage
from reminders.cells import LONGEST_CELL
from reminders.desk.overdue import with_facts
from reminders.desk.workbook import COLUMNS, list_workbook
from tests.rows import CALENDAR, a_district, at

NOW = at("2021-10-08", "08:00")


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


def test_a_row_says_when_and_how_an_item_was_reported_and_what_is_asked(session: Session) -> None:
    district = a_district(session, status=ItemStatus.SUBMITTED, completed_at=at("2021-10-06", "09:30"))
    by = district.officer.officer_id or 0
    of = district.item.id
    for day, document in (("2021-10-04", "số 1/BC-UBND"), ("2021-10-06", "số 45/BC-UBND")):
        session.add(Completion(occurrence_id=of, officer_id=by, completed_at=at(day, "09:30"), document=document))
        session.flush()
    message = InboundMessage(channel="telegram", update_id="1", binding_id=district.officer.id, received_at=NOW)
    session.add(message)
    session.flush()
    for number in range(3):
        file: dict[str, Any] = {"name": "", "size": 9, "sha256": str(number % 2), "path": str(number)}
        file |= {"officer_id": by, "binding_id": district.officer.id, "inbound_id": message.id}
        session.add(Evidence(occurrence_id=of, received_at=NOW, **file))
    session.flush()
    assert cells(session, district.item.id) == {
        "Tình trạng": "Chờ xác nhận",
        "Báo hoàn thành lúc": datetime(2021, 10, 6, 9, 30),  # noqa: DTZ001
        "Đúng hay quá hạn": "quá hạn",
        "Số văn bản báo cáo": "số 45/BC-UBND",
        "Tệp minh chứng": 2,
        "Báo thay": None,
        "Đang đề nghị": "báo hoàn thành 06/10, quá hạn (số 45/BC-UBND)",
    }


def test_a_row_of_what_was_not_reported_says_what_is_asked(session: Session) -> None:
    district = a_district(session)
    session.add(
        Extension(
            occurrence_id=district.item.id,
            requested_by_id=district.officer.officer_id or 0,
            requested_at=NOW,
            reason="chờ số liệu",
            original_at=district.item.nominal_at,
            proposed_at=at("2021-12-12", "23:59:59"),
        )
    )
    session.flush()
    assert cells(session, district.item.id) == {
        "Tình trạng": "Quá hạn",
        "Báo hoàn thành lúc": None,
        "Đúng hay quá hạn": None,
        "Số văn bản báo cáo": None,
        "Tệp minh chứng": None,
        "Báo thay": None,
        "Đang đề nghị": "xin gia hạn đến 12/12 (chờ số liệu)",
    }


def cells(session: Session, item: int) -> dict[str, Any]:
    """Return the cells of an item's row, from where it stands to what is asked, by their headings."""
    found = list(items.by_ids(session, [item]).values())
    facts = with_facts(session, found, now=NOW, calendar=CALENDAR)
    content = list_workbook("Chờ xác nhận", list(zip(found, facts, strict=True)))
    heading, row = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return dict(list(zip(map(str, heading), row, strict=True))[6:13])


def test_a_row_says_what_others_reported_for_the_agency(session: Session) -> None:
    district = a_district(session, status=ItemStatus.ACCEPTED, completed_at=at("2021-10-05", "09:30"))
    found = list(items.by_ids(session, [district.item.id]).values())
    by = By(actor="officer:1", now=NOW, for_agency=district.commune.id)
    for one, expected in ((by, "báo thay"), (replace(by, for_agency=None), None)):
        audit.record(session, one, "complete", district.item)
        session.flush()
        facts = with_facts(session, found, now=NOW, calendar=CALENDAR)
        content = list_workbook("Việc", list(zip(found, facts, strict=True)))
        heading, row = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        assert dict(zip(heading, row, strict=True))["Báo thay"] == expected
