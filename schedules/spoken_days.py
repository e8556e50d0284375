"""Pure: days as officers say them ("thứ 6", "cuối tháng", "mùng 5/11"), seen from a local day: their one reader.

Which week, month or year is meant where the words do not say follows from the way the speaker looks (`Looks`). Weeks
begin on Monday; what lies in a week ("tuần sau", "cuối tuần") is meant to its Friday. Whether a day may be past or to
come is the rule of who asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from schedules.calendar_days import day_of_part, exact_day, monday_away, month_away
from schedules.letters import plain

FAR_DAYS = 270
"""A day without a year that lies further ahead was more likely meant as past: it is not sure."""

LOOK_BACK_DAYS = 60
"""Looking back, a day without a year that is still to come was last year's only if that is so short ago."""

LIMIT_WORDS = frozenset(
    ["truoc", "cham", "nhat", "muon", "den", "toi", "het", "vao", "luc", "trong", "vong", "sau", "ngay", "la"]
)
"""Words that may stand before a day and do not change which day it is."""


class Looks(Enum):
    """Which way a speaker looks from today."""

    AHEAD = auto()  # a day asked for or ordered: the next such day that is not past
    BACK = auto()  # a day on which something happened: the latest; a day and month long past are this year's, to come


@dataclass(frozen=True, slots=True)
class Day:
    """A named day, None when there is no such day; `is_rolled`: the last such day is nearer than this next one."""

    on: date | None
    is_sure: bool = True
    is_rolled: bool = False


Found = re.Match[str]
Resolver = Callable[[Found, date, Looks], Day]

_FRIDAY = 4
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NEAR = {"mai": 1, "ngay kia": 2, "ngay mot": 2, "nay": 0, "hn": 0, "hnay": 0, "ngay": 0}
_AWAY = {"truoc": -1, "roi": -1, "nay": 0, "sau": 1, "toi": 1}
_MONG = re.compile(r"\bmồng\b", re.IGNORECASE)


def plain_days(text: str) -> str:
    """Return plain letters in which "mồng 5" is "mung 5": without marks "mong" is hope. The length stays."""
    return plain(_MONG.sub("mùng", text))


def read_day(words: str, today: date, looks: Looks = Looks.AHEAD) -> Day:
    """Return the day that plain words of a `DATE_PATTERNS` match name. Raises ValueError for other words."""
    for pattern, resolve in _READERS:
        if found := pattern.fullmatch(words):
            return resolve(found, today, looks)
    raise ValueError(f"Not the name of a day: {words!r}.")


def said_day(words: str, today: date, looks: Looks = Looks.AHEAD) -> Day | None:
    """Return the day that plain words name, behind words of a limit ("trước ngày"); None where they say more."""
    at = 0
    while at < len(words):
        if said := leading_day(words, today, looks, at):
            return said[0] if said[1] == len(words) else None
        first = words[at:].partition(" ")[0]
        if first not in LIMIT_WORDS:
            return None
        at += len(first) + 1
    return None


def leading_day(words: str, today: date, looks: Looks = Looks.AHEAD, at: int = 0) -> tuple[Day, int] | None:
    """Return the longest day that begins at a place of plain words, and where it ends; None where none does."""
    fits = [(found, resolve) for pattern, resolve in _HEADS if (found := pattern.match(words, at))]
    if not fits:
        return None
    found, resolve = max(fits, key=lambda fit: fit[0].end())
    return resolve(found, today, looks), found.end()


def next_day_of_month(day: int, today: date) -> Day:
    """Return the next day with this number that is not past: this month's, else next month's."""
    first = today.replace(day=1)
    for month in (first, month_away(today, 1)):
        on = exact_day(month.year, month.month, day)
        if on and on >= today:
            this = exact_day(today.year, today.month, day)
            return Day(on, is_rolled=month != first and this is not None and today - this < on - today)
    return Day(None, is_sure=False)


def last_past(day: int, month: int, today: date) -> date | None:
    """Return the latest such day that is not to come: documents are dated in the past."""
    on = exact_day(today.year, month, day)
    return exact_day(today.year - 1, month, day) if on is None or on > today else on


def _of_year(said: str | None, of: Callable[[int], date | None], today: date, looks: Looks) -> Day:
    """Return the day `of` the year that is said, of two or four figures; else of the next or the latest year."""
    if said:
        on = of(int(said) + (2000 if len(said) == 2 else 0))
        return Day(on, is_sure=on is not None)
    this = of(today.year)
    if looks is Looks.BACK:
        before = of(today.year - 1)
        is_lately = before is not None and before >= today - timedelta(days=LOOK_BACK_DAYS)
        on = before if is_lately and (this is None or this > today) else this
        return Day(on, is_sure=on is not None)
    on = this if this and this >= today else of(today.year + 1)
    is_rolled = on is not None and this is not None and today - this < on - today
    is_near = on is not None and on <= today + timedelta(days=FAR_DAYS)
    return Day(on, is_sure=is_near, is_rolled=is_rolled and on != this)


