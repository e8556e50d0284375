"""Pure: from one moment and how often it comes back to its rule; where the words leave a choice, to a question."""

from dataclasses import dataclass
from datetime import date, time

from schedules.phrases.moments import Moment
from schedules.phrases.pieces import Every, Point
from schedules.phrases.spans import dated, first_day, last_day
from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    Daily,
    HalfYearly,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)


@dataclass(frozen=True)
class Question:
    """No one rule: why, and the rules the words may mean (none: there is no day in them)."""

    why: str
    readings: tuple[Rule, ...] = ()


Decision = Rule | Question

WHOLE_PERIOD: dict[Every, Rule] = {
    Every.DAY: Daily(),
    Every.WORKING_DAY: Daily(working_days_only=True),
    Every.WEEK: Weekly(),
    Every.MONTH: Monthly(),
    Every.QUARTER: Quarterly(),
    Every.HALF: HalfYearly(),
    Every.NINE_MONTHS: Yearly(due=YearDay(month=9, day=LAST_DAY), bound=Bound.BY),
    Every.YEAR: Yearly(),
}
"""What a frequency alone means: due by the end of its period, the latest reading."""

_NO_MONTH = Question("chưa rõ tháng nào")
_NO_YEAR = Question("chưa rõ năm nào")
_ONLY_BEGINS = Question("chỉ có ngày bắt đầu, chưa có hạn cuối")
_UNFIT = Question("thời hạn và chu kỳ không khớp nhau")


def once(moment: Moment, issued_on: date | None) -> Decision:
    """Return the rule of a moment no word repeats; a day of the period's month or quarter repeats by itself."""
    point = moment.point
    if point is None:
        return _weekday_or_hour(moment)
    if own := own_frequency(moment):
        return repeated(moment, own, issued_on)
    if moment.begins and not moment.starts:
        return _from_on(moment, issued_on)
    if point.months_after is not None or point.periods_after is not None:
        return _of_period(moment, issued_on)
    if point.names_day and point.month is None:
        return Question(_NO_MONTH.why, (_day_of_each_month(moment),))
    found = [_dated_once(moment, at, issued_on) for at in dated(point, issued_on)]
    if not found:
        return _without_year(moment)
    rules = [rule for rule in found if not isinstance(rule, Question)]
    if len(rules) < len(found):
        return next(rule for rule in found if isinstance(rule, Question))
    return rules[0] if len(rules) == 1 else Question("chưa rõ năm nào", tuple(rules))


def own_frequency(moment: Moment) -> Every | None:
    """Return how often a day comes back that names its place in a month or quarter: "ngày 15 của tháng cuối quý"."""
    point = moment.point
    if point is None or not (point.names_day or point.months_after == 1) or point.now:
        return None
    if point.month_of_quarter is not None and point.names_day:
        return Every.QUARTER
    return Every.MONTH if point.months_after is not None and point.names_day else None


def _day_of_each_month(moment: Moment) -> Monthly:
    bound, at = limit(moment)
    return Monthly(day=moment.point.day if moment.point else None, bound=bound, at=at)


def _weekday_or_hour(moment: Moment) -> Decision:
    if moment.days:
        return Question("chưa rõ hàng tuần hay một lần", (_weekly(moment),))
    return Question("có giờ nhưng chưa có ngày")


def _from_on(moment: Moment, issued_on: date | None) -> Decision:
    point = moment.point
    years = dated(point, issued_on) if point and not point.names_day and not point.month and not point.quarter else []
    if (moment.following or moment.onward) and len(years) == 1 and years[0].year and not years[0].half:
        return Year(year=years[0].year, and_following=True)
    return _ONLY_BEGINS


def _of_period(moment: Moment, issued_on: date | None) -> Decision:
    point = moment.point
    if point and point.now and point.months_after is not None:
        if issued_on is None:
            return _NO_YEAR
        this = Point(day=point.day, month=issued_on.month, year=issued_on.year)
        return _dated_once(moment, this, issued_on)
    readings = [repeated(moment, every, None) for every in (Every.MONTH, Every.QUARTER, Every.HALF, Every.YEAR)]
    return Question("chưa rõ kỳ nào", tuple(rule for rule in readings if not isinstance(rule, Question)))


def _without_year(moment: Moment) -> Decision:
    """A regulation that says "của năm sau" speaks of every year; a day and month alone need the plan's date."""
    point = moment.point
    if point and point.years_after is not None and point.names_day and not point.now:
        return repeated(moment, Every.YEAR, None)
    return _NO_YEAR


