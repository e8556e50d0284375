"""Pure: which notice an item is owed at an instant, when to ask again, and when a notice may leave."""

from dataclasses import dataclass
from datetime import datetime, time

from db.statuses import OWED, ItemStatus
from reminders.delivery.ladder import Ladder, Stage, StageKind, stages
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

DELIVERY_CLOSES = time(17, 30)
DELIVERY_OPENS = time(7)
"""Messages leave on working days from 07:00 up to 17:30, unless they must go before the deadline."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """`stage` is owed now (None: nothing is); `wake_at` is when the next one may be (None: never)."""

    stage: Stage | None
    wake_at: datetime | None


def owed(*, status: ItemStatus, due: Due, ladder: Ladder, now: datetime, calendar: WorkingCalendar) -> Owed:
    """Return the latest stage that has come, and when the next one comes.

    Missed stages collapse into the latest one. "Đã nhận" stops the reminders before the deadline except
    the last, the same morning's; it never stops overdue alerts.
    """
    if status not in OWED:
        return Owed(stage=None, wake_at=None)
    latest: Stage | None = None
    for stage in stages(ladder, due, calendar):
        if stage.at > now:
            return Owed(stage=_unless_seen(latest, status), wake_at=stage.at)
        latest = stage
    return Owed(stage=_unless_seen(latest, status), wake_at=None)


def leave_at(*, now: datetime, deadline: datetime, calendar: WorkingCalendar) -> datetime:
    """Return when a notice about `deadline` that is owed now may leave: now, or when the office opens next.

    A notice that would otherwise come only after its deadline leaves at once.
    """
    here = now.astimezone(LOCAL)
    if calendar.is_working(here.date()) and DELIVERY_OPENS <= here.time() < DELIVERY_CLOSES:
        return now
    opening = calendar.first_working_moment(now)
    return now if now < deadline <= opening else opening


def _unless_seen(stage: Stage | None, status: ItemStatus) -> Stage | None:
    seen = status is ItemStatus.ACKNOWLEDGED and stage is not None and stage.kind is StageKind.REMINDER
    return None if seen else stage
