"""Pure: rules and deadlines in English, as `wording` says them in Vietnamese; days stay in figures, day before month.

The words a plan is quoted with (what an event is, why there is no date) stay as the plan has them.
"""

from datetime import date, datetime, time
from typing import assert_never

from schedules.occurrences import LAST_SECOND, Due
from schedules.periods import ONCE, half_key, month_key, period_span, quarter_key
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
    Unit,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HALVES = {"1": "first", "2": "second"}
MONTHS_OF_QUARTER = (
    "the first month of each quarter",
    "the second month of each quarter",
    "the last month of each quarter",
    "the month after each quarter",
)
UNITS = {Unit.HOUR: "hour", Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.MONTH: "month"}


def sentence(rule: Rule) -> str:
    """Return the canonical sentence of a rule that `notation` accepts; distinct rules have distinct sentences."""
    match rule:
        case OnDate():
            return _limit(rule.bound, rule.at, f"{rule.on:%d/%m/%Y}")
        case Window():
            return _window(rule)
        case Daily():
            day = "each working day" if rule.working_days_only else "each day"
            return f"on {day}" if rule.at is None else _limit(rule.bound, rule.at, day)
        case Weekly():
            return _limit(rule.bound, rule.at, f"each {_listed(rule)}") if rule.weekdays else "weekly"
        case Monthly():
            return _monthly(rule)
        case Quarterly():
            month = MONTHS_OF_QUARTER[rule.month - 1]
            return _limit(rule.bound, rule.at, f"{_day(rule.day)} of {month}") if rule.day else "quarterly"
        case HalfYearly():
            first, second = (f" ({_year_day(rule, due)})" if due else "" for due in (rule.first, rule.second))
            return f"for each half year{first} and each year{second}"
        case Yearly():
            return f"{_year_day(rule, rule.due)}, each year" if rule.due else "yearly"
        case Year():
            return f"within {rule.year}{_following(rule)}"
        case Standing():
            return f"at all times in {rule.year}{_following(rule)}" if rule.year else "at all times"
        case Event():
            return _event(rule)
        case Undated():
            return f"no date set ({rule.reason})"
        case _:
            assert_never(rule)


def deadline(rule: Rule, due: Due) -> str:
    """Return the deadline of one due: "before 06/10/2021", "before 15:00 on Thursday 07/10/2021"."""
    nominal = due.nominal.astimezone(LOCAL)
    if isinstance(rule, Standing):
        return f"within {period_label(due.period)}"
    if nominal.time() == time.min:
        return f"before {nominal:%d/%m/%Y}"
    if nominal.time() == LAST_SECOND:
        return f"{'on' if isinstance(rule, Daily) else 'by the end of'} {nominal:%d/%m/%Y}"
    word = "before" if getattr(rule, "bound", Bound.BY) is Bound.BEFORE else "by"
    return f"{word} {nominal:%H:%M} on {WEEKDAYS[nominal.weekday()]} {nominal:%d/%m/%Y}"


def short_deadline(due: Due, today: date) -> str:
    """Return the deadline as an item of a list begins: "Today 15:00", "Monday 11/10, 14:00", "Before 20/10"."""
    nominal = due.nominal.astimezone(LOCAL)
    on, at = nominal.date(), nominal.time()
    if at == time.min:
        return f"Before {_numbers(on, today)}"
    if at == LAST_SECOND:
        return "By the end of today" if on == today else f"By the end of {_numbers(on, today)}"
    if on == today:
        return f"Today {at:%H:%M}"
    return f"{WEEKDAYS[on.weekday()]} {_numbers(on, today)}, {at:%H:%M}"


def act_by_words(act_by: datetime, calendar: WorkingCalendar) -> str:
    """Return the last moment to act: "by the end of office hours on Tuesday 05/10", "by 15:00 on Thursday 07/10"."""
    act_by = act_by.astimezone(LOCAL)
    moment = "the end of office hours" if act_by.time() == calendar.closes else f"{act_by:%H:%M}"
    return f"by {moment} on {WEEKDAYS[act_by.weekday()]} {act_by:%d/%m}"


def period_label(key: str) -> str:
    """Return the period as people write it: "Q4 2021"; "" for ONCE. ValueError for an unknown key."""
    if key == ONCE or (span := period_span(key)) is None:
        return ""
    year, _, part = key.partition("-")
    if not part:
        return year
    match part[0]:
        case "W":
            return f"week {part[1:]}/{year}"
        case "Q":
            return f"{part} {year}"
        case "H":
            return f"{HALVES[part[1:]]} half of {year}"
        case _ if "-" in part:
            return f"{span[0]:%d/%m/%Y}"
        case _:
            return f"{MONTHS[span[0].month - 1]} {year}"


def _numbers(day: date, today: date) -> str:
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def _limit(bound: Bound, at: time | None, day: str) -> str:
    word = "before" if bound is Bound.BEFORE else "by"
    return f"{word} {day}" if at is None else f"{word} {at:%H:%M} on {day}"


def _day(day: int) -> str:
    return {LAST_DAY: "the last day", LAST_WORKING_DAY: "the last working day"}.get(day, f"day {day:02}")


def _listed(rule: Weekly) -> str:
    *others, last = (WEEKDAYS[weekday] for weekday in rule.weekdays)
    return f"{', '.join(others)} and {last}" if others else last


def _window(rule: Window) -> str:
    span = rule.starts_on, rule.ends_on
    for key in (month_key(rule.starts_on), quarter_key(rule.starts_on), half_key(rule.starts_on)):
        if period_span(key) == span:
            return f"within {'the ' if 'H' in key else ''}{period_label(key)}"
    return f"from {rule.starts_on:%d/%m/%Y} to the end of {rule.ends_on:%d/%m/%Y}"


def _monthly(rule: Monthly) -> str:
    after = rule.months_after
    month = {0: "each month", 1: "the next month"}.get(after, f"the month {after} months later")
    head = "for each month, " if after else ""
    if rule.day is None:
        return f"{head}within {month}" if after else "monthly"
    if rule.start_day is not None:
        return f"{head}from day {rule.start_day:02} to the end of {_day(rule.day)} of {month}"
    return head + _limit(rule.bound, rule.at, f"{_day(rule.day)} of {month}")


def _year_day(rule: HalfYearly | Yearly, due: YearDay) -> str:
    day = f"{due.day:02}/{due.month:02}" if due.day > 0 else f"{_day(due.day)} of {MONTHS[due.month - 1]}"
    later = {0: "", 1: " of the next year"}.get(due.years_after, f" of the year {due.years_after} years later")
    return _limit(rule.bound, rule.at, day + later)


def _following(rule: Year | Standing) -> str:
    return " and each year after it" if rule.and_following else ""


def _event(rule: Event) -> str:
    if rule.offset == 0:
        return f"{'before' if rule.before else 'after'}: {rule.trigger}"
    span = f"{rule.offset} {UNITS[rule.unit]}{'s' if rule.offset != 1 else ''}"
    match rule.before, rule.bound:
        case False, Bound.BY:
            return f"at most {span} after: {rule.trigger}"
        case False, Bound.BEFORE:
            return f"less than {span} after: {rule.trigger}"
        case True, Bound.BY:
            return f"at least {span} before: {rule.trigger}"
        case _:
            return f"more than {span} before: {rule.trigger}"
