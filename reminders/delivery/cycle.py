"""Shell: one cycle: a literal list of phases, each taking the same `now`."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bots.channel import Channel
from bots.platforms import PLATFORMS
from db import claims, outbox
from db.audit import By
from db.engine import reading, writing
from db.errors import is_of_the_store
from db.heartbeat import beat
from db.queries import items, register
from reminders.calendar import load_calendar
from reminders.clock import Clock
from reminders.delivery.digests import next_digest_at, owe_digests
from reminders.delivery.dispatch import dispatch
from reminders.delivery.enqueue import BATCH, enqueue, told_later
from reminders.delivery.fallback import PATIENCE, fall_back
from reminders.delivery.lanes import Lane
from reminders.delivery.pacing import Pace
from reminders.delivery.undecided import next_undecided_at, settle_undecided
from reminders.items.making import extend
from reminders.people.succession import succeed
from reminders.plans.register.ending import end_duties
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

log = structlog.get_logger()


@dataclass
class Cycle:
    """Joins the database, the channels and the clock; `run` is safe to call from several places at once.

    `succeeded_at`: when a pass last went through, None before the first.
    """

    engine: Engine
    channels: Mapping[str, Channel]
    clock: Clock
    lanes: dict[str, Lane] = field(default_factory=dict)
    succeeded_at: datetime | None = None
    _hands: dict[str, asyncio.Lock] = field(default_factory=dict)
    _preparing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _is_finishing: bool = False
    _has_taken_over: bool = False
    _is_behind: bool = False

    async def finish(self, seconds: float) -> None:
        """Begin nothing new, and wait until what is under way is settled, at most so many seconds; what was taken and
        has not left waits again.
        """
        self._is_finishing = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._hold(sorted(self.channels)), seconds)

    async def run(self, channel: str | None = None) -> int:
        """Run a cycle of one channel (None: of all), and more of them as fast as the platforms allow while notices
        wait there; return messages sent. Cycles of two channels do not wait for each other.
        """
        names = sorted(self.channels) if channel is None else [channel]
        async with await self._hold(names):
            sent = 0 if self._is_finishing else await self._once(names)
            while not self._is_finishing and await self._has_more(names):
                sent += await self._once(names)
            return sent

    async def _has_more(self, names: Collection[str]) -> bool:
        """Return whether another pass is to follow at once, as soon as it may: items wait to be looked at, or notices
        to leave.
        """
        if self._is_behind:
            return True
        waiting = await asyncio.to_thread(self._waiting, names)
        if waiting:
            await self._until_one_is_free(waiting)
        return bool(waiting)

    def lane(self, channel: str) -> Lane:
        """Return a channel's way out."""
        return self.lanes.setdefault(channel, Lane(pace=Pace(platform=PLATFORMS[channel])))

    def down(self) -> dict[str, datetime]:
        """Return since when each channel that does not answer has not."""
        since = {name: self.lane(name).is_down_since for name in self.channels}
        return {name: at for name, at in since.items() if at is not None}

    def _unheard(self) -> dict[str, datetime]:
        """Return since when nothing is sure to arrive on a channel: it does not answer, or it is doubted."""
        since = {name: self.lane(name).is_doubted_since for name in self.channels}
        return {name: at for name, at in since.items() if at is not None} | self.down()

    async def _hold(self, names: Collection[str]) -> AsyncExitStack:
        """Take the lanes of channels, given in order of their names so that nobody waits for each other."""
        async with AsyncExitStack() as held:
            for name in names:
                await held.enter_async_context(self._hands.setdefault(name, asyncio.Lock()))
            return held.pop_all()

    async def _once(self, names: Collection[str]) -> int:
        """One pass of the loop.

        Release stale claims (at first all of a start before this one) → hand over → extend occurrences → enqueue owed
        notices, of so many items at a time → settle what nobody decided → owe digests → fall back → dispatch, but to no
        chat that items of the next pass may be for.
        """
        now = self.clock.now()
        async with self._preparing:
            await asyncio.to_thread(self._take_over)
            prepared = await asyncio.to_thread(_prepare, self.engine, self._unheard(), now)
        self._is_behind = bool(prepared.held)
        sent = 0
        for name in await asyncio.to_thread(self._waiting, names):
            lane, channel = self.lane(name), self.channels[name]
            sent += await dispatch(
                self.engine,
                channel,
                lane,
                now=now,
                calendar=prepared.calendar,
                clock=self.clock,
                held=prepared.held,
                is_over=lambda: self._is_finishing,
            )
        if not prepared.failed:
            self.succeeded_at = self.clock.now()
        return sent

    def _take_over(self) -> None:
        """Free what a start before this one had claimed. SQLite has one process, so that one has died; on PostgreSQL
        others may be at work, and a claim ends with its lease.
        """
        if not self._has_taken_over and self.engine.dialect.name == "sqlite":
            with writing(self.engine) as session:
                freed = claims.take_over(session)
            if freed:
                log.warning("claims of an earlier start were freed", action="taken_over", rows=freed)
        self._has_taken_over = True

    async def _until_one_is_free(self, waiting: Collection[str]) -> None:
        while (free_at := min(self._free_at(name) for name in waiting)) > (now := self.clock.now()):
            await self.clock.sleep((free_at - now).total_seconds())

    def _free_at(self, name: str) -> datetime:
        return self.lane(name).free_at(self.clock.now())

    def next_event_at(self) -> datetime | None:
        """Return when the next thing happens by itself: a stage or digest comes, a notice leaves or falls back, a
        lease ends.
        """
        now = self.clock.now()
        patience_ends = [end for since in self._unheard().values() if (end := since + PATIENCE) > now]
        with reading(self.engine) as session:
            next_at = outbox.next_send_at(session)
            leaves = [max(next_at[name], self._free_at(name)) for name in self.channels if name in next_at]
            calendar = load_calendar(session)
            digest_at = next_digest_at(session, now=now, calendar=calendar)
            undecided_at = next_undecided_at(session, now=now, calendar=calendar)
            ends_on = next((day for day in register.last_days(session) if day > local_date(now)), None)
            found = [items.next_wake_at(session), digest_at, undecided_at, claims.next_lease_end(session)]
            found += [*leaves, *patience_ends, *([local(ends_on)] if ends_on else [])]
        return min((instant for instant in found if instant), default=None)

    def _waiting(self, names: Collection[str]) -> list[str]:
        """Return the channels on which a notice may leave as soon as the pace allows; not those that rest."""
        now = self.clock.now()
        with reading(self.engine) as session:
            next_at = outbox.next_send_at(session)
        due = [name for name in names if name in next_at and next_at[name] <= now]
        return [name for name in due if not self.lane(name).is_resting(now)]


