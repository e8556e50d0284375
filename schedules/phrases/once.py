"""Pure: the rule of a moment that no word of frequency repeats."""

from dataclasses import replace
from datetime import date, timedelta

from schedules.phrases.decisions import NO_DAY, NO_MONTH, NO_YEAR, Decision, Question, begun, limit
from schedules.phrases.moments import Moment
from schedules.phrases.pieces import Every, Point
from schedules.phrases.recurring import repeated
from schedules.phrases.spans import dated, days_of
from schedules.rules import LAST_WORKING_DAY, Bound, Monthly, OnDate, Rule, Weekly, Window, Year


def once(moment: Moment, issued_on: date | None) -> Decision:
    """Return the rule of a moment no word repeats; a day of the period's month or quarter repeats by itself."""
    point = moment.point
    if point is None:
        weekly = Weekly(weekdays=moment.days, **limit(moment))
        return Question("chưa rõ hàng tuần hay một lần", (weekly,)) if moment.days else NO_DAY
    if own := own_frequency(moment):
        return repeated(moment, own, issued_on)
    if moment.begins and not moment.starts:
        return begun(moment, issued_on)
    if point.months_after is not None or point.periods_after is not None:
        return _of_period(moment, issued_on)
    if point.names_day and point.month is None:
        return Question(NO_MONTH.why, (Monthly(day=point.day, **limit(moment)),))
    found = [_dated_once(moment, at, issued_on) for at in dated(point, issued_on)]
    return _chosen(moment, point, found, issued_on) if found else _without_year(moment)


def _chosen(moment: Moment, point: Point, found: list[Decision], issued_on: date | None) -> Decision:
    """Return the one rule that was found, or what is to be asked."""
    rules = tuple(rule for rule in found if not isinstance(rule, Question))
    if len(rules) < len(found):
        return next(rule for rule in found if isinstance(rule, Question))
    if point.years_after and point.year_of is None and point.names_day and not point.now:
        every_year = repeated(moment, Every.YEAR, None)
        return Question("một lần hay hàng năm", (*rules, every_year) if not isinstance(every_year, Question) else rules)
    if len(rules) > 1:
        return Question("chưa rõ năm nào", rules)
    if _is_past(rules[0], issued_on):
        return Question("hạn đứng trước ngày ban hành", rules)
    return Question("có thể chỉ là tên gọi", rules) if moment.named else rules[0]


def _is_past(rule: Rule, issued_on: date | None) -> bool:
    if issued_on is None:
        return False
    match rule:
        case OnDate():
            is_last_day_before = rule.bound is Bound.BEFORE and rule.at is None
            return rule.on - timedelta(days=is_last_day_before) < issued_on
        case Window():
            return rule.ends_on < issued_on
        case Year():
            return rule.year < issued_on.year and not rule.and_following
        case _:
            return False


def own_frequency(moment: Moment) -> Every | None:
    """Return how often a day comes back that names its place in a month or quarter: "ngày 15 của tháng cuối quý"."""
    point = moment.point
    if point is None or not (point.names_day or point.months_after == 1) or point.now:
        return None
    if point.month_of_quarter is not None and point.names_day:
        return Every.QUARTER
    if point.month is not None and point.year_of not in (None, "danh gia"):
        return Every.YEAR
    return Every.MONTH if point.months_after is not None and point.names_day else None


def _of_period(moment: Moment, issued_on: date | None) -> Decision:
    point = moment.point
    if point and point.now and point.months_after is not None:
        if issued_on is None:
            return NO_YEAR
        this = Point(day=point.day, month=issued_on.month, year=issued_on.year)
        return _dated_once(moment, this, issued_on)
    readings = [repeated(moment, every, None) for every in (Every.MONTH, Every.QUARTER, Every.HALF, Every.YEAR)]
    return Question("chưa rõ kỳ nào", tuple(rule for rule in readings if not isinstance(rule, Question)))


def _without_year(moment: Moment) -> Decision:
    """A regulation that says "của năm sau" speaks of every year; a day and month alone need the plan's date."""
    point = moment.point
    if point and point.years_after is not None and point.names_day and not point.now:
        return repeated(moment, Every.YEAR, None)
    return NO_YEAR


def _dated_once(moment: Moment, point: Point, issued_on: date | None) -> Decision:
    try:
        first, last = days_of(point)
    except ValueError:
        return Question("ngày không có trong lịch")
    if moment.starts is not None:
        return _window(moment, point, last, issued_on)
    if not point.names_day:
        return _of_span(moment, point, first, last)
    if point.day == LAST_WORKING_DAY:
        return Question("ngày làm việc cuối cùng của một tháng cụ thể", (OnDate(on=last, bound=Bound.BY),))
    rule = OnDate(on=last, **limit(moment))
    if len(moment.days) == 1 and last.weekday() != moment.days[0]:
        return Question(f"ngày {last:%d/%m/%Y} không phải là thứ đã ghi", (rule,))
    return rule


def _of_span(moment: Moment, point: Point, first: date, last: date) -> Rule:
    """Return the rule of a month, quarter, half or year: its first or last day, or any day of it."""
    is_named_year = point.year is not None and point.months is None
    if point.year and is_named_year and (moment.following or moment.onward):
        return Year(year=point.year, and_following=True)
    if moment.bound is Bound.BEFORE:
        return OnDate(on=first, bound=Bound.BEFORE)
    if moment.bound is not None and not moment.within:
        return OnDate(on=last, bound=Bound.BY)
    return Year(year=point.year) if point.year and is_named_year else Window(starts_on=first, ends_on=last)


def _window(moment: Moment, last_point: Point, last: date, issued_on: date | None) -> Decision:
    starts = moment.starts
    choices = dated(starts, issued_on) if starts else []
    if not choices:
        return NO_YEAR
    start, _ = days_of(choices[0])
    if starts and starts.year is None and last_point.year:
        start, _ = days_of(replace(starts, year=last_point.year, years_after=None))
    if start > last:
        return Question(f"ngày kết thúc {last:%d/%m/%Y} đứng trước ngày bắt đầu {start:%d/%m/%Y}")
    window = Window(starts_on=start, ends_on=last)
    if moment.following:
        return Question("chưa rõ hạn của những năm tiếp theo", (window, Year(year=start.year, and_following=True)))
    if moment.at and moment.at.at:
        return OnDate(on=last, bound=moment.bound or Bound.BY, at=moment.at.at)
    return window
