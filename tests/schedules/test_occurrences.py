from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest

from schedules.occurrences import Due, occurrences
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
    Weekday,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import DayKind, Override, WorkingCalendar
from schedules.zone import LOCAL, local

CALENDAR = WorkingCalendar()
NEXT = Terms(day_off=DayOff.NEXT)
PREVIOUS = Terms(day_off=DayOff.PREVIOUS)
SECOND = timedelta(seconds=1)
MONDAY_AND_THURSDAY = (Weekday.MONDAY, Weekday.THURSDAY)


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M:%S" if text.count(":") == 2 else "%d/%m/%Y %H:%M").replace(
        tzinfo=LOCAL
    )


def due(period: str, nominal: str, act_by: str, overdue_from: str | None) -> Due:
    late = instant(overdue_from) if overdue_from else None
    return Due(period=period, nominal=instant(nominal), act_by=instant(act_by), overdue_from=late)


def dues(
    rule: Rule, since: date, until: date, terms: Terms = Terms(), calendar: WorkingCalendar = CALENDAR
) -> list[Due]:
    return list(occurrences(rule, since=local(since), until=local(until), calendar=calendar, terms=terms))


def nominals(rule: Rule, since: date, until: date, terms: Terms = Terms()) -> list[str]:
    return [f"{found.period} {found.nominal:%d/%m/%Y %H:%M:%S}" for found in dues(rule, since, until, terms)]


ONE_DUE = [
    (OnDate(on=date(2021, 10, 6)), "06/10/2021 00:00", "05/10/2021 17:00", "06/10/2021 00:00"),
    (OnDate(on=date(2021, 10, 6), bound=Bound.BY), "06/10/2021 23:59:59", "06/10/2021 17:00", "07/10/2021 00:00"),
    (OnDate(on=date(2021, 10, 6), at=time(14)), "06/10/2021 14:00", "06/10/2021 14:00", "06/10/2021 14:00"),
    (
        OnDate(on=date(2021, 10, 6), at=time(14), bound=Bound.BY),
        "06/10/2021 14:00",
        "06/10/2021 14:00",
        "06/10/2021 14:01",
    ),
    (OnDate(on=date(2022, 1, 31), bound=Bound.BY), "31/01/2022 23:59:59", "28/01/2022 17:00", "01/02/2022 00:00"),
    (
        Window(starts_on=date(2021, 10, 1), ends_on=date(2021, 10, 31)),
        "31/10/2021 23:59:59",
        "29/10/2021 17:00",
        "01/11/2021 00:00",
    ),
]


@pytest.mark.parametrize(("rule", "nominal", "act_by", "overdue_from"), ONE_DUE)
def test_a_rule_of_one_day_falls_due_once(rule: Rule, nominal: str, act_by: str, overdue_from: str) -> None:
    assert dues(rule, date(1990, 1, 1), date(2090, 1, 1)) == [due("once", nominal, act_by, overdue_from)]


@pytest.mark.parametrize(("rule", "nominal"), [case[:2] for case in ONE_DUE])
def test_range_takes_in_since_and_leaves_out_until(rule: Rule, nominal: str) -> None:
    when = instant(nominal)

    def found(since: datetime, until: datetime) -> int:
        return len(list(occurrences(rule, since=since, until=until, calendar=CALENDAR)))

    assert [found(when + shift, when + timedelta(days=1)) for shift in (-SECOND, SECOND * 0, SECOND)] == [1, 1, 0]
    assert [found(when - timedelta(days=1), when + shift) for shift in (-SECOND, SECOND * 0, SECOND)] == [0, 0, 1]
    assert found(when.astimezone(UTC), (when + SECOND).astimezone(UTC)) == 1


