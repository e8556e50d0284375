"""Pure: the deadline that is asked for: which day, whether it may be asked for, and the instants it means."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.statuses import OWED
from db.tables import Extension, Occurrence
from schedules.occurrences import LAST_SECOND, Due
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

LONGEST_DAYS = 365
"""Nobody gets more than a year at once; such a day is a slip of the pen."""


@dataclass(frozen=True)
class Refused:
    """Why a day cannot be asked for: "undated", "never_late", "past", "not_later" or "too_far"."""

    why: str


def last_day(due: Due) -> date:
    """Return the last day on which the item is in time."""
    late_from = due.overdue_from or due.nominal
    return local_date(late_from - timedelta(microseconds=1))


def day_asked_for(due: Due, *, until: date | None, days: int | None, now: datetime) -> date | Refused:
    """Return the new last day: `until`, or so many days after the present one; or why it cannot be asked for."""
    if due.overdue_from is None:
        return Refused("never_late")
    present = last_day(due)
    if until is None and days is None:
        return Refused("undated")
    if days is not None and days > LONGEST_DAYS:
        return Refused("too_far")
    day = until or present + timedelta(days=days or 0)
    if day < local_date(now):
        return Refused("past")
    if day <= present:
        return Refused("not_later")
    return Refused("too_far") if day > local_date(now) + timedelta(days=LONGEST_DAYS) else day


def due_by_end_of(day: date, period: str, calendar: WorkingCalendar) -> Due:
    """Return the due of an item that may be done until the end of a day (inclusive)."""
    nominal = local(day, LAST_SECOND)
    return Due(
        period=period,
        nominal=nominal,
        act_by=calendar.last_working_moment(nominal),
        overdue_from=nominal + timedelta(seconds=1),
    )


def is_needed(asked: Extension, occurrence: Occurrence) -> bool:
    """Return whether a request still gives an item that is owed more time than it has."""
    return occurrence.status in OWED and asked.proposed_at > occurrence.nominal_at
