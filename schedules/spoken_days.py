"""Pure: days as officers name them ("thứ 6", "cuối tháng", "15/10"), relative to a local day.

The year rule: a day and month without a year is the next such day that is not past; a day of the month alone likewise.
Weeks begin on Monday; what lies in a week ("tuần sau", "cuối tuần") is meant to its Friday.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FAR_DAYS = 270
"""A day without a year that lies further ahead was more likely meant as past: it is not sure."""

_FRIDAY = 4
_NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_UNIT_DAYS = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7, "thang": 30}

_WHICH_WEEK = r"(?: (?:cua )?tuan (?P<week>sau|toi|nay|truoc|roi)\b| (?P<that>toi|sau|nay|truoc|roi)\b)?"
DATE_PATTERNS = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])",
    r"(?:ngay |hom |mung )?(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?: ?/ ?(?P<y>\d{4}|\d{2}))?(?![\d/])",
    r"(?:ngay |hom |mung )?(?P<d>\d{1,2})(?:\.(?P<m1>\d{1,2})\.|-(?P<m2>\d{1,2})-)(?P<y>\d{4}|\d{2})(?![\d.-]\d)",
    r"(?<![^ ])(?:ngay|hom|den|sang|truoc) (?P<d>\d{1,2})[.-](?P<m>\d{1,2})(?![\d.-])",
    r"(?:ngay |hom |mung )?(?P<d>\d{1,2}) (?:thang|t) ?(?P<m>\d{1,2})(?: nam (?P<y>\d{4}))?(?![\d/])",
    r"(?:ngay|hom|mung) (?P<d>\d{1,2})(?! ?(?:%|/|\d|gio\b|h\b|:))(?: (?:thang|tháng) (?P<rel>nay|sau|toi)\b)?",
    r"(?P<hom>hom )?(?:tuan (?P<before>sau|toi) )?(?:\bthu ?(?P<wd>[2-7](?!\d)|hai|ba|tu|nam|sau|bay)"
    r"|t(?P<wt>[2-7](?!\d))|chu nhat|cn)\b" + _WHICH_WEEK,
    r"(?P<part>dau|giua|cuoi|het|trong|sang) tuan(?: (?P<week>nay|sau|toi|truoc|roi))?\b",
    r"tuan (?P<week>nay|sau|toi|truoc|roi)\b",
    r"(?P<part>dau|giua|cuoi|het|trong|sang) thang(?: (?P<rel>nay|sau|toi|truoc)| (?P<m>\d{1,2}))?\b(?!/)",
    r"thang (?P<rel>sau|toi|truoc|roi)\b",
    r"(?P<year>cuoi|het|trong) nam(?: nay)?\b",
    r"(?:(?:sang|trua|chieu|toi|dem|het|cuoi|dau gio|cuoi gio) )?(?:ngay )?(?P<day>mai)\b",
    r"(?:sang |trua |chieu |toi |dem |het |trong )*(?:hom |bua |ngay hom |trong ngay )?(?P<day>nay|hn)\b",
    r"(?:sang|trua|chieu|toi|dem) (?:hom )?(?P<day>qua|kia)\b",
    r"(?:het|trong|cuoi) (?P<day>ngay)\b(?! ?\d)",
    r"(?P<day>ngay kia|ngay mot|bua sau|hom (?:sau|qua|kia|truoc|no|bua)|bua truoc|dao truoc|hqua|hnay)\b",
)
SPAN_NUMBER = r"(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|nua|vai ba|vai|may|it|dam)"
SPAN_PATTERN = (
    rf"(?P<n>{SPAN_NUMBER}) ?(?P<unit>ngay|hom|bua|tuan|thang)\b(?! ?(?:mai|kia|mot|nay|qua|truoc|thu|\d))"
    r"(?!(?<=tuan) (?:sau|toi))(?!(?<=thang) (?:sau|toi))(?!(?<=hom) sau)"
    r"(?P<working> lam viec)?(?P<ahead> (?:nua|toi|sau)\b)?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A named day, None when there is no such day; `is_rolled`: the last such day is nearer than this next one."""

    on: date | None
    is_sure: bool = True
    is_rolled: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days: None when it is vague ("mấy hôm"). `is_ahead`: counted from today ("5 ngày nữa")."""

    days: int | None
    is_ahead: bool
    is_sure: bool


def read_day(words: str, today: date) -> Day:
    """Return the day that plain words of a `DATE_PATTERNS` match name, seen from `today`."""
    for pattern, resolve in _READERS:
        if found := pattern.fullmatch(words):
            return resolve(found, today)
    raise ValueError(f"Not the name of a day: {words!r}.")


def read_span(words: str) -> Span:
    """Return the number of days that plain words of a `SPAN_PATTERN` match name."""
    found = _SPAN.fullmatch(words)
    if found is None:
        raise ValueError(f"Not a span of days: {words!r}.")
    unit = _UNIT_DAYS[found["unit"]]
    number = number_in(found["n"])
    days = unit // 2 if found["n"] == "nua" and unit > 1 else number * unit if number else None
    return Span(days, bool(found["ahead"]), days is not None and not found["working"] and unit < 30)


def number_in(words: str) -> int | None:
    """Return the number that the first word is or names: "3 việc", "hai tuần"; None for "vài", "mấy"."""
    first = words.split()[0]
    return int(first) if first.isdigit() else _NUMBERS.get(first)


def next_day_of_month(day: int, today: date) -> Day:
    """Return the next day with this number that is not past: this month's, else next month's."""
    first = today.replace(day=1)
    for month in (first, _month_after(first)):
        on = exact_day(month.year, month.month, day)
        if on and on >= today:
            this = exact_day(today.year, today.month, day)
            return Day(on, is_rolled=month != first and this is not None and today - this < on - today)
    return Day(None, is_sure=False)


def last_past(day: int, month: int, today: date) -> date | None:
    """Return the latest such day that is not to come: documents are dated in the past."""
    on = exact_day(today.year, month, day)
    return exact_day(today.year - 1, month, day) if on is None or on > today else on


def _figures(found: re.Match[str], today: date) -> Day:
    group = found.groupdict()
    day, month = int(group["d"]), int(group.get("m") or group.get("m1") or group["m2"] or 0)
    if group.get("y"):
        on = exact_day(int(group["y"]) + (2000 if len(group["y"]) == 2 else 0), month, day)
        return Day(on, is_sure=on is not None)
    on = exact_day(today.year, month, day)
    if on and on >= today:
        return Day(on, is_sure=on <= today + timedelta(days=FAR_DAYS))
    on = exact_day(today.year + 1, month, day)
    this = exact_day(today.year, month, day)
    is_rolled = on is not None and this is not None and today - this < on - today
    return Day(on, is_sure=on is not None and on <= today + timedelta(days=FAR_DAYS), is_rolled=is_rolled)


def _numbered(found: re.Match[str], today: date) -> Day:
    if found["rel"] in ("sau", "toi"):
        month = _month_after(today.replace(day=1))
        on = exact_day(month.year, month.month, int(found["d"]))
        return Day(on, is_sure=on is not None)
    return next_day_of_month(int(found["d"]), today)


def _weekday(found: re.Match[str], today: date) -> Day:
    number = _WEEKDAYS.get(found["wd"] or found["wt"] or "", 6)
    monday = today - timedelta(days=today.weekday())
    week = found["week"] or found["before"] or found["that"]
    if week in ("truoc", "roi"):
        return Day(monday + timedelta(days=number - 7))
    if week in ("sau", "toi") and (found["week"] or found["before"] or found["that"] == "sau"):
        return Day(monday + timedelta(days=number + 7))
    if week == "nay":
        return Day(monday + timedelta(days=number))
    if found["hom"] and week is None:
        return Day(today - timedelta(days=(today.weekday() - number) % 7 or 7), is_sure=False)
    ahead = (number - today.weekday()) % 7
    return Day(today + timedelta(days=ahead or 7), is_sure=ahead > 0)


def _in_week(found: re.Match[str], today: date) -> Day:
    group = found.groupdict()
    part = group.get("part")
    monday = today - timedelta(days=today.weekday())
    if group["week"] in ("truoc", "roi"):
        return Day(monday - timedelta(days=7 - _FRIDAY))
    if group["week"] in ("sau", "toi") or part == "sang" or (part == "dau" and group["week"] is None):
        monday += timedelta(days=7)
    on = monday + timedelta(days={"dau": 0, "giua": 2}.get(part or "", _FRIDAY))
    return Day(max(on, today), is_sure=on > today)


def _in_month(found: re.Match[str], today: date) -> Day:
    group = found.groupdict()
    part, month = group.get("part"), today.replace(day=1)
    if group.get("m"):
        if not 1 <= int(group["m"]) <= 12:
            return Day(None, is_sure=False)
        month = month.replace(month=int(group["m"]))
        month = month if (month.year, month.month) >= (today.year, today.month) else month.replace(year=today.year + 1)
    elif group.get("rel") in ("sau", "toi") or part == "sang":
        month = _month_after(month)
    elif group.get("rel") in ("truoc", "roi"):
        return Day(month - timedelta(days=1))
    on = month.replace(day={"dau": 1, "giua": 15}.get(part or "", calendar.monthrange(month.year, month.month)[1]))
    if on < today and part == "dau" and not group.get("m"):
        on = _month_after(month)
    return Day(on if on >= today else None, is_sure=on >= today)


def _end_of_year(_found: re.Match[str], today: date) -> Day:
    return Day(date(today.year, 12, 31))


def _near(found: re.Match[str], today: date) -> Day:
    day = found["day"]
    if day == "mai":
        return Day(today + timedelta(days=1))
    if day in ("ngay kia", "ngay mot"):
        return Day(today + timedelta(days=2))
    if day in ("bua sau", "hom sau"):
        return Day(None, is_sure=False)
    if day in ("nay", "hn", "hnay", "ngay"):
        return Day(today)
    return Day(today - timedelta(days=1 if "qua" in day else 2))


def exact_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


_RESOLVERS: tuple[Callable[[re.Match[str], date], Day], ...] = (
    *(_figures,) * 5,
    _numbered,
    _weekday,
    *(_in_week,) * 2,
    *(_in_month,) * 2,
    _end_of_year,
    *(_near,) * 5,
)
_READERS = tuple((re.compile(p), read) for p, read in zip(DATE_PATTERNS, _RESOLVERS, strict=True))
_SPAN = re.compile(SPAN_PATTERN)
