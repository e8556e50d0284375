"""The one door: whatever changes an item is recorded, ends what has become needless, and is told."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.queries import counts, items
from db.statuses import Action, Cause, Decision, ItemStatus, NoticeKind, NoticeStatus
from db.tables import Extension, Notification
from reminders.items.acts import accept_undecided, act
from reminders.items.changing import Change, change
from reminders.items.deadlines import due_by_end_of
from reminders.items.extensions import decide, request
from reminders.items.facts import Stand, standing
from reminders.items.making import end, realign
from reminders.items.undo import UNDO_WITHIN, Undone, undo
from schedules.notation import rule_to_dict
from schedules.rules import OnDate
from tests.rows import CALENDAR, NOW, District, a_district, at, notice, officer

PLAN = By(actor="cli", now=NOW)
EVERY_STATUS = list(ItemStatus)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def asked(session: Session, district: District, day: str = "2021-10-15", *, now: datetime = NOW) -> Extension:
    """The agency asks for time until the end of a day."""
    by = By(actor=f"officer:{district.officer.officer_id}", now=now)
    person = officer(session, district.commune)
    return request(session, person, district.item, at(day).date(), by, calendar=CALENDAR, reason=None)


@pytest.mark.parametrize("action", [Action.COMPLETE, Action.REJECT, Action.CANCEL, Action.DROP, Action.DISSOLVE])
def test_a_request_for_more_time_falls_with_what_it_is_about(
    session: Session, district: District, action: Action
) -> None:
    asking = asked(session, district)
    assert change(session, action, [Change(district.item)], PLAN, calendar=CALENDAR)
    assert (asking.decision, asking.decided_at) == (Decision.WITHDRAWN, NOW)
    assert items.awaiting_decision(session, [district.commune.id]) == [] or district.item.status in (
        ItemStatus.SUBMITTED,
        ItemStatus.NOT_OURS,
    )


@pytest.mark.parametrize("status", EVERY_STATUS)
def test_only_requests_of_what_is_owed_wait_for_the_coordinator(session: Session, status: ItemStatus) -> None:
    district = a_district(session)
    asked(session, district)
    district.item.status = status
    session.flush()
    is_owed = status in (ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED)
    assert counts.waiting(session, [district.commune.id]).extensions == int(is_owed)
    waits = is_owed or status in (ItemStatus.SUBMITTED, ItemStatus.NOT_OURS)
    assert len(items.awaiting_decision(session, [district.commune.id])) == int(waits)


@pytest.mark.parametrize("status", EVERY_STATUS)
def test_a_clause_that_ends_drops_what_is_open_and_leaves_what_was_reported(
    session: Session, status: ItemStatus
) -> None:
    district = a_district(session, status=status)
    end(session, [district.duty], PLAN, calendar=CALENDAR)
    is_settled = status in (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED)
    assert district.item.status is (status if is_settled else ItemStatus.CANCELLED)


@pytest.mark.parametrize("status", [ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED, ItemStatus.NOT_OURS])
def test_what_a_changed_rule_asks_for_no_more_is_dropped_in_every_open_status(
    session: Session, status: ItemStatus
) -> None:
    district = a_district(session, status=status)
    district.item.period = "no longer asked for"
    session.flush()
    realign(session, [district.duty], PLAN, calendar=CALENDAR, cause=Cause.PLAN)
    assert (district.item.status, district.item.wake_at) == (ItemStatus.CANCELLED, None)
    [entry] = audit.trail(session, "occurrence", district.item.id)
    assert (entry.action, entry.details["cause"]) == ("dropped", "plan")


def test_a_moved_deadline_tells_the_agency_and_cancels_what_waited(session: Session, district: District) -> None:
    row = notice(session, district.officer, district.item)
    due = due_by_end_of(at("2021-10-20").date(), district.item.period, CALENDAR)
    change(session, Action.MOVE, [Change(district.item, due)], PLAN, calendar=CALENDAR, cause=Cause.PLAN)
    session.refresh(row)
    assert (row.status, row.reason) == (NoticeStatus.CANCELLED, "the deadline was changed")
    [told] = session.exec(select(Notification).where(Notification.kind == NoticeKind.CHANGED)).all()
    assert (told.binding_id, told.occurrence_id, told.revision) == (district.officer.id, district.item.id, 2)


def test_an_acceptance_is_not_told_any_more_once_it_is_sent_back(session: Session, district: District) -> None:
    change(session, Action.COMPLETE, [Change(district.item)], PLAN, calendar=CALENDAR)
    accept_undecided(session, [district.item], PLAN, calendar=CALENDAR, days=5)
    [told] = session.exec(select(Notification)).all()
    assert (told.kind, told.status) == (NoticeKind.CHANGED, NoticeStatus.PENDING)
    change(session, Action.RETURN, [Change(district.item)], PLAN, calendar=CALENDAR)
    session.refresh(told)
    assert (told.status, told.reason) == (NoticeStatus.CANCELLED, "the coordinator sent it back")


def test_what_a_person_does_is_told_by_the_face_they_use(session: Session, district: District) -> None:
    change(session, Action.COMPLETE, [Change(district.item)], PLAN, calendar=CALENDAR)
    assert session.exec(select(Notification)).all() == []


@pytest.mark.parametrize(("day", "is_granted"), [("2021-10-15", False), ("2021-10-20", False), ("2021-10-21", True)])
def test_more_time_never_means_less(session: Session, district: District, day: str, is_granted: bool) -> None:
    asking = asked(session, district, day)
    due = due_by_end_of(at("2021-10-20").date(), district.item.period, CALENDAR)
    change(session, Action.MOVE, [Change(district.item, due)], PLAN, calendar=CALENDAR, cause=Cause.PLAN)
    person = officer(session, district.desk)
    has_decided = decide(session, person, district.item, asking, PLAN, is_granted=True, reason="", calendar=CALENDAR)
    assert has_decided is is_granted
    expected = day if is_granted else "2021-10-20"
    assert district.item.nominal_at.astimezone(NOW.tzinfo) == at(expected, "23:59") + timedelta(seconds=59)


@pytest.mark.parametrize(
    ("after", "undone"), [(UNDO_WITHIN, Undone.ANSWER), (UNDO_WITHIN + timedelta(microseconds=1), None)]
)
def test_an_answer_is_taken_back_up_to_exactly_ten_minutes_later(
    session: Session, district: District, after: timedelta, undone: Undone | None
) -> None:
    person = officer(session, district.commune)
    by = By(actor=f"officer:{person.id}", now=NOW)
    act(session, person, Action.COMPLETE, district.item, by, calendar=CALENDAR)
    [item] = items.by_ids(session, [district.item.id]).values()
    later = By(actor=f"officer:{person.id}", now=NOW + after)
    assert undo(session, item, later, calendar=CALENDAR) is undone
    assert (district.item.completed_at is None) is (undone is not None)


@pytest.mark.parametrize(
    ("after", "decision"), [(UNDO_WITHIN, Decision.WITHDRAWN), (UNDO_WITHIN + timedelta(microseconds=1), None)]
)
def test_a_request_for_more_time_is_taken_back_up_to_exactly_ten_minutes_later(
    session: Session, district: District, after: timedelta, decision: Decision | None
) -> None:
    asking = asked(session, district)
    [item] = items.by_ids(session, [district.item.id]).values()
    undo(session, item, By(actor=f"officer:{district.officer.officer_id}", now=NOW + after), calendar=CALENDAR)
    assert asking.decision is decision


def test_an_item_is_due_soon_within_seven_days_and_not_at_exactly_seven(district: District) -> None:
    act_by = district.item.act_by_at
    assert standing(district.item, act_by - timedelta(days=7)) is Stand.LATER
    assert standing(district.item, act_by - timedelta(days=7) + timedelta(microseconds=1)) is Stand.SOON


def test_a_dropped_period_that_is_asked_for_again_is_owed_again(session: Session, district: District) -> None:
    change(session, Action.DROP, [Change(district.item)], PLAN, calendar=CALENDAR, cause=Cause.PLAN)
    district.duty.rule = rule_to_dict(OnDate(on=at("2021-10-20").date()))
    realign(session, [district.duty], PLAN, calendar=CALENDAR, cause=Cause.PLAN)
    assert (district.item.status, district.item.nominal_at) == (ItemStatus.OPEN, at("2021-10-20"))


def test_what_the_coordinator_took_back_is_not_restored(session: Session, district: District) -> None:
    change(session, Action.CANCEL, [Change(district.item)], PLAN, calendar=CALENDAR)
    realign(session, [district.duty], PLAN, calendar=CALENDAR, cause=Cause.PLAN)
    assert district.item.status is ItemStatus.CANCELLED
