"""A ladder is set or taken back: open items follow, what was told stays told, and the last month is worked out."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from db.audit import By
from db.engine import writing
from db.statuses import ItemStatus, NoticeKind
from db.tables import Acknowledgement, AuditEntry, LadderPolicy, Occurrence
from reminders.items.ladder import LADDERS, SAME_DAY, ladder_to_dict
from reminders.items.ladders import Place
from reminders.items.setting import MONTH, Effect, NotSet, Told, reset_ladder, set_ladder
from reminders.notices.kinds import Kind
from schedules.zone import local_date
from tests.delivery.test_chasing_debts import chased_on, five_weeks
from tests.rows import CALENDAR, District, a_district, agency, at, duty, item

NOW = at("2021-10-07", "09:00")
"""Thursday; the item of the district is late from Wednesday 06/10 on: two đôn đốc are out."""

WHOLE = ladder_to_dict(LADDERS["date"])


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, wake_at=at("2021-10-11", "07:00"))


def put(session: Session, place: Place, now: str = "2021-10-07 09:00", **said: Any) -> Effect:
    found = set_ladder(session, place, said, By(actor="cli", now=at(*now.split())), calendar=CALENDAR)
    session.flush()
    return found


def before(number: int) -> Kind:
    return Kind(NoticeKind.BEFORE, number)


def alert(number: int) -> Kind:
    return Kind(NoticeKind.OVERDUE, number)


def shown(found: Counter[Told]) -> dict[str, int]:
    return {
        f"{kind} {stage.text}{' escalated' if is_escalated else ''}": n
        for (kind, stage, is_escalated), n in found.items()
    }


def test_an_open_item_goes_on_by_the_new_ladder_and_sleeps_until_its_next_stage(
    session: Session, district: District
) -> None:
    effect = put(session, (None, "date"), before_days=[5], overdue_after=[0, 2, 4], escalates_from=2)
    assert effect.items == 1
    assert district.item.ladder == {
        "before_days": [7, 3, 1],
        "overdue_after": [0, 1, 2, 4],
        "overdue_every": 5,
        "escalates_from": 2,
        "chase_periods": None,
    }
    assert district.item.wake_at == at("2021-10-08", "07:00")


def test_an_item_whose_stage_is_owed_right_now_is_still_looked_at(session: Session, district: District) -> None:
    district.item.wake_at = NOW
    put(session, (None, "date"), overdue_after=[0, 2, 4])
    assert district.item.wake_at == NOW


def test_an_item_that_is_in_trouble_is_tried_again_when_it_was_to_be(session: Session, district: District) -> None:
    district.item.trouble, district.item.wake_at = "KeyError", NOW + timedelta(minutes=20)
    put(session, (None, "date"), overdue_after=[0, 2, 4])
    assert district.item.wake_at == NOW + timedelta(minutes=20)


def test_what_waits_for_a_decision_follows_and_does_not_wake(session: Session, district: District) -> None:
    district.item.status, district.item.completed_at = ItemStatus.SUBMITTED, at("2021-10-06", "12:00")
    district.item.wake_at = None
    assert put(session, (None, "date"), escalates_from=2).items == 1
    assert (district.item.ladder["escalates_from"], district.item.wake_at) == (2, None)


@pytest.mark.parametrize("status", [ItemStatus.ACCEPTED, ItemStatus.CANCELLED])
def test_what_is_closed_keeps_its_ladder(session: Session, district: District, status: ItemStatus) -> None:
    district.item.status, district.item.completed_at = status, at("2021-10-06", "12:00")
    assert put(session, (None, "date"), escalates_from=2).items == 0
    assert district.item.ladder == WHOLE


def test_only_the_kind_and_the_agencies_that_are_meant_follow(session: Session, district: District) -> None:
    other = agency(session, "UBND xã Ia Lang", parent=district.district)
    theirs = item(session, duty(session, district.plan, other), other)
    weekly = item(session, duty(session, district.plan, district.commune, ladder="weekly"), district.commune)
    assert put(session, (district.commune.id, "date"), escalates_from=2).items == 1
    assert [row.ladder["escalates_from"] for row in (district.item, theirs, weekly)] == [2, 3, 3]
    assert put(session, (district.district.id, "date"), escalates_from=4).items == 1
    assert [row.ladder["escalates_from"] for row in (district.item, theirs, weekly)] == [2, 4, 3]
    assert put(session, (district.district.id, None), escalates_from=5).items == 1
    assert [row.ladder["escalates_from"] for row in (district.item, theirs, weekly)] == [2, 4, 5]


@pytest.mark.usefixtures("district")
def test_what_is_set_later_stands_beside_what_was_set_before(session: Session) -> None:
    put(session, (None, "date"), escalates_from=2)
    put(session, (None, "date"), overdue_every=9)
    [row] = session.exec(select(LadderPolicy)).all()
    assert (row.kind, row.agency_id, row.ladder) == ("date", None, {"escalates_from": 2, "overdue_every": 9})


def test_setting_what_holds_already_changes_no_item(session: Session, district: District) -> None:
    effect = put(session, (district.commune.id, "date"), escalates_from=3)
    assert (effect.items, effect.before, effect.after) == (0, Counter(), Counter())


def test_what_was_set_is_taken_back_with_the_next_stage(session: Session, district: District) -> None:
    place = (district.commune.id, "date")
    put(session, place, overdue_after=[0, 2, 4], escalates_from=2)
    effect = reset_ladder(session, place, By(actor="cli", now=NOW), calendar=CALENDAR)
    assert isinstance(effect, Effect)
    assert (effect.items, district.item.ladder["escalates_from"]) == (1, 3)
    assert district.item.ladder["overdue_after"] == [0, 1, 3]
    assert district.item.wake_at == at("2021-10-11", "07:00")
    assert session.exec(select(LadderPolicy)).all() == []
    assert reset_ladder(session, place, By(actor="cli", now=NOW), calendar=CALENDAR) == NotSet()


def test_who_set_and_reset_it_stands_in_the_log_with_what_was_before(session: Session, district: District) -> None:
    place = (district.commune.id, None)
    put(session, place, escalates_from=2)
    put(session, place, overdue_every=9)
    reset_ladder(session, place, By(actor="cli", now=NOW), calendar=CALENDAR)
    session.flush()
    entries = session.exec(select(AuditEntry).where(AuditEntry.subject == "ladder_policy")).all()
    both = {"escalates_from": 2, "overdue_every": 9}
    assert [(one.action, one.actor, one.details["before"], one.details["after"]) for one in entries] == [
        ("ladder_set", "cli", None, {"escalates_from": 2}),
        ("ladder_set", "cli", {"escalates_from": 2}, both),
        ("ladder_reset", "cli", both, None),
    ]
    assert {(one.details["kind"], one.details["agency_id"]) for one in entries} == {(None, district.commune.id)}


def test_a_damaged_item_stops_no_other(session: Session, district: District) -> None:
    other = agency(session, "UBND xã Ia Lang", parent=district.district)
    bad = item(session, duty(session, district.plan, other), other, ladder={"before_days": "x"})
    assert put(session, (None, None), escalates_from=2).items == 1
    assert (bad.ladder, district.item.ladder["escalates_from"]) == ({"before_days": "x"}, 2)


@pytest.mark.usefixtures("district")
def test_the_last_month_is_worked_out_by_both_ladders(session: Session) -> None:
    effect = put(
        session,
        (None, "date"),
        "2021-10-18 09:00",
        before_days=[5],
        overdue_after=[0, 4],
        overdue_every=4,
        escalates_from=2,
    )
    assert shown(effect.before) == {
        "date before:7": 1,  # made at 27/09 00:00, when before:7 of 24/09 had come
        "date before:3": 1,
        "date before:1": 1,
        "date same-day": 1,
        "date overdue:1": 1,
        "date overdue:2": 1,
        "date overdue:3 escalated": 1,
        "date overdue:4 escalated": 1,
    }
    assert shown(effect.after) == {
        "date before:5": 1,  # on 28/09
        "date same-day": 1,
        "date overdue:1": 1,
        "date overdue:2 escalated": 1,  # on 12/10
        "date overdue:3 escalated": 1,  # on 18/10
    }


@pytest.mark.usefixtures("district")
def test_the_month_has_its_first_instant_and_not_its_last(session: Session) -> None:
    only = {"before_days": [1], "overdue_after": [30]}
    first = put(session, (None, "date"), "2021-11-03 07:00", **only)  # before:1 was on Monday 04/10 07:00
    assert shown(first.after) == {"date before:1": 1, "date same-day": 1}
    later = put(session, (None, "date"), "2021-11-03 07:01", before_days=[2])
    assert shown(later.before) == {"date same-day": 1}
    assert first.before[("date", before(1), False)] == 1


def test_nothing_would_have_been_told_after_it_was_reported_done_or_seen(session: Session, district: District) -> None:
    who = district.officer.officer_id or 0
    seen = Acknowledgement(occurrence_id=district.item.id, officer_id=who, acknowledged_at=at("2021-09-30", "07:00"))
    session.add(seen)
    district.item.status, district.item.completed_at = ItemStatus.SUBMITTED, at("2021-10-06", "12:00")
    effect = put(session, (None, "date"), "2021-10-18 09:00", escalates_from=1)
    assert set(effect.before) == {("date", stage, False) for stage in (before(7), SAME_DAY, alert(1))}
    assert effect.after[("date", alert(1), True)] == 1


@pytest.mark.parametrize("status", [ItemStatus.CANCELLED, ItemStatus.NOT_OURS])
def test_what_is_not_owed_would_have_been_told_nothing(
    session: Session, district: District, status: ItemStatus
) -> None:
    district.item.status, district.item.completed_at = status, at("2021-10-06", "12:00")
    effect = put(session, (None, "date"), before_days=[])
    assert (effect.before, effect.after) == (Counter(), Counter())


def test_what_stands_below_an_agency_follows_its_ladder(session: Session, district: District) -> None:
    below = agency(session, "Thôn Mook Đen", parent=district.commune)
    row: Occurrence = item(session, duty(session, district.plan, below), below)
    assert put(session, (district.commune.id, "date"), escalates_from=2).items == 2
    assert row.ladder["escalates_from"] == 2


def test_either_database_finds_the_place_again_and_locks_what_follows(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        a_district(session)
    for place in ((None, None), (None, "date")):
        with writing(either_engine) as session:
            assert (put(session, place, escalates_from=2).items, put(session, place, overdue_every=9).items) == (1, 1)
            assert len(session.exec(select(LadderPolicy)).all()) == 1
            found = reset_ladder(session, place, By(actor="cli", now=NOW), calendar=CALENDAR)
            assert isinstance(found, Effect)
            assert found.items == 1


def test_the_month_counts_of_several_late_periods_what_the_cycle_has_chased(session: Session) -> None:
    weeks = five_weeks(session, a_district(session))
    days = [local_date(weeks[0].nominal_at) + timedelta(days=number) for number in range(40)]
    chased = {day: found for day in days if (found := chased_on(session, day))}
    now = at(f"{days[-1]}", "09:00")
    effect = put(session, (None, "date"), f"{days[-1]} 09:00", overdue_every=9)
    recent = [day for day in chased if at(f"{day}", "07:00") >= now - MONTH]
    assert {len(found) for found in chased.values()} == {1}
    assert sum(n for (_, stage, _), n in effect.before.items() if stage.what is NoticeKind.OVERDUE) == len(recent)


def test_an_item_that_is_older_than_the_field_gets_it_with_its_next_ladder(session: Session) -> None:
    """An upgrade changes no item; whose ladder is set, or whose deadline moves, is on what is in force."""
    district = a_district(session)
    district.duty.title = "Họp giao ban tuần"
    old = {name: value for name, value in WHOLE.items() if name != "chase_periods"}
    district.item.ladder = old
    put(session, (None, "weekly"), overdue_every=9)
    assert district.item.ladder == old
    put(session, (None, "date"), overdue_every=9)
    assert district.item.ladder["chase_periods"] == 2
    put(session, (None, "date"), chase_periods=None)
    assert district.item.ladder["chase_periods"] is None
