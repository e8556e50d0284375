"""A plan ends on a day: nothing falls due from then on, what fell due before is owed all the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.statuses import ItemStatus
from db.tables import Obligation, Occurrence, Plan
from reminders.calendar import load_calendar
from reminders.items.making import extend
from reminders.plans.register.ending import Ended, NotEnded, end_duties, end_plan
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from tests.scenarios.small_plans import duty, on_date, plan

MONDAY = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)
MONTHLY = duty("1", "Báo cáo tháng", 'kind = "monthly", day = 20, bound = "by"')
REGISTER = plan(MONTHLY, duty("2", "Gửi kế hoạch", on_date("06/10/2021")))


def by(now: datetime = MONDAY) -> By:
    return By(actor="cli", now=now)


def imported(session: Session, register: str = REGISTER, *, now: datetime = MONDAY) -> Plan:
    import_register(session, read_register(register.encode()), now=now, since=None, actor="cli")
    return session.exec(select(Plan)).one()


def ended(session: Session, on: date, *, now: datetime = MONDAY) -> Ended | NotEnded:
    row = session.exec(select(Plan)).one()
    return end_plan(session, row, on, by(now), calendar=load_calendar(session))


def items(session: Session) -> dict[str, str]:
    query = select(Occurrence).order_by(col(Occurrence.nominal_at))
    return {f"{row.period}": row.status.value for row in session.exec(query).all()}


def in_force(session: Session) -> int:
    return len(session.exec(select(Obligation).where(col(Obligation.ended_at).is_(None))).all())


def test_what_falls_due_from_the_day_on_is_dropped_and_nothing_is_made_any_more(session: Session) -> None:
    imported(session)
    assert ended(session, date(2021, 11, 20)) == Ended(dropped=2, owed=2)
    made = {"once": "open", "2021-10": "open", "2021-11": "cancelled", "2021-12": "cancelled"}
    assert (items(session), in_force(session)) == (made, 2)
    for days in range(0, 120, 7):
        extend(session, now=MONDAY + timedelta(days=days), calendar=load_calendar(session))
    assert items(session) == made


@pytest.mark.parametrize(("bound", "kept"), [("before", ["2021-10", "2021-11"]), ("by", ["2021-10"])])
def test_a_deadline_before_the_day_is_in_time_and_one_of_the_day_is_not(
    session: Session, bound: str, kept: list[str]
) -> None:
    imported(session, plan(MONTHLY.replace('"by"', f'"{bound}"')))
    ended(session, date(2021, 11, 20))
    assert [period for period, status in items(session).items() if status == "open"] == kept


def test_the_duties_are_over_when_the_day_has_come(session: Session) -> None:
    imported(session)
    ended(session, date(2021, 11, 20))
    end_duties(session, by(datetime(2021, 11, 19, 16, 59, tzinfo=UTC)))
    assert in_force(session) == 2
    end_duties(session, by(datetime(2021, 11, 19, 17, 0, tzinfo=UTC)))
    assert in_force(session) == 0


def test_what_is_late_is_owed_all_the_same_and_what_was_reported_waits_for_its_decision(session: Session) -> None:
    imported(session)
    submitted = session.exec(select(Occurrence).where(Occurrence.period == "2021-11")).one()
    submitted.status = ItemStatus.SUBMITTED
    now = datetime(2021, 10, 25, 0, 0, tzinfo=UTC)
    assert ended(session, date(2021, 10, 25), now=now) == Ended(dropped=1, owed=2)
    kept = {"once": "open", "2021-10": "open", "2021-11": "submitted", "2021-12": "cancelled"}
    assert (items(session), in_force(session)) == (kept, 0)


def test_a_day_in_the_past_drops_what_fell_due_since(session: Session) -> None:
    imported(session)
    now = datetime(2021, 10, 25, 0, 0, tzinfo=UTC)
    assert ended(session, date(2021, 10, 15), now=now) == Ended(dropped=3, owed=1)
    assert items(session)["2021-10"] == "cancelled"


def test_a_day_to_come_may_be_put_off(session: Session) -> None:
    imported(session)
    ended(session, date(2021, 10, 10))
    assert items(session)["2021-11"] == "cancelled"
    ended(session, date(2021, 12, 1))
    assert items(session) == {"once": "open", "2021-10": "open", "2021-11": "open", "2021-12": "cancelled"}


def test_each_change_is_audited_with_its_cause(session: Session) -> None:
    row = imported(session)
    ended(session, date(2021, 10, 10))
    [entry] = [one for one in audit.trail(session, "plan", row.id) if one.action == "plan_ended"]
    assert (entry.actor, entry.details) == ("cli", {"on": "2021-10-10"})
    november = session.exec(select(Occurrence.id).where(Occurrence.period == "2021-11")).one()
    assert [(one.action, one.details["cause"]) for one in audit.trail(session, "occurrence", november)] == [
        ("dropped", "end")
    ]


def test_a_plan_that_cannot_end_says_why(session: Session) -> None:
    row = imported(session)
    assert ended(session, date(2021, 8, 31)) == NotEnded("issued")
    assert isinstance(ended(session, date(2021, 9, 27)), Ended)
    assert ended(session, date(2021, 10, 1)) == NotEnded("ended")
    row.key = "giao-viec-phong-noi-vu-2021"
    assert ended(session, date(2021, 10, 1)) == NotEnded("given")


def test_an_ended_plan_that_is_imported_again_goes_on_and_one_that_will_end_still_does(session: Session) -> None:
    row = imported(session)
    ended(session, date(2021, 9, 27))
    assert (in_force(session), set(items(session).values())) == (0, {"cancelled"})
    imported(session)
    assert (row.ends_on, in_force(session), set(items(session).values())) == (None, 2, {"open"})
    ended(session, date(2021, 10, 10))
    imported(session)
    assert row.ends_on == date(2021, 10, 10)
    assert items(session) == {"once": "open", "2021-10": "cancelled", "2021-11": "cancelled", "2021-12": "cancelled"}
