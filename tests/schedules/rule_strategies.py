"""Hypothesis strategies: every kind of rule that `notation` accepts, with few distinct values so that they meet."""

import re
from datetime import date, time, timedelta

from hypothesis import strategies as st

from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    Daily,
    DayOff,
    Event,
    HalfYearly,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Terms,
    Undated,
    Unit,
    Weekday,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import DayKind, Override, WorkingCalendar
from schedules.zone import local

bounds = st.sampled_from(Bound)
hours = st.sampled_from([time(0), time(7), time(14, 30), time(15), time(23, 59)])
hours_or_none = st.none() | hours
days = st.integers(1, 31) | st.sampled_from([LAST_DAY, LAST_WORKING_DAY])
dates = st.dates(date(2020, 1, 1), date(2026, 12, 31))
years = st.integers(2020, 2026)
flags = st.booleans()
words = (
    st.text("ab (),0123456789ngàykểtừđ", min_size=1, max_size=12)
    .map(lambda found: re.sub(r" (?=[,)])|(?<=[(]) ", "", re.sub(r" +", " ", found)).strip("(), "))
    .filter(lambda found: found[:1].isalpha())
    # "5 (năm)" says a figure twice; wording's own bracket would close "5 (năm" to that.
    .filter(lambda found: not re.search(r"\d ?\([^()]*$", found))
)
year_days = st.builds(
    lambda on, day, years_after: YearDay(month=on.month, day=day or on.day, years_after=years_after),
    on=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    day=st.none() | st.sampled_from([LAST_DAY, LAST_WORKING_DAY]),
    years_after=st.integers(0, 2),
)

rules_by_kind: dict[str, st.SearchStrategy[Rule]] = {
    "date": st.builds(OnDate, on=dates, bound=bounds, at=hours_or_none),
    "window": st.builds(lambda a, b: Window(starts_on=min(a, b), ends_on=max(a, b)), dates, dates),
    "daily": st.builds(Daily, working_days_only=flags)
    | st.builds(Daily, at=hours, bound=bounds, working_days_only=flags),
    "weekly": st.just(Weekly())
    | st.builds(
        Weekly,
        weekdays=st.sets(st.sampled_from(Weekday), min_size=1).map(lambda found: tuple(sorted(found))),
        at=hours_or_none,
        bound=bounds,
    ),
    "monthly": st.builds(Monthly, months_after=st.integers(0, 3))
    | st.builds(Monthly, day=days, months_after=st.integers(0, 3), bound=bounds, at=hours_or_none)
    | st.builds(
        lambda start, length, after: Monthly(
            day=min(start + length, 31), months_after=after, bound=Bound.BY, start_day=start
        ),
        st.integers(1, 31),
        st.integers(0, 30),
        st.integers(0, 3),
    ),
    "quarterly": st.just(Quarterly())
    | st.builds(Quarterly, month=st.integers(1, 4), day=days, bound=bounds, at=hours_or_none),
    "halfyearly": st.just(HalfYearly())
    | st.builds(HalfYearly, first=year_days, second=st.none() | year_days, bound=bounds, at=hours_or_none)
    | st.builds(HalfYearly, second=year_days, bound=bounds, at=hours_or_none),
    "yearly": st.just(Yearly()) | st.builds(Yearly, due=year_days, bound=bounds, at=hours_or_none),
    "year": st.builds(Year, year=years, and_following=flags),
    "standing": st.just(Standing()) | st.builds(Standing, year=years, and_following=flags),
    "event": st.builds(Event, trigger=words, offset=st.just(0), before=flags)
    | st.builds(
        Event, trigger=words, offset=st.integers(1, 40), unit=st.sampled_from(Unit), before=flags, bound=bounds
    ),
    "undated": st.builds(Undated, reason=words),
}
rules = st.one_of(*rules_by_kind.values())
terms = st.builds(Terms, day_off=st.sampled_from(DayOff), grace_days=st.integers(0, 3))

off = Override(DayKind.OFF)
calendars = st.sampled_from(
    [
        WorkingCalendar(),
        WorkingCalendar(
            overrides={
                date(2021, 10, 7): off,
                date(2021, 10, 9): Override(DayKind.WORKING, "Làm bù"),
                date(2022, 1, 31): Override(DayKind.WORKING),
            }
            | {date(2021, 12, 20) + timedelta(days=n): off for n in range(30)}
        ),
    ]
)
midnights = st.dates(date(2021, 1, 1), date(2023, 1, 1)).map(local)
instants = midnights | st.builds(lambda day, n: day + timedelta(seconds=n), midnights, st.integers(0, 86_399))
