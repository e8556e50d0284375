"""Pure: the days a rule names, one for each period, before days off and grace are considered."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import count
from typing import NamedTuple, assert_never

from schedules.calendar_days import add_months, monday_away, month_away
from schedules.periods import ONCE, day_key, half_key, month_key, quarter_key, week_key, year_key
from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    Daily,
    Event,
    HalfYearly,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Undated,
    Weekday,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import ONE_DAY, WorkingCalendar


class NamedDay(NamedTuple):
    """The day (and hour) the words name for one period. Without a bound in the words the whole day is in time."""

    period: str
    on: date
    bound: Bound = Bound.BY
    at: time | None = None


def named_days(rule: Rule, start: date, calendar: WorkingCalendar) -> list[Iterator[NamedDay]]:
    """Return the days `rule` names as streams, each in order of days, endless where the rule has no end.

    Every named day on or after `start` is in one of them, and perhaps a few before. A half-yearly rule has two
    streams, for its halves may fall due in either order.
    """
    match rule:
        case OnDate():
            return [iter([NamedDay(ONCE, rule.on, rule.bound, rule.at)])]
        case Window():
            return [iter([NamedDay(ONCE, rule.ends_on)])]
        case Daily():
            return [_daily(rule, start, calendar)]
        case Weekly():
            return [_weekly(rule, start)]
        case Monthly():
            return [_monthly(rule, start, calendar)]
        case Quarterly():
            return [_quarterly(rule, start, calendar)]
        case HalfYearly():
            return [
                _each_year(rule, rule.first, 6, half_key, start, calendar),
                _each_year(rule, rule.second, 12, half_key, start, calendar),
            ]
        case Yearly():
            return [_each_year(rule, rule.due, 12, year_key, start, calendar)]
        case Year():
            return [_year(rule, start)]
        case Standing():
            return [_standing(rule, start)]
        case Event() | Undated():
            return []
        case _:
            assert_never(rule)


_OnDays = Monthly | Quarterly | HalfYearly | Yearly


def _named(rule: _OnDays, period: str, month: date, day: int | None, calendar: WorkingCalendar) -> NamedDay:
    """Return `day` (1–31, LAST_DAY or LAST_WORKING_DAY) in the month that contains `month`; None is its whole end."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    if day is None:
        return NamedDay(period, last)
    if day == LAST_WORKING_DAY:
        return NamedDay(period, calendar.previous_working_day(last), rule.bound, rule.at)
    return NamedDay(period, last if day == LAST_DAY else month.replace(day=min(day, last.day)), rule.bound, rule.at)


def _daily(rule: Daily, start: date, calendar: WorkingCalendar) -> Iterator[NamedDay]:
    for day in (start + timedelta(days=n) for n in count()):
        if not rule.working_days_only or calendar.is_working(day):
            yield NamedDay(day_key(day), day, rule.bound, rule.at)


def _weekly(rule: Weekly, start: date) -> Iterator[NamedDay]:
    for monday in (monday_away(start, n) for n in count()):
        for weekday in sorted(rule.weekdays):
            day = monday + ONE_DAY * weekday
            yield NamedDay(day_key(day), day, rule.bound, rule.at)
        if not rule.weekdays:
            yield NamedDay(week_key(monday), monday + ONE_DAY * Weekday.SUNDAY)


def _monthly(rule: Monthly, start: date, calendar: WorkingCalendar) -> Iterator[NamedDay]:
    for n in count(-rule.months_after):
        period = month_away(start, n)
        yield _named(rule, month_key(period), add_months(period, rule.months_after), rule.day, calendar)


def _quarterly(rule: Quarterly, start: date, calendar: WorkingCalendar) -> Iterator[NamedDay]:
    for first_month in _quarters(add_months(start, -3)):
        month = add_months(first_month, rule.month - 1 if rule.day else 2)
        yield _named(rule, quarter_key(first_month), month, rule.day, calendar)


def _each_year(
    rule: HalfYearly | Yearly,
    due: YearDay | None,
    last_month: int,
    key: Callable[[date], str],
    start: date,
    calendar: WorkingCalendar,
) -> Iterator[NamedDay]:
    for year in count(start.year - (due.years_after if due else 0)):
        last = date(year, last_month, 1)
        month = date(year + due.years_after, due.month, 1) if due else last
        yield _named(rule, key(last), month, due.day if due else None, calendar)


def _year(rule: Year, start: date) -> Iterator[NamedDay]:
    for year in count(max(rule.year, start.year)) if rule.and_following else (rule.year,):
        yield NamedDay(f"{year:04}", date(year, 12, 31))


def _standing(rule: Standing, start: date) -> Iterator[NamedDay]:
    first = start if rule.year is None else max(start, date(rule.year, 1, 1))
    for first_month in _quarters(first):
        if rule.year is not None and not rule.and_following and first_month.year > rule.year:
            return
        yield NamedDay(quarter_key(first_month), add_months(first_month, 3) - ONE_DAY)


def _quarters(start: date) -> Iterator[date]:
    """Return the first days of the quarters, from the one that contains `start`."""
    opening = date(start.year, start.month - (start.month - 1) % 3, 1)
    return (add_months(opening, 3 * n) for n in count())
