"""Pure: which stage of its ladder an item is owed at an instant, and when to ask again."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

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


def told(
    ladder: Ladder,
    due: Due,
    *,
    since: datetime,
    until: datetime,
    made_at: datetime,
    seen_at: datetime | None,
    calendar: WorkingCalendar,
) -> list[Stage]:
    """Return what an item would have been told in [since, until), had it been on a ladder and owed all that time.

    What had come when it was made collapses into the latest; after "đã nhận" only the last reminder is left.
    """
    come = list(takewhile(lambda stage: stage.at < until, stages(ladder, due, calendar)))
    missed = [replace(stage, at=made_at) for stage in come if stage.at <= made_at]
    found = [*missed[-1:], *come[len(missed) :]]
    return [
        stage
        for stage in found
        if since <= stage.at < until and not (stage.is_reminder and seen_at and seen_at <= stage.at)
    ]
