"""Pure: the days a point spans, and the year it means where the words leave it to the date of the plan."""

from calendar import isleap, monthrange
from dataclasses import replace
from datetime import date, timedelta

from schedules.phrases.pieces import Point
from schedules.rules import LAST_DAY, LAST_WORKING_DAY

FAR_AHEAD = timedelta(days=240)
"""A day without a year that would fall so long after the plan may as well be one the plan has left behind."""

YEAR_END = 11
"""From this month on "trong năm" in a plan may mean the year to come."""


def dated(point: Point, issued_on: date | None) -> list[Point]:
    """Return the point with its year; several where the words leave a choice, none where nothing gives a year."""
    if point.year is not None:
        return [point]
    if issued_on is None:
        return []
    if point.years_after is not None:
        year = issued_on.year + point.years_after
        years = [year, year + 1] if point.year_of == "danh gia" and issued_on.month >= YEAR_END else [year]
        return [replace(point, year=year, years_after=None) for year in years]
    if point.months is None:
        return []
    this, following = (replace(point, year=issued_on.year + n) for n in (0, 1))
    return _next_or_both(this, following, issued_on)


def _next_or_both(this: Point, following: Point, issued_on: date) -> list[Point]:
    """Return the point that is to come; both where it is far ahead. Only every fourth year has a 29/02."""
    ends, ends_later = (days_of(point)[1] if _exists(point) else None for point in (this, following))
    if this.now or ends_later is None or (ends is not None and ends >= issued_on):
        return [this]
    return [following] if ends is None or ends_later - issued_on < FAR_AHEAD else [this, following]


def _exists(point: Point) -> bool:
    is_leap_day = (point.day, point.month) == (29, 2)
    return not is_leap_day or (point.year is not None and isleap(point.year))


def days_of(point: Point) -> tuple[date, date]:
    """Return the first and the last day of a dated point. ValueError without a year, or for 29/02 of a common year."""
    year = point.year
    if year is None:
        raise ValueError(f"{point} has no year")
    if point.day is not None and point.month is not None:
        day = monthrange(year, point.month)[1] if point.day in (LAST_DAY, LAST_WORKING_DAY) else point.day
        return (date(year, point.month, day),) * 2
    first, last = point.months or (1, 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
