"""Pure: when a deadline that is about to be set first falls due."""

from datetime import datetime, timedelta

from reminders.items.deadlines import LONGEST_DAYS
from schedules.occurrences import Due, occurrences
from schedules.rules import Event, Rule, Standing
from schedules.working_days import WorkingCalendar


def next_due(rule: Rule, *, now: datetime, calendar: WorkingCalendar) -> Due | None:
    """Return when a rule next falls due, within a year; None when that is past, too far or on no day."""
    if isinstance(rule, Standing | Event):
        return None
    return next(occurrences(rule, since=now, until=now + timedelta(days=LONGEST_DAYS), calendar=calendar), None)
