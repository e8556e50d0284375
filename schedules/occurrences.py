"""Pure: from a rule to its due instants: what falls due between two instants, from the rule alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from heapq import merge
from operator import attrgetter
from typing import assert_never

from schedules.calendar_days import add_months
from schedules.named_days import NamedDay, named_days
from schedules.rules import Bound, DayOff, Event, OnDate, Rule, Standing, Terms, Unit
from schedules.working_days import ONE_DAY, WorkingCalendar
from schedules.zone import LOCAL, local, local_date

LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Due:
    """One due of a rule. All instants are local and act_by ≤ nominal ≤ overdue_from.

    `nominal` is the bound as the words say it: "trước ngày 06/10" is 06/10 00:00, "chậm nhất ngày 06/10" is
    06/10 23:59:59, "… 15 giờ" is 15:00. `act_by` is the last working moment up to it. Late is said from
    `overdue_from` on: at once for "trước"; the next day, or with an hour the next minute, for "chậm nhất"; and
    `grace_days` later where the terms give some. None: never late by itself.
    """

    period: str
    nominal: datetime
    act_by: datetime
    overdue_from: datetime | None


def occurrences(
    rule: Rule, *, since: datetime, until: datetime, calendar: WorkingCalendar, terms: Terms = Terms()
) -> Iterator[Due]:
    """Yield every due of `rule` whose `nominal` lies in [since, until), in order of `nominal`.

    Lazy, and starts near `since` whatever the rule. An event yields nothing before it is `armed`, an undated rule
    nothing at all.
    """
    # A day off may carry an earlier day into the range, but never past the working day that ends its run of days off;
    # that is worked out from two days before `since`, because "trước ngày D" has D-1 as its last day.
    start = calendar.previous_working_day(local_date(since) - 2 * ONE_DAY)
    streams = [(_due(named, calendar, terms) for named in stream) for stream in named_days(rule, start, calendar)]
    for due in merge(*streams, key=attrgetter("nominal")):
        if due.nominal >= until:
            return
        if due.nominal >= since:
            yield replace(due, overdue_from=None) if isinstance(rule, Standing) else due


def armed(rule: Event, happened: date | datetime, *, calendar: WorkingCalendar) -> OnDate | None:
    """Return the deadline of an event that happened on a local day (or at an aware instant).

    None for offset 0 ("sau khi …"): there is nothing to count and the coordinator names the day.
    Civil Code 2015 art. 144–148: the first day is not counted; a month ends on the same day number or the last day of
    the month; a span of days or months whose last permitted day is a day off ends with the next working day. Counted
    back from the event (`before`) the day stays, for moving it would shorten the notice the rule asks for.
    Hours are counted from the minute. ValueError for hours from a day without an hour, or an instant without a zone.
    """
    if isinstance(happened, datetime) and happened.tzinfo is None:
        raise ValueError(f"{happened} has no zone: pass an aware instant")
    if rule.offset == 0:
        return None
    offset = -rule.offset if rule.before else rule.offset
    day = local_date(happened) if isinstance(happened, datetime) else happened
    match rule.unit:
        case Unit.HOUR:
            if not isinstance(happened, datetime):
                raise ValueError(f"hours cannot be counted from {happened}: pass the instant")
            end = happened.astimezone(LOCAL) + timedelta(hours=offset)
            return OnDate(on=end.date(), bound=rule.bound, at=time(end.hour, end.minute))
        case Unit.WORKING_DAY:
            return OnDate(on=calendar.add_working_days(day, offset), bound=rule.bound)
        case Unit.DAY:
            day += timedelta(days=offset)
        case Unit.MONTH:
            day = add_months(day, offset)
        case _:
            assert_never(rule.unit)
    if not rule.before:
        last = day - ONE_DAY if rule.bound is Bound.BEFORE else day
        day += calendar.next_working_day(last) - last
    return OnDate(on=day, bound=rule.bound)


def _due(named: NamedDay, calendar: WorkingCalendar, terms: Terms) -> Due:
    if named.bound is Bound.BEFORE:
        nominal, still_in_time = local(named.on, named.at or time.min), timedelta(0)
    elif named.at is None:
        nominal, still_in_time = local(named.on, LAST_SECOND), timedelta(seconds=1)
    else:
        nominal, still_in_time = local(named.on, named.at), timedelta(minutes=1)
    last_day = (nominal + still_in_time - timedelta(microseconds=1)).date()
    nominal += _last_day_to_act(last_day, calendar, terms.day_off) - last_day
    return Due(
        period=named.period,
        nominal=nominal,
        act_by=calendar.last_working_moment(nominal),
        overdue_from=nominal + still_in_time + timedelta(days=terms.grace_days),
    )


def _last_day_to_act(day: date, calendar: WorkingCalendar, day_off: DayOff) -> date:
    match day_off:
        case DayOff.KEEP:
            return day
        case DayOff.NEXT:
            return calendar.next_working_day(day)
        case DayOff.PREVIOUS:
            return calendar.previous_working_day(day)
        case _:
            assert_never(day_off)