def test_weekly_falls_due_at_its_hour_on_each_day_named() -> None:
    rule = Weekly(weekdays=MONDAY_AND_THURSDAY, at=time(14))
    assert dues(rule, date(2021, 10, 5), date(2021, 10, 12)) == [
        due("2021-10-07", "07/10/2021 14:00", "07/10/2021 14:00", "07/10/2021 14:00"),
        due("2021-10-11", "11/10/2021 14:00", "11/10/2021 14:00", "11/10/2021 14:00"),
    ]


def test_weekly_without_a_day_is_due_by_the_end_of_the_iso_week() -> None:
    assert dues(Weekly(), date(2020, 12, 28), date(2021, 1, 11)) == [
        due("2020-W53", "03/01/2021 23:59:59", "31/12/2020 17:00", "04/01/2021 00:00"),
        due("2021-W01", "10/01/2021 23:59:59", "08/01/2021 17:00", "11/01/2021 00:00"),
    ]


def test_thursday_of_tet_stays_where_the_order_put_it_but_is_to_be_done_before() -> None:
    rule = Weekly(weekdays=(Weekday.THURSDAY,), at=time(15))
    assert dues(rule, date(2022, 1, 29), date(2022, 2, 10)) == [
        due("2022-02-03", "03/02/2022 15:00", "28/01/2022 17:00", "03/02/2022 15:00")
    ]


def test_daily_names_every_day_or_the_working_days_only() -> None:
    span = date(2022, 1, 28), date(2022, 2, 9)
    assert [found.period for found in dues(Daily(at=time(17)), *span)] == [
        f"2022-{day}" for day in ("01-28", "01-29", "01-30", "01-31", *(f"02-0{n}" for n in range(1, 9)))
    ]
    assert dues(Daily(at=time(17), bound=Bound.BEFORE, working_days_only=True), *span) == [
        due("2022-01-28", "28/01/2022 17:00", "28/01/2022 17:00", "28/01/2022 17:00"),
        due("2022-02-07", "07/02/2022 17:00", "07/02/2022 17:00", "07/02/2022 17:00"),
        due("2022-02-08", "08/02/2022 17:00", "08/02/2022 17:00", "08/02/2022 17:00"),
    ]


def test_make_up_saturday_is_a_working_day() -> None:
    worked = dues(Daily(working_days_only=True), date(2025, 4, 25), date(2025, 5, 6))
    assert [found.period[5:] for found in worked] == ["04-25", "04-26", "04-28", "04-29", "05-05"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (31, ["2024-01 31/01", "2024-02 29/02", "2024-03 31/03", "2024-04 30/04"]),
        (30, ["2024-01 30/01", "2024-02 29/02", "2024-03 30/03", "2024-04 30/04"]),
        (29, ["2024-01 29/01", "2024-02 29/02", "2024-03 29/03", "2024-04 29/04"]),
        (LAST_DAY, ["2024-01 31/01", "2024-02 29/02", "2024-03 31/03", "2024-04 30/04"]),
        (LAST_WORKING_DAY, ["2024-01 31/01", "2024-02 29/02", "2024-03 29/03", "2024-04 26/04"]),
    ],
)
def test_monthly_day_that_a_month_lacks_falls_on_its_last_day(day: int, expected: list[str]) -> None:
    found = dues(Monthly(day=day, bound=Bound.BY), date(2024, 1, 1), date(2024, 5, 1))
    assert [f"{each.period} {each.nominal:%d/%m}" for each in found] == expected


def test_monthly_on_29_falls_on_28_february_of_a_common_year() -> None:
    assert nominals(Monthly(day=29), date(2023, 2, 1), date(2023, 3, 1)) == ["2023-02 28/02/2023 00:00:00"]