def _figures(found: Found, today: date, looks: Looks) -> Day:
    said = found.groupdict()
    day, month = int(said["d"]), int(said.get("m") or said.get("m1") or said["m2"])
    return _of_year(said.get("y") or said.get("y4"), lambda year: exact_day(year, month, day), today, looks)


def _numbered(found: Found, today: date, looks: Looks) -> Day:
    """ "ngày 15", "ngày 5 tháng sau"."""
    day = int(found["d"])
    if found["rel"]:
        month = month_away(today, _AWAY[found["rel"]])
        on = exact_day(month.year, month.month, day)
        return Day(on, is_sure=on is not None)
    if looks is Looks.AHEAD:
        return next_day_of_month(day, today)
    latest = (exact_day(month.year, month.month, day) for month in (month_away(today, 0), month_away(today, -1)))
    on = next((on for on in latest if on and on <= today), None)
    return Day(on, is_sure=on is not None)


def _weekday(found: Found, today: date, looks: Looks) -> Day:
    number = _number_of_weekday(found)
    week = found["week"] or found["before"] or (found["that"] if found["that"] != "toi" else None)
    if week:
        return Day(monday_away(today, _AWAY[week]) + timedelta(days=number))
    ahead = (number - today.weekday()) % 7
    if not found["that"] and (looks is Looks.BACK or found["hom"]):
        return Day(today + timedelta(days=ahead - 7), is_sure=looks is Looks.BACK and ahead > 0)
    return Day(today + timedelta(days=ahead or 7), is_sure=ahead > 0)


def _dated_weekday(found: Found, today: date, looks: Looks) -> Day:
    """ "thứ Sáu, ngày 8/10" is that day, sure only where both agree."""
    day = _figures(found, today, looks)
    agrees = day.on is not None and day.on.weekday() == _number_of_weekday(found)
    return replace(day, is_sure=day.is_sure and agrees)


def _number_of_weekday(found: Found) -> int:
    return _WEEKDAYS.get(found["wd"] or found["wt"] or "", 6)


def _in_week(found: Found, today: date, looks: Looks) -> Day:
    said = found.groupdict()
    part, week = said.get("part") or "", said["week"]
    day = timedelta(days={"dau": 0, "giua": 2}.get(part, _FRIDAY))
    if week in ("truoc", "roi"):
        return Day(monday_away(today, -1) + day)
    if looks is Looks.BACK and not week:
        this = monday_away(today, 0) + day
        return Day(this if this <= today else this - timedelta(days=7))
    is_next = week in ("sau", "toi") or part == "sang" or (part == "dau" and not week)
    on = monday_away(today, 1 if is_next else 0) + day
    return Day(max(on, today), is_sure=on > today)


def _in_month(found: Found, today: date, looks: Looks) -> Day:
    said = found.groupdict()
    part = said.get("part") or ""
    if said.get("m"):
        month = int(said["m"])
        return _of_year(said["y"], lambda year: day_of_part(part, year, month), today, looks)
    if said["rel"] or part == "sang":
        first = month_away(today, _AWAY[said["rel"] or "sau"])
        return Day(day_of_part(part, first.year, first.month))
    this, other = (
        day_of_part(part, first.year, first.month)
        for first in (month_away(today, 0), month_away(today, 1 if looks is Looks.AHEAD else -1))
    )
    if this is None or other is None or this == today:
        return Day(this)
    is_other = (this < today) is (looks is Looks.AHEAD)
    return Day(other if is_other else this, is_sure=not is_other or part != "giua")


def _end_of_quarter(found: Found, today: date, looks: Looks) -> Day:
    if found["rel"]:
        first = month_away(today, 2 - (today.month - 1) % 3 + 3 * _AWAY[found["rel"]])
        return Day(day_of_part("", first.year, first.month))
    quarter = _QUARTERS.get(found["q"]) or int(found["q"])
    return _of_year(found["y"], lambda year: day_of_part("", year, 3 * quarter), today, looks)


def _end_of_year(found: Found, today: date, looks: Looks) -> Day:
    if found["y"]:
        on = exact_day(int(found["y"]), 12, 31)
        return Day(on, is_sure=on is not None)
    away = _AWAY[found["rel"]] if found["rel"] else 0 if looks is Looks.AHEAD else -1
    return Day(date(today.year + away, 12, 31))


def _near(found: Found, today: date, _looks: Looks) -> Day:
    day = found["day"]
    if day in ("bua sau", "hom sau"):
        return Day(None, is_sure=False)
    return Day(today + timedelta(days=_NEAR.get(day, -1 if "qua" in day else -2)))


