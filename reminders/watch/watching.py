"""Shell: the service looks after itself each minute: what it finds begins or ends a trouble."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from db import outbox
from db.engine import reading, writing
from db.heartbeat import clock_accepted_at
from db.queries import waiting
from db.statuses import TroubleKind
from reminders.clock import Clock
from reminders.items.waking import look_again_at_all
from reminders.watch.audit import LOOKED_FOR, PATIENCE, Seen, findings, leap_words
from reminders.watch.guarded_clock import GuardedClock
from reminders.watch.surroundings import disk_free, newest_file_at
from reminders.watch.troubles import Finding, follow, happened

ACCEPTED_FOR = timedelta(minutes=10)
"""So long a confirmed clock waits for the service to hear of it."""


@dataclass
class Watch:
    """What looks after a service. `down` and `succeeded_at` ask the cycle: which channels do not answer since when, and
    when it last went through.
    """

    engine: Engine
    clock: Clock
    channels: Collection[str]
    down: Callable[[], Mapping[str, datetime]]
    succeeded_at: Callable[[], datetime | None]
    folder: Path = Path()
    backups: Path | None = None
    started_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started_at = self.clock.now()

    def look(self) -> list[Finding]:
        """Look around, tell the admin what is new, and return what is wrong now."""
        self._follow_clock()
        now = self.clock.now()
        found = self.found(now)
        with writing(self.engine) as session:
            follow(session, found, looked_for=LOOKED_FOR, now=now)
        return found

    def found(self, now: datetime) -> list[Finding]:
        """Return what is wrong now, and change nothing."""
        return findings(self.seen(now), now=now)

    def seen(self, now: datetime) -> Seen:
        """Return what the service sees of itself and around it."""
        with reading(self.engine) as session:
            waits = waiting.waiting(session, since=now - PATIENCE)
            sent_at = waiting.last_sent(session, since=now - 2 * PATIENCE)
        guarded = self.clock if isinstance(self.clock, GuardedClock) else None
        return Seen(
            started_at=self.started_at,
            succeeded_at=self.succeeded_at(),
            down=self.down(),
            waiting=waits,
            sent_at=sent_at,
            clock_off_by=guarded.off_by if guarded else timedelta(),
            clock_wrong_by=guarded.wrong_by if guarded else timedelta(),
            disk_free=disk_free(self.folder),
            has_backups=self.backups is not None,
            backup_at=newest_file_at(self.backups) if self.backups else None,
        )

    def _follow_clock(self) -> None:
        """Believe the clock where somebody confirmed it, and tell of leaps; what fell asleep by a clock that was ahead
        is looked at anew.
        """
        clock = self.clock
        if not isinstance(clock, GuardedClock):
            return
        before = clock.now()
        machine_now = before + clock.off_by
        with reading(self.engine) as session:
            accepted_at = clock_accepted_at(session)
        if clock.off_by and accepted_at and abs(machine_now - accepted_at) <= ACCEPTED_FOR:
            clock.accept()
        leaps, now = clock.take_leaps(), clock.now()
        if now < before or any(leap < timedelta() for leap in leaps):
            with writing(self.engine) as session:
                _wake_all(session, now)
        if leaps:
            with writing(self.engine) as session:
                words = ", ".join(leap_words(leap) for leap in leaps)
                happened(session, Finding(kind=TroubleKind.CLOCK_JUMPED, detail=words), now=now)


def _wake_all(session: Session, now: datetime) -> None:
    look_again_at_all(session, now=now)
    outbox.look_again(session, now=now)
