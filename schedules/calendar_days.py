"""Pure: days found by counting on the calendar: the month, the week or the part of a month so far away."""

from calendar import monthrange
from datetime import date, timedelta


def exact_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_away(today: date, away: int) -> date:
    """Return the first day of the month so many months after today's, before it when negative."""
    months = today.year * 12 + today.month - 1 + away
    return date(months // 12, months % 12 + 1, 1)


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
