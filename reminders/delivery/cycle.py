"""Shell: one cycle: a literal list of phases, each taking the same `now`."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from bots.channel import Channel
from db import outbox
from db.engine import reading, writing
from db.queries import items
from reminders.calendar import load_calendar
from reminders.clock import Clock
from reminders.delivery.dispatch import dispatch
from reminders.delivery.enqueue import BATCH, enqueue
from reminders.delivery.occurrences import extend
from reminders.delivery.pacing import Pace
from schedules.working_days import WorkingCalendar


@dataclass
class Cycle:
    """Joins the database, the channels and the clock; `run` is safe to call from several places at once."""

    engine: Engine
    channels: Mapping[str, Channel]
    clock: Clock
    pace: Pace = field(default_factory=Pace)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _is_finishing: bool = False

    async def finish(self, seconds: float) -> None:
        """Begin nothing new, and wait until what is under way is settled, at most so many seconds."""
        self._is_finishing = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._one_at_a_time.acquire(), seconds)

    async def run(self) -> int:
        """Run a cycle, and more of them as fast as the platforms allow while notices wait; return messages sent."""
        async with self._one_at_a_time:
            sent = 0 if self._is_finishing else await self._once()
            while await asyncio.to_thread(_is_waiting, self.engine, self.clock.now()) and not self._is_finishing:
                await self._until_free()
                sent += await self._once()
            return sent

    async def _once(self) -> int:
        """Release stale claims → extend occurrences → enqueue owed notices → dispatch."""
        now = self.clock.now()
        calendar = await asyncio.to_thread(_prepare, self.engine, now)
        return await dispatch(self.engine, self.channels, self.pace, now=now, calendar=calendar, clock=self.clock)

    async def _until_free(self) -> None:
        while (free_at := self.pace.free_at(now := self.clock.now())) > now:
            await self.clock.sleep((free_at - now).total_seconds())

    def next_event_at(self) -> datetime | None:
        """Return when the next thing happens by itself: a stage comes, a notice may leave, a lease ends."""
        with reading(self.engine) as session:
            send_at = outbox.next_send_at(session)
            leaves_at = max(send_at, self.pace.free_at(self.clock.now())) if send_at else None
            found = (items.next_wake_at(session), leaves_at, outbox.next_lease_end(session))
        return min((instant for instant in found if instant), default=None)


def _prepare(engine: Engine, now: datetime) -> WorkingCalendar:
    """Run the phases before dispatch, each in a transaction of its own, so that nobody waits long for the database."""
    with writing(engine) as session:
        calendar = load_calendar(session)
        outbox.release_stale(session, now=now)
    with writing(engine) as session:
        extend(session, now=now, calendar=calendar)
    handled = BATCH
    while handled == BATCH:
        with writing(engine) as session:
            handled = enqueue(session, now=now, calendar=calendar)
    return calendar


def _is_waiting(engine: Engine, now: datetime) -> bool:
    with reading(engine) as session:
        send_at = outbox.next_send_at(session)
    return send_at is not None and send_at <= now