_D = r"(?:ngay |hom )?(?:mung )?(?P<d>\d{1,2})"
_M = r"(?P<m>\d{1,2})"
_OF_YEAR = r"(?:(?:,? nam |/)(?P<y>\d{4}))?"
_WHICH_WEEK = r"(?: (?:cua )?tuan (?P<week>sau|toi|nay|truoc|roi)\b| (?P<that>toi|sau|nay|truoc|roi)\b)?"
_THU = r"(?:\bthu ?(?P<wd>[2-7](?!\d)|hai|ba|tu|nam|sau|bay)|t(?P<wt>[2-7](?!\d))|chu nhat|cn)"
_APART = rf"(?:den |sang |truoc )?{_D}[.-]{_M}(?![\d.-])"
_DAYS: tuple[tuple[str, Resolver], ...] = (
    (rf"{_THU},? {_D}(?:/| thang ){_M}(?:/(?P<y>\d{{4}}|\d{{2}})|,? nam (?P<y4>\d{{4}}))?(?![\d/])", _dated_weekday),
    (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])", _figures),
    (rf"{_D} ?/ ?{_M}(?: ?/ ?(?P<y>\d{{4}}|\d{{2}})|,? nam (?P<y4>\d{{4}}))?(?![\d/])", _figures),
    (rf"{_D}(?:\.(?P<m1>\d{{1,2}})\.|-(?P<m2>\d{{1,2}})-)(?P<y>\d{{4}}|\d{{2}})(?![\d.-]\d)", _figures),
    (_APART, _figures),
    (rf"{_D} (?:thang|t) ?{_M}{_OF_YEAR}(?![\d/])", _figures),
    (rf"ngay (?:mung )?(?P<d>\d{{1,2}}), thang {_M}{_OF_YEAR}(?![\d/])", _figures),
    (
        r"(?:ngay mung|ngay|hom|mung) (?P<d>\d{1,2})(?! ?(?:%|/|\d|gio\b|h\b|:))"
        r"(?: thang (?P<rel>nay|sau|toi|truoc)\b)?",
        _numbered,
    ),
    (rf"(?P<hom>hom )?(?:tuan (?P<before>sau|toi) )?{_THU}\b{_WHICH_WEEK}", _weekday),
    (r"(?P<part>dau|giua|cuoi|het|trong|sang) tuan(?: (?P<week>nay|sau|toi|truoc|roi))?\b", _in_week),
    (r"tuan (?P<week>nay|sau|toi|truoc|roi)\b", _in_week),
    (
        rf"(?P<part>dau|giua|cuoi|het|trong|sang) thang"
        rf"(?: (?P<rel>nay|sau|toi|truoc)\b| {_M}{_OF_YEAR}(?![\d/])|\b(?! ?[\d/]))",
        _in_month,
    ),
    (r"thang (?P<rel>sau|toi|truoc|roi)\b", _in_month),
    (
        rf"(?:cuoi|het|trong) quy (?:(?P<rel>nay|sau|toi|truoc)|(?P<q>iv|i{{1,3}}|[1-4]){_OF_YEAR})\b(?!/)",
        _end_of_quarter,
    ),
    (r"(?:cuoi|het|trong) nam(?: (?P<rel>nay|sau|toi|truoc)\b| (?P<y>\d{4})\b|\b(?! ?\d{4}))", _end_of_year),
    (r"(?:(?:sang|trua|chieu|toi|dem|het|cuoi|dau gio|cuoi gio) )?(?:ngay )?(?P<day>mai)\b", _near),
    (r"(?:sang |trua |chieu |toi |dem |het |trong )*(?:hom |bua |ngay hom |trong ngay )?(?P<day>nay|hn)\b", _near),
    (r"(?:sang|trua|chieu|toi|dem) (?:hom )?(?P<day>qua|kia)\b", _near),
    (r"(?:het|trong|cuoi) (?P<day>ngay)\b(?! ?\d)", _near),
    (r"(?P<day>ngay kia|ngay mot|bua sau|hom (?:sau|qua|kia|truoc|no|bua)|bua truoc|dao truoc|hqua|hnay)\b", _near),
)
_APART_IN_A_SENTENCE = r"(?<![^ ])(?:ngay|hom|den|sang|truoc) \d{1,2}[.-]\d{1,2}(?![\d.-])"
DATE_PATTERNS = tuple(_APART_IN_A_SENTENCE if pattern == _APART else pattern for pattern, _ in _DAYS)
"""What names a day in the middle of a sentence; there a bare "15-10" may be a range of codes."""

_READERS = tuple((re.compile(pattern), resolve) for pattern, resolve in _DAYS)
_HEADS = tuple((re.compile(rf"(?:{pattern})(?![\w/])"), resolve) for pattern, resolve in _DAYS)
