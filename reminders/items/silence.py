"""Pure: what was reported done and nobody decided on: when it is announced, and then accepted by itself."""

from datetime import date, datetime
from enum import StrEnum

from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date


class Step(StrEnum):
    """What is done of a completion that waits."""

    ANNOUNCE = "announce"  # the coordinator is told: it will be accepted on the next working morning
    ACCEPT = "accept"


def last_day(reported_at: datetime, days: int, *, calendar: WorkingCalendar) -> date:
    """Return the last of the working days that the coordinator has; the day of the report is not counted."""
    return calendar.add_working_days(local_date(reported_at), days)


def reported_before(days: int, *, on: date, calendar: WorkingCalendar) -> datetime:
    """Return before which instant a completion was reported (exclusive) whose `last_day` is `on`, a working day, or
    was earlier.
    """
    return local(calendar.add_working_days(on, 1 - days))


def step(
    reported_at: datetime, announced_at: datetime | None, days: int, *, now: datetime, calendar: WorkingCalendar
) -> Step | None:
    """Return what is to be done at `now` in office hours of a completion on which nobody has decided, or None.

    It is announced on the morning of its last day, or as soon after it as that is possible, and accepted on the first
    working day after the announcement was sent. One of before the last day, when fewer days were set, is none.
    """
    today, last = local_date(now), last_day(reported_at, days, calendar=calendar)
    if today < last:
        return None
    if announced_at is None or local_date(announced_at) < last:
        return Step.ANNOUNCE
    return Step.ACCEPT if local_date(announced_at) < today else None
