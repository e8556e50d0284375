"""Pure: deadlines in English, as `wording` says them in Vietnamese; days stay in figures, day before month."""

from datetime import date, datetime, time

from schedules.occurrences import LAST_SECOND, Due
from schedules.periods import ONCE, period_span
from schedules.rules import Bound, Daily, Rule, Standing
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
HALVES = {"1": "first", "2": "second"}


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
