"""`nhachan officer duty`: what one person of an agency is responsible for."""

import pytest
from sqlmodel import select

from db.statuses import BindingStatus
from db.tables import ChatBinding, Notification
from tests.commands.terminals import Terminal


@pytest.fixture
def submission(office: Terminal) -> int:
    """The number of the item of mục III.1 that Ia Dom owes; two of its officers are there, the first with a chat."""
    office.run("officer", "add", "UBND xã Ia Dom", "Nguyễn Thị Hoa")
    office.run("officer", "add", "UBND xã Ia Dom", "Kpă Tuấn")
    with office.database() as session:
        session.add(ChatBinding(channel="telegram", chat_id="1", officer_id=1, status=BindingStatus.LINKED))
    day = ("--from", "06/10/2021", "--to", "06/10/2021", "--agency", "ubnd-xa-ia-dom")
    [number] = [int(row["item"]) for row in office.json("deadlines", *day) if row["obligation"] == "III.1"]
    return number


def test_an_officer_is_given_a_duty_and_told(office: Terminal, submission: int) -> None:
    assert office.run("officer", "duty", "1") == "Nguyễn Thị Hoa không phụ trách riêng nhiệm vụ nào.\n"
    assert "Gửi kế hoạch khắc phục" in office.run("officer", "duty", "1", str(submission))
    with office.database() as session:
        [text] = session.exec(select(Notification.text).where(Notification.binding_id == 1)).all()
    assert (text or "").startswith("Anh/chị được giao phụ trách việc của UBND xã Ia Dom: ")
    [row] = office.json("officer", "duty", "1")
    assert (row["plan"], row["clause"], row["since"]) == ("KH 135/KH-UBND", "III.1", "2021-09-27T07:00:00+07:00")


def test_why_says_who_is_reminded_first_and_since_when(office: Terminal, submission: int) -> None:
    office.run("officer", "duty", "1", str(submission))
    told = office.run("why", str(submission))
    assert f"Việc {submission}: UBND xã Ia Dom (Nguyễn Thị Hoa phụ trách, được nhắc trước) – " in told
    assert "07:00 27/09/2021: Người quản trị giao Nguyễn Thị Hoa phụ trách từ nay" in told


def test_another_takes_it_over_and_it_ends(office: Terminal, submission: int) -> None:
    office.run("officer", "duty", "1", str(submission))
    office.run("officer", "duty", "2", str(submission))
    assert office.json("officer", "duty", "1") == []
    assert office.run("officer", "duty", "2", str(submission), "--end") == (
        "Kpă Tuấn không phụ trách riêng nhiệm vụ nào.\n"
    )
    assert "phụ trách, được" not in office.run("why", str(submission))


def test_what_cannot_be_is_said(office: Terminal, submission: int) -> None:
    office.run("officer", "add", "UBND xã Ia Nan", "Siu Hyin")
    office.run("officer", "add", "UBND xã Ia Dom", "Siu Blah", "--role", "leader")
    number = str(submission)
    assert "Không có việc số 9999" in office.fails("officer", "duty", "1", "9999")
    assert f"Việc số {number} là của UBND xã Ia Dom" in office.fails("officer", "duty", "3", number)
    assert "không nhận nhắc hạn" in office.fails("officer", "duty", "4", number)
    assert f"Kpă Tuấn không phụ trách việc số {number}" in office.fails("officer", "duty", "2", number, "--end")
    assert "Thiếu số của việc" in office.fails("officer", "duty", "1", "--end")
