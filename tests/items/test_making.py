"""Occurrences are made up to the horizon, for each agency that owes; a changed calendar moves the open ones."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.statuses import Cause, ItemStatus, Part
from db.tables import CalendarDay, EventRecord, LadderPolicy, Obligation, ObligationParty, Occurrence
from reminders.calendar import load_calendar
from reminders.items.ladder import LADDERS, ladder_to_dict
from reminders.items.making import HORIZON, STEP, extend, realign, realign_all
from schedules.notation import rule_to_dict, terms_to_dict
from schedules.rules import (
    Bound,
    DayOff,
    Event,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Terms,
    Undated,
    Unit,
    Weekday,
    Weekly,
)
from schedules.zone import local
from tests.rows import CALENDAR, ISSUED_ON, a_district, agency, at, duty, group, plan

START = local(ISSUED_ON)
THURSDAYS = Weekly(weekdays=(Weekday.THURSDAY,), at=time(15))


def made(session: Session, rule: Rule, *, now: datetime = START, **values: Any) -> list[Occurrence]:
    """Extend one duty of one agency and return its items."""
    owing = agency(session, "UBND xã Ia Dom")
    obligation = duty(session, plan(session, owing), owing, rule=rule, **values)
    extend(session, now=now, calendar=CALENDAR)
    return of(session, obligation)


def of(session: Session, obligation: Obligation) -> list[Occurrence]:
    query = select(Occurrence).where(Occurrence.obligation_id == obligation.id)
    return list(session.exec(query.order_by(col(Occurrence.nominal_at), col(Occurrence.id))).all())


def day_off(session: Session, day: date) -> None:
    session.add(CalendarDay(day=day, is_working=False))
    session.flush()


def test_a_weekly_duty_gets_an_item_for_each_week_up_to_the_horizon(session: Session) -> None:
    found = made(session, THURSDAYS)
    assert [row.period for row in found[:2]] == ["2021-09-30", "2021-10-07"]
    assert [row.period for row in found][-1] == "2021-12-23"
    assert found[-1].nominal_at < START + HORIZON <= found[-1].nominal_at + timedelta(days=7)


def test_an_item_carries_its_three_instants_its_ladder_and_wakes_at_once(session: Session) -> None:
    [row] = made(session, OnDate(on=date(2021, 10, 6)))
    assert (row.period, row.nominal_at, row.act_by_at, row.overdue_from) == (
        "once",
        at("2021-10-06"),
        at("2021-10-05", "17:00"),
        at("2021-10-06"),
    )
    assert (row.status, row.revision, row.ladder) == (ItemStatus.OPEN, 1, ladder_to_dict(LADDERS["date"]))
    assert (row.created_at, row.wake_at) == (START, START)


def test_the_ladder_in_force_is_copied_and_the_offices_own_goes_over_the_built_in_one(session: Session) -> None:
    own = {"before_days": [2], "overdue_after": [0], "overdue_every": 1}
    session.add(LadderPolicy(kind="weekly", ladder=own))
    session.flush()
    assert made(session, THURSDAYS)[0].ladder == own | {"escalates_from": 3, "chase_periods": None}
    assert made(session, THURSDAYS, ladder="monthly")[0].ladder == ladder_to_dict(LADDERS["monthly"])


def test_a_meeting_is_chased_until_the_next_two_have_passed_unless_a_policy_says_otherwise(session: Session) -> None:
    assert made(session, THURSDAYS, title="Họp giao ban tuần")[0].ladder["chase_periods"] == 2
    assert made(session, THURSDAYS, title="Báo cáo giao ban tuần")[0].ladder["chase_periods"] is None
    policy = LadderPolicy(kind="weekly", ladder={"chase_periods": None})
    session.add(policy)
    session.flush()
    assert made(session, THURSDAYS, title="Họp giao ban tuần")[0].ladder["chase_periods"] is None
    policy.ladder = {"chase_periods": 4}
    session.flush()
    found = [made(session, THURSDAYS, title=title)[0] for title in ("Họp giao ban tuần", "Báo cáo giao ban tuần")]
    assert [row.ladder["chase_periods"] for row in found] == [4, 4]


def test_extending_again_makes_nothing_new(session: Session) -> None:
    found = made(session, THURSDAYS)
    assert extend(session, now=START, calendar=CALENDAR) == 0
    assert extend(session, now=START + STEP, calendar=CALENDAR) == 0
    assert extend(session, now=START + STEP + timedelta(seconds=1), calendar=CALENDAR) == 1
    assert len(session.exec(select(Occurrence)).all()) == len(found) + 1


def test_what_the_service_slept_through_is_made_too(session: Session) -> None:
    found = made(session, THURSDAYS)
    later = START + timedelta(days=300)
    assert extend(session, now=later, calendar=CALENDAR) == len(
        [n for n in range(len(found), 100) if found[0].nominal_at + n * timedelta(days=7) < later + HORIZON]
    )
    periods = session.exec(select(Occurrence.period)).all()
    assert len(periods) == len(set(periods))


def test_what_fell_due_before_the_start_of_the_duty_is_not_chased(session: Session) -> None:
    found = made(session, THURSDAYS, now=at("2021-11-01"), starts_at=at("2021-11-01"))
    assert found[0].period == "2021-11-04"


def test_a_group_owes_as_its_members_and_the_recipient_does_not_owe_itself(session: Session) -> None:
    district = a_district(session)
    other = agency(session, "UBND xã Ia Nan")
    communes = group(session, district.commune, other, district.desk)
    owed = duty(session, district.plan, communes, district.commune, recipient_id=district.desk.id)
    extend(session, now=START, calendar=CALENDAR)
    assert [row.agency_id for row in of(session, owed)] == [district.commune.id, other.id]


def test_a_broken_duty_is_set_aside_for_a_week_and_the_rest_goes_on(session: Session) -> None:
    owing = agency(session, "UBND xã Ia Dom")
    document = plan(session, owing)
    broken = duty(session, document, owing)
    broken.rule = {"kind": "weekly", "weekdays": ["someday"]}
    sound = duty(session, document, owing, rule=THURSDAYS)
    assert extend(session, now=START, calendar=CALENDAR) > 0
    assert (broken.trouble or "").startswith("RuleError: ")
    assert (len(of(session, broken)), len(of(session, sound)), sound.trouble) == (0, 13, None)
    broken.rule = rule_to_dict(THURSDAYS)
    extend(session, now=START + STEP, calendar=CALENDAR)
    assert of(session, broken) == []
    extend(session, now=START + STEP + timedelta(days=1), calendar=CALENDAR)
    assert (broken.trouble, [row.period for row in of(session, broken)][:2]) == (None, ["2021-09-30", "2021-10-07"])


def test_a_standing_duty_is_not_attested_for_the_quarter_in_which_the_plan_was_issued(session: Session) -> None:
    assert made(session, Standing(), now=at("2021-09-28")) == []
    found = made(session, Standing(), now=at("2021-12-01"))
    assert [row.period for row in found] == ["2021-Q4"]
    assert found[0].overdue_from is None


@pytest.mark.parametrize("rule", [Undated(reason="theo kế hoạch"), Event(trigger="ngày ký", offset=5)])
def test_without_a_date_nothing_is_made(session: Session, rule: Rule) -> None:
    assert made(session, rule) == []


def test_an_event_makes_an_item_named_for_its_day(session: Session) -> None:
    rule = Event(trigger="ngày ký", offset=5, unit=Unit.WORKING_DAY)
    owing = agency(session, "UBND xã Ia Dom")
    obligation = duty(session, plan(session, owing), owing, rule=rule)
    for day in (date(2021, 10, 4), date(2021, 10, 8)):
        session.add(EventRecord(obligation_id=obligation.id, happened_on=day, recorded_at=START))
    session.flush()
    extend(session, now=START, calendar=CALENDAR)
    assert [(row.period, row.nominal_at) for row in of(session, obligation)] == [
        ("2021-10-04", at("2021-10-11", "23:59") + timedelta(seconds=59)),
        ("2021-10-08", at("2021-10-15", "23:59") + timedelta(seconds=59)),
    ]


def test_a_changed_calendar_moves_the_open_items_and_their_reminders_start_anew(session: Session) -> None:
    district = a_district(session)
    extend(session, now=at("2021-09-28"), calendar=CALENDAR)
    day_off(session, date(2021, 10, 5))
    assert realign_all(session, By(actor="officer:1", now=at("2021-10-01"))) == 1
    assert (district.item.act_by_at, district.item.nominal_at, district.item.revision, district.item.wake_at) == (
        at("2021-10-04", "17:00"),
        at("2021-10-06"),
        2,
        at("2021-10-01", "07:00"),  # its agency has just been told
    )
    [entry] = audit.trail(session, "obligation", district.duty.id)
    assert (entry.action, entry.actor, entry.details) == ("deadlines_realigned", "officer:1", {"items": 1})
    assert realign_all(session, By(actor="officer:1", now=at("2021-10-01"))) == 0


@pytest.mark.parametrize(
    "status", [ItemStatus.SUBMITTED, ItemStatus.ACCEPTED, ItemStatus.CANCELLED, ItemStatus.NOT_OURS]
)
def test_a_changed_calendar_leaves_what_needs_no_action(session: Session, status: ItemStatus) -> None:
    district = a_district(session, status=status)
    if status is ItemStatus.CANCELLED:
        audit.record(session, By(actor="officer:1", now=at("2021-09-30")), "cancel", district.item)
    before = district.item.model_dump()
    day_off(session, date(2021, 10, 5))
    realign_all(session, By(actor="cli", now=at("2021-10-01")))
    assert district.item.model_dump() == before


def test_a_day_off_moves_the_deadline_itself_only_where_the_terms_say_so(session: Session) -> None:
    district = a_district(session)
    moving = duty(
        session,
        district.plan,
        district.commune,
        rule=OnDate(on=date(2021, 10, 8), bound=Bound.BY),
        terms=terms_to_dict(Terms(day_off=DayOff.NEXT)),
    )
    extend(session, now=at("2021-09-28"), calendar=CALENDAR)
    day_off(session, date(2021, 10, 8))
    realign(session, [moving], By(actor="cli", now=at("2021-10-01")), calendar=load_calendar(session), cause=Cause.PLAN)
    [row] = of(session, moving)
    assert (row.nominal_at.astimezone(START.tzinfo).date(), row.revision) == (date(2021, 10, 11), 2)


def test_a_deadline_counted_in_working_days_from_an_event_moves_with_the_calendar(session: Session) -> None:
    owing = agency(session, "UBND xã Ia Dom")
    rule = Event(trigger="ngày ký", offset=5, unit=Unit.WORKING_DAY)
    obligation = duty(session, plan(session, owing), owing, rule=rule)
    session.add(EventRecord(obligation_id=obligation.id, happened_on=date(2021, 10, 4), recorded_at=START))
    session.flush()
    extend(session, now=START, calendar=CALENDAR)
    day_off(session, date(2021, 10, 7))
    assert realign_all(session, By(actor="cli", now=at("2021-10-05"))) == 1
    [row] = of(session, obligation)
    assert (row.nominal_at.astimezone(START.tzinfo).date(), row.revision) == (date(2021, 10, 12), 2)


def test_what_a_changed_rule_no_longer_asks_for_is_cancelled_unless_it_is_due_already(session: Session) -> None:
    found = made(session, THURSDAYS)
    obligation = session.get_one(Obligation, found[0].obligation_id)
    obligation.rule = rule_to_dict(Monthly(day=20))
    realign(session, [obligation], By(actor="cli", now=at("2021-10-08")), calendar=CALENDAR, cause=Cause.PLAN)
    rows = of(session, obligation)
    assert [row.period for row in rows if row.status is ItemStatus.OPEN] == [
        "2021-09-30",
        "2021-10-07",
        "2021-10",
        "2021-11",
        "2021-12",
    ]
    cancelled = [row for row in rows if row.status is ItemStatus.CANCELLED]
    assert [row.period for row in cancelled][:1] == ["2021-10-14"]
    assert {row.wake_at for row in cancelled} == {None}


def test_an_agency_that_joins_the_leads_owes_too(session: Session) -> None:
    found = made(session, Quarterly())
    obligation = session.get_one(Obligation, found[0].obligation_id)
    other = agency(session, "UBND xã Ia Nan")
    session.add(ObligationParty(obligation_id=obligation.id, part=Part.LEAD, agency_id=other.id))
    session.flush()
    realign(session, [obligation], By(actor="cli", now=START), calendar=CALENDAR, cause=Cause.PLAN)
    assert other.id in {row.agency_id for row in of(session, obligation)}
