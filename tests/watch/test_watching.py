"""Each minute the service looks around; by the clock it believes, and what a wrong one put to sleep wakes up."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from db.engine import reading, writing
from db.heartbeat import accept_clock
from db.statuses import NoticeStatus, Role, TroubleKind
from db.tables import Notification, Occurrence, Trouble
from reminders.watch.guarded_clock import GuardedClock
from reminders.watch.watching import Watch
from tests.rows import agency, at, chat, chat_of, duty, item, notice, plan
from tests.watch.test_guarded_clock import Machine

START = at("2021-10-05", "07:00")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def watching(engine: Engine, machine: Machine) -> Watch:
    clock: GuardedClock = machine.of_service()
    return Watch(engine, clock, ["telegram"], down=dict, succeeded_at=clock.now)


def troubles(engine: Engine) -> list[tuple[TroubleKind, str, datetime | None]]:
    with reading(engine) as session:
        rows = session.exec(select(Trouble).order_by(Trouble.id)).all()  # type: ignore[arg-type]
        return [(one.kind, one.detail, one.ended_at) for one in rows]


def test_a_year_ahead_is_held_told_and_over_when_the_clock_is_right_again(engine: Engine, machine: Machine) -> None:
    with writing(engine) as session:
        chat_of(session, agency(session, "UBND huyện"), Role.ADMIN)
    watch = watching(engine, machine)
    machine.clock += 365 * DAY
    watch.look()
    assert troubles(engine) == [(TroubleKind.CLOCK_HELD, "nhanh 365 ngày", None)]
    machine.clock -= 365 * DAY
    machine.runs(MINUTE)
    watch.look()
    assert troubles(engine) == [(TroubleKind.CLOCK_HELD, "nhanh 365 ngày", START + MINUTE)]
    with reading(engine) as session:
        assert len(session.exec(select(Notification)).all()) == 2


def test_a_clock_that_somebody_confirmed_is_followed(engine: Engine, machine: Machine) -> None:
    watch = watching(engine, machine)
    machine.clock += 90 * DAY
    watch.look()
    with writing(engine) as session:
        accept_clock(session, now=machine.clock)
    machine.runs(MINUTE)
    watch.look()
    assert watch.clock.now() == START + 90 * DAY + MINUTE
    assert troubles(engine) == [(TroubleKind.CLOCK_HELD, "nhanh 90 ngày", START + 90 * DAY + MINUTE)]


def test_an_old_confirmation_says_nothing_about_a_new_leap(engine: Engine, machine: Machine) -> None:
    watch = watching(engine, machine)
    with writing(engine) as session:
        accept_clock(session, now=machine.clock)
    machine.clock += 90 * DAY
    watch.look()
    assert watch.clock.now() == START


def test_what_a_clock_put_to_sleep_that_was_ahead_wakes_up_when_it_is_put_back(
    engine: Engine, machine: Machine
) -> None:
    watch = watching(engine, machine)
    with writing(engine) as session:
        office = agency(session, "UBND xã")
        owed = item(session, duty(session, plan(session, office), office), office, wake_at=START + 7 * DAY)
        done = item(
            session, duty(session, plan(session, office), office), office, wake_at=START + 7 * DAY, status="accepted"
        )
        there = chat(session, None)
        late = notice(session, there, due_at=START - DAY, send_at=START + DAY / 2)
        early = notice(session, there, due_at=START + DAY, send_at=START + 2 * DAY)
        sent = notice(session, there, due_at=START, send_at=START + DAY, status=NoticeStatus.SENT)
    machine.clock -= timedelta(hours=7)
    watch.look()
    back = START - timedelta(hours=7)
    with reading(engine) as session:
        assert session.get_one(Occurrence, owed.id).wake_at == back
        assert session.get_one(Occurrence, done.id).wake_at == START + 7 * DAY
        assert session.get_one(Notification, late.id).send_at == back
        assert session.get_one(Notification, early.id).send_at == START + DAY
        assert session.get_one(Notification, sent.id).send_at == START + DAY
    assert troubles(engine) == [(TroubleKind.CLOCK_JUMPED, "chậm 7 giờ", back)]