def _dated_once(moment: Moment, point: Point, issued_on: date | None) -> Decision:
    try:
        first, last = first_day(point), last_day(point)
    except ValueError:
        return Question("ngày không có trong lịch")
    if moment.starts is not None:
        return _window(moment, point, last, issued_on)
    if point.names_day:
        if point.day == LAST_WORKING_DAY:
            return Question("ngày làm việc cuối cùng của một tháng cụ thể", (OnDate(on=last, bound=Bound.BY),))
        return _on_date(moment, last)
    if moment.following and point.year and not (point.month or point.quarter or point.half):
        return Year(year=point.year, and_following=True)
    if moment.bound is Bound.BEFORE:
        return OnDate(on=first, bound=Bound.BEFORE)
    if moment.bound is not None and not moment.within:
        return OnDate(on=last, bound=Bound.BY)
    if point.year and (first.month, last.month) == (1, 12):
        return Year(year=point.year)
    return Window(starts_on=first, ends_on=last)


def _window(moment: Moment, last_point: Point, last: date, issued_on: date | None) -> Decision:
    starts = moment.starts
    choices = dated(starts, issued_on) if starts else []
    if not choices:
        return _NO_YEAR
    start = first_day(choices[0])
    if starts and starts.year is None and last_point.year:
        start = first_day(Point(**(vars(starts) | {"year": last_point.year, "years_after": None})))
    if start > last:
        return Question(f"ngày kết thúc {last:%d/%m/%Y} đứng trước ngày bắt đầu {start:%d/%m/%Y}")
    window = Window(starts_on=start, ends_on=last)
    if moment.following:
        return Question("chưa rõ hạn của những năm tiếp theo", (window, Year(year=start.year, and_following=True)))
    if moment.at and moment.at.at:
        return OnDate(on=last, bound=moment.bound or Bound.BY, at=moment.at.at)
    return window


def _on_date(moment: Moment, on: date) -> Decision:
    bound, at = limit(moment)
    rule = OnDate(on=on, bound=bound, at=at)
    if len(moment.days) == 1 and on.weekday() != moment.days[0]:
        return Question(f"ngày {on:%d/%m/%Y} không phải là thứ đã ghi", (rule,))
    return rule


def limit(moment: Moment) -> tuple[Bound, time | None]:
    """Return the bound and the hour of a moment; "trước 24 giờ" is the whole day."""
    if moment.at is not None and moment.at.at is None:
        return Bound.BY, None
    return moment.bound or Bound.BY, moment.at.at if moment.at else None


def _weekly(moment: Moment) -> Weekly:
    bound, at = limit(moment)
    return Weekly(weekdays=moment.days, at=at, bound=bound)


def repeated(moment: Moment, every: Every, issued_on: date | None) -> Decision:
    """Return the rule of a moment that comes back with every period."""
    if moment.begins and not moment.starts:
        return _begun(moment, every, issued_on)
    match every:
        case Every.DAY | Every.WORKING_DAY:
            return _daily(moment, working_days_only=every is Every.WORKING_DAY)
        case Every.WEEK:
            return _weekly(moment) if moment.days else _UNFIT
        case Every.MONTH:
            return _monthly(moment)
        case Every.QUARTER:
            return _quarterly(moment)
        case Every.HALF:
            return _half_yearly(moment)
        case _:
            return _yearly(moment, 9 if every is Every.NINE_MONTHS else 12)


def _begun(moment: Moment, every: Every, issued_on: date | None) -> Decision:
    begun = _from_on(Moment(start=0, end=0, point=moment.point, begins=True, onward=True), issued_on)
    if every is Every.YEAR and isinstance(begun, Year):
        return begun
    return Question("chưa rõ kỳ đầu tiên", (WHOLE_PERIOD[every],))


def _daily(moment: Moment, *, working_days_only: bool) -> Decision:
    if moment.days:
        return _weekly(moment)
    if moment.point is not None:
        return _UNFIT
    bound, at = limit(moment)
    return Daily(at=at, bound=bound if at else Bound.BY, working_days_only=working_days_only)


