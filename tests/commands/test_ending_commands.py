"""`nhachan plan end` and `plan remove`."""

from collections.abc import Callable

from sqlmodel import select

from db.tables import Obligation, Occurrence, Plan
from tests.commands.terminals import Terminal
from tests.commands.test_plan_commands import SMALL


def test_a_plan_ends_on_a_day_and_what_is_owed_is_counted(office: Terminal) -> None:
    assert office.run("plan", "end", "ke-hoach-135", "--on", "01/10/2021") == (
        "Kế hoạch 135/KH-UBND kết thúc từ ngày 01/10/2021: thôi yêu cầu 329 việc; "
        "31 việc đến hạn trước ngày đó chưa hoàn thành vẫn phải làm.\n"
    )
    rows = office.json("deadlines", "--from", "2021-09-27", "--to", "2022-12-31")
    assert max(row["nominal"] for row in rows) == "2021-09-30T23:59:59+07:00"


def test_a_plan_ends_today_if_no_day_is_said(office: Terminal) -> None:
    assert "kết thúc từ ngày 27/09/2021" in office.run("plan", "end", "ke-hoach-135")
    assert office.json("plan", "show") == []
    assert office.fails("plan", "end", "ke-hoach-135") == (
        "Kế hoạch 135/KH-UBND đã kết thúc. Nhập lại kế hoạch để theo dõi tiếp: nhachan plan import TỆP\n"
    )
    assert "thêm 140," in office.run("plan", "import", "ke-hoach-135")
    assert len(office.json("plan", "show")) == 140


def test_a_day_or_a_plan_that_cannot_be_is_told(office: Terminal) -> None:
    assert office.fails("plan", "end", "kh-1") == (
        "Chưa nhập kế hoạch 'kh-1'. Có phải: ke-hoach-135? Nhập: nhachan plan import TỆP\n"
    )
    assert office.fails("plan", "end", "ke-hoach-135", "--on", "01/09/2021") == (
        "Kế hoạch 135/KH-UBND ban hành ngày 27/09/2021. Chọn ngày sau đó.\n"
    )
    assert "không phải là ngày" in office.fails("plan", "end", "ke-hoach-135", "--on", "mai")


def test_a_plan_that_was_imported_to_try_is_removed(office: Terminal, written: Callable[[bytes], str]) -> None:
    office.run("plan", "import", written(SMALL.encode()))
    assert office.run("plan", "remove", "kh-9") == (
        "Đã xóa kế hoạch 9/KH-UBND: 1 nhiệm vụ, 13 việc. Cơ quan, nhóm, cán bộ giữ nguyên.\n"
    )
    assert "Chưa nhập kế hoạch 'kh-9'." in office.fails("plan", "remove", "kh-9")
    with office.database() as session:
        assert [plan.key for plan in session.exec(select(Plan)).all()] == ["ke-hoach-135"]
        assert len(session.exec(select(Obligation)).all()) == 140


def test_a_plan_with_a_history_stays_and_the_way_is_said(office: Terminal) -> None:
    office.run("calendar", "off", "19/10/2021")
    told = office.fails("plan", "remove", "ke-hoach-135")
    assert told == (
        "Kế hoạch 135/KH-UBND đã có 1 việc đã có trả lời hoặc đổi hạn nên không xóa được. "
        "Kết thúc kế hoạch: nhachan plan end ke-hoach-135\n"
    )
    with office.database() as session:
        assert len(session.exec(select(Occurrence)).all()) == 360
