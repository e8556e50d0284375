"""Pure: which stage of its ladder an item is owed at an instant, and when to ask again."""

from dataclasses import dataclass
from datetime import datetime

from db.statuses import OWED, ItemStatus
from reminders.items.ladder import Ladder, Stage, stages
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar


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


def _unless_seen(stage: Stage | None, status: ItemStatus) -> Stage | None:
    seen = status is ItemStatus.ACKNOWLEDGED and stage is not None and stage.is_reminder
    return None if seen else stage
