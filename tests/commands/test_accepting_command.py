"""`nhachan plan accept`."""

import pytest
from sqlmodel import col, select

from db.tables import AuditEntry, Plan
from tests.commands.terminals import Terminal

NAME = "Kế hoạch 135/KH-UBND"


def test_a_plan_accepts_by_itself_from_then_on_and_never_again(office: Terminal) -> None:
    assert office.run("plan", "accept", "ke-hoach-135", "--after", "5") == (
        f"{NAME}: tự chấp nhận việc đã báo hoàn thành sau 5 ngày làm việc.\n"
    )
    assert office.run("plan", "accept", "ke-hoach-135", "--after", "5") == (
        f"{NAME}: vẫn tự chấp nhận việc đã báo hoàn thành sau 5 ngày làm việc.\n"
    )
    assert {row["accepts_after_days"] for row in office.json("plan", "show")} == {5}
    assert office.run("plan", "show").splitlines()[-1] == (
        f"{NAME}: tự chấp nhận việc đã báo hoàn thành sau 5 ngày làm việc."
    )
    office.run("plan", "import", "ke-hoach-135")  # says nothing of it
    assert {row["accepts_after_days"] for row in office.json("plan", "show")} == {5}

    assert office.run("plan", "accept", "ke-hoach-135", "--never") == (
        f"{NAME}: không tự chấp nhận việc đã báo hoàn thành.\n"
    )
    assert "tự chấp nhận" not in office.run("plan", "show")
    with office.database() as session:
        query = select(AuditEntry).where(AuditEntry.action == "acceptance_set").order_by(col(AuditEntry.id))
        found = [(row.actor, row.subject, row.details) for row in session.exec(query).all()]
    assert found == [("cli", "plan", {"before": None, "days": 5}), ("cli", "plan", {"before": 5, "days": None})]


def test_by_default_no_plan_does(office: Terminal) -> None:
    assert {row["accepts_after_days"] for row in office.json("plan", "show")} == {None}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ((), ["Chọn một trong hai: --after SỐ_NGÀY hoặc --never."]),
        (("--after", "5", "--never"), ["Chọn một trong hai: --after SỐ_NGÀY hoặc --never."]),
        (("--after", "0"), ["--after 0: số ngày làm việc phải từ 1 đến 60."]),
        (("--after", "61"), ["--after 61: số ngày làm việc phải từ 1 đến 60."]),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    office: Terminal, given: tuple[str, ...], problems: list[str]
) -> None:
    assert office.fails("plan", "accept", "ke-hoach-135", *given).splitlines() == problems
    with office.database() as session:
        assert [plan.accepts_after_days for plan in session.exec(select(Plan)).all()] == [None]


def test_all_that_is_wrong_is_told_at_once(office: Terminal) -> None:
    assert office.fails("plan", "accept", "kh-1", "--after", "90", "--never").splitlines() == [
        "Chọn một trong hai: --after SỐ_NGÀY hoặc --never.",
        "--after 90: số ngày làm việc phải từ 1 đến 60.",
        "Chưa nhập kế hoạch 'kh-1'. Có phải: ke-hoach-135? Nhập: nhachan plan import TỆP",
    ]


@pytest.mark.parametrize("days", ["1", "60"])
def test_the_least_and_the_most(office: Terminal, days: str) -> None:
    assert f"sau {days} ngày làm việc" in office.run("plan", "accept", "ke-hoach-135", "--after", days)
