"""`nhachan calendar`: days off and make-up days move the open items."""

import pytest
from sqlmodel import select

from db.tables import AuditEntry
from tests.commands.terminals import Terminal

MONTHLY = ("deadlines", "--from", "2021-10-20", "--to", "2021-10-20", "--agency", "phong-tai-chinh-ke-hoach")


def act_by(office: Terminal) -> str:
    (row,) = [row for row in office.json(*MONTHLY) if row["obligation"] == "II.1.8.b2"]
    return str(row["act_by"])


def test_day_off_moves_open_items_and_its_removal_moves_them_back(office: Terminal) -> None:
    assert act_by(office) == "2021-10-19T17:00:00+07:00"
    assert office.run("calendar", "off", "19/10/2021", "--basis", "CV 1/UBND") == (
        "19/10/2021: nghỉ; 1 việc đang mở đổi hạn.\n"
    )
    assert act_by(office) == "2021-10-18T17:00:00+07:00"
    assert office.run("calendar", "off", "2021-10-19").endswith("; 0 việc đang mở đổi hạn.\n")
    assert office.run("calendar", "remove", "19/10/2021") == "Đã bỏ 19/10/2021; 1 việc đang mở đổi hạn.\n"
    assert act_by(office) == "2021-10-19T17:00:00+07:00"


def test_make_up_saturday_moves_open_items(office: Terminal) -> None:
    """The 22 agencies whose week of meetings ends on Sunday 17/10 may now act until Saturday 17:00, not Friday."""
    assert office.run("calendar", "working", "16/10/2021").endswith("làm việc; 22 việc đang mở đổi hạn.\n")
    rows = office.json("deadlines", "--from", "2021-10-17", "--to", "2021-10-17")
    assert {(row["obligation"], row["act_by"]) for row in rows} == {("II.1.8.b10", "2021-10-16T17:00:00+07:00")}


def test_calendar_shows_what_differs_from_the_week(office: Terminal) -> None:
    office.run("calendar", "working", "22/10/2022", "--basis", "CV 2")
    office.run("calendar", "off", "24/10/2022")
    shown = office.json("calendar", "show", "2022")
    assert (shown["year"], shown["confirmed"]) == (2022, False)
    days = {day["day"]: (day["working"], day["name"]) for day in shown["days"]}
    assert days["2022-02-03"] == (False, "Mùng ba Tết Nguyên Đán")
    assert days["2022-10-22"] == (True, "CV 2")
    assert days["2022-10-24"] == (False, None)
    assert "2022-10-23" not in days
    assert "Lịch năm 2022 chưa được xác nhận" in office.run("calendar", "show", "2022")


def test_year_is_this_year_unless_said(office: Terminal) -> None:
    assert office.json("calendar", "show")["year"] == 2021
    office.fails("calendar", "show", "20222", code=2)
    office.fails("calendar", "confirm", "0", code=2)


def test_confirmed_year_is_no_longer_a_guess(office: Terminal) -> None:
    assert office.run("calendar", "confirm", "2021", "--basis", "TB 3") == "Đã xác nhận lịch năm 2021.\n"
    assert office.json("calendar", "show", "2021")["confirmed"] is True
    assert office.json("calendar", "show", "2022")["confirmed"] is False
    assert "chưa được xác nhận" not in office.run("calendar", "show", "2021")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["off", "31/02/2022"], "ngày 31/02/2022 không có trong lịch.\n"),
        (["working", "mai"], "'mai' không phải là ngày (viết 06/10/2021 hoặc 2021-10-06).\n"),
        (["remove", "01/01/2022"], "Chưa ghi gì cho ngày 01/01/2022. Xem: nhachan calendar show 2022\n"),
    ],
)
def test_wrong_day_is_told(office: Terminal, words: list[str], problem: str) -> None:
    assert office.fails("calendar", *words) == problem


def test_changes_of_the_calendar_are_recorded(office: Terminal) -> None:
    office.run("calendar", "off", "19/10/2021", "--basis", "CV 1")
    office.run("calendar", "remove", "19/10/2021")
    office.run("calendar", "working", "16/10/2021")
    office.run("calendar", "confirm", "2021", "--basis", "TB 3")
    with office.database() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.subject != "plan")).all()
    moved = [entry.details["cause"] for entry in entries if entry.subject == "occurrence"]
    assert moved == ["calendar"] * (1 + 1 + 22)
    assert [(entry.action, entry.details) for entry in entries if entry.subject != "occurrence"] == [
        ("calendar_day_off", {"day": "2021-10-19", "basis": "CV 1"}),
        ("deadlines_realigned", {"items": 1}),
        ("calendar_day_removed", {"day": "2021-10-19"}),
        ("deadlines_realigned", {"items": 1}),
        ("calendar_day_working", {"day": "2021-10-16", "basis": ""}),
        ("deadlines_realigned", {"items": 22}),
        ("calendar_year_confirmed", {"basis": "TB 3"}),
    ]
