"""Pure: spans of whole days as officers say them: "quý IV", "tháng 10/2021", "từ 1/10 đến 15/12", "kỳ 07/10".

Where no year is said the span is this year's; one that is still to come is last year's if that ended a short while ago.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.calendar_days import add_months, monday_away
from schedules.letters import clean
from schedules.spoken_days import Looks, leading_day, plain_days, said_day


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day, both included."""

    first: date
    last: date

    def holds(self, first: date, last: date) -> bool:
        """Return whether other days lie in it, from first to last."""
        return self.first <= first and last <= self.last


_NAMED = re.compile(
    r"(?P<unit>tuan|thang|quy|nam) (?P<which>nay|truoc|roi|sau|toi|iv|i{1,3}|\d{1,2}|20\d\d)(?!\w)"
    r"(?:(?:,? nam |/| )(?P<year>20\d\d))?(?![\w/])"
)
_HALF = re.compile(r"6 thang (?P<half>dau|cuoi) nam(?: (?P<year>20\d\d))?(?![\w/]| \d)")
_DAY = re.compile(r"ky (?:ngay )?")
_TO = re.compile(r" ?(?:,? den|,? toi|-|–) (?:het )?")
_AWAY = {"truoc": -1, "nay": 0, "sau": 1, "toi": 1}
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}


def take_period(text: str, today: date) -> tuple[Period | None, str]:
    """Return the span that a text names and the rest of the text; None, and the whole text, where it names none."""
    said = clean(text)
    words = plain_days(said)
    for start in (found.start() for found in re.finditer(r"(?<!\S)\S", words)):
        if taken := _from_to(words, start, today) or _named(words, start, today):
            period, end = taken
            return period, " ".join(f"{said[:start]} {said[end:]}".split()).strip(" ,;:")
    return None, said


def _from_to(words: str, at: int, today: date) -> tuple[Period, int] | None:
    """Return the span between two that are said after "từ" and "đến": "từ tháng 10 đến 15/12"."""
    since = _bound(words, at + len("tu "), today) if words.startswith("tu ", at) else None
    between = _TO.match(words, since[1]) if since else None
    until = _bound(words, between.end(), today) if between else None
    if since is None or until is None:
        return None
    first, last = since[0].first, until[0].last
    is_of_year = re.search(r"\d{4}", words[at : since[1]])
    if first > last and not is_of_year:  # "từ 1/12 đến 15/1" begins in the year before
        first = add_months(first, -12)
    return (Period(first, last), until[1]) if first <= last else None


def _bound(words: str, at: int, today: date) -> tuple[Period, int] | None:
    return _named(words, at, today) or _day(words, at, today)


def _day(words: str, at: int, today: date) -> tuple[Period, int] | None:
    found = leading_day(words, today, Looks.BACK, at)
    if found is None or found[0].on is None:
        return None
    return Period(found[0].on, found[0].on), found[1]


def _named(words: str, at: int, today: date) -> tuple[Period, int] | None:
    """Return the week, month, quarter, half, year or day of a period that is named at a place, and where it ends."""
    if of_day := _DAY.match(words, at):
        return _day(words, of_day.end(), today)
    if half := _HALF.match(words, at):
        year, first = int(half["year"] or today.year), 1 if half["half"] == "dau" else 7
        return Period(date(year, first, 1), add_months(date(year, first, 1), 6) - timedelta(days=1)), half.end()
    found = _NAMED.match(words, at)
    period = _of_unit(found["unit"], found["which"].replace("roi", "truoc"), found["year"], today) if found else None
    return (period, found.end()) if found and period else None


def _of_unit(unit: str, which: str, year: str | None, today: date) -> Period | None:
    if unit == "tuan":
        return _week(which, year, today)
    day = said_day(f"het {unit} {which}" + (f" nam {year}" if year else ""), today, Looks.BACK)
    if day is None or day.on is None:
        return None
    return Period(add_months(day.on.replace(day=1), 1 - _MONTHS[unit]), day.on)


def _week(which: str, year: str | None, today: date) -> Period | None:
    if which in _AWAY:
        monday = monday_away(today, _AWAY[which])
    elif which.isdigit() and 1 <= int(which) <= 53:
        # Week 53 of a year of 52 is the first of the next, as the calendar goes on.
        monday = date.fromisocalendar(int(year or today.isocalendar().year), 1, 1) + timedelta(weeks=int(which) - 1)
    else:
        return None
    return Period(monday, monday + timedelta(days=6))
