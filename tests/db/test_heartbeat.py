"""The heartbeat: one row, not written each second, and true after a clock was set back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from db.engine import reading, writing
from db.heartbeat import beat, last_beat
from db.tables import Heartbeat
from reminders.clock import SteppedClock
from reminders.delivery.cycle import Cycle

MONDAY = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "written"), [(0, 0), (29, 0), (30, 30), (3600, 3600), (-1, -1)])
def test_a_beat_is_written_each_half_minute_and_after_a_clock_went_back(
    either_engine: Engine, seconds: int, written: int
) -> None:
    with writing(either_engine) as session:
        assert last_beat(session) is None
        beat(session, now=MONDAY)
        beat(session, now=MONDAY + timedelta(seconds=seconds))
        assert last_beat(session) == MONDAY + timedelta(seconds=written)
        assert len(session.exec(select(Heartbeat)).all()) == 1


async def test_each_cycle_beats(engine: Engine) -> None:
    clock = SteppedClock(MONDAY)
    cycle = Cycle(engine, {}, clock)
    for minutes in (0, 1):
        clock.move_to(MONDAY + timedelta(minutes=minutes))
        await cycle.run()
        with reading(engine) as session:
            assert last_beat(session) == MONDAY + timedelta(minutes=minutes)
