"""Pure: reporting periods: the key under which an occurrence is unique, the days it spans, its name for people."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

ONCE = "once"
"""The key of a duty that is due one time only; it spans no days."""

ROMAN = ("I", "II", "III", "IV")


def day_key(on: date) -> str:
    """Return the key of the day: "2021-10-07"."""
    return on.isoformat()


def week_key(on: date) -> str:
    """Return the key of the ISO week that contains `on`: "2021-W40". Its year is the ISO year."""
    iso = on.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def month_key(on: date) -> str:
    """Return the key of the month that contains `on`: "2021-10"."""
    return f"{on.year:04}-{on.month:02}"


def quarter_key(on: date) -> str:
    """Return the key of the quarter that contains `on`: "2021-Q4"."""
    return f"{on.year:04}-Q{(on.month + 2) // 3}"


def half_key(on: date) -> str:
    """Return the key of the half year that contains `on`: "2021-H2"."""
    return f"{on.year:04}-H{(on.month + 5) // 6}"


def year_key(on: date) -> str:
    """Return the key of the year that contains `on`: "2021"."""
    return f"{on.year:04}"


def period_span(key: str) -> tuple[date, date] | None:
    """Return the first and the last day of a period, both included; None for ONCE. ValueError for an unknown key."""
    return _read(key)[0]


def period_label(key: str) -> str:
    """Return the period as people write it: "quý IV/2021"; "" for ONCE. ValueError for an unknown key."""
    return _read(key)[1]


def has_begun(key: str, on: date) -> bool:
    """Return whether a period has begun on a day. One of a single day is what is due then each week: it begins with the
    day after the one before. ONCE has always begun. ValueError for an unknown key.
    """
    span = period_span(key)
    if span is None:
        return True
    first, last = span
    return on >= first if first < last else on > first - timedelta(days=7)


_Reading = tuple[tuple[date, date] | None, str]


def _read(key: str) -> _Reading:
    if key == ONCE:
        return None, ""
    for pattern, read in _PATTERNS:
        if found := re.fullmatch(pattern, key, re.ASCII):
            try:
                return read(*map(int, found.groups()))
            except ValueError:
                break
    raise ValueError(
        f"{key!r} is not a period: write a day 2021-10-07, a week 2021-W40, a month 2021-10, "
        f"a quarter 2021-Q4, a half 2021-H2, a year 2021 or {ONCE}"
    )


def _day(year: int, month: int, day: int) -> _Reading:
    on = date(year, month, day)
    return (on, on), f"kỳ {on:%d/%m/}{year:04}"


def _week(year: int, week: int) -> _Reading:
    monday = date.fromisocalendar(year, week, 1)
    return (monday, monday + timedelta(days=6)), f"tuần {week:02}/{year:04}"


def _months(year: int, first: int, last: int, label: str) -> _Reading:
    return (date(year, first, 1), date(year, last, monthrange(year, last)[1])), f"{label}{year:04}"


_PATTERNS: tuple[tuple[str, Callable[..., _Reading]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", _day),
    (r"(\d{4})-W(\d\d)", _week),
    (r"(\d{4})-(\d\d)", lambda year, month: _months(year, month, month, f"tháng {month:02}/")),
    (r"(\d{4})-Q([1-4])", lambda year, n: _months(year, 3 * n - 2, 3 * n, f"quý {ROMAN[n - 1]}/")),
    (r"(\d{4})-H([12])", lambda year, n: _months(year, 6 * n - 5, 6 * n, f"6 tháng {('đầu', 'cuối')[n - 1]} năm ")),
    (r"(\d{4})", lambda year: _months(year, 1, 12, "năm ")),
)