def test_monthly_keeps_the_period_of_the_month_reported() -> None:
    span = date(2021, 12, 1), date(2022, 2, 1)
    assert nominals(Monthly(day=5, months_after=1), *span) == [
        "2021-11 05/12/2021 00:00:00",
        "2021-12 05/01/2022 00:00:00",
    ]
    from_25 = Monthly(day=30, bound=Bound.BY, start_day=25)  # the beginning moves no deadline
    assert nominals(from_25, *span) == nominals(Monthly(day=30, bound=Bound.BY), *span)
    assert nominals(Monthly(), *span) == ["2021-12 31/12/2021 23:59:59", "2022-01 31/01/2022 23:59:59"]
    assert nominals(Monthly(months_after=1), *span) == ["2021-11 31/12/2021 23:59:59", "2021-12 31/01/2022 23:59:59"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Quarterly(), ["2021-Q4 31/12/2021 23:59:59", "2022-Q1 31/03/2022 23:59:59"]),
        (Quarterly(day=20), ["2021-Q4 20/12/2021 00:00:00", "2022-Q1 20/03/2022 00:00:00"]),
        (Quarterly(day=LAST_DAY, month=2), ["2021-Q4 30/11/2021 00:00:00", "2022-Q1 28/02/2022 00:00:00"]),
        (Quarterly(day=5, month=1), ["2021-Q4 05/10/2021 00:00:00", "2022-Q1 05/01/2022 00:00:00"]),
        (Quarterly(day=5, month=4), ["2021-Q3 05/10/2021 00:00:00", "2021-Q4 05/01/2022 00:00:00"]),
        (HalfYearly(), ["2021-H2 31/12/2021 23:59:59"]),
        (
            HalfYearly(first=YearDay(month=1, day=31, years_after=1), second=YearDay(month=11, day=20)),
            ["2021-H2 20/11/2021 00:00:00", "2021-H1 31/01/2022 00:00:00"],
        ),
        (Yearly(), ["2021 31/12/2021 23:59:59"]),
        (Yearly(due=YearDay(month=11, day=20)), ["2021 20/11/2021 00:00:00"]),
        (
            Yearly(due=YearDay(month=1, day=31, years_after=1), bound=Bound.BY, at=time(15)),
            ["2021 31/01/2022 15:00:00"],
        ),
        (Yearly(due=YearDay(month=2, day=29)), ["2022 28/02/2022 00:00:00"]),
        (Year(year=2021), ["2021 31/12/2021 23:59:59"]),
        (Year(year=2020), []),
        (Year(year=2020, and_following=True), ["2021 31/12/2021 23:59:59"]),
        (Year(year=2022, and_following=True), []),
        (Standing(), ["2021-Q4 31/12/2021 23:59:59", "2022-Q1 31/03/2022 23:59:59"]),
        (Standing(year=2021), ["2021-Q4 31/12/2021 23:59:59"]),
        (Standing(year=2020, and_following=True), ["2021-Q4 31/12/2021 23:59:59", "2022-Q1 31/03/2022 23:59:59"]),
        (Event(trigger="ngày ký", offset=5), []),
        (Undated(reason="theo kế hoạch"), []),
    ],
)
def test_reporting_rules_fall_due_once_a_period(rule: Rule, expected: list[str]) -> None:
    assert nominals(rule, date(2021, 10, 1), date(2022, 4, 1)) == expected


def test_yearly_on_29_february_is_kept_in_a_leap_year() -> None:
    rule = Yearly(due=YearDay(month=2, day=29), bound=Bound.BY)
    assert nominals(rule, date(2024, 1, 1), date(2025, 1, 1)) == ["2024 29/02/2024 23:59:59"]


def test_standing_duty_is_never_late_by_itself() -> None:
    assert dues(Standing(year=2021), date(2021, 12, 1), date(2022, 6, 1)) == [
        due("2021-Q4", "31/12/2021 23:59:59", "31/12/2021 17:00", None)
    ]


