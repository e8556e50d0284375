"""Of several late periods of one duty the newest is chased, and never none of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from db.queries import items, periods
from db.statuses import ItemStatus, NoticeKind, NoticeStatus, Role
from db.tables import Notification, Occurrence, Officer
from reminders.delivery.enqueue import enqueue
from reminders.delivery.recheck import needless
from reminders.items.debts import debts_of
from reminders.items.ladder import LADDERS, ladder_to_dict
from schedules.zone import local
from tests.rows import CALENDAR, District, a_district, at, item, notice

WEEKS = 5
FIRST = date(2021, 10, 7)
"""A Thursday: the first of five weekly periods, each late from the next Friday on."""


def five_weeks(session: Session, district: District, **ladder: int) -> list[Occurrence]:
    """Add five weekly periods of one duty."""
    made = []
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week)
        ends = local(day + timedelta(days=1))
        instants: dict[str, Any] = {"nominal_at": ends, "act_by_at": at(day.isoformat(), "17:00"), "overdue_from": ends}
        ladder_of = ladder_to_dict(LADDERS["weekly"]) | ladder
        made.append(item(session, district.duty, district.commune, period=f"{day}", ladder=ladder_of, **instants))
    district.item.status = ItemStatus.CANCELLED
    session.flush()
    return made


def chased_on(session: Session, day: date) -> list[int]:
    """Let the cycle of a morning run; return the items of which a đôn đốc is owed by it."""
    before = session.exec(select(Notification.id)).all()
    enqueue(session, now=at(day.isoformat(), "07:00"), calendar=CALENDAR)
    found = select(Notification.occurrence_id).where(col(Notification.id).not_in(before))
    query = found.where(col(Notification.kind) == NoticeKind.OVERDUE).order_by(col(Notification.occurrence_id))
    return sorted({key for key in session.exec(query).all() if key})


def test_the_newest_late_period_is_chased_and_the_next_one_when_that_is_done(session: Session) -> None:
    weeks = five_weeks(session, a_district(session))
    chased = [chased_on(session, date(2021, 10, 8) + timedelta(days=day)) for day in range(11)]
    first, second = weeks[0].id, weeks[1].id
    assert chased == [[first], [], [], [first], [], [first], [], [second], [], [], [second]]
    weeks[1].status, weeks[1].completed_at = ItemStatus.SUBMITTED, at("2021-10-18", "09:00")
    session.flush()
    assert [chased_on(session, date(2021, 10, 19) + timedelta(days=day)) for day in range(3)] == [[], [first], []]


def test_a_period_whose_chase_has_ended_is_chased_no_more_and_stays_owed(session: Session) -> None:
    weeks = five_weeks(session, a_district(session), chase_periods=2)
    for week in weeks[1:]:
        week.status, week.completed_at = ItemStatus.ACCEPTED, at("2021-10-01")
    session.flush()
    days = [date(2021, 10, 8) + timedelta(days=day) for day in range(60)]
    chased = {day: found for day in days if (found := chased_on(session, day))}
    # Until the second of the next two has passed, on 22/10.
    assert list(chased) == [date(2021, 10, 8), date(2021, 10, 11), date(2021, 10, 13), date(2021, 10, 20)]
    assert weeks[0].status is ItemStatus.OPEN


def test_the_third_alert_of_a_debt_is_told_above_also_where_each_period_has_but_one(session: Session) -> None:
    district = a_district(session)
    weeks = five_weeks(session, district, overdue_after=[0], overdue_every=60)  # type: ignore[arg-type]
    for week in weeks:
        chased_on(session, local_day(week))
        session.exec(select(Notification)).all()
        for row in session.exec(select(Notification).where(Notification.occurrence_id == week.id)).all():
            row.status, row.sent_at = NoticeStatus.SENT, row.due_at
        session.flush()
    escalated = select(Notification.occurrence_id).where(Notification.kind == NoticeKind.ESCALATED)
    assert session.exec(escalated).all() == [week.id for week in weeks[2:]]


def local_day(week: Occurrence) -> date:
    return date.fromisoformat(week.period) + timedelta(days=1)


@pytest.mark.parametrize(
    ("stage", "ladder", "reason"),
    [
        ("overdue:3", {}, "a newer period of the duty is chased"),
        ("escalated:overdue:3", {}, "a newer period of the duty is chased"),
        ("overdue:3", {"chase_periods": 1}, "the period is chased no more"),
        ("overdue:asked-7", {}, None),
    ],
)
def test_a_waiting_alert_of_an_older_period_is_not_sent(
    session: Session, stage: str, ladder: dict[str, int], reason: str | None
) -> None:
    district, now = a_district(session), at("2021-10-15", "08:00")
    weeks = five_weeks(session, district, **ladder)
    to = district.coordinator if stage.startswith("escalated") else district.officer
    officer = session.get_one(Officer, to.officer_id)
    assert officer.role in (Role.OFFICER, Role.COORDINATOR)
    debts = debts_of(periods.late(session, weeks, now=now))
    found = items.by_ids(session, [week.id for week in weeks])

    def why(week: Occurrence) -> str | None:
        row = notice(session, to, week, stage=stage)
        known = {"binding": to, "officers": [officer], "is_reachable": True, "debts": debts, "now": now}
        return needless(row, found[week.id], **known)  # type: ignore[arg-type]

    assert (why(weeks[0]), why(weeks[1])) == (reason, None)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 45), st.integers(0, WEEKS - 1), st.booleans()), max_size=8))
def test_while_a_duty_is_owed_late_exactly_one_of_its_periods_is_chased(
    session: Session, history: list[tuple[int, int, bool]]
) -> None:
    """Whatever is reported done or returned when: no two are chased in a day, and it is never silent for long."""
    attempt = session.begin_nested()
    weeks = five_weeks(session, a_district(session))
    silent_since = FIRST
    for day in (FIRST + timedelta(days=days) for days in range(46)):
        now = at(day.isoformat(), "07:00")
        found = chased_on(session, day)
        owed = [week for week in weeks if week.status is ItemStatus.OPEN and (week.overdue_from or now) <= now]
        debts = debts_of(periods.late(session, weeks, now=now))
        assert [week.id for week in owed if debts.is_chased(week.id)] == [week.id for week in owed[-1:]]
        assert found in ([], [week.id for week in owed[-1:]])
        assert all(week.wake_at is not None for week in owed)
        silent_since = day if found or not owed else silent_since
        assert CALENDAR.working_days_between(silent_since, day) <= LADDERS["weekly"].overdue_every
        for _, week, is_done in (one for one in history if FIRST + timedelta(days=one[0]) == day):
            row = weeks[week]
            row.status = ItemStatus.SUBMITTED if is_done else ItemStatus.OPEN
            row.completed_at = at(day.isoformat(), "09:00") if is_done else None
            row.wake_at = row.wake_at or at(day.isoformat(), "09:00")
        session.flush()
    attempt.rollback()
    session.expire_all()
