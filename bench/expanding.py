"""Shell: what falls due within five years by a weekly rule."""

from collections.abc import Iterator
from datetime import date, time
from itertools import takewhile

from dateutil import rrule

from bench.timing import Comparison, seconds
from schedules.named_days import named_days
from schedules.occurrences import occurrences
from schedules.rules import Weekday, Weekly
from schedules.working_days import WorkingCalendar
from schedules.zone import local

SINCE, UNTIL = local(date(2021, 10, 1)), local(date(2026, 10, 1))
THURSDAYS = Weekly(weekdays=(Weekday.THURSDAY,), at=time(15))
CALENDAR = WorkingCalendar()


def compare() -> Iterator[Comparison]:
    """Measure the days of the rule alone, then the deadlines with what dateutil does not know of."""
    plain = seconds(dateutil)
    yield Comparison("weekly rule over five years: the days", seconds(days), plain, "dateutil")
    yield Comparison("… as instants, with act_by and overdue_from", seconds(deadlines), plain, "dateutil, days only")


def days() -> int:
    """Count the days the rule names."""
    (stream,) = named_days(THURSDAYS, SINCE.date(), CALENDAR)
    return sum(1 for _ in takewhile(lambda named: named.on < UNTIL.date(), stream))


def deadlines() -> int:
    """Count the deadlines."""
    return sum(1 for _ in occurrences(THURSDAYS, since=SINCE, until=UNTIL, calendar=CALENDAR))


def dateutil() -> int:
    """Count dateutil's days."""
    first, last = SINCE.replace(tzinfo=None), UNTIL.replace(tzinfo=None)
    return sum(1 for _ in rrule.rrule(rrule.WEEKLY, dtstart=first, until=last, byweekday=rrule.TH, byhour=15))