@pytest.mark.parametrize(
    ("rule", "terms", "nominal", "act_by", "overdue_from"),
    [
        # the last day to act is Sunday 10/10
        (OnDate(on=date(2021, 10, 11)), NEXT, "12/10/2021 00:00", "11/10/2021 17:00", "12/10/2021 00:00"),
        (OnDate(on=date(2021, 10, 11)), PREVIOUS, "09/10/2021 00:00", "08/10/2021 17:00", "09/10/2021 00:00"),
        (OnDate(on=date(2021, 10, 11)), Terms(), "11/10/2021 00:00", "08/10/2021 17:00", "11/10/2021 00:00"),
        # the day named is off, the last day to act is not
        (OnDate(on=date(2021, 10, 9)), NEXT, "09/10/2021 00:00", "08/10/2021 17:00", "09/10/2021 00:00"),
        # within Tết
        (
            OnDate(on=date(2022, 2, 3), bound=Bound.BY),
            NEXT,
            "07/02/2022 23:59:59",
            "07/02/2022 17:00",
            "08/02/2022 00:00",
        ),
        (
            OnDate(on=date(2022, 2, 3), at=time(15)),
            PREVIOUS,
            "28/01/2022 15:00",
            "28/01/2022 15:00",
            "28/01/2022 15:00",
        ),
        (
            OnDate(on=date(2021, 10, 9), bound=Bound.BY, at=time(15)),
            NEXT,
            "11/10/2021 15:00",
            "11/10/2021 15:00",
            "11/10/2021 15:01",
        ),
        # midnight ends the day before, which is a working day
        (OnDate(on=date(2021, 10, 9), at=time(0)), NEXT, "09/10/2021 00:00", "08/10/2021 17:00", "09/10/2021 00:00"),
        (OnDate(on=date(2021, 10, 6)), Terms(grace_days=2), "06/10/2021 00:00", "05/10/2021 17:00", "08/10/2021 00:00"),
    ],
)
def test_terms_move_the_last_day_to_act_or_give_grace(
    rule: Rule, terms: Terms, nominal: str, act_by: str, overdue_from: str
) -> None:
    assert dues(rule, date(2021, 1, 1), date(2023, 1, 1), terms) == [due("once", nominal, act_by, overdue_from)]


def test_day_carried_into_the_range_by_its_terms_is_found() -> None:
    rule = Daily()
    assert nominals(rule, date(2022, 2, 7), date(2022, 2, 8), NEXT) == [
        f"2022-{day} 07/02/2022 23:59:59"
        for day in ("01-29", "01-30", "01-31", "02-01", "02-02", "02-03", "02-04", "02-05", "02-06", "02-07")
    ]


def test_day_carried_to_the_very_first_instant_of_the_range_is_found() -> None:
    rule = Weekly(weekdays=(Weekday.SUNDAY,))  # its last day, a Saturday, goes to Monday: late from Tuesday 00:00
    assert nominals(rule, date(2021, 10, 12), date(2021, 10, 13), NEXT) == ["2021-10-10 12/10/2021 00:00:00"]


def test_swap_in_the_calendar_moves_what_follows_it() -> None:
    swapped = WorkingCalendar(
        overrides={date(2026, 1, 2): Override(DayKind.OFF), date(2026, 1, 10): Override(DayKind.WORKING)}
    )
    by_friday, by_saturday = OnDate(on=date(2026, 1, 2), bound=Bound.BY), OnDate(on=date(2026, 1, 10), bound=Bound.BY)
    span = date(2026, 1, 1), date(2026, 2, 1)
    assert dues(by_friday, *span, NEXT, swapped) == [
        due("once", "05/01/2026 23:59:59", "05/01/2026 17:00", "06/01/2026 00:00")
    ]
    assert dues(by_saturday, *span, NEXT, swapped) == [
        due("once", "10/01/2026 23:59:59", "10/01/2026 17:00", "11/01/2026 00:00")
    ]


def test_range_far_from_any_anchor_is_answered_without_walking_there() -> None:
    far = occurrences(
        Year(year=1, and_following=True),
        since=local(date(2500, 1, 1)),
        until=local(date(9000, 1, 1)),
        calendar=CALENDAR,
    )
    assert [found.period for found in islice(far, 2)] == ["2500", "2501"]
