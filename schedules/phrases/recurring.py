"""Pure: the rule of a moment that comes back with every period."""

from datetime import date

from schedules.phrases.decisions import NO_MONTH, UNFIT, WHOLE_PERIOD, Decision, Question, begun, limit
from schedules.phrases.moments import Moment
from schedules.phrases.pieces import Every, Point
from schedules.rules import LAST_DAY, Bound, Daily, HalfYearly, Monthly, Quarterly, Weekly, Year, YearDay, Yearly


def repeated(moment: Moment, every: Every, issued_on: date | None) -> Decision:
    """Return the rule of a moment that comes back with every period."""
    if moment.begins and not moment.starts:
        return _begun(moment, every, issued_on)
    match every:
        case Every.DAY | Every.WORKING_DAY:
            return _daily(moment, working_days_only=every is Every.WORKING_DAY)
        case Every.WEEK:
            return Weekly(weekdays=moment.days, **limit(moment)) if moment.days else UNFIT
        case Every.MONTH:
            return _monthly(moment)
        case Every.QUARTER:
            return _quarterly(moment)
        case Every.HALF:
            return _half_yearly(moment)
        case _:
            return _yearly(moment, 9 if every is Every.NINE_MONTHS else 12)


def _begun(moment: Moment, every: Every, issued_on: date | None) -> Decision:
    start = begun(Moment(start=0, end=0, point=moment.point, begins=True, onward=True), issued_on)
    if every is Every.YEAR and isinstance(start, Year):
        return start
    return Question("chưa rõ kỳ đầu tiên", (WHOLE_PERIOD[every],))


def _daily(moment: Moment, *, working_days_only: bool) -> Decision:
    if moment.days:
        return Weekly(weekdays=moment.days, **limit(moment))
    if moment.point is not None:
        return UNFIT
    said = limit(moment)
    return Daily(at=said["at"], bound=said["bound"] if said["at"] else Bound.BY, working_days_only=working_days_only)


def _monthly(moment: Moment) -> Decision:
    point = moment.point
    if point is None or any((point.month, point.quarter, point.half, point.year, point.month_of_quarter)):
        return UNFIT
    if point.years_after is not None and not point.names_day:
        return WHOLE_PERIOD[Every.MONTH]
    after = point.months_after if point.months_after is not None else point.periods_after or 0
    if point.day is None:
        return Monthly(months_after=after)
    if moment.starts is None:
        return Monthly(day=point.day, months_after=after, **limit(moment))
    return UNFIT if limit(moment)["at"] else _days_of_month(moment.starts, point.day, after)


def _days_of_month(first: Point, last: int, after: int) -> Decision:
    """ "từ ngày 10 đến ngày 15 hàng tháng": both in one month, the first not behind the last."""
    if (first.months_after or 0) != after or first.day is None:
        return UNFIT
    if not 0 < first.day <= (last if last > 0 else 31):
        return UNFIT
    return Monthly(day=last, months_after=after, bound=Bound.BY, start_day=first.day)


def _quarterly(moment: Moment) -> Decision:
    point = moment.point
    if point is None or any((point.month, point.quarter, point.half, point.year)):
        return UNFIT
    if not point.names_day:
        return WHOLE_PERIOD[Every.QUARTER] if point.years_after is not None else UNFIT
    if moment.starts is not None and moment.starts.month_of_quarter != point.month_of_quarter:
        return UNFIT
    month = _month_of_quarter(point)
    if month is None:
        choices = tuple(Quarterly(month=n, day=point.day, **limit(moment)) for n in (3, 4))
        return Question("chưa rõ tháng nào của quý", choices)
    return Quarterly(month=month, day=point.day, **limit(moment))


def _month_of_quarter(point: Point) -> int | None:
    """Return which month of the quarter, 4 for the one after it; None where the words do not say."""
    month = point.month_of_quarter
    if month is None and point.periods_after is not None:
        month = 3 + point.periods_after
    if month is None and point.months_after == 1:
        month = 4
    return month if month is not None and month <= 4 else None


def _half_yearly(moment: Moment) -> Decision:
    point = moment.point
    if point is None or point.quarter or point.half or point.year or point.month_of_quarter:
        return UNFIT
    if point.names_day and point.day is not None:
        if point.month:
            return _yearly(moment, 6)
        after = point.periods_after if point.periods_after is not None else point.months_after
        if after in (0, 1):
            first = YearDay(month=6 + after, day=point.day)
            second = YearDay(month=1, day=point.day, years_after=1) if after else YearDay(month=12, day=point.day)
            return HalfYearly(first=first, second=second, **limit(moment))
    return WHOLE_PERIOD[Every.HALF] if point.years_after is not None and not point.names_day else UNFIT


def _yearly(moment: Moment, last_month: int) -> Decision:
    point = moment.point
    if point is None or point.month_of_quarter or point.now:
        return UNFIT
    if point.year is not None:
        return _named_year(moment, point)
    if not point.names_day:
        return _yearly_span(point, limit(moment)["bound"])
    if point.month and point.day is not None:
        due = YearDay(month=point.month, day=point.day, years_after=point.years_after or 0)
        return Yearly(due=due, **limit(moment))
    after = point.periods_after if point.periods_after is not None else point.months_after
    if after not in (0, 1) or point.day is None:
        return NO_MONTH
    month = last_month + after
    return Yearly(due=YearDay(month=month % 12 or 12, day=point.day, years_after=month // 13), **limit(moment))


def _named_year(moment: Moment, point: Point) -> Decision:
    """ "hàng năm, từ năm 2022" and "hàng năm (2021 và những năm tiếp theo)" begin with a year; a date is a choice."""
    if not point.year or point.names_day or point.months:
        return Question("hàng năm hay một lần")
    if moment.following:
        return Year(year=point.year, and_following=True)
    return Question("hàng năm hay một năm", (WHOLE_PERIOD[Every.YEAR], Year(year=point.year)))


def _yearly_span(point: Point, bound: Bound) -> Decision:
    """A month, quarter or half of every year: "tháng 12 hằng năm" ends with its last day."""
    if point.years_after is not None:
        due = YearDay(month=12, day=LAST_DAY, years_after=point.years_after)
        return Yearly(due=due, bound=Bound.BY) if point.years_after else WHOLE_PERIOD[Every.YEAR]
    if point.months is None:
        return WHOLE_PERIOD[Every.YEAR]
    if bound is Bound.BEFORE:
        return Yearly(due=YearDay(month=point.months[0], day=1), bound=Bound.BEFORE)
    return Yearly(due=YearDay(month=point.months[1], day=LAST_DAY), bound=Bound.BY)
