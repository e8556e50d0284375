"""Digests: which morning is owed, once whoever asks, and what makes one needless."""

from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db import claims, outbox
from db.audit import By
from db.engine import writing
from db.statuses import NoticeStatus, Role
from db.tables import CalendarDay, ChatBinding, Notification, Officer
from reminders.calendar import load_calendar
from reminders.delivery.digests import next_digest_at, owe_digests
from reminders.delivery.recheck import needless
from reminders.delivery.slots import next_slot, slot
from reminders.people.preferring import turn_digests
from tests.rows import CALENDAR, District, a_district, at, chat_of, staged

COORDINATOR, LEADER = Role.COORDINATOR, Role.LEADER


@pytest.mark.parametrize(
    ("role", "now", "owed", "following"),
    [
        (COORDINATOR, at("2021-10-08", "06:59"), None, at("2021-10-08", "07:00")),
        (COORDINATOR, at("2021-10-08", "07:00"), at("2021-10-08", "07:00"), at("2021-10-11", "07:00")),
        (COORDINATOR, at("2021-10-08", "17:29"), at("2021-10-08", "07:00"), at("2021-10-11", "07:00")),
        (COORDINATOR, at("2021-10-08", "17:30"), None, at("2021-10-11", "07:00")),
        (COORDINATOR, at("2021-10-09", "09:00"), None, at("2021-10-11", "07:00")),
        # Tết 2022: off from Monday 31/01 to Friday 04/02.
        (COORDINATOR, at("2022-02-01", "07:00"), None, at("2022-02-07", "07:00")),
        (LEADER, at("2021-10-11", "07:00"), at("2021-10-11", "07:00"), at("2021-10-18", "07:00")),
        (LEADER, at("2021-10-13", "09:00"), at("2021-10-11", "07:00"), at("2021-10-18", "07:00")),
        (LEADER, at("2021-10-16", "09:00"), None, at("2021-10-18", "07:00")),
        # Monday 03/01/2022 is off: the week begins on Tuesday. The week of Tết has no digest at all.
        (LEADER, at("2022-01-03", "09:00"), None, at("2022-01-04", "07:00")),
        (LEADER, at("2022-01-28", "09:00"), at("2022-01-24", "07:00"), at("2022-02-07", "07:00")),
    ],
)
def test_the_morning_that_is_owed_and_the_next_one(
    role: Role, now: datetime, owed: datetime | None, following: datetime
) -> None:
    assert slot(role, now=now, calendar=CALENDAR) == owed
    assert next_slot(role, after=now, calendar=CALENDAR) == following


@pytest.fixture
def district(session: Session) -> District:
    made = a_district(session)
    made.coordinator.linked_at = at("2021-10-07", "09:00")
    return made


def owe(session: Session, now: datetime) -> list[tuple[str, int]]:
    owe_digests(session, now=now, calendar=load_calendar(session))
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    return [(row.stage, row.binding_id) for row in rows]


def test_one_a_morning_from_the_first_after_the_chat_was_linked(session: Session, district: District) -> None:
    chat = district.coordinator.id
    assert owe(session, at("2021-10-07", "10:00")) == []
    assert owe(session, at("2021-10-08", "09:00")) == [("digest:2021-10-08", chat)]
    assert owe(session, at("2021-10-08", "09:01")) == [("digest:2021-10-08", chat)]
    # A week off is one digest; a Saturday made up is a working morning.
    session.add(CalendarDay(day=at("2021-10-23").date(), is_working=True))
    session.flush()
    assert owe(session, at("2021-10-23", "07:00"))[1:] == [("digest:2021-10-23", chat)]


def test_a_leaders_names_the_week(session: Session, district: District) -> None:
    chat = chat_of(session, district.district, LEADER)
    chat.linked_at = at("2021-10-07", "09:00")
    assert ("digest:2021-W41", chat.id) in owe(session, at("2021-10-13", "08:00"))


def test_the_outbox_takes_one_digest_of_a_day_in_a_chat_and_many_answers(session: Session, district: District) -> None:
    def row(stage: str) -> Notification:
        now = at("2021-10-08", "07:00")
        return Notification(
            **staged(stage), binding_id=district.coordinator.id, created_at=now, due_at=now, send_at=now
        )

    assert outbox.add_once(session, [row("digest:2021-10-08"), row("digest:2021-10-08"), row("digest:2021-10-11")]) == 2
    assert outbox.add_once(session, [row("answer"), row("answer")]) == 2


def test_a_digest_that_was_taken_when_the_process_was_killed_waits_again(either_engine: Engine) -> None:
    now = at("2021-10-08", "07:00")
    with writing(either_engine) as session:
        district = a_district(session)
        district.coordinator.linked_at = at("2021-10-07", "09:00")
        owe_digests(session, now=now, calendar=CALENDAR)
        assert claims.claim(session, now=now, claim="killed", channel="telegram", chats=9)[0].is_urgent is False
    later = now + claims.LEASE
    with writing(either_engine) as session:
        claims.release_stale(session, now=later)
        owe_digests(session, now=later, calendar=CALENDAR)
        rows = session.exec(select(Notification)).all()
        assert [(row.stage, row.status) for row in rows] == [("digest:2021-10-08", NoticeStatus.PENDING)]


def test_turned_on_again_the_next_comes_the_next_morning(session: Session, district: District) -> None:
    officer = session.get_one(Officer, district.coordinator.officer_id)
    turn_digests(session, officer, By(actor="cli", now=at("2021-10-07", "10:00")), is_on=False)
    assert owe(session, at("2021-10-08", "08:00")) == []
    assert next_digest_at(session, now=at("2021-10-08", "08:00"), calendar=CALENDAR) is None
    turn_digests(session, officer, By(actor="cli", now=at("2021-10-08", "10:00")), is_on=True)
    assert owe(session, at("2021-10-08", "10:00")) == []
    assert next_digest_at(session, now=at("2021-10-08", "10:00"), calendar=CALENDAR) == at("2021-10-11", "07:00")
    assert len(owe(session, at("2021-10-11", "07:00"))) == 1


@pytest.mark.parametrize(
    ("stage", "role", "wants", "expected"),
    [
        ("digest:2021-10-08", COORDINATOR, True, None),
        ("digest:2021-W40", LEADER, True, None),
        ("digest:2021-10-08", LEADER, True, "the officer oversees it no more"),
        ("digest:2021-10-08", Role.OFFICER, True, "the officer oversees it no more"),
        ("digest:2021-10-08", COORDINATOR, False, "the officer wants no digest"),
        ("digest:2021-10-08", None, True, "the chat is no longer linked"),
    ],
)
def test_a_digest_is_needless_for_who_oversees_nothing_or_wants_none(
    stage: str, role: Role | None, wants: bool, expected: str | None
) -> None:
    now = at("2021-10-08", "07:00")
    row = Notification(**staged(stage), binding_id=1, created_at=now, due_at=now, send_at=now)
    officers = [Officer(agency_id=1, name="Lê Văn An", role=role, wants_digest=wants)] if role else []
    binding = ChatBinding(channel="telegram", chat_id="1", officer_id=1 if role else None)
    assert needless(row, None, binding=binding, officers=officers, is_reachable=False, now=now) == expected
