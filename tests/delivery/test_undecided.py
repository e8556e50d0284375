"""What nobody decided on: who is told, how often, which rows stand in the way, and how many statements it takes."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db import audit
from db.engine import writing
from db.queries import items
from db.statuses import BindingStatus, Decision, ItemStatus, NoticeStatus, Role
from db.tables import Completion, Notification, Occurrence
from reminders.delivery.enqueue import enqueue
from reminders.delivery.undecided import next_undecided_at, settle_undecided
from tests.rows import CALENDAR, NOW, District, a_district, agency, at, chat_of, duty, item
from tests.statements import noted

LAST, AFTER = at("2021-10-07", "07:00"), at("2021-10-08", "07:00")
"""What was reported at NOW, Monday 04/10, has three working days: it is announced on Thursday, accepted on Friday."""


@pytest.fixture
def district(session: Session) -> District:
    """A district whose one item was reported at NOW."""
    return a_reporting_district(session)


def a_reporting_district(session: Session) -> District:
    made = a_district(session)
    made.plan.accepts_after_days = 3
    report(session, made, made.item)
    return made


def report(session: Session, of: District, row: Occurrence, now: datetime = NOW) -> None:
    row.status, row.completed_at, row.wake_at = ItemStatus.SUBMITTED, now, None
    session.add(Completion(occurrence_id=row.id, officer_id=of.officer.officer_id or 0, completed_at=now))
    session.flush()


def run(session: Session, now: datetime) -> list[Notification]:
    """Settle what nobody decided; return the announcements that were made so far."""
    settle_undecided(session, now=now, calendar=CALENDAR)
    session.flush()
    query = select(Notification).where(col(Notification.stage).startswith("accepting:"))
    return list(session.exec(query.order_by(col(Notification.id))).all())


def send(rows: list[Notification], now: datetime) -> None:
    for row in rows:
        row.status, row.sent_at = NoticeStatus.SENT, now


def test_the_coordinators_of_the_agency_are_told_once_a_day(session: Session, district: District) -> None:
    other = chat_of(session, agency(session, "Phòng Nội vụ huyện khác"), Role.COORDINATOR)
    leader = chat_of(session, district.district, Role.LEADER)
    for now in (LAST - timedelta(minutes=1), LAST, LAST + timedelta(hours=3)):
        found = [(row.stage, row.binding_id, row.occurrence_id) for row in run(session, now)]
        told = [("accepting:2021-10-07", district.coordinator.id, district.item.id)]
        assert found == (told if now >= LAST else [])
    assert not {other.id, leader.id} & {row.binding_id for row in run(session, LAST)}


def test_what_was_announced_is_accepted_on_the_next_working_day_in_office_hours(
    session: Session, district: District
) -> None:
    send(run(session, LAST), LAST)
    for now in (LAST + timedelta(hours=8), at("2021-10-08", "06:59")):
        run(session, now)
        assert district.item.status is ItemStatus.SUBMITTED
    run(session, AFTER)
    assert district.item.status is ItemStatus.ACCEPTED
    [completion] = session.exec(select(Completion)).all()
    assert (completion.decision, completion.decided_at, completion.decided_by_id) == (Decision.ACCEPTED, AFTER, None)
    last = audit.trail(session, "occurrence", district.item.id)[-1]
    assert (last.actor, last.action, last.details["days"]) == ("cycle", "accept", 3)
    [changed] = session.exec(select(Notification).where(col(Notification.stage).startswith("changed:"))).all()
    assert (changed.binding_id, changed.send_at) == (district.officer.id, AFTER)


@pytest.mark.parametrize("now", [at("2021-10-08", "18:00"), at("2021-10-09", "09:00")])
def test_nothing_happens_outside_office_hours(session: Session, district: District, now: datetime) -> None:
    send(run(session, LAST), LAST)
    run(session, now)
    assert district.item.status is ItemStatus.SUBMITTED


@pytest.mark.parametrize(
    "fate", [NoticeStatus.PENDING, NoticeStatus.FAILED, NoticeStatus.CANCELLED, NoticeStatus.UNKNOWN]
)
def test_an_announcement_that_did_not_leave_is_made_again(
    session: Session, district: District, fate: NoticeStatus
) -> None:
    run(session, LAST)[0].status = fate
    assert [row.stage for row in run(session, AFTER)] == ["accepting:2021-10-07", "accepting:2021-10-08"]
    assert district.item.status is ItemStatus.SUBMITTED


def test_nothing_is_accepted_when_nobody_decides_for_it_any_more(session: Session, district: District) -> None:
    send(run(session, LAST), LAST)
    district.coordinator.status = BindingStatus.GONE
    run(session, AFTER)
    assert district.item.status is ItemStatus.SUBMITTED


@pytest.mark.parametrize("status", [one for one in ItemStatus if one is not ItemStatus.SUBMITTED])
def test_only_a_completion_that_waits_is_accepted(session: Session, district: District, status: ItemStatus) -> None:
    send(run(session, LAST), LAST)
    district.item.status = status
    assert [row.stage for row in run(session, AFTER)] == ["accepting:2021-10-07"]
    assert district.item.status is status
    later = at("2021-10-20", "09:00")
    district.item.completed_at = AFTER
    assert [row.stage for row in run(session, later)] == ["accepting:2021-10-07"]


def test_what_cannot_be_accepted_stops_no_other_and_is_tried_again_in_an_hour(
    session: Session, district: District
) -> None:
    bad = item(session, duty(session, district.plan, district.commune), district.commune)
    report(session, district, bad)
    send(run(session, LAST), LAST)
    whole, bad.ladder = bad.ladder, {"before_days": "x"}
    run(session, AFTER)
    assert (district.item.status, bad.status) == (ItemStatus.ACCEPTED, ItemStatus.SUBMITTED)
    assert bad.trouble
    assert bad.wake_at == AFTER + timedelta(hours=1)
    bad.ladder = whole
    run(session, AFTER + timedelta(minutes=59))
    assert bad.status is ItemStatus.SUBMITTED
    enqueue(session, now=AFTER + timedelta(hours=1), calendar=CALENDAR)
    run(session, AFTER + timedelta(hours=1))
    assert (bad.status.value, bad.trouble or "") == ("accepted", "")


def test_the_next_morning_is_known_as_long_as_something_waits(session: Session, district: District) -> None:
    assert next_undecided_at(session, now=NOW, calendar=CALENDAR) == at("2021-10-05", "07:00")
    district.plan.accepts_after_days = None
    session.flush()
    assert next_undecided_at(session, now=NOW, calendar=CALENDAR) is None
    district.plan.accepts_after_days, district.item.status = 3, ItemStatus.ACCEPTED
    session.flush()
    assert next_undecided_at(session, now=NOW, calendar=CALENDAR) is None


def test_it_is_one_statement_where_no_plan_wants_it_and_the_same_for_many_items(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        made = a_reporting_district(session)
        made.plan.accepts_after_days = None
    assert count(either_engine, LAST) == 1
    with writing(either_engine) as session:
        made.plan.accepts_after_days = 3
        session.add(made.plan)
    assert count(either_engine, NOW) == 2  # nothing has waited long enough
    first = count(either_engine, LAST)
    with writing(either_engine) as session:
        for _ in range(40):
            row = item(session, duty(session, made.plan, made.commune), made.commune)
            report(session, made, row)
    assert count(either_engine, LAST) == first
    with writing(either_engine) as session:
        rows = run(session, LAST)
        assert len(rows) == 41
    assert count(either_engine, LAST) == 2  # what was announced today is not read again
    with writing(either_engine) as session:
        rows = run(session, LAST)
        send(rows, LAST)
    assert count(either_engine, AFTER) <= 20
    with writing(either_engine) as session:
        run(session, AFTER)
        found = items.by_ids(session, [row.occurrence_id or 0 for row in rows]).values()
        assert {one.occurrence.status for one in found} == {ItemStatus.ACCEPTED}


def count(engine: Engine, now: datetime) -> int:
    """Return how many statements a run takes, and undo it."""
    with noted(engine) as found, Session(engine, expire_on_commit=False) as session:
        settle_undecided(session, now=now, calendar=CALENDAR)
        session.flush()
        number = len([text for text, _ in found if "SAVEPOINT" not in text])
        session.rollback()
    return number
