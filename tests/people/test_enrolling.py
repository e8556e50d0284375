"""The sheet of officers: every mistake by its cell, each person once, the same sheet twice changes nothing."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.audit import By
from db.statuses import Role
from db.tables import Agency, AuditEntry, Officer
from reminders.people.adding import add_officer
from reminders.people.enrolling import Enrolment, SheetWrong, compare_sheet, enrol
from reminders.people.moving import remove_officer
from reminders.people.sheet import PEOPLE
from reminders.plans.documents.readers.refusals import PlanUnreadable
from tests.people.sheets import filled
from tests.rows import CLI, NOW, agency, at
from tests.statements import noted

TODAY = date(2021, 10, 4)


@dataclass(frozen=True)
class Office:
    """A district with a desk, two communes, and a commune that was dissolved."""

    session: Session
    district: Agency
    desk: Agency
    dom: Agency
    nan: Agency

    def compare(self, *rows: Sequence[object], on: date = TODAY) -> Enrolment:
        return compare_sheet(self.session, filled(*rows), on=on)

    def enrol(self, *rows: Sequence[object], by: By = CLI) -> Enrolment:
        found = self.compare(*rows, on=by.now.date())
        enrol(self.session, found, by)
        return found

    def problems(self, *rows: Sequence[object]) -> list[str]:
        with pytest.raises(SheetWrong) as raised:
            self.compare(*rows)
        return list(raised.value.problems)

    def officers(self) -> list[tuple[str, int, Role, str | None]]:
        rows = self.session.exec(select(Officer).order_by(col(Officer.id))).all()
        return [(row.name, row.agency_id, row.role, row.phone) for row in rows]

    def log(self) -> list[str]:
        return [row.action for row in self.session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()]


@pytest.fixture
def office(session: Session) -> Office:
    district = agency(session, "UBND huyện Đức Cơ")
    desk, dom, nan, gone = (
        agency(session, name, parent=district)
        for name in ("Phòng Nội vụ", "UBND xã Ia Dom", "UBND xã Ia Nan", "Phòng Y tế")
    )
    gone.valid_until = date(2021, 10, 1)
    session.flush()
    return Office(session, district, desk, dom, nan)


def names(found: Enrolment) -> tuple[list[str], dict[str, tuple[str, ...]], list[str], list[str]]:
    """Return who is added, what is changed of whom, who stays, who is not in the sheet."""
    return (
        [one.name for one in found.added],
        {officer.name: fields for officer, _, fields in found.changed},
        [one.name for one in found.unchanged],
        [one.name for one in found.missing],
    )


SHEET = (
    ("Trần Thị Bình", "Phòng Nội vụ", "Đầu mối", "UBND huyện Đức Cơ", "0912 345 678"),
    ("Rơ Mah H'Lan", "Ia Dom", "Cán bộ", "", "", "Siu Hyin", "", "15/10/2021"),
    ("Siu Hyin", "xã Ia Nan", "", "", 912345679),
)


def test_everybody_in_the_sheet_becomes_an_officer(office: Office) -> None:
    office.enrol(*SHEET)
    assert office.officers() == [
        ("Trần Thị Bình", office.desk.id, Role.COORDINATOR, "0912345678"),
        ("Rơ Mah H'Lan", office.dom.id, Role.OFFICER, None),
        ("Siu Hyin", office.nan.id, Role.OFFICER, "0912345679"),
    ]
    binh, lan, hyin = office.session.exec(select(Officer).order_by(col(Officer.id))).all()
    assert binh.scope_id == office.district.id
    assert (lan.deputy_id, lan.deputy_from, lan.deputy_until) == (hyin.id, TODAY, date(2021, 10, 16))
    assert office.log() == ["officer_added"] * 3 + ["deputy_named"]


def test_the_same_sheet_again_changes_nothing_also_on_another_day(office: Office) -> None:
    office.enrol(*SHEET)
    before, logged = office.officers(), office.log()
    tomorrow = By(actor="cli", now=at("2021-10-05", "09:00"))
    found = office.enrol(*SHEET, by=tomorrow)
    assert names(found) == ([], {}, ["Trần Thị Bình", "Rơ Mah H'Lan", "Siu Hyin"], [])
    assert (office.officers(), office.log()) == (before, logged)
    lan = office.session.exec(select(Officer).where(Officer.name == "Rơ Mah H'Lan")).one()
    assert lan.deputy_from == TODAY


def test_what_the_sheet_says_otherwise_is_changed_and_what_it_leaves_empty_stays(office: Office) -> None:
    office.enrol(*SHEET)
    found = office.enrol(
        ("TRAN THI BINH", "Phòng Nội vụ", "Lãnh đạo", "", "+84 912 345 678"),
        ("Siu Hyin", "Ia Nan", "Thủ trưởng", "", "02693.846.123"),
        ("Rơ Mah H’Lan", "Ia Dom"),
    )
    assert names(found) == ([], {"Trần Thị Bình": ("role",), "Siu Hyin": ("role", "phone")}, ["Rơ Mah H'Lan"], [])
    assert office.officers() == [
        ("Trần Thị Bình", office.desk.id, Role.LEADER, "0912345678"),
        ("Rơ Mah H'Lan", office.dom.id, Role.OFFICER, None),
        ("Siu Hyin", office.nan.id, Role.HEAD, "02693846123"),
    ]
    binh, lan, _ = office.session.exec(select(Officer).order_by(col(Officer.id))).all()
    assert binh.scope_id == office.district.id
    assert lan.deputy_until == date(2021, 10, 16)
    assert office.log()[4:] == ["role_given", "role_given", "phone_given"]


def test_another_scope_and_another_deputy_are_changes(office: Office) -> None:
    office.enrol(*SHEET)
    found = office.enrol(
        ("Trần Thị Bình", "Phòng Nội vụ", "", "Phòng Nội vụ"),
        ("Rơ Mah H'Lan", "Ia Dom", "", "", "", "Kpuih Thanh", "05/10/2021", "08/10/2021"),
        ("Kpuih Thanh", "Ia Dom"),
    )
    assert names(found) == (
        ["Kpuih Thanh"],
        {"Trần Thị Bình": ("scope",), "Rơ Mah H'Lan": ("deputy",)},
        [],
        ["Siu Hyin"],
    )
    binh, lan, _, thanh = office.session.exec(select(Officer).order_by(col(Officer.id))).all()
    assert binh.scope_id == office.desk.id
    assert (lan.deputy_id, lan.deputy_from, lan.deputy_until) == (thanh.id, date(2021, 10, 5), date(2021, 10, 9))


def test_the_same_person_twice_is_one_and_both_rows_count(office: Office) -> None:
    office.enrol(
        ("Siu Hyin", "UBND xã Ia Nan", "Thủ trưởng"),
        (" siu  HYIN", "ia nan", "", "", "0912 345 678"),
        ("Siu Hyin", "UBND xã Ia Dom"),
    )
    assert office.officers() == [
        ("Siu Hyin", office.nan.id, Role.HEAD, "0912345678"),
        ("Siu Hyin", office.dom.id, Role.OFFICER, None),
    ]


def test_who_is_not_in_the_sheet_is_told_and_stays_who_has_left_is_not_told(office: Office) -> None:
    office.enrol(*SHEET)
    gone = office.session.exec(select(Officer).where(Officer.name == "Rơ Mah H'Lan")).one()
    remove_officer(office.session, gone, CLI)
    found = office.enrol(SHEET[0])
    assert names(found) == ([], {}, ["Trần Thị Bình"], ["Siu Hyin"])
    assert [row.left_at for row in office.session.exec(select(Officer).order_by(col(Officer.id))).all()] == [
        None,
        NOW,
        None,
    ]


WRONG = [
    (("", "Ia Dom"), ["Ô A2: thiếu họ tên"]),
    (("Siu Hyin", ""), ["Ô B2: thiếu cơ quan"]),
    (("Siu Hyin 0905", "Ia Dom"), ["Ô A2: 'Siu Hyin 0905' không phải là họ tên; viết bằng chữ"]),
    (
        ("Siu Hyin", "UBND xã Ia Don"),
        ["Ô B2: không có cơ quan 'UBND xã Ia Don'; có phải: UBND xã Ia Dom; UBND xã Ia Nan?"],
    ),
    (("Siu Hyin", "Kho bạc"), ["Ô B2: không có cơ quan 'Kho bạc'; xem: nhachan agency list"]),
    (
        ("Siu Hyin", "Ia Dom", "truong phong"),
        ["Ô C2: 'truong phong' không phải vai trò; chọn Cán bộ, Thủ trưởng, Đầu mối, Lãnh đạo, Quản trị"],
    ),
    (
        ("Siu Hyin", "Ia Dom", "Thủ trưởng", "UBND huyện Đức Cơ"),
        ["Ô D2: chỉ Đầu mối, Lãnh đạo, Quản trị mới theo dõi cơ quan khác; đổi vai trò, hoặc để trống ô này"],
    ),
    (("Siu Hyin", "Phòng Y tế"), ["Ô B2: Phòng Y tế đã kết thúc hoạt động; ghi cơ quan khác"]),
    (("Siu Hyin", "Ia Dom", "", "", "12345"), ["Ô E2: không phải là một số điện thoại; ghi như 0912 345 678"]),
    (
        ("Siu Hyin", "Ia Dom", "", "", "", "Kpuih Thanh", "", "15/10/2021"),
        ["Ô F2: không có cán bộ 'Kpuih Thanh'; thêm một dòng cho người đó, hoặc sửa họ tên"],
    ),
    (("Siu Hyin", "Ia Dom", "", "", "", "siu hyin", "", "15/10/2021"), ["Ô F2: không thay cho chính mình được"]),
    (
        ("Siu Hyin", "Ia Dom", "", "", "", "Nay Win"),
        ["Ô F2: thiếu ngày cuối (cột Thay đến hết ngày): chỉ thay có thời hạn"],
    ),
    (("Siu Hyin", "Ia Dom", "", "", "", "Nay Win", "16/10/2021", "15/10/2021"), ["Ô H2: trước ngày đầu (16/10/2021)"]),
    (("Siu Hyin", "Ia Dom", "", "", "", "", "", "15/10/2021"), ["Ô H2: có ngày mà không có người thay"]),
    (("Siu Hyin", "Ia Dom", "", "", "", "Nay Win", "", "31/02/2021"), ["Ô H2: ngày 31/02/2021 không có trong lịch"]),
    (("=A1", "Ia Dom"), ["Ô A2: ô công thức hoặc ô báo lỗi; thay bằng giá trị rồi lưu lại"]),
]


@pytest.mark.parametrize(("row", "problems"), WRONG, ids=[problems[0].partition(";")[0] for _, problems in WRONG])
def test_what_is_wrong_is_said_by_its_cell(office: Office, row: Sequence[str], problems: list[str]) -> None:
    assert office.problems(row, ("Nay Win", "Ia Nan")) == problems


def test_a_name_of_several_agencies_is_asked_with_the_candidates(office: Office) -> None:
    [problem] = office.problems(("Siu Hyin", "xã"))
    assert problem == (
        f"Ô B2: 'xã' có thể là 2 cơ quan: UBND xã Ia Dom ({office.dom.key}); UBND xã Ia Nan ({office.nan.key}); "
        "ghi đủ tên, hoặc ghi khóa"
    )
    assert [one.agency_id for one in office.compare(("Siu Hyin", office.nan.key)).added] == [office.nan.id]


def test_two_rows_of_one_person_that_contradict_each_other_are_asked(office: Office) -> None:
    rows = [
        ("Siu Hyin", "Ia Dom", "Cán bộ", "", "0912345678"),
        ("Siu Hyin", "Ia Dom", "Thủ trưởng", "", "0912 345 678"),
    ]
    assert office.problems(*rows) == [
        "Ô C3: khác ô C2 của cùng một người (Siu Hyin, UBND xã Ia Dom); sửa cho giống nhau"
    ]


def test_of_two_namesakes_the_colleague_stands_in_else_the_agency_is_asked_for(office: Office) -> None:
    absent = ("Siu Hyin", "Phòng Nội vụ", "", "", "")
    there = [("Nay Win", "Ia Dom"), ("Nay Win", "Ia Nan")]
    assert office.problems((*absent, "Nay Win", "", "15/10/2021"), *there) == [
        "Ô F2: 'Nay Win' có thể là 2 người: Nay Win (UBND xã Ia Dom); Nay Win (UBND xã Ia Nan); ghi cả cơ quan như vậy"
    ]
    found = office.compare((*absent, "Nay Win (UBND xã Ia Nan)", "", "15/10/2021"), *there)
    assert [one.stand_in.key for one in found.added if one.stand_in] == [("nay win", office.nan.id)]
    found = office.compare((*absent, "Nay Win", "", "15/10/2021"), *there, ("Nay Win", "Phòng Nội vụ"))
    assert [one.stand_in.key for one in found.added if one.stand_in] == [("nay win", office.desk.id)]


def test_days_that_are_over_are_told_and_name_nobody(office: Office) -> None:
    found = office.enrol(("Siu Hyin", "Ia Dom", "", "", "", "Nay Win", "", "03/10/2021"), ("Nay Win", "Ia Nan"))
    assert found.notes == ("Ô H2: thời gian thay đã qua nên không ghi",)
    assert office.log() == ["officer_added"] * 2
    assert office.compare(("Siu Hyin", "Ia Dom", "", "", "", "Nay Win", "", "04/10/2021")).notes == ()


def test_all_problems_are_said_at_once_and_nothing_is_written(office: Office) -> None:
    assert [
        one.partition(":")[0] for one in office.problems(SHEET[0], ("", "Ia Dom", "vua"), ("An 0905", "?", "Cán bộ"))
    ] == ["Ô A3", "Ô A4", "Ô B4"]
    assert (office.officers(), office.log()) == ([], [])


def test_of_a_successor_the_old_name_means_the_same_person(office: Office) -> None:
    office.enrol(("Siu Hyin", "UBND xã Ia Nan"))
    office.dom.valid_until, office.dom.successor_id = date(2021, 10, 1), office.nan.id
    office.session.flush()
    assert names(office.compare(("Siu Hyin", "UBND xã Ia Dom"))) == ([], {}, ["Siu Hyin"], [])


def test_examples_other_sheets_and_empty_rows_are_not_read(office: Office) -> None:
    content = filled(("Ví dụ: An", "?"), (), SHEET[0], others=("Kế hoạch", "Nhiệm vụ", "Ghi chú"))
    found = compare_sheet(office.session, content, on=TODAY)
    assert [one.name for one in found.added] == ["Trần Thị Bình"]


def test_a_file_without_the_sheet_or_without_its_headings_is_refused(office: Office) -> None:
    with pytest.raises(SheetWrong, match=f"không có trang tính “{PEOPLE}”"):
        compare_sheet(office.session, without_sheet(), on=TODAY)
    with pytest.raises(PlanUnreadable):
        compare_sheet(office.session, b"no workbook", on=TODAY)


def without_sheet() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def test_a_sheet_that_changes_nothing_costs_the_same_few_statements_however_long(
    office: Office, engine: Engine
) -> None:
    many = [(f"Siu {first}{second}", "Ia Dom") for first in "ABCDE" for second in "abcdefgh"]
    for name, _ in many:
        add_officer(office.session, office.compare().agencies[office.dom.id], name, CLI, asker=None)
    with noted(engine) as statements:
        assert len(office.compare(*many).unchanged) == 40
    assert len(statements) <= 4
