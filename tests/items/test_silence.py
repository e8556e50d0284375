"""When what nobody decided on is announced and accepted: working days, with weekends, Tết and days that were moved."""

from datetime import date, datetime, timedelta

import pytest

from reminders.items.silence import Step, last_day, reported_before, step
from schedules.working_days import DayKind, Override, WorkingCalendar
from tests.rows import CALENDAR, at

MOVED = WorkingCalendar(
    overrides={date(2021, 10, 8): Override(DayKind.OFF), date(2021, 10, 9): Override(DayKind.WORKING)}
)
"""The office is closed on Friday 08/10/2021 and works on Saturday instead."""


@pytest.mark.parametrize(
    ("reported", "days", "calendar", "last"),
    [
        (at("2021-10-04", "00:00"), 1, CALENDAR, date(2021, 10, 5)),
        (at("2021-10-04", "23:59"), 1, CALENDAR, date(2021, 10, 5)),
        (at("2021-10-04", "16:42"), 5, CALENDAR, date(2021, 10, 11)),  # over a weekend
        (at("2021-10-08", "16:42"), 1, CALENDAR, date(2021, 10, 11)),
        (at("2021-10-09", "10:00"), 1, CALENDAR, date(2021, 10, 11)),  # reported on a Saturday
        (at("2021-10-07", "10:00"), 1, MOVED, date(2021, 10, 9)),
        (at("2021-10-07", "10:00"), 2, MOVED, date(2021, 10, 11)),
        (at("2022-01-28", "10:00"), 1, CALENDAR, date(2022, 2, 7)),  # over Tết
        (at("2021-12-31", "10:00"), 2, CALENDAR, date(2022, 1, 5)),  # Monday 03/01/2022 is off
    ],
)
def test_the_day_of_the_report_and_days_off_are_not_counted(
    reported: datetime, days: int, calendar: WorkingCalendar, last: date
) -> None:
    assert last_day(reported, days, calendar=calendar) == last


@pytest.mark.parametrize("days", [1, 2, 5, 60])
@pytest.mark.parametrize("calendar", [CALENDAR, MOVED], ids=["usual", "moved"])
def test_what_the_database_is_asked_for_is_what_has_come_to_its_last_day(days: int, calendar: WorkingCalendar) -> None:
    for number in range(60):
        on = calendar.next_working_day(date(2021, 12, 20) + timedelta(days=number))
        first = reported_before(days, on=on, calendar=calendar)
        assert last_day(first, days, calendar=calendar) > on
        assert last_day(first - timedelta(seconds=1), days, calendar=calendar) <= on


MONDAY = at("2021-10-04", "16:42")
"""Reported then, with three working days its last day is Thursday 07/10."""


@pytest.mark.parametrize(
    ("announced", "now", "expected"),
    [
        (None, at("2021-10-06", "17:00"), None),
        (None, at("2021-10-07", "07:00"), Step.ANNOUNCE),
        (None, at("2021-10-20", "09:00"), Step.ANNOUNCE),  # the service was off: first it is told
        (at("2021-10-07", "07:00"), at("2021-10-07", "17:00"), None),
        (at("2021-10-07", "07:00"), at("2021-10-08", "07:00"), Step.ACCEPT),
        (at("2021-10-07", "07:00"), at("2021-10-20", "09:00"), Step.ACCEPT),
        (at("2021-10-20", "09:00"), at("2021-10-20", "16:00"), None),
        (at("2021-10-20", "09:00"), at("2021-10-21", "07:00"), Step.ACCEPT),
        (at("2021-10-06", "07:00"), at("2021-10-08", "07:00"), Step.ANNOUNCE),  # when it had two days, or one before
    ],
)
def test_it_is_announced_on_its_last_day_and_accepted_on_the_working_day_after_that_was_sent(
    announced: datetime | None, now: datetime, expected: Step | None
) -> None:
    assert step(MONDAY, announced, 3, now=now, calendar=CALENDAR) == expected
