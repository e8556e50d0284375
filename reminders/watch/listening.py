"""Shell: what is wrong with listening to a channel: its token is refused, or another program takes its messages."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bots.channel import Channel, ChannelError, OtherReader, PollingChannel
from db.engine import writing
from db.statuses import TroubleKind
from reminders.clock import Clock
from reminders.watch.conflicts import Conflicts
from reminders.watch.troubles import Finding, begin, end

LOGGED_EVERY = timedelta(minutes=1)
log = structlog.get_logger()


@dataclass
class Listening:
    """Takes note of how it goes with one channel. What stands in the database from an earlier start is not known, so
    the first good poll ends it.
    """

    engine: Engine
    clock: Clock
    channel: str
    _conflicts: Conflicts = field(default_factory=Conflicts)
    _logged_at: datetime | None = None
    _is_known: dict[TroubleKind, bool] = field(default_factory=dict)

    async def refused(self) -> None:
        """The platform does not accept the token that it accepted before."""
        await self._note(TroubleKind.TOKEN_REFUSED, True)

    async def accepted(self) -> None:
        """The platform accepts the token."""
        await self._note(TroubleKind.TOKEN_REFUSED, False)

    async def polled(self, trouble: ChannelError | None) -> None:
        """A poll has ended, with `trouble` or well."""
        now = self.clock.now()
        if isinstance(trouble, OtherReader):
            self._conflicts = self._conflicts.one_more(now)
            self._log(now, trouble)
            if self._conflicts.are_many:
                await self._note(TroubleKind.OTHER_READER, True)
        elif trouble is None:
            await self.accepted()
            if self._conflicts.is_over(now):
                await self._note(TroubleKind.OTHER_READER, False)

    def _log(self, now: datetime, trouble: OtherReader) -> None:
        if self._logged_at is None or not now - LOGGED_EVERY < self._logged_at <= now:
            self._logged_at = now
            log.warning("another reader", action="other_reader", channel=self.channel, error=str(trouble))

    async def _note(self, kind: TroubleKind, is_there: bool) -> None:
        """Begin or end a trouble, once; while the database cannot be written to it is tried again the next time."""
        if self._is_known.get(kind) is is_there:
            return
        try:
            await asyncio.to_thread(self._write, kind, is_there)
            self._is_known[kind] = is_there
        except SQLAlchemyError as error:
            log.error("a trouble could not be noted", action="note_failed", kind=kind.value, error=type(error).__name__)

    def _write(self, kind: TroubleKind, is_there: bool) -> None:
        now = self.clock.now()
        with writing(self.engine) as session:
            if is_there:
                begin(session, Finding(kind=kind, subject=self.channel), now=now)
            else:
                end(session, kind, self.channel, now=now)


def listening_to(channel: Channel, engine: Engine, clock: Clock) -> Listening:
    """Return what takes note of how it goes with a channel, which tells it how its polls end."""
    listening = Listening(engine, clock, channel.name)
    if isinstance(channel, PollingChannel):
        channel.polled = listening.polled
    return listening
