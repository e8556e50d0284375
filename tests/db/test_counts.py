"""Counts by the database, on SQLite and PostgreSQL: the numbers of /tiendo and of the digests."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from db.queries import counts
from db.queries.counts import Progress, Waiting
from db.statuses import BindingStatus, Decision, ItemStatus, NoticeStatus, RemarkKind, Role
from db.tables import Agency, Extension, Occurrence, Remark
from schedules.notation import rule_to_dict
from schedules.rules import Event, Undated
from tests.rows import District, a_district, agency, at, chat_of, duty, group, item, notice

NOW = at("2021-10-08", "07:00")
"""The item of the district was to be done before 06/10/2021, so by Tuesday 05/10, 17:00."""


@pytest.fixture
def session(either_engine: Engine) -> Iterator[Session]:
    with Session(either_engine, expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, status=ItemStatus.OPEN)


def another(
    session: Session,
    district: District,
    status: ItemStatus,
    completed: datetime | None = None,
    *,
    of: Agency | None = None,
    **values: Any,
) -> Occurrence:
    of = of or district.commune
    return item(session, duty(session, district.plan, of), of, status=status, completed_at=completed, **values)


def progress(agency: str, **values: int) -> Progress:
    return Progress(agency=agency, **dict.fromkeys(COUNTED, 0) | values)


COUNTED = [field.name for field in fields(Progress) if field.name != "agency"]


def test_the_progress_of_a_span_is_all_that_has_its_deadline_in_it(session: Session, district: District) -> None:
    october, november = at("2021-10-01"), at("2021-11-01")
    span = (october, november)
    day: dict[str, Any] = {"nominal_at": at("2021-10-20"), "overdue_from": at("2021-10-20")}
    another(session, district, ItemStatus.ACCEPTED, at("2021-10-19"), **day)
    another(session, district, ItemStatus.ACCEPTED, at("2021-10-20"), **day, extension_count=2)
    another(session, district, ItemStatus.SUBMITTED, at("2021-10-07"), **day)
    another(session, district, ItemStatus.RETURNED, **day)
    another(session, district, ItemStatus.NOT_OURS, **day)
    another(session, district, ItemStatus.CANCELLED, **day)
    another(session, district, ItemStatus.OPEN, nominal_at=october)
    another(session, district, ItemStatus.OPEN, nominal_at=october - timedelta(seconds=1))
    another(session, district, ItemStatus.OPEN, nominal_at=november)
    for number in (1, 2):
        for chat in (district.officer, district.coordinator):
            notice(session, chat, district.item, stage=f"overdue:{number}", status=NoticeStatus.SENT, sent_at=NOW)
    notice(session, district.officer, district.item, stage="overdue:3")
    ids = [district.commune.id, district.desk.id]
    assert counts.by_agency(session, ids, now=NOW, span=span) == [
        progress(
            "UBND xã Ia Dom",
            due=7,
            done=3,
            done_late=1,
            overdue=2,  # its own item, and that of 01/10 is late by the same day
            waiting=1,
            returned=1,
            unassigned=1,
            alerts=2,
            extensions=2,
        )
    ]
    assert counts.by_agency(session, ids, now=NOW, span=(november, at("2021-11-02")))[0].due == 1
    assert counts.by_agency(session, ids, now=NOW, span=(at("2022-01-01"), at("2022-02-01"))) == []


def test_progress_counts_what_is_done_late_or_waits_and_nothing_else(session: Session, district: District) -> None:
    on_time, too_late, far = at("2021-10-05", "16:59"), at("2021-10-06"), at("2021-12-01")
    another(session, district, ItemStatus.ACCEPTED, on_time)
    another(session, district, ItemStatus.ACCEPTED, too_late)
    another(session, district, ItemStatus.SUBMITTED, too_late)
    another(session, district, ItemStatus.ACCEPTED, on_time, overdue_from=None)
    another(session, district, ItemStatus.ACKNOWLEDGED)
    another(session, district, ItemStatus.RETURNED)
    another(session, district, ItemStatus.OPEN, overdue_from=far)
    another(session, district, ItemStatus.OPEN, overdue_from=None)
    another(session, district, ItemStatus.NOT_OURS)
    another(session, district, ItemStatus.CANCELLED)
    other, idle = (agency(session, name, parent=district.district) for name in ("UBND xã Ia Nan", "UBND xã Ia Lang"))
    another(session, district, ItemStatus.OPEN, of=other)
    another(session, district, ItemStatus.OPEN, of=idle, overdue_from=far)
    ids = [district.commune.id, other.id, idle.id]
    assert counts.by_agency(session, ids, now=NOW) == [
        progress("UBND xã Ia Dom", due=7, done=4, done_late=2, overdue=3, waiting=1, returned=1),
        progress("UBND xã Ia Nan", due=1, overdue=1),
    ]
    assert [row.agency for row in counts.by_agency(session, ids[1:], now=NOW)] == ["UBND xã Ia Nan"]
    # The bound itself is late, the instant before is not.
    assert counts.by_agency(session, ids[1:], now=at("2021-10-06"))[0].overdue == 1
    assert counts.by_agency(session, ids[1:], now=at("2021-10-06") - timedelta(seconds=1)) == []


def test_what_was_late_a_week_ago_counts_though_it_is_done_now(session: Session, district: District) -> None:
    another(session, district, ItemStatus.SUBMITTED, at("2021-10-11", "09:00"))
    another(session, district, ItemStatus.CANCELLED, at("2021-10-11", "09:00"))
    ids = [district.commune.id]
    days = [at("2021-10-05"), at("2021-10-08"), at("2021-10-11", "09:00"), at("2021-10-15")]
    assert [counts.overdue(session, ids, as_of=day) for day in days] == [0, 2, 1, 1]


def test_what_is_due_is_owed_in_time_and_within_the_span(session: Session, district: District) -> None:
    ids, day = [district.commune.id], timedelta(days=1)

    def due(since: datetime, until: datetime, now: datetime) -> int:
        return counts.due(session, ids, since=since, until=until, now=now)

    tuesday = at("2021-10-05")
    assert due(tuesday, tuesday + day, tuesday) == 1
    assert due(tuesday, at("2021-10-05", "17:00"), tuesday) == 0
    assert due(tuesday, tuesday + day, at("2021-10-06")) == 0
    district.item.status = ItemStatus.SUBMITTED
    assert due(tuesday, tuesday + day, tuesday) == 0


def test_completions_requests_and_items_of_others_wait(session: Session, district: District) -> None:
    ids, of, by = [district.commune.id], district.item.id, district.officer.officer_id or 0
    session.add_all(
        Extension(
            occurrence_id=of, requested_by_id=by, requested_at=NOW, original_at=NOW, proposed_at=NOW, decision=decision
        )
        for decision in (None, Decision.RETURNED)
    )
    another(session, district, ItemStatus.SUBMITTED, NOW)
    another(session, district, ItemStatus.NOT_OURS)
    session.flush()
    assert counts.waiting(session, ids) == Waiting(done=1, extensions=1, not_ours=1)
    assert counts.waiting(session, ids).total == 3
    assert counts.waiting(session, [district.desk.id]).total == 0


def test_a_week_has_its_first_instant_and_not_its_last(session: Session, district: District) -> None:
    since, until = at("2021-10-04"), at("2021-10-11")
    for completed in (since - timedelta(seconds=1), since, at("2021-10-06"), until):
        another(session, district, ItemStatus.SUBMITTED, completed)
    assert counts.done_between(session, [district.commune.id], since=since, until=until) == (1, 1)
    of, by = district.item.id, district.officer.officer_id or 0
    session.add_all(
        Remark(occurrence_id=of, officer_id=by, recorded_at=day, kind=RemarkKind.EXPLANATION, text="mất điện")
        for day in (since, until)
    )
    session.flush()
    assert counts.explained_between(session, [district.commune.id], since=since, until=until) == 1
    assert counts.explained_between(session, [district.commune.id], since=until, until=until) == 0


def test_the_longest_late_come_first_and_some_may_be_left_out(session: Session, district: District) -> None:
    older = another(session, district, ItemStatus.OPEN, overdue_from=at("2021-10-01"))
    late = [older.id, district.item.id]
    ids = [district.commune.id]
    assert counts.longest_late(session, ids, without=[], limit=3, now=NOW) == late
    assert counts.longest_late(session, ids, without=[], limit=1, now=NOW) == late[:1]
    assert counts.longest_late(session, ids, without=[older.id], limit=3, now=NOW) == late[1:]


def test_who_owes_something_soon_and_has_no_chat_is_named(session: Session, district: District) -> None:
    lonely = agency(session, "UBND xã Ia Lang", parent=district.district)
    another(session, district, ItemStatus.OPEN, of=lonely)
    ids = [district.commune.id, lonely.id]
    assert counts.unreachable(session, ids, until=NOW) == ["UBND xã Ia Lang"]
    assert counts.unreachable(session, ids, until=at("2021-10-05")) == []
    chat_of(session, lonely, Role.LEADER)
    gone = chat_of(session, lonely)
    gone.status = BindingStatus.GONE
    session.flush()
    assert counts.unreachable(session, ids, until=NOW) == ["UBND xã Ia Lang"]
    chat_of(session, lonely, Role.HEAD)
    assert counts.unreachable(session, ids, until=NOW) == []


def test_undated_duties_are_counted_once_whoever_leads_them(session: Session, district: District) -> None:
    rule = rule_to_dict(Undated(reason="theo kế hoạch"))
    other = agency(session, "UBND xã Ia Nan", parent=district.district)
    communes = group(session, district.commune, other)
    duty(session, district.plan, district.commune, other).rule = rule
    duty(session, district.plan, communes).rule = rule
    duty(session, district.plan, other, ended_at=NOW).rule = rule
    session.flush()
    assert counts.undated(session, [district.commune.id, other.id]) == 2
    assert counts.undated(session, [district.desk.id]) == 0


def test_of_events_those_from_which_no_day_is_counted_wait_for_a_day(session: Session, district: District) -> None:
    for offset in (0, 5):
        rule = rule_to_dict(Event(trigger="ngày ký", offset=offset))
        duty(session, district.plan, district.commune).rule = rule
    session.flush()
    assert counts.undated(session, [district.commune.id]) == 1


def test_progress_of_hundreds_of_items_is_one_question_that_loads_none(session: Session, district: District) -> None:
    for _ in range(50):
        another(session, district, ItemStatus.OPEN)
    session.expunge_all()
    asked = []
    event.listen(session.get_bind(), "after_cursor_execute", lambda *args: asked.append(args[2]))
    assert counts.by_agency(session, [district.commune.id], now=NOW)[0].overdue == 51
    assert len(asked) == 1
    assert list(session.identity_map.keys()) == []


def test_of_several_late_periods_of_a_duty_the_oldest_stands_for_all(session: Session, district: District) -> None:
    older = item(session, district.duty, district.commune, period="2021-W39", overdue_from=at("2021-10-01"))
    ids = [district.commune.id]
    assert counts.longest_late(session, ids, without=[], limit=3, now=NOW) == [older.id]
    for told in (older, district.item):
        assert counts.longest_late(session, ids, without=[told.id], limit=3, now=NOW) == []