def _monthly(moment: Moment) -> Decision:
    point = moment.point
    if point is None or point.month or point.quarter or point.half or point.year or point.month_of_quarter:
        return _UNFIT
    if point.years_after is not None and not point.names_day:
        return WHOLE_PERIOD[Every.MONTH]
    after = point.months_after if point.months_after is not None else point.periods_after or 0
    if not point.names_day:
        return Monthly(months_after=after)
    bound, at = limit(moment)
    starts = moment.starts
    if starts is None:
        return Monthly(day=point.day, months_after=after, bound=bound, at=at)
    if (starts.months_after or 0) != after or starts.day is None or point.day is None or at:
        return _UNFIT
    if not 0 < starts.day <= (point.day if point.day > 0 else 31):
        return _UNFIT
    return Monthly(day=point.day, months_after=after, bound=Bound.BY, start_day=starts.day)


def _quarterly(moment: Moment) -> Decision:
    point = moment.point
    if point is None or point.month or point.quarter or point.half or point.year:
        return _UNFIT
    if not point.names_day:
        return WHOLE_PERIOD[Every.QUARTER] if point.years_after is not None else _UNFIT
    bound, at = limit(moment)
    if moment.starts is not None and moment.starts.month_of_quarter != point.month_of_quarter:
        return _UNFIT
    month = point.month_of_quarter
    if month is None and point.periods_after is not None:
        month = 3 + point.periods_after
    if month is None and point.months_after == 1:
        month = 4
    if month is None or month > 4:
        choices = tuple(Quarterly(month=n, day=point.day, bound=bound, at=at) for n in (3, 4))
        return Question("chưa rõ tháng nào của quý", choices)
    return Quarterly(month=month, day=point.day, bound=bound, at=at)


def _half_yearly(moment: Moment) -> Decision:
    point = moment.point
    if point is None or point.quarter or point.half or point.year or point.month_of_quarter:
        return _UNFIT
    bound, at = limit(moment)
    if point.names_day and point.day is not None:
        if point.month:
            return _yearly(moment, 6)
        after = point.periods_after if point.periods_after is not None else point.months_after
        if after in (0, 1):
            first = YearDay(month=6 + after, day=point.day)
            second = YearDay(month=1, day=point.day, years_after=1) if after else YearDay(month=12, day=point.day)
            return HalfYearly(first=first, second=second, bound=bound, at=at)
    return WHOLE_PERIOD[Every.HALF] if point.years_after is not None and not point.names_day else _UNFIT


def _yearly(moment: Moment, last_month: int) -> Decision:
    point = moment.point
    if point is None or point.month_of_quarter or point.now:
        return _UNFIT
    bound, at = limit(moment)
    if point.year is not None:
        return _named_year(moment)
    if not point.names_day:
        return _yearly_span(moment, bound)
    if point.month and point.day is not None:
        due = YearDay(month=point.month, day=point.day, years_after=point.years_after or 0)
        return Yearly(due=due, bound=bound, at=at)
    after = point.periods_after if point.periods_after is not None else point.months_after
    if after not in (0, 1) or point.day is None:
        return _NO_MONTH
    month = last_month + after
    return Yearly(due=YearDay(month=month % 12 or 12, day=point.day, years_after=month // 13), bound=bound, at=at)


def _named_year(moment: Moment) -> Decision:
    """ "hàng năm, từ năm 2022" and "hàng năm (2021 và những năm tiếp theo)" begin with a year; a date is a choice."""
    point = moment.point
    if point and point.year and not point.names_day and not (point.month or point.quarter or point.half):
        return (
            Year(year=point.year, and_following=True)
            if moment.following
            else Question("hàng năm hay một năm", (WHOLE_PERIOD[Every.YEAR], Year(year=point.year)))
        )
    one = once(moment, None)
    return Question("hàng năm hay một lần", () if isinstance(one, Question) else (one,))


def _yearly_span(moment: Moment, bound: Bound) -> Decision:
    """A month, quarter or half of every year: "tháng 12 hằng năm" ends with its last day."""
    point = moment.point
    if point is None:
        return _UNFIT
    if point.years_after is not None:
        return (
            WHOLE_PERIOD[Every.YEAR]
            if point.years_after == 0
            else Yearly(due=YearDay(month=12, day=LAST_DAY, years_after=point.years_after), bound=Bound.BY)
        )
    months = (
        (point.month, point.month)
        if point.month
        else (
            (3 * point.quarter - 2, 3 * point.quarter)
            if point.quarter
            else (6 * point.half - 5, 6 * point.half)
            if point.half
            else None
        )
    )
    if months is None:
        return WHOLE_PERIOD[Every.YEAR]
    if bound is Bound.BEFORE:
        return Yearly(due=YearDay(month=months[0], day=1), bound=Bound.BEFORE)
    return Yearly(due=YearDay(month=months[1], day=LAST_DAY), bound=Bound.BY)
