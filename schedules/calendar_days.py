"""Pure: days found by counting on the calendar: the month, the week or the part of a month so far away."""

from calendar import monthrange
from datetime import date, timedelta


def exact_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Return the same day number `months` later (earlier when negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_away(today: date, away: int) -> date:
    """Return the first day of the month so many months after today's, before it when negative."""
    return add_months(today.replace(day=1), away)


def monday_away(today: date, away: int) -> date:
    """Return the Monday of the week so many weeks after today's, before it when negative."""
    return today + timedelta(days=7 * away - today.weekday())


def day_of_part(part: str, year: int, month: int) -> date | None:
    """Return the first ("dau"), the 15th ("giua") or the last day of a month (Civil Code 2015 art. 146).

    None for month 13.
    """
    if not 1 <= month <= 12:
        return None
    return date(year, month, {"dau": 1, "giua": 15}.get(part, monthrange(year, month)[1]))
