"""Pure: deadlines that make one rule together: the days of the four quarters, of the half year and the year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schedules.phrases.decisions import limit
from schedules.phrases.moments import Moment
from schedules.phrases.pieces import Every
from schedules.rules import LAST_DAY, HalfYearly, Quarterly, Rule, YearDay

_MONTHS: dict[tuple[int, ...], int] = {(3, 6, 9, 12): 3, (2, 5, 8, 11): 2, (1, 4, 7, 10): 1, (4, 7, 10, 1): 4}
_ENDS = {(3, 31), (6, 30), (9, 30), (12, 31)}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A moment with how often it comes back; `every` without a moment is a frequency alone."""

    start: int
    moment: Moment | None
    every: tuple[Every, ...]
    strong: bool = False  # "hàng năm", not the label "báo cáo năm"
    before: tuple[Every, ...] = ()  # those of `every` that stand before the moment


def group(dues: Sequence[Due]) -> tuple[int, Rule | None]:
    """Return how many of the first dues make one rule, and the rule; 1 and None when the first stands alone."""
    return _of_quarters(dues[:4]) or _of_halves(dues) or (1, None)


def _of_quarters(dues: Sequence[Due]) -> tuple[int, Rule] | None:
    days = [day for due in dues if (day := _year_day(due)) and _limit(due) == _limit(dues[0])]
    rule = _quarterly(days, dues[0]) if len(days) == 4 else None
    return (4, rule) if rule else None


def _of_halves(dues: Sequence[Due]) -> tuple[int, Rule] | None:
    """Return the rule of "6 tháng và năm": of one day that both name, or of the two days and no third."""
    first, day = dues[0], _year_day(dues[0])
    if day is None or first.moment is None:
        return None
    if Every.HALF in first.before and Every.YEAR in first.before:
        return 1, HalfYearly(second=_year_after(day, first), **limit(first.moment))
    if len(dues) < 2 or (len(dues) > 2 and _year_day(dues[2])):
        return None
    rule = _half_and_year(day, first, dues[1])
    return (2, rule) if rule else None


def _half_and_year(day: YearDay, first: Due, second: Due) -> Rule | None:
    if first.moment is None:
        return None
    labelled = Every.HALF in first.every and Every.HALF not in second.every and Every.YEAR in second.every
    if labelled and second.moment is None and Every.HALF in first.before:
        return HalfYearly(first=day, **limit(first.moment))
    last = _year_day(second)
    if last is None or _limit(second) != _limit(first):
        return None
    listed = first.every == second.every and day.month in (6, 7) and last.month in (11, 12, 1)
    if not labelled and not listed:
        return None
    return HalfYearly(first=day, second=_year_after(last, second), **limit(first.moment))


def _limit(due: Due) -> object:
    return limit(due.moment) if due.moment else None


def _year_day(due: Due) -> YearDay | None:
    moment = due.moment
    point = moment.point if moment and not moment.starts and not moment.begins else None
    if not point or point.day is None or not point.month or point.year or point.year_of == "danh gia" or point.now:
        return None
    if not {Every.QUARTER, Every.HALF, Every.NINE_MONTHS, Every.YEAR} & set(due.every):
        return None
    return YearDay(month=point.month, day=point.day, years_after=point.years_after or 0)


def _year_after(day: YearDay, due: Due) -> YearDay:
    """The report of a year that is due by June is due in the year after it, unless the words name the same year."""
    said = due.moment is not None and due.moment.point is not None and due.moment.point.years_after is not None
    return replace(day, years_after=1) if day.month <= 6 and not said else day


def _quarterly(days: list[YearDay], due: Due) -> Rule | None:
    numbers = {day.day for day in days}
    day = numbers.pop() if len(numbers) == 1 else LAST_DAY if {(d.month, d.day) for d in days} == _ENDS else None
    month = _MONTHS.get(tuple(day.month for day in days))
    if day is None or due.moment is None or month is None or (month == 1 and Every.QUARTER in due.every):
        return None
    return Quarterly(month=month, day=day, **limit(due.moment))