@dataclass
class _Prepared:
    """What the phases before dispatch leave: the chats that nothing may leave to yet (`held`), and which failed."""

    calendar: WorkingCalendar
    held: frozenset[int] = frozenset()
    failed: list[str] = field(default_factory=list)


def _prepare(engine: Engine, down: Mapping[str, datetime], now: datetime) -> _Prepared:
    """Run the phases before dispatch, each in a transaction of its own, so that nobody waits long for the database.

    One that fails is said, and keeps no notice from leaving that is owed already. Raises what the database itself says:
    then nothing else would go through.
    """
    with writing(engine) as session:
        prepared = _Prepared(load_calendar(session))
        beat(session, now=now)
        claims.release_stale(session, now=now)
        outbox.forget_files(session)
    by, calendar = By(actor="cycle", now=now), prepared.calendar

    def look(session: Session) -> None:
        if enqueue(session, now=now, calendar=calendar) == BATCH:
            prepared.held = told_later(session, now=now)

    phases: Mapping[str, Callable[[Session], object]] = {
        "hand over": lambda session: succeed(session, now=now, calendar=calendar),
        "extend": lambda session: extend(session, now=now, calendar=calendar),
        "end duties": lambda session: end_duties(session, by),
        "enqueue": look,
        "settle what nobody decided": lambda session: settle_undecided(session, now=now, calendar=calendar),
        "owe digests": lambda session: owe_digests(session, now=now, calendar=calendar),
        "fall back": lambda session: fall_back(session, down, now=now) if down else None,
    }
    for name, phase in phases.items():
        try:
            with writing(engine) as session:
                phase(session)
        except Exception as error:
            if is_of_the_store(error):
                raise
            log.exception("a phase of the cycle failed", action="phase_failed", phase=name)
            prepared.failed.append(name)
    return prepared
