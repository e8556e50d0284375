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
    days = [_year_day(due) for due in dues[:4]]
    first = dues[0]
    of_quarters = [day for day, due in zip(days, dues, strict=False) if day and _limit(due) == _limit(first)]
    if len(of_quarters) == 4 and (rule := _quarterly(of_quarters, first)):
        return 4, rule
    if days[0] is None or first.moment is None:
        return 1, None
    bound, at = limit(first.moment)
    if Every.HALF in first.before and Every.YEAR in first.before:
        return 1, HalfYearly(second=_year_after(days[0], first), bound=bound, at=at)
    if len(dues) < 2 or (len(days) > 2 and days[2]):
        return 1, None
    labelled = Every.HALF in first.every and Every.HALF not in dues[1].every and Every.YEAR in dues[1].every
    if labelled and dues[1].moment is None and Every.HALF in first.before:
        return 2, HalfYearly(first=days[0], bound=bound, at=at)
    if days[1] is None or _limit(dues[1]) != _limit(first):
        return 1, None
    listed = first.every == dues[1].every and days[0].month in (6, 7) and days[1].month in (11, 12, 1)
    if labelled or listed:
        return 2, HalfYearly(first=days[0], second=_year_after(days[1], dues[1]), bound=bound, at=at)
    return 1, None


def _limit(due: Due) -> object:
    return limit(due.moment) if due.moment else None


def _year_day(due: Due) -> YearDay | None:
    moment = due.moment
    point = moment.point if moment and not moment.starts and not moment.begins else None
    if (
        not point
        or point.day is None
        or not point.month
        or point.year is not None
        or point.year_of == "danh gia"
        or point.now
    ):
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
    bound, at = limit(due.moment)
    return Quarterly(month=month, day=day, bound=bound, at=at)
