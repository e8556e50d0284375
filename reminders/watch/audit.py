"""Pure: what is wrong, from what the service sees of itself and around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from db.queries.waiting import Waiting
from db.statuses import TroubleKind
from reminders.watch.troubles import Finding
from schedules.zone import LOCAL

PATIENCE = timedelta(minutes=5)
"""After so long silence, or a notice that has not left, is no accident."""

CYCLE_PATIENCE = timedelta(minutes=2)
"""A cycle runs each second."""

LEAST_FREE = 200 * 1024 * 1024
"""Bytes on the disk; a backup and a year of an office need less."""

OLDEST_BACKUP = timedelta(hours=48)
MEGABYTE = 1024 * 1024

LOOKED_FOR = (
    TroubleKind.CHANNEL_SILENT,
    TroubleKind.NOTICES_STUCK,
    TroubleKind.CYCLE_FAILING,
    TroubleKind.CLOCK_HELD,
    TroubleKind.CLOCK_WRONG,
    TroubleKind.DISK_LOW,
    TroubleKind.BACKUP_OLD,
)
"""What the audit finds; other troubles begin and end where they are noticed."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the service sees. `succeeded_at`: when a cycle last went through, None before the first; `down`: since when
    each channel that does not answer has not; `waiting`, by channel: what should have left PATIENCE ago, and
    `sent_at`: when a message last arrived. `clock_off_by`, `clock_wrong_by`: how far the machine's clock is ahead of
    the believed time, and of the platforms'. `disk_free`: bytes, None where that is not known; `backup_at`: of the
    newest backup, None where there is none; it counts where backups are watched (`has_backups`).
    """

    started_at: datetime
    succeeded_at: datetime | None = None
    down: Mapping[str, datetime] = field(default_factory=dict)
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    sent_at: Mapping[str, datetime] = field(default_factory=dict)
    clock_off_by: timedelta = timedelta()
    clock_wrong_by: timedelta = timedelta()
    disk_free: int | None = None
    has_backups: bool = False
    backup_at: datetime | None = None


def findings(seen: Seen, *, now: datetime) -> list[Finding]:
    """Return what is wrong now, of what is LOOKED_FOR."""
    silent = [name for name, since in seen.down.items() if not _is_recent(since, PATIENCE, now)]
    found = [Finding(kind=TroubleKind.CHANNEL_SILENT, subject=name) for name in silent]
    found += [stuck(name, one) for name, one in seen.waiting.items() if _stands(name, seen, now)]
    if not _is_recent(seen.succeeded_at or seen.started_at, CYCLE_PATIENCE, now):
        found.append(Finding(kind=TroubleKind.CYCLE_FAILING))
    if seen.clock_off_by:
        found.append(Finding(kind=TroubleKind.CLOCK_HELD, detail=leap_words(seen.clock_off_by)))
    elif seen.clock_wrong_by:
        found.append(Finding(kind=TroubleKind.CLOCK_WRONG, detail=leap_words(seen.clock_wrong_by)))
    return found + _surroundings(seen, now)


def stuck(channel: str, waits: Waiting) -> Finding:
    """Return the finding that notices of a channel do not leave."""
    detail = f"{waits.count} tin, lâu nhất từ {waits.oldest_at.astimezone(LOCAL):%H:%M %d/%m/%Y}"
    return Finding(kind=TroubleKind.NOTICES_STUCK, subject=channel, detail=detail)


def leap_words(by: timedelta) -> str:
    """Return by how much a clock is ahead ("nhanh 365 ngày") or behind ("chậm 7 giờ")."""
    size, way = abs(by), "nhanh" if by > timedelta() else "chậm"
    if size >= timedelta(days=2):
        return f"{way} {round(size / timedelta(days=1))} ngày"
    if size >= timedelta(hours=2):
        return f"{way} {round(size / timedelta(hours=1))} giờ"
    return f"{way} {round(size / timedelta(minutes=1))} phút"


def _stands(channel: str, seen: Seen, now: datetime) -> bool:
    """Return whether nothing of what waits leaves; a burst that is on its way is no trouble."""
    last = seen.sent_at.get(channel) or seen.started_at
    return not (_is_recent(last, PATIENCE, now) or _is_recent(seen.started_at, PATIENCE, now))


def _is_recent(at: datetime, within: timedelta, now: datetime) -> bool:
    """Return whether an instant lies less than so long back. One that lies ahead was noted by a clock since put back:
    how long ago that was nobody knows, so it excuses nothing.
    """
    return now - within < at <= now


def _surroundings(seen: Seen, now: datetime) -> list[Finding]:
    found = []
    if seen.disk_free is not None and seen.disk_free < LEAST_FREE:
        found.append(Finding(kind=TroubleKind.DISK_LOW, detail=f"còn {seen.disk_free // MEGABYTE} MB"))
    if seen.has_backups and (seen.backup_at is None or seen.backup_at <= now - OLDEST_BACKUP):
        when = f"bản gần nhất {seen.backup_at.astimezone(LOCAL):%d/%m/%Y}" if seen.backup_at else "chưa có bản nào"
        found.append(Finding(kind=TroubleKind.BACKUP_OLD, detail=when))
    return found
