"""dateutil's rrule as the second opinion on plain recurrence."""

from datetime import date, datetime, time
from typing import Any, Literal

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.occurrences import occurrences
from schedules.rules import LAST_DAY, Monthly, Rule, Weekday, Weekly, YearDay, Yearly
from schedules.working_days import WorkingCalendar
from schedules.zone import local

SINCE, UNTIL = date(2019, 11, 17), date(2026, 3, 2)
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def nominals(rule: Rule) -> list[datetime]:
    return [
        due.nominal for due in occurrences(rule, since=local(SINCE), until=local(UNTIL), calendar=WorkingCalendar())
    ]


def expected(freq: Literal[0, 1, 2], at: time, **by: Any) -> list[datetime]:
    start = local(SINCE, at)
    return [found for found in rrule.rrule(freq, dtstart=start, until=local(UNTIL), **by) if found < local(UNTIL)]


@settings(max_examples=30)
@given(weekdays=st.sets(st.sampled_from(Weekday), min_size=1), at=HOURS)
def test_weekly_agrees_with_rrule(weekdays: set[Weekday], at: time) -> None:
    rule = Weekly(weekdays=tuple(sorted(weekdays)), at=at)
    assert nominals(rule) == expected(rrule.WEEKLY, at, byweekday=[int(weekday) for weekday in weekdays])


@settings(max_examples=30)
@given(day=st.integers(1, 28) | st.just(LAST_DAY), at=HOURS)
def test_monthly_agrees_with_rrule(day: int, at: time) -> None:
    assert nominals(Monthly(day=day, at=at)) == expected(rrule.MONTHLY, at, bymonthday=day)


@pytest.mark.parametrize("day", [29, 30, 31])
def test_monthly_clamps_where_rrule_takes_the_last_of_the_days_there_are(day: int) -> None:
    last_of = expected(rrule.MONTHLY, time(8), bymonthday=list(range(1, day + 1)), bysetpos=-1)
    assert nominals(Monthly(day=day, at=time(8))) == last_of


@settings(max_examples=30)
@given(on=st.dates(date(2023, 1, 1), date(2023, 12, 31)), at=HOURS)
def test_yearly_agrees_with_rrule(on: date, at: time) -> None:
    rule = Yearly(due=YearDay(month=on.month, day=on.day), at=at)
    assert nominals(rule) == expected(rrule.YEARLY, at, bymonth=on.month, bymonthday=on.day)
