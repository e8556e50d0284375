"""`nhachan clock`: what the service believes of the machine's clock, and confirming it."""

from db.heartbeat import clock_accepted_at
from db.statuses import TroubleKind
from db.tables import Trouble
from tests.commands.terminals import START, Terminal


def test_a_clock_that_is_believed_and_one_that_is_held(office: Terminal) -> None:
    assert office.run("clock", "show").splitlines()[-1] == "Dịch vụ không nghi giờ của máy."
    with office.database() as session:
        session.add(Trouble(kind=TroubleKind.CLOCK_HELD, detail="nhanh 365 ngày", began_at=START))
    assert "nhảy quá xa" in office.run("clock", "show")


def test_a_confirmation_is_written_down_with_what_the_clock_says(office: Terminal) -> None:
    assert office.run("clock", "accept").startswith("Đã xác nhận giờ của máy: 07:00:00 27/09/2021.")
    with office.database() as session:
        assert clock_accepted_at(session) == START
