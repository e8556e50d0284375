"""A recorded event gives the duties counted from it their deadline; a wrong one can be taken back."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.statuses import ItemStatus, Role
from db.tables import Agency, CalendarDay, EventRecord, Obligation, Occurrence, Officer
from reminders.items.making import realign_all
from reminders.plans.register.events import NotRecorded, record_event, remove_event
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from schedules.notation import rule_to_dict
from schedules.rules import Bound, Event, OnDate
from tests.plans.register.registers import changed

MONDAY = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)
BY = By(actor="cli", now=datetime(2021, 10, 1, 1, 0, tzinfo=UTC))
UNDATED = '{ kind = "undated", reason = "theo kế hoạch" }'


def duty_counted_from(session: Session, rule: str) -> Obligation:
    register = read_register(changed((UNDATED, rule)))
    import_register(session, register, now=MONDAY, since=None, actor="cli")
    return session.exec(select(Obligation).where(Obligation.clause == "I.3")).one()


def items(session: Session, duty: Obligation) -> list[Occurrence]:
    return list(session.exec(select(Occurrence).where(Occurrence.obligation_id == duty.id)).all())


FIVE_DAYS = '{ kind = "event", trigger = "ngày ký", offset = 5, unit = "working_day" }'


def test_event_makes_the_item_at_once_and_only_once(session: Session) -> None:
    duty = duty_counted_from(session, FIVE_DAYS)
    assert items(session, duty) == []
    rule = record_event(session, None, duty, date(2021, 10, 1), BY)
    assert rule == OnDate(on=date(2021, 10, 8), bound=Bound.BY)
    assert record_event(session, None, duty, date(2021, 10, 1), BY) == NotRecorded("known")
    (item,) = items(session, duty)
    assert (item.period, item.overdue_from) == ("2021-10-01", datetime(2021, 10, 8, 17, tzinfo=UTC))
    assert [entry.action for entry in audit.trail(session, "obligation", duty.id)] == ["event_recorded"]


def test_the_same_thing_may_happen_again(session: Session) -> None:
    duty = duty_counted_from(session, FIVE_DAYS)
    for day in (date(2021, 9, 28), date(2021, 10, 1)):
        record_event(session, None, duty, day, BY)
    assert [item.period for item in items(session, duty)] == ["2021-09-28", "2021-10-01"]


def test_a_day_to_come_is_that_of_an_event_before_which_something_is_due(session: Session) -> None:
    duty = duty_counted_from(session, FIVE_DAYS)
    assert record_event(session, None, duty, date(2021, 10, 2), BY) == NotRecorded("future")
    duty.rule = rule_to_dict(Event(trigger="hội nghị", offset=5, before=True))
    assert record_event(session, None, duty, date(2021, 10, 22), BY) == OnDate(on=date(2021, 10, 17), bound=Bound.BY)


def test_a_duty_that_has_ended_or_is_anothers_takes_no_event(session: Session) -> None:
    duty = duty_counted_from(session, FIVE_DAYS)
    stranger = Officer(agency_id=session.exec(select(Agency.id)).all()[-1], name="A", role=Role.OFFICER)
    assert record_event(session, stranger, duty, date(2021, 10, 1), BY) == NotRecorded("not_theirs")
    duty.ended_at = MONDAY
    assert record_event(session, None, duty, date(2021, 10, 1), BY) == NotRecorded("not_theirs")
    assert session.exec(select(EventRecord)).all() == []


def test_new_day_off_moves_a_deadline_counted_in_working_days(session: Session) -> None:
    duty = duty_counted_from(session, FIVE_DAYS)
    record_event(session, None, duty, date(2021, 10, 1), BY)
    session.add(CalendarDay(day=date(2021, 10, 6), is_working=False))
    session.flush()
    realign_all(session, BY)
    (item,) = items(session, duty)
    assert (item.overdue_from, item.revision) == (datetime(2021, 10, 11, 17, tzinfo=UTC), 2)


def test_event_recorded_by_mistake_is_taken_back(session: Session) -> None:
    duty = duty_counted_from(session, FIVE_DAYS)
    record_event(session, None, duty, date(2021, 10, 1), BY)
    remove_event(session, duty, date(2021, 10, 1), BY)
    assert [item.status for item in items(session, duty)] == [ItemStatus.CANCELLED]
    assert session.exec(select(EventRecord)).all() == []
    assert remove_event(session, duty, date(2021, 10, 1), BY) == NotRecorded("unknown")
    record_event(session, None, duty, date(2021, 10, 1), BY)
    assert [item.status for item in items(session, duty)] == [ItemStatus.OPEN]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (UNDATED, "not_counted"),
        ('{ kind = "event", trigger = "có kết quả", offset = 0 }', "no_number"),
        ('{ kind = "event", trigger = "nhận", offset = 8, unit = "hour" }', "by_hour"),
    ],
)
def test_duty_that_cannot_be_counted_from_a_day_says_why(session: Session, rule: str, why: str) -> None:
    duty = duty_counted_from(session, rule)
    found = record_event(session, None, duty, date(2021, 10, 1), BY)
    assert isinstance(found, NotRecorded)
    assert found.why == why
    assert items(session, duty) == []
