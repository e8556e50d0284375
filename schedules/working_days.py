"""Pure: the working calendar of Vietnamese offices: weekends, public holidays, swaps and make-up Saturdays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

from schedules.zone import LOCAL, local

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    """What an announcement makes of a day."""

    WORKING = "working"
    OFF = "off"


@dataclass(frozen=True)
class Override:
    """An announced day that goes over the library's: a swap, a make-up Saturday, a local day off."""

    kind: DayKind
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """Which days are worked, and the office hours of a working day.

    The `holidays` library's Vietnam calendar, with its days in lieu and make-up Saturdays, overlaid with `overrides`.
    Days off are announced year by year: outside `confirmed_years` the answer is the library's guess.
    The office is open on working days from `opens`, included, to `closes`.
    """

    overrides: Mapping[date, Override] = field(default_factory=dict)
    confirmed_years: frozenset[int] = frozenset()
    opens: time = time(7)
    closes: time = time(17)

    def is_confirmed(self, day: date) -> bool:
        """Say whether `day` is announced; when not, say so to people and do not present the guess as a fact."""
        return day.year in self.confirmed_years

    def is_working(self, day: date) -> bool:
        """Say whether offices work on `day`."""
        if override := self.overrides.get(day):
            return override.kind is DayKind.WORKING
        year = _public_year(day.year)
        return day not in year.names and (day.weekday() < SATURDAY or day in year.made_up)

    def day_name(self, day: date) -> str | None:
        """Return the Vietnamese name of the holiday (or of the override) on `day`; None for any other day."""
        name = _public_year(day.year).names.get(day)
        if override := self.overrides.get(day):
            return override.name or (name if override.kind is DayKind.OFF else None)
        return name

    def next_working_day(self, day: date) -> date:
        """Return the first working day on or after `day`."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Return the last working day on or before `day`."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """Return the `n`th working day after `day` (before it when negative); `day` is not counted, 0 is `day`."""
        for _ in range(abs(n)):
            day = self.next_working_day(day + ONE_DAY) if n > 0 else self.previous_working_day(day - ONE_DAY)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """Count working days after `a` through `b`; when `b` is earlier, minus those before `a` back through `b`.

        So `working_days_between(a, add_working_days(a, n)) == n` for every n.
        """
        first, last = (a + ONE_DAY, b) if b >= a else (b, a - ONE_DAY)
        worked = _weekdays(first, last) + sum(self._exceptions(first, last))
        return worked if b >= a else -worked

    def _exceptions(self, first: date, last: date) -> Iterator[int]:
        """Yield +1 for every weekend day worked and -1 for every weekday off, from `first` through `last`."""
        special = set(self.overrides)
        for year in range(first.year, last.year + 1):
            special |= _public_year(year).names.keys() | _public_year(year).made_up
        for day in special:
            if first <= day <= last:
                yield int(self.is_working(day)) - int(day.weekday() < SATURDAY)

    def last_working_moment(self, before: datetime) -> datetime:
        """Return the local end of the office time that lies before an aware instant: that instant or a closing hour.

        06/10 00:00 gives 05/10 17:00. At the very opening hour the office has had no time yet: the day before counts.
        """
        before = before.astimezone(LOCAL)
        day = before.date()
        if self.is_working(day) and before > local(day, self.opens):
            return min(before, local(day, self.closes))
        return local(self.previous_working_day(day - ONE_DAY), self.closes)

    def first_working_moment(self, at: datetime) -> datetime:
        """Return the first local instant at or after an aware instant when the office is open; at closing it is not."""
        at = at.astimezone(LOCAL)
        day = at.date()
        if self.is_working(day) and at < local(day, self.closes):
            return max(at, local(day, self.opens))
        return local(self.next_working_day(day + ONE_DAY), self.opens)


def _weekdays(first: date, last: date) -> int:
    """Count the days from Monday to Friday, from `first` through `last`; 0 when `last` is earlier."""
    weeks, rest = divmod(max((last - first).days + 1, 0), 7)
    return 5 * weeks + sum((first.weekday() + extra) % 7 < SATURDAY for extra in range(rest))


@dataclass(frozen=True)
class _PublicYear:
    names: Mapping[date, str]  # days off, by law or in lieu
    made_up: frozenset[date]  # Saturdays worked for a day off elsewhere, also for one in another year


@lru_cache(maxsize=256)
def _public_year(year: int) -> _PublicYear:
    found = holidays.country_holidays("VN", years=year, language="vi", expand=False)
    return _PublicYear(dict(found), frozenset(day for day in found.weekend_workdays if day.year == year))
